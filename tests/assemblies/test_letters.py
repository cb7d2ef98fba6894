"""Letters to members: told once, turned off by one click, tried again; and none to the sample's neighbours."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from commonweal.assemblies.actions import letters
from commonweal.assemblies.actions.letters import (
    choose_notices,
    make_due,
    off_address,
    send_again,
    send_waiting,
    turn_off,
)
from commonweal.assemblies.actions.meetings import Call, cancel_meeting, change_meeting
from commonweal.assemblies.actions.retention import retain
from commonweal.assemblies.actions.votes import enter_hands, open_vote, propose
from commonweal.assemblies.authority import Overstepped
from commonweal.assemblies.hands import Hands
from commonweal.assemblies.models import Body, Decision, Meeting, Notice, Unwanted
from commonweal.assemblies.notices import CALL, KINDS, REMINDER, STALE, TAKEN_FOR, TRIES
from commonweal.people.models import User

from .conftest import EVENING, NOW, decide, user_of

pytestmark = pytest.mark.django_db


def run(now: datetime = NOW) -> int:
    """What the worker does."""
    make_due(now=now)
    return send_waiting(now=now)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Breaks the mail server, and mends it again."""

    def fail(self: Any, messages: Any) -> int:
        raise ConnectionRefusedError("no server at mail.example for knot@sample.example")

    monkeypatch.setattr(EmailBackend, "send_messages", fail)
    return monkeypatch


def test_every_member_is_told_of_a_call_once(meeting: Meeting) -> None:
    assert run() == 8
    assert run() == 0
    assert run(NOW + timedelta(days=1)) == 0
    assert {tuple(letter.to) for letter in mail.outbox} == {
        (user.email,) for user in User.objects.filter(memberships__body=meeting.body)
    }


def test_a_letter_says_when_where_and_how_to_be_left_alone(meeting: Meeting) -> None:
    run()
    letter = mail.outbox[0]
    assert letter.subject == "Quayside assembly meets on Sunday 29 November 2026, 12:00"
    assert "The hall, Dock Street" in letter.body
    assert "The laundry" in letter.body
    assert "/assemblies/quayside-sandport/meetings/1/" in letter.body
    off = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert off in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_people_are_reminded_the_day_before(meeting: Meeting) -> None:
    run()
    assert letters.next_due(now=NOW) == EVENING - timedelta(days=1)
    mail.outbox.clear()
    assert run(EVENING - timedelta(days=1)) == 8
    assert mail.outbox[0].subject == "Soon: Quayside assembly meets on Sunday 29 November 2026, 12:00"
    assert run(EVENING - timedelta(hours=1)) == 0


def test_a_change_and_a_meeting_called_off_are_told(meeting: Meeting, convenor: User) -> None:
    run()
    change_meeting(meeting=meeting, call=Call(EVENING, "The library", ""), by=convenor, now=NOW)
    mail.outbox.clear()
    assert run() == 8
    assert "changed" in mail.outbox[0].subject
    cancel_meeting(meeting=meeting, by=convenor, now=NOW)
    mail.outbox.clear()
    assert run() == 8
    assert "called off" in mail.outbox[0].subject
    assert run(EVENING - timedelta(hours=1)) == 0


def test_who_was_never_told_of_a_meeting_is_not_told_that_it_is_off(meeting: Meeting, convenor: User) -> None:
    cancel_meeting(meeting=meeting, by=convenor, now=NOW)
    assert run() == 0


def test_a_decision_is_told(in_the_room: Meeting) -> None:
    decide(in_the_room, "A laundry", "Wash it here.")
    assert run(EVENING) == 8
    assert mail.outbox[0].subject == "Quayside assembly decided: A laundry"
    assert "Carried: 5 for, 2 against, 1 abstaining" in mail.outbox[0].body


def test_who_was_chosen_is_told_by_name_and_without_hands(in_the_room: Meeting) -> None:
    decide(in_the_room, "Who runs it", "Two societies.")
    Decision.objects.update(elected=["Salt & Co", "Tide"])
    run(EVENING)
    assert "Chosen: Salt & Co, Tide" in mail.outbox[0].body
    assert "against" not in mail.outbox[0].body


def test_each_kind_is_off_by_itself(meeting: Meeting, body: Body) -> None:
    choose_notices(wanted=set(KINDS) - {CALL}, by=user_of(body, "Knot"), now=NOW)
    assert run() == 7
    assert run(EVENING - timedelta(hours=20)) == 8


