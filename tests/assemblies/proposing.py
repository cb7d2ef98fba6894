"""What the tests of proposals share: texts, and short ways to propose, to offer a change, to vote."""

from commonweal.assemblies.actions.amendments import offer_amendment
from commonweal.assemblies.actions.rearranging import Kind, Plan, rearrange
from commonweal.assemblies.actions.votes import enter_hands, open_vote, propose
from commonweal.assemblies.hands import Hands
from commonweal.assemblies.models import Amendment, Body, Decision, Meeting, Proposal, Rearrangement
from commonweal.assemblies.wordings import Wording as Words
from commonweal.record.models import Event

from .conftest import EVENING, NOW, user_of

LAUNDRY = Words("A laundry", "Wash the hospital's linen here.")
BETTER = Words("A laundry", "Wash the hospital's linen in the old ropeworks.")


BENCH = Words("A bench", "Put a bench by the dock.")
BOTH = Words("A laundry and a bench", "Wash here, and sit by the dock.")


def made(body: Body, by: str = "Knot", wording: Words = LAUNDRY) -> Proposal:
    return propose(body=body, title=wording.title, text=wording.text, by=user_of(body, by), now=NOW)


def last() -> Event:
    return Event.objects.latest("number")


def vote_on(proposal: Proposal, meeting: Meeting, yes: int) -> Decision:
    vote = open_vote(proposal=proposal, meeting=meeting, by=user_of(meeting.body, "Tern"), now=EVENING)
    for teller in ("Tern", "Grebe"):
        by = user_of(meeting.body, teller)
        enter_hands(vote=vote, counted=Hands(yes, 8 - yes, 0), by=by, now=EVENING)
    return Decision.objects.get(proposal=proposal)


def offered(proposal: Proposal, by: str = "Avocet", wording: Words = BETTER) -> Amendment:
    return offer_amendment(proposal=proposal, wording=wording, by=user_of(proposal.body, by), now=NOW)


def merger(body: Body, reason: str = "", by: str = "Knot") -> Rearrangement:
    proposals = list(body.proposals.order_by("number"))
    return rearrange(plan=Plan(Kind.MERGER, proposals, [BOTH], reason), by=user_of(body, by), now=NOW)
