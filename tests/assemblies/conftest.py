"""The cast of every assembly: eight neighbours who found one, the convenor among them, and a stranger."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from commonweal.assemblies.actions.founding import Ward, agree_to_orders, begin_assembly, join_founders, see_proof
from commonweal.assemblies.actions.meetings import Call, call_meeting, mark_present, open_meeting
from commonweal.assemblies.actions.votes import enter_hands, open_vote, propose
from commonweal.assemblies.hands import Hands
from commonweal.assemblies.membership import SEEN, Applicant
from commonweal.assemblies.models import Body, Decision, Meeting, Member, Proposal
from commonweal.assemblies.standing_orders import StandingOrders
from commonweal.people.actions import open_account
from commonweal.people.models import User
from tests.laid import Laid

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
EVENING = NOW + timedelta(days=8)
QUAYSIDE = Ward("Z05000001", "Quayside", "Sandport", sample=False)
ORDERS = StandingOrders(seconds=0)  # what is proposed here is talked about at once
EVERYBODY = Hands(8, 0, 0)  # of those who found it: Tern to Godwit
NAMES = ("Tern", "Grebe", "Plover", "Curlew", "Avocet", "Dunlin", "Knot", "Godwit", "Whimbrel", "Turnstone")

Account = Callable[[str], User]


def applicant(name: str, least_age: int = 18) -> Applicant:
    return Applicant(f"Robin {name}", name, "L1 0AB", least_age)


@pytest.fixture
def account() -> Account:
    """An account by a short name."""

    def opened(name: str) -> User:
        return open_account(email=f"{name.lower()}@sample.example", by=None, now=NOW)

    return opened


@pytest.fixture
def gathering(account: Account, laid: Laid) -> Body:
    """Eight founders, each of whom has shown proof and none of whom has agreed yet. The first began it."""
    laid("gathering", lambda: gather([account(name) for name in NAMES[: ORDERS.founders]]))
    return Body.objects.latest("pk")


def gather(founders: list[User]) -> None:
    body = begin_assembly(ward=QUAYSIDE, orders=ORDERS, founder=applicant(NAMES[0]), by=founders[0], now=NOW)
    for name, user in zip(NAMES[1:], founders[1:], strict=False):
        join_founders(body=body, founder=applicant(name), by=user, now=NOW)
    for at, member in enumerate(body.members.order_by("pk")):
        see_proof(member=member, evidence=SEEN, by=founders[at - 1], now=NOW)


@pytest.fixture
def body(gathering: Body, laid: Laid) -> Body:
    """The assembly of Quayside, founded by eight."""
    laid("body", lambda: all_agree(gathering))
    return Body.objects.get(pk=gathering.pk)


def all_agree(gathering: Body) -> None:
    for member in gathering.members.all():
        assert member.user
        agree_to_orders(body=gathering, by=member.user, now=NOW)


@pytest.fixture
def convenor(body: Body) -> User:
    user = body.members.order_by("pk")[0].user
    assert user
    return user


@pytest.fixture
def meeting(body: Body, convenor: User, laid: Laid) -> Meeting:
    """A meeting called for an evening in eight days."""
    call = Call(EVENING, "The hall, Dock Street", "1. The laundry\n2. Any other business")
    laid("meeting", lambda: call_meeting(body=body, call=call, by=convenor, now=NOW))
    return Meeting.objects.select_related("body").latest("pk")


@pytest.fixture
def in_the_room(meeting: Meeting, convenor: User, laid: Laid) -> Meeting:
    """The meeting opened, with all eight present."""
    laid("in the room", lambda: all_come(meeting, convenor))
    return Meeting.objects.select_related("body").get(pk=meeting.pk)


def all_come(meeting: Meeting, convenor: User) -> None:
    opened = open_meeting(meeting=meeting, by=convenor, now=EVENING)
    for member in Member.objects.filter(body=meeting.body):
        mark_present(meeting=opened, member=member, by=convenor, now=EVENING)


def user_of(body: Body, name: str) -> User:
    """The account of a member by the name that others see."""
    user = body.members.get(shown_name=name).user
    assert user
    return user


def decided(proposal: Proposal, meeting: Meeting, counted: Hands = EVERYBODY) -> Decision:
    """What two tellers count of a proposal that is put to the vote in a meeting."""
    vote = open_vote(proposal=proposal, meeting=meeting, by=user_of(meeting.body, "Tern"), now=EVENING)
    for teller in ("Tern", "Grebe"):
        enter_hands(vote=vote, counted=counted, by=user_of(meeting.body, teller), now=EVENING)
    return Decision.objects.get(vote=vote)


def decide(meeting: Meeting, title: str, text: str) -> Decision:
    """What Knot proposes, carried by five of the eight in a meeting."""
    proposal = propose(body=meeting.body, title=title, text=text, by=user_of(meeting.body, "Knot"), now=NOW)
    return decided(proposal, meeting, Hands(5, 2, 1))
