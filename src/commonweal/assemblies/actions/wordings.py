"""The text of a proposal as it changes: when it may, and an amendment taken into it."""

from datetime import datetime
from typing import Final

from commonweal.assemblies.actions.founding import about
from commonweal.assemblies.models import Amendment, Body, Decision, Proposal, Wording
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append

TALKED_ABOUT: Final = (Proposal.State.SECONDING, Proposal.State.OPEN)  # the text can still change
OF_AN_AMENDMENT: Final = (
    "This is how an amendment is voted on. Act on the amendment, or on the proposal that it changes."
)
VOTE_FIRST: Final = "An amendment to this proposal waits for its vote. Vote on that first, or have it withdrawn."
FROZEN: Final = "This text is in a vote, decided or no longer put to the assembly. It stays as it is."


def check_changeable(proposal: Proposal) -> None:
    """Raises Refused where the text of a proposal stays as it is: in a vote, decided, withdrawn, merged, split, hidden.

    And for the proposal by which an amendment is voted on, and for one with an amendment that waits for its vote.
    """
    if proposal.state not in TALKED_ABOUT:
        raise Refused(FROZEN)
    if Amendment.objects.filter(motion=proposal).exists():
        raise Refused(OF_AN_AMENDMENT)
    check_amendments_settled(proposal)


def check_amendments_settled(proposal: Proposal) -> None:
    """Raises Refused where an amendment waits for its vote, which comes first."""
    if proposal.amendments.filter(state=Amendment.State.PUT).exists():
        raise Refused(VOTE_FIRST)


def seconds_needed(body: Body) -> int:
    """How many seconds a proposal needs today."""
    return body.orders.filter(adopted_at__isnull=False).latest("version").rules().seconds


def first_state(body: Body) -> str:
    """In which state a proposal begins: waiting for seconds, where the standing orders ask for any."""
    return Proposal.State.SECONDING if seconds_needed(body) else Proposal.State.OPEN


def version_of(proposal: Proposal) -> int:
    """The number of a proposal's text as it stands, from 1."""
    return proposal.wordings.count() + 1


def take_in(*, amendment: Amendment, state: Amendment.State, by: User | None, now: datetime) -> None:
    """Put an amendment's text in the place of the proposal's, and keep the former one. Part of another act."""
    proposal = amendment.proposal
    version, former = version_of(proposal), proposal.commitment
    Wording.objects.create(
        proposal=proposal,
        version=version,
        title=proposal.title,
        text=proposal.text,
        commitment=former,
        until=now,
        amendment=amendment,
    )
    proposal.title, proposal.text, proposal.commitment = amendment.title, amendment.text, amendment.commitment
    proposal.save(update_fields=["title", "text", "commitment"])
    amendment.state = state
    amendment.save(update_fields=["state"])
    told = {"amendment": str(amendment.public_id), "how": state.value, "former": former, "version": version + 1}
    named = {**about(proposal.body), "proposal": str(proposal.public_id), "text": proposal.commitment}
    append("assemblies", "proposal-amended", {**named, **told}, by=by, now=now)


def settle(*, decision: Decision, by: User | None, now: datetime) -> None:
    """Where a decision was about an amendment, take its text in, or leave it out. Part of the act that decides."""
    amendment = Amendment.objects.filter(motion=decision.proposal_id).select_related("proposal__body").first()
    if amendment is None:
        return
    if decision.carried:
        take_in(amendment=amendment, state=Amendment.State.CARRIED, by=by, now=now)
    else:
        amendment.state = Amendment.State.LOST
        amendment.save(update_fields=["state"])
