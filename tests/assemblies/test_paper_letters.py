"""Letters on paper: who gets one, what it says, and that nobody but the body's own convenors holds the names."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from commonweal.assemblies.actions.meetings import cancel_meeting
from commonweal.assemblies.membership import SEEN
from commonweal.assemblies.models import Body, Decision, Meeting, Member, Offer, Office
from commonweal.assemblies.views import paper_letters
from commonweal.basics.typesetting import pages
from commonweal.people.models import User
from tests.laid import Laid
from tests.spend.linen import coast

from .conftest import EVENING, NOW, Account, decide, user_of
from .test_pages import HOME, browser, words

pytestmark = pytest.mark.django_db
PAGE, SHEET = f"{HOME}meetings/1/letters/", f"{HOME}meetings/1/letters.pdf"


@pytest.fixture(autouse=True)
def region(home: Path, laid: Laid, monkeypatch: pytest.MonkeyPatch) -> None:
    laid("coast", lambda: coast(home))
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the typesetter was given the last time, in place of a sheet."""
    given: dict[str, Any] = {}
    monkeypatch.setattr(paper_letters.typesetting, "pdf", lambda _sheet, words, *_: given.update(words) or b"%PDF-")
    return given


def without_account(body: Body, name: str, state: str = Member.State.ADMITTED) -> Member:
    return Member.objects.create(
        body=body,
        of_a_ward=True,
        legal_name=f"Robin {name}",
        shown_name=name,
        postcode=f"L1 {len(name)}AB",
        least_age=18,
        evidence=SEEN,
        state=state,
        since=NOW,
    )


def test_each_member_without_email_gets_a_letter_by_postcode(
    meeting: Meeting, convenor: User, told: dict[str, Any]
) -> None:
    chair, body = browser(convenor), meeting.body
    assert "every member has an e-mail address" in words(chair.get(PAGE))
    assert chair.get(SHEET).status_code == 302
    without_account(body, "Turnstone"), without_account(body, "Whimbrel"), without_account(body, "Godwit")
    without_account(body, "Curlew-Sandpiper", Member.State.LEFT), without_account(body, "Stint", Member.State.APPLIED)
    assert "3 members have no e-mail address." in words(chair.get(PAGE))
    assert "no-store" in chair.get(SHEET)["Cache-Control"]
    names = [(each["name"], each["postcode"]) for each in told["letters"]]
    assert names == [("Robin Godwit", "L1 6AB"), ("Robin Whimbrel", "L1 8AB"), ("Robin Turnstone", "L1 9AB")]


def test_a_letter_says_what_an_email_says(meeting: Meeting, convenor: User, told: dict[str, Any]) -> None:
    without_account(meeting.body, "Whimbrel")
    Meeting.objects.update(link="https://meet.example/quay", access="A ramp at the side.")
    Offer.objects.create(meeting=meeting, places=4, interpreters="British Sign Language")
    browser(convenor).get(SHEET)
    assert told["title"] == "Quayside assembly meets on Sunday 29 November 2026, 12:00"
    notice = told["notice"]
    link = "To join from elsewhere: https://meet.example/quay"
    assert notice["first"] == ["Sunday 29 November 2026, 12:00", "The hall, Dock Street", link]
    agenda, access, come = notice["parts"]
    assert agenda == {"heading": "Agenda", "lines": ["1. The laundry", "2. Any other business"]}
    children = "4 children can be looked after during the meeting."
    assert access["lines"] == ["A ramp at the side.", children, "Interpreters: British Sign Language"]
    assert come["lines"][0] == "You need not say that you come."
    assert notice["last"][0].endswith("/assemblies/quayside-sandport/meetings/1/")


