"""The pages around a meeting, as a stranger, a member, the facilitator and a convenor see them."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from icalendar import Calendar

from commonweal.assemblies.actions.letters import make_due, off_address, send_waiting
from commonweal.assemblies.actions.meetings import cancel_meeting, close_meeting
from commonweal.assemblies.models import Body, CalendarAddress, Claim, Meeting, Minutes, Need, RefusedAttempt, Unwanted
from commonweal.people.models import User
from tests.laid import Laid
from tests.spend.linen import coast

from .conftest import EVENING, NOW, Account, user_of
from .test_pages import HOME, PRIVATE, after, at, browser, words

pytestmark = pytest.mark.django_db
M = f"{HOME}meetings/1/"
__all__ = ["at"]


@pytest.fixture(autouse=True)
def region(home: Path, laid: Laid) -> None:
    laid("coast", lambda: coast(home))


def test_working_on_an_agenda_without_a_mouse(meeting: Meeting, convenor: User, at: Any) -> None:
    at(NOW)
    chair = browser(convenor)
    assert "3. A bench 20 minutes" in after(chair, f"{M}agenda/", title="A bench", minutes=20)
    bench = meeting.items.get(title="A bench")
    assert "2. A bench" in after(chair, f"{M}agenda/{bench.pk}/up/")
    assert "A bench" not in after(chair, f"{M}agenda/{bench.pk}/drop/")
    assert "This field is required" in after(chair, f"{M}agenda/", title=" ")


def test_a_slip_neither_opens_a_meeting_nor_calls_it_off(meeting: Meeting, convenor: User, at: Any) -> None:
    at(NOW)
    chair = browser(convenor)
    early = chair.post(f"{M}open/", follow=True)
    assert early.redirect_chain[-1][0] == M  # there is no room yet in which anybody could be marked
    assert "too early to open" in words(early)
    asked = words(chair.get(f"{M}cancel/"))
    assert asked.index("it cannot be taken back") < asked.index("Call this meeting off No, go back")
    assert meeting.body.meetings.get().state == Meeting.State.CALLED  # to open the page changes nothing
    assert "This meeting was called off." in after(chair, f"{M}cancel/")


def test_a_member_asks_and_a_convenor_puts_it_on(meeting: Meeting, body: Body, convenor: User, at: Any) -> None:
    at(NOW)
    knot = browser(user_of(body, "Knot"))
    assert "The bins 21 November 2026, waits for an answer" in after(knot, f"{HOME}items/ask/", title="The bins")
    chair = browser(convenor)
    asked = body.asked_items.get()
    assert "3. The bins" in after(chair, f"{M}asked/{asked.public_id}/", take="yes")
    assert "on an agenda" in words(knot.get(f"{HOME}items/ask/"))


def test_members_call_a_meeting_from_its_request_to_its_page(body: Body, at: Any) -> None:
    at(NOW)
    asked = {"day": "2026-12-04", "time": "19:00", "place": "The library", "agenda": "The bins"}
    said = after(browser(user_of(body, "Grebe")), f"{HOME}meetings/ask/", **asked)
    assert "Friday 4 December 2026, 19:00, The library. 1 of the 6 needed have joined." in said
    address = f"{HOME}requests/{body.requests.get().public_id}/join/"
    for name in ("Plover", "Curlew", "Avocet", "Dunlin"):
        after(browser(user_of(body, name)), address)
    assert "Friday 4 December 2026, 19:00 The library" in after(browser(user_of(body, "Knot")), address)
    assert Meeting.objects.get().called_by is None


def test_a_notice_of_change_is_dated(meeting: Meeting, convenor: User, at: Any) -> None:
    at(NOW)
    told = {"day": "2026-12-01", "time": "18:00", "place": "The library"}
    assert (
        "Changed on 21 November 2026. Before, it was: Sunday 29 November 2026, 12:00, The hall, Dock Street."
        in after(browser(convenor), f"{M}change/", **told)
    )
    at(NOW + timedelta(days=5))
    assert "too late to change" in after(browser(convenor), f"{M}change/", **told | {"place": "Here"})


def test_leading_a_meeting(in_the_room: Meeting, body: Body, convenor: User, at: Any) -> None:
    at(EVENING)
    grebe, chair = browser(user_of(body, "Grebe")), browser(convenor)
    after(grebe, f"{HOME}willing/", facilitator="yes")
    assert "Grebe is asked" in after(chair, f"{M}turns/facilitator/")
    turn = in_the_room.turns.get()
    said = after(grebe, f"{M}turns/{turn.pk}/accept/")
    assert "Next The laundry" in said
    said = after(grebe, f"{M}agenda/{in_the_room.items.all()[0].pk}/begin/")
    assert "Now The laundry Next Any other business" in said


def test_the_live_part_is_sent_only_when_something_changed(in_the_room: Meeting, body: Body, at: Any) -> None:
    at(EVENING)
    page = browser().get(M).content.decode()
    found = re.search(r'hx-get="([^"]+)"', page)
    assert found
    address = found[1].replace("&amp;", "&")
    assert browser().get(address).status_code == 204
    in_the_room.attendances.filter(member__shown_name="Knot").update(left_at=EVENING)
    assert "7 of 8 members are here" in words(browser().get(address))


def test_minutes_from_the_note_to_the_printed_page(in_the_room: Meeting, body: Body, convenor: User, at: Any) -> None:
    at(EVENING)
    chair, knot = browser(convenor), browser(user_of(body, "Knot"))
    item = in_the_room.items.all()[0]
    after(chair, f"{M}minutes/note/{item.pk}/", text="Three of us look.", version=0)
    said = after(chair, f"{M}minutes/note/{item.pk}/", text="Four of us look.", version=0)
    assert "Somebody else changed this note" in said
    assert "Four of us look." in said  # nothing written is lost
    after(chair, f"{M}close/")
    assert "Draft them again" in after(chair, f"{M}minutes/draft/")
    assert "Three of us look." in words(knot.get(f"{M}minutes/"))
    assert "Three of us" not in words(browser().get(f"{M}minutes/"))
    assert browser().get(f"{M}minutes.txt").status_code == 404
    assert browser().get(f"{M}minutes.pdf").status_code == 404  # a draft is for members
    assert "no-store" in (draft := knot.get(f"{M}minutes.pdf"))["Cache-Control"]
    assert draft.content.startswith(b"%PDF-")
    assert "in a later meeting" in after(chair, f"{M}minutes/agree/")
    following(body, convenor)
    assert "Agreed on 29 November 2026 at meeting 2, without objection." in after(chair, f"{M}minutes/agree/")
    printed = words(browser().get(f"{M}minutes/"))
    assert "Three of us look." in printed
    assert "commonweal/record/" in printed  # the checkpoint
    assert "Present: 8 of 8 members" in browser().get(f"{M}minutes.txt").content.decode()
    sheet = browser().get(f"{M}minutes.pdf")
    assert (sheet["Content-Type"], sheet.content[:5]) == ("application/pdf", b"%PDF-")
    assert Minutes.objects.get().state == Minutes.State.AGREED


def following(body: Body, convenor: User) -> None:
    """The next meeting, open, with everyone there."""
    from commonweal.assemblies.actions.meetings import Call, call_meeting, mark_present, open_meeting

    called = call_meeting(body=body, call=Call(EVENING, "The hall", "Minutes"), by=convenor, now=NOW)
    opened = open_meeting(meeting=called, by=convenor, now=EVENING)
    for member in body.members.all():
        mark_present(meeting=opened, member=member, by=convenor, now=EVENING)


def test_what_somebody_needs_only_convenors_see(meeting: Meeting, body: Body, convenor: User, at: Any) -> None:
    at(NOW)
    knot = browser(user_of(body, "Knot"))
    assert "The convenors know" in after(knot, f"{M}need/", text="A ramp", children=2)
    assert "Knot 2 children A ramp" in words(browser(convenor).get(f"{M}offer/"))
    assert "Places asked for so far: 2." in words(browser(convenor).get(f"{M}offer/"))
    after(browser(convenor), f"{M}offer/", places=6, interpreters="Welsh")
    page = words(browser().get(M))
    assert "6 children can be looked after during the meeting. Interpreters: Welsh" in page
    assert "A ramp" not in page
    assert browser(user_of(body, "Grebe")).get(f"{M}offer/").status_code == 403
    after(knot, f"{M}need/", take_back="yes")
    assert not Need.objects.exists()


def test_pay_is_offered_with_a_plain_warning_and_names_go_to_the_payer_alone(
    in_the_room: Meeting, body: Body, convenor: User, at: Any
) -> None:
    close_meeting(meeting=in_the_room, by=convenor, now=EVENING + timedelta(hours=2))
    at(EVENING + timedelta(hours=3))
    knot, chair = browser(user_of(body, "Knot")), browser(convenor)
    said = words(knot.get(f"{M}pay/"))
    assert "You can claim £26.90: 120 minutes at £13.45 an hour." in said
    assert "Pay can change your benefits or your tax. Ask before you claim." in said
    assert "You have claimed £26.90" in after(knot, f"{M}pay/", answer="claim")
    assert "1 claim of £26.90 waits" in words(chair.get(f"{M}pay/"))
    refused = knot.post(f"{M}pay/hand-over/", follow=True)
    assert "Only a convenor" in words(refused)
    listed = chair.post(f"{M}pay/hand-over/")
    assert listed["Content-Type"].startswith("text/csv")
    assert "Robin Knot,120,1345,2026-05-01,2690" in listed.content.decode()
    assert "No claim of this meeting waits" in after(chair, f"{M}pay/hand-over/")
    assert Claim.objects.get().handed_over_at is not None
    assert RefusedAttempt.objects.filter(body=body).exists()  # that a member asked for the list is on the log


def test_a_name_is_no_formula(in_the_room: Meeting, body: Body, convenor: User, at: Any) -> None:
    knot = body.members.get(shown_name="Knot")
    knot.legal_name = "=1+1"
    knot.save()
    close_meeting(meeting=in_the_room, by=convenor, now=EVENING + timedelta(hours=2))
    at(EVENING + timedelta(hours=3))
    after(browser(user_of(body, "Knot")), f"{M}pay/", answer="claim")
    assert ",'=1+1," in browser(convenor).post(f"{M}pay/hand-over/").content.decode()


def test_calendars(meeting: Meeting, body: Body, convenor: User, at: Any) -> None:
    at(NOW)
    [event] = Calendar.from_ical(browser().get(f"{HOME}meetings.ics").content).walk("VEVENT")
    assert (str(event["location"]), event["sequence"], str(event["status"])) == (
        "The hall, Dock Street",
        0,
        "CONFIRMED",
    )
    knot = browser(user_of(body, "Knot"))
    said = after(knot, "/assemblies/notices/calendar/")
    token = CalendarAddress.objects.get().token
    assert token in said
    cancel_meeting(meeting=meeting, by=convenor, now=NOW)
    mine = browser().get(f"/assemblies/calendar/{token}.ics")
    [event] = Calendar.from_ical(mine.content).walk("VEVENT")
    assert (event["sequence"], str(event["status"])) == (1, "CANCELLED")
    assert str(event["uid"]) == f"{meeting.public_id}@commonweal"
    after(knot, "/assemblies/notices/calendar/")
    assert browser().get(f"/assemblies/calendar/{token}.ics").status_code == 404


def test_one_click_from_a_letter(meeting: Meeting, body: Body, at: Any, settings: Any) -> None:
    at(NOW)
    settings.NEARBY = "http://localhost:8123"
    make_due(now=NOW)
    send_waiting(now=NOW)
    address = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8123")
    program = Client(enforce_csrf_checks=True)  # a mail program has no cookie
    assert "Shall we no longer write to you" in words(program.get(address))
    assert not Unwanted.objects.exists()  # programs that look at every link change nothing
    assert "Done." in words(program.post(address, {"List-Unsubscribe": "One-Click"}))
    assert Unwanted.objects.count() == 1
    assert program.post(address.replace("off/", "off/x")).status_code == 404
    assert off_address(1, "call").startswith("http")


def test_choosing_what_one_is_told(body: Body) -> None:
    knot = browser(user_of(body, "Knot"))
    after(knot, "/assemblies/notices/", call="yes")
    assert set(Unwanted.objects.values_list("kind", flat=True)) == {"reminder", "decision"}


def test_electing_a_convenor_on_the_pages(body: Body) -> None:
    knot, plover = browser(user_of(body, "Knot")), body.members.get(shown_name="Plover")
    assert "Tern since 21 November 2026, not elected yet" in words(knot.get(f"{HOME}convenors/"))
    assert "votes on it like on any other" in after(knot, f"{HOME}convenors/", member=plover.public_id)
    assert knot.post(f"{HOME}convenors/", {"member": "nobody"}).status_code == 404
    assert "Plover" not in words(browser().get(f"{HOME}proposals/1/"))


BEHIND = ("agenda/", "change/", "run/", "need/", "offer/", "pay/")
FOR_MEMBERS = ("items/ask/", "meetings/ask/", "willing/", "convenors/")


@pytest.mark.parametrize("page", [*(f"meetings/1/{each}" for each in BEHIND), *FOR_MEMBERS])
def test_what_is_not_for_a_stranger(meeting: Meeting, account: Account, page: str) -> None:
    assert browser(account("Stranger")).get(HOME + page).status_code == 403
    assert browser().get(HOME + page).status_code == 302


def test_a_stranger_sees_no_name_and_changes_nothing(
    in_the_room: Meeting, body: Body, account: Account, at: Any
) -> None:
    at(EVENING)
    item = in_the_room.items.all()[0]
    stranger = browser(account("Stranger"))
    for act in (
        f"agenda/{item.pk}/begin/",
        f"agenda/{item.pk}/drop/",
        f"minutes/note/{item.pk}/",
        "minutes/draft/",
        "turns/facilitator/",
        "pay/hand-over/",
    ):
        after(stranger, M + act, text="Mine", version=0)
    assert in_the_room.items.filter(begun_at=None).count() == 2
    assert not in_the_room.turns.exists()
    assert not Minutes.objects.exists()
    for page in (M, f"{M}minutes/", f"{M}now/", f"{HOME}meetings.ics", HOME):
        said = browser().get(page).content.decode()
        assert not [name for name in PRIVATE if name in said], page


def test_no_list_for_members_names_a_child_who_did_not_choose_so(
    in_the_room: Meeting, body: Body, convenor: User, at: Any
) -> None:
    at(EVENING)
    body.members.filter(shown_name="Curlew").update(least_age=16)
    chair, curlew, knot = (browser(each) for each in (convenor, user_of(body, "Curlew"), user_of(body, "Knot")))
    after(curlew, f"{HOME}willing/", facilitator="yes")
    after(chair, f"{M}turns/facilitator/")
    for page in (f"{HOME}convenors/", f"{M}run/"):
        assert "Curlew" in words(chair.get(page))
        assert "Curlew" not in words(knot.get(page)), page
    assert "Leads the talk A member is asked" in words(knot.get(f"{M}run/"))
    assert "Choose who should be a convenor." in after(knot, f"{HOME}convenors/", member="")
    body.members.filter(shown_name="Curlew").update(name_chosen=True)
    assert "Curlew" in words(knot.get(f"{HOME}convenors/"))
