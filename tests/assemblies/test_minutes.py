"""Minutes: taken, drafted, agreed at the next meeting, frozen, and vouched for by a checkpoint of the record."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from commonweal.assemblies.actions.meetings import Call, call_meeting, close_meeting, mark_present, open_meeting
from commonweal.assemblies.actions.minutes import agree_minutes, draft_minutes, note_item, put_minutes
from commonweal.assemblies.actions.votes import enter_hands, open_vote, propose
from commonweal.assemblies.hands import Hands
from commonweal.assemblies.models import Body, ItemNote, Meeting, Minutes
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions.texts import erase_text
from commonweal.record.models import CommittedText, Event

from .conftest import EVENING, NOW, Account, user_of

pytestmark = pytest.mark.django_db
LATER = EVENING + timedelta(days=14)
SAID = "Three of us look into it."


@pytest.fixture
def drafted(in_the_room: Meeting, convenor: User, body: Body) -> Minutes:
    """The minutes of a meeting that decided on a laundry, put together for members."""
    laundry = propose(body=body, title="A laundry", text="Wash it here.", by=user_of(body, "Knot"), now=NOW)
    count(open_vote(proposal=laundry, meeting=in_the_room, by=convenor, now=EVENING), body, 5)
    note_item(item=in_the_room.items.all()[0], text=SAID, version=0, by=convenor, now=EVENING)
    close_meeting(meeting=in_the_room, by=convenor, now=EVENING + timedelta(hours=2))
    return draft_minutes(meeting=in_the_room, by=convenor, now=EVENING + timedelta(hours=3))


@pytest.fixture
def following(drafted: Minutes, convenor: User, body: Body) -> Meeting:
    """The next meeting, open and quorate."""
    called = call_meeting(body=body, call=Call(LATER, "The hall", "Minutes"), by=convenor, now=EVENING)
    opened = open_meeting(meeting=called, by=convenor, now=LATER)
    for member in body.members.all():
        mark_present(meeting=opened, member=member, by=convenor, now=LATER)
    return opened


def count(vote: object, body: Body, yes: int) -> None:
    for teller in ("Plover", "Grebe"):
        enter_hands(vote=vote, counted=Hands(yes, 8 - yes, 0), by=user_of(body, teller), now=EVENING)  # type: ignore[arg-type]


def test_a_draft_tells_what_was_noted_and_decided_and_how_many_came(drafted: Minutes) -> None:
    assert "Present: 8 of 8 members" in drafted.draft
    assert f"1. The laundry\n{SAID}" in drafted.draft
    assert "2. Any other business\nNothing was noted." in drafted.draft
    assert "Decision 1: A laundry: carried, 5 for, 3 against, 0 abstaining" in drafted.draft
    assert "Tern" not in drafted.draft


def test_minutes_are_agreed_without_objection_and_frozen(drafted: Minutes, following: Meeting, convenor: User) -> None:
    text = drafted.draft
    agreed = agree_minutes(held=drafted, meeting=following, by=convenor, now=LATER)
    assert CommittedText.objects.get(commitment=agreed.commitment).text == text
    event = Event.objects.get(number=agreed.event)
    assert (event.kind, event.body["attended"], event.body["text"]) == ("minutes-agreed", 8, agreed.commitment)
    assert agreed.checkpoint is not None
    assert agreed.checkpoint.size >= event.number  # the checkpoint printed on them vouches for their own event
    assert not ItemNote.objects.exists()
    for change in (
        lambda: note_item(item=agreed.meeting.items.all()[0], text="No", version=0, by=convenor, now=LATER),
        lambda: draft_minutes(meeting=agreed.meeting, by=convenor, now=LATER),
        lambda: put_minutes(held=agreed, by=convenor, now=LATER),
        lambda: agree_minutes(held=agreed, meeting=following, by=convenor, now=LATER),
    ):
        with pytest.raises(Refused, match="They stay as they are"):
            change()


def test_where_somebody_objects_the_assembly_votes(
    drafted: Minutes, following: Meeting, convenor: User, body: Body
) -> None:
    first = put_minutes(held=drafted, by=convenor, now=LATER)
    with pytest.raises(Refused, match="Finish that vote first"):
        agree_minutes(held=drafted, meeting=following, by=convenor, now=LATER)
    with pytest.raises(Refused, match="They stay as they are"):
        draft_minutes(meeting=drafted.meeting, by=convenor, now=LATER)
    count(open_vote(proposal=first, meeting=following, by=convenor, now=LATER), body, 2)
    with pytest.raises(Refused, match="was lost"):
        agree_minutes(held=drafted, meeting=following, by=convenor, now=LATER)
    note_item(item=drafted.meeting.items.all()[0], text="Four of us.", version=1, by=convenor, now=LATER)
    again = draft_minutes(meeting=drafted.meeting, by=convenor, now=LATER)
    second = put_minutes(held=again, by=convenor, now=LATER)
    count(open_vote(proposal=second, meeting=following, by=convenor, now=LATER), body, 7)
    agreed = agree_minutes(held=again, meeting=following, by=convenor, now=LATER)
    assert agreed.way == "by a vote"
    assert Event.objects.get(number=agreed.event).body["decision"] == str(second.decision.public_id)


def test_minutes_are_agreed_in_a_later_quorate_meeting_of_the_same_assembly(
    drafted: Minutes, following: Meeting, convenor: User, account: Account
) -> None:
    with pytest.raises(Refused, match="in a later meeting"):
        agree_minutes(held=drafted, meeting=drafted.meeting, by=convenor, now=LATER)
    with pytest.raises(Refused, match="Only a convenor"):
        agree_minutes(held=drafted, meeting=following, by=account("Stranger"), now=LATER)
    following.attendances.exclude(member__user=convenor).update(left_at=LATER)
    with pytest.raises(Refused, match="1 of the 8 people are present"):
        agree_minutes(held=drafted, meeting=following, by=convenor, now=LATER)
    assert Minutes.objects.get().state == Minutes.State.DRAFT


def test_two_who_write_at_once_lose_no_word(in_the_room: Meeting, convenor: User) -> None:
    item = in_the_room.items.all()[0]
    note_item(item=item, text="First.", version=0, by=convenor, now=EVENING)
    with pytest.raises(Refused, match="Somebody else changed this note"):
        note_item(item=item, text="Second.", version=0, by=convenor, now=EVENING)
    assert ItemNote.objects.get().text == "First."


def test_only_the_minute_taker_or_a_convenor_writes(in_the_room: Meeting, body: Body, account: Account) -> None:
    for name in ("Grebe", "Stranger"):
        with pytest.raises(Refused, match="Only a convenor"):
            note_item(item=in_the_room.items.all()[0], text="Mine", version=0, by=account(name), now=EVENING)


def test_erased_minutes_leave_the_event(drafted: Minutes, following: Meeting, convenor: User) -> None:
    agreed = agree_minutes(held=drafted, meeting=following, by=convenor, now=LATER)
    erase_text(commitment=agreed.commitment, by=None, now=LATER)
    assert Minutes.objects.filter(draft="").count() == 1
    assert Event.objects.get(number=agreed.event).body["text"] == agreed.commitment


@pytest.mark.db
def test_the_database_keeps_no_agreed_minutes_without_their_event(drafted: Minutes) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Minutes.objects.update(state="agreed", agreed_at=LATER)