def test_a_meeting_called_off_is_told_as_such_and_one_that_is_over_is_not(
    meeting: Meeting, convenor: User, told: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    without_account(meeting.body, "Whimbrel")
    cancel_meeting(meeting=meeting, by=convenor, now=NOW)
    browser(convenor).get(SHEET)
    assert told["title"] == "Quayside assembly: the meeting on Sunday 29 November 2026, 12:00 is called off"
    assert told["notice"]["parts"] == []
    monkeypatch.setattr(timezone, "now", lambda: EVENING + timedelta(hours=1))
    assert "There is nothing more to tell: the meeting has begun or is over." in words(browser(convenor).get(PAGE))
    assert browser(convenor).get(SHEET).status_code == 302


def test_a_decision_is_told_with_its_outcome_and_its_text(
    in_the_room: Meeting, body: Body, convenor: User, told: dict[str, Any]
) -> None:
    decide(in_the_room, "Soap & starch", "Wash it here.\n\nDry it too.")
    page = f"{HOME}decisions/1/letters/"
    chair = browser(convenor)
    assert "every member has an e-mail address" in words(chair.get(page))
    without_account(body, "Turnstone")
    assert "Letters for those without e-mail" in words(chair.get(f"{HOME}decisions/1/"))
    assert "1 member has no e-mail address." in words(chair.get(page))
    chair.get(f"{HOME}decisions/1/letters.pdf")
    assert told["title"] == "Quayside assembly decided: Soap & starch"
    notice = told["notice"]
    assert notice["first"] == ["Carried: 5 for, 2 against, 1 abstaining", "Decided on 29 November 2026"]
    assert notice["parts"] == [{"heading": "What was put to the vote", "lines": ["Wash it here.", "Dry it too."]}]
    assert notice["last"][0].endswith("/assemblies/quayside-sandport/decisions/1/")
    Decision.objects.update(elected=["Salt & Co", "Tide"])
    chair.get(f"{HOME}decisions/1/letters.pdf")
    assert told["notice"]["first"][0] == "Chosen: Salt & Co, Tide"
    knot = browser(user_of(body, "Knot"))
    assert [knot.get(each).status_code for each in (page, f"{HOME}decisions/1/letters.pdf")] == [403, 403]


def test_each_letter_is_set_as_if_it_were_alone(meeting: Meeting, convenor: User, told: dict[str, Any]) -> None:
    for name in ("Whimbrel", "Turnstone"):
        without_account(meeting.body, name)
    meeting.items.update(title="Soap. " * 30)
    Meeting.objects.update(access="A ramp at the side.\n" * 40)  # so that each has a second page
    browser(convenor).get(SHEET)
    alone = [told | {"letters": [each]} for each in told["letters"]]
    together, *apart = (pages(paper_letters.TEMPLATE, each, optional=paper_letters.OPTIONAL) for each in (told, *alone))
    assert len(together) == 4
    assert together == apart[0] + apart[1]


def test_the_sheet_is_set_whatever_people_are_called(meeting: Meeting, convenor: User) -> None:
    for name in ("#panic()", "会议", "Whimbrel"):
        without_account(meeting.body, name)
    sheet = browser(convenor).get(SHEET)
    assert (sheet["Content-Type"], sheet.content[:5]) == ("application/pdf", b"%PDF-")
    assert sheet["Content-Disposition"] == 'attachment; filename="quayside-sandport-letters-1.pdf"'


@pytest.mark.parametrize("who", ["Stranger", "Grebe", "Whimbrel"])
def test_nobody_but_a_convenor_of_this_body_sees_a_letter(
    meeting: Meeting, account: Account, who: str, caplog: pytest.LogCaptureFixture
) -> None:
    without_account(meeting.body, "Turnstone")
    elsewhere = Body.objects.create(
        slug="north", name="North", rule="All", state="founded", begun_at=NOW, founded_at=NOW
    )
    other = without_account(elsewhere, "Whimbrel")
    other.user = account("Whimbrel")
    other.save()
    Office.objects.create(body=elsewhere, member=other, name=Office.Name.CONVENOR, since=NOW)
    for page in (PAGE, SHEET):
        answer = browser(account(who)).get(page)
        assert answer.status_code == 403
        assert "Turnstone" not in answer.content.decode()
        assert browser().get(page).status_code == 302
    assert "Letters for those" not in words(browser(account(who)).get(f"{HOME}meetings/1/"))
    assert "Turnstone" not in caplog.text
