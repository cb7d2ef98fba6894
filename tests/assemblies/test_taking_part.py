"""What people need at a meeting, how long it is kept, and pay for taking part."""

from datetime import timedelta

import pytest

from commonweal.assemblies.actions.claims import claim_pay, decline_pay, hand_over, take_back_claim
from commonweal.assemblies.actions.meetings import close_meeting, mark_gone
from commonweal.assemblies.actions.needs import offer_help, take_back_need, tell_need
from commonweal.assemblies.actions.needs_over import erase_needs, next_due
from commonweal.assemblies.models import Body, Claim, Meeting, Need
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.models import Event

from .conftest import EVENING, NOW, Account, user_of

pytestmark = pytest.mark.django_db
OVER = EVENING + timedelta(hours=2)


@pytest.fixture
def over(in_the_room: Meeting, convenor: User, body: Body) -> Meeting:
    """A meeting of two hours that Knot left after one."""
    left = EVENING + timedelta(hours=1)
    mark_gone(meeting=in_the_room, member=body.members.get(shown_name="Knot"), by=convenor, now=left)
    return close_meeting(meeting=in_the_room, by=convenor, now=OVER)


def test_needs_are_told_changed_and_taken_back(meeting: Meeting, body: Body, convenor: User) -> None:
    offer_help(meeting=meeting, places=6, interpreters="Welsh, BSL", by=convenor, now=NOW)
    knot = user_of(body, "Knot")
    events = Event.objects.count()
    tell_need(meeting=meeting, text="A ramp, please", children=0, by=knot, now=NOW)
    tell_need(meeting=meeting, text="A ramp, please", children=2, by=knot, now=NOW)
    assert Need.objects.get().children == 2
    take_back_need(meeting=meeting, by=knot, now=NOW)
    assert not Need.objects.exists()
    assert Event.objects.count() == events  # nobody learns from the record who needs what


@pytest.mark.parametrize("after", [timedelta(days=7), timedelta(days=400)])
def test_needs_are_erased_a_week_after_the_meeting(meeting: Meeting, body: Body, after: timedelta) -> None:
    tell_need(meeting=meeting, text="A ramp", children=0, by=user_of(body, "Knot"), now=NOW)
    assert next_due(now=NOW) == EVENING + timedelta(days=7)
    assert erase_needs(now=EVENING + timedelta(days=7) - timedelta(seconds=1)) == 0
    assert erase_needs(now=EVENING + after) == 1
    assert not Need.objects.exists()
    assert next_due(now=NOW) is None
    assert Event.objects.latest("number").body["needs"] == 1


def test_needs_are_members_own(meeting: Meeting, account: Account, body: Body) -> None:
    with pytest.raises(Refused, match="Only members"):
        tell_need(meeting=meeting, text="A ramp", children=0, by=account("Stranger"), now=NOW)
    with pytest.raises(Refused, match="Only a convenor"):
        offer_help(meeting=meeting, places=3, interpreters="", by=user_of(body, "Knot"), now=NOW)


def test_pay_is_claimed_for_the_time_in_the_room(over: Meeting, body: Body) -> None:
    whole = claim_pay(meeting=over, by=user_of(body, "Grebe"), now=OVER)
    half = claim_pay(meeting=over, by=user_of(body, "Knot"), now=OVER)
    assert (whole.minutes, whole.pence, whole.rate) == (120, 2690, 1345)
    assert (half.minutes, half.pence) == (60, 1345)


def test_pay_is_declined_taken_back_and_claimed_after_all(over: Meeting, body: Body) -> None:
    knot = user_of(body, "Knot")
    assert decline_pay(meeting=over, by=knot, now=OVER).pence == 0
    with pytest.raises(Refused, match="answered for this meeting already"):
        claim_pay(meeting=over, by=knot, now=OVER)
    take_back_claim(meeting=over, by=knot, now=OVER)
    claim_pay(meeting=over, by=knot, now=OVER)


def test_claims_that_are_refused(in_the_room: Meeting, body: Body, convenor: User, account: Account) -> None:
    knot = user_of(body, "Knot")
    with pytest.raises(Refused, match="once the meeting is closed"):
        claim_pay(meeting=in_the_room, by=knot, now=EVENING)
    close_meeting(meeting=in_the_room, by=convenor, now=OVER)
    with pytest.raises(Refused, match="marked as present"):
        claim_pay(meeting=in_the_room, by=account("Stranger"), now=OVER)
    with pytest.raises(Refused, match="within 90 days"):
        claim_pay(meeting=in_the_room, by=knot, now=OVER + timedelta(days=91))


def test_claims_are_handed_over_once_and_the_record_tells_the_sum(over: Meeting, body: Body, convenor: User) -> None:
    events = Event.objects.count()
    for name in ("Grebe", "Plover"):
        claim_pay(meeting=over, by=user_of(body, name), now=OVER)
    decline_pay(meeting=over, by=user_of(body, "Knot"), now=OVER)
    assert Event.objects.count() == events
    with pytest.raises(Refused, match="Only a convenor"):
        hand_over(meeting=over, by=user_of(body, "Knot"), now=OVER)
    assert len(hand_over(meeting=over, by=convenor, now=OVER)) == 2
    told = Event.objects.latest("number").body
    assert set(told) == {"body", "sample", "meeting", "claims", "pence"}
    assert (told["claims"], told["pence"]) == (2, 5380)
    with pytest.raises(Refused, match="No claim of this meeting waits"):
        hand_over(meeting=over, by=convenor, now=OVER)
    with pytest.raises(Refused, match="handed over already"):
        take_back_claim(meeting=over, by=user_of(body, "Grebe"), now=OVER)
    assert Claim.objects.filter(handed_over_at=OVER).count() == 2