def test_one_click_turns_a_kind_off_without_a_sign_in(meeting: Meeting, body: Body) -> None:
    knot = user_of(body, "Knot")
    signed = off_address(knot.pk, REMINDER).rstrip("/").rsplit("/", 1)[1]
    assert turn_off(signed=signed, now=NOW) == REMINDER
    assert turn_off(signed=signed, now=NOW) == REMINDER
    assert Unwanted.objects.get().user == knot
    assert turn_off(signed=signed[:-1] + "x", now=NOW) is None
    assert Unwanted.objects.count() == 1


def test_what_is_turned_off_while_a_letter_waits_is_not_sent(meeting: Meeting, body: Body) -> None:
    make_due(now=NOW)
    choose_notices(wanted=set(), by=user_of(body, "Knot"), now=NOW)
    assert send_waiting(now=NOW) == 7


def test_a_broken_server_is_told_of_and_tried_again(meeting: Meeting, broken: Any, caplog: Any) -> None:
    assert run() == 0
    assert "8 letters to members could not be sent" in caplog.text
    assert "@" not in caplog.text
    assert set(Notice.objects.values_list("fault", flat=True)) == {"ConnectionRefusedError"}
    broken.undo()
    assert run() == 0  # not at once
    assert run(NOW + timedelta(minutes=5)) == 8
    assert run(NOW + timedelta(minutes=5)) == 0


def test_a_letter_is_given_up_at_last(meeting: Meeting, broken: Any) -> None:
    for day in range(TRIES + 2):
        run(NOW + timedelta(hours=17 * day))
    assert set(Notice.objects.filter(kind=CALL).values_list("tries", flat=True)) == {TRIES}


def test_what_a_worker_took_and_never_came_back_from_is_sent_by_another(meeting: Meeting) -> None:
    make_due(now=NOW)
    Notice.objects.update(state=Notice.State.SENDING, taken_at=NOW, tries=1)
    assert run(NOW + TAKEN_FOR - timedelta(seconds=1)) == 0  # it may still be at it
    assert letters.next_due(now=NOW) == NOW + TAKEN_FOR
    assert run(NOW + TAKEN_FOR) == 8
    assert run(NOW + 2 * TAKEN_FOR) == 0


def test_a_letter_that_comes_twice_is_known_again(meeting: Meeting) -> None:
    run()
    Notice.objects.update(state=Notice.State.SENDING, taken_at=NOW)
    run(NOW + TAKEN_FOR)
    known_by = [letter.extra_headers["Message-ID"] for letter in mail.outbox]
    assert (len(known_by), len(set(known_by))) == (16, 8)


def test_a_letter_that_stops_every_worker_is_given_up_and_shown(meeting: Meeting, body: Body) -> None:
    make_due(now=NOW)
    Notice.objects.update(state=Notice.State.SENDING, taken_at=NOW, tries=TRIES)
    assert run(NOW + TAKEN_FOR) == 0
    assert letters.failed(body, NOW + TAKEN_FOR).count() == 8


def test_a_convenor_has_what_failed_sent_again(meeting: Meeting, body: Body, convenor: User, broken: Any) -> None:
    for day in range(TRIES):
        run(NOW + timedelta(hours=17 * day))
    late = NOW + timedelta(days=5)
    assert letters.failed(body, late).count() == 8
    broken.undo()
    assert run(late) == 0
    with pytest.raises(Overstepped, match="Only a convenor"):
        send_again(body=body, by=user_of(body, "Knot"), now=late)
    assert send_again(body=body, by=convenor, now=late) == 8
    assert run(late) == 8
    assert letters.failed(body, late).count() == 0


def test_old_news_of_a_decision_is_not_sent_again(in_the_room: Meeting, body: Body, convenor: User) -> None:
    laundry = propose(body=body, title="A laundry", text="Wash it here.", by=user_of(body, "Knot"), now=NOW)
    vote = open_vote(proposal=laundry, meeting=in_the_room, by=convenor, now=EVENING)
    for teller in ("Tern", "Grebe"):
        enter_hands(vote=vote, counted=Hands(5, 2, 1), by=user_of(body, teller), now=EVENING)
    make_due(now=EVENING)
    assert send_waiting(now=EVENING + STALE) == 0


def test_nobody_writes_to_the_samples_neighbours(meeting: Meeting) -> None:
    Body.objects.update(sample=True)
    assert run() == 0
    assert not Notice.objects.exists()


def test_which_letters_were_sent_is_forgotten_only_when_they_cannot_be_sent_again(meeting: Meeting) -> None:
    run()
    Meeting.objects.update(begins_at=NOW + timedelta(days=200))
    retain(by=None, now=NOW + timedelta(days=150))
    assert run(NOW + timedelta(days=150)) == 0  # nobody is told twice of a meeting called long ahead
    retain(by=None, now=NOW + timedelta(days=291))
    assert not Notice.objects.exists()
