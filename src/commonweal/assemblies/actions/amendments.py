"""Amendments: a changed text offered, accepted by who made the proposal, or put to a vote before it."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from commonweal.assemblies.actions.founding import about
from commonweal.assemblies.actions.meetings import convening
from commonweal.assemblies.actions.proposals import belonging
from commonweal.assemblies.actions.wordings import check_changeable, take_in, version_of
from commonweal.assemblies.authority import sent_before
from commonweal.assemblies.models import Amendment, Body, Proposal
from commonweal.assemblies.wordings import Wording
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.record.actions.texts import commit_text

SETTLED: Final = "This amendment is accepted, voted on, withdrawn or hidden. Nothing was changed."
LAPSED: Final = "The proposal came to an end before this was taken up, so there is nothing to withdraw any more."
OVERTAKEN: Final = "The proposal has changed since this was offered. Offer the change again, to the text as it is now."


@transaction.atomic
def offer_amendment(*, proposal: Proposal, wording: Wording, by: User, now: datetime) -> Amendment:
    """Offer a changed text for a proposal. Raises Refused where the text is frozen, and where nothing would change."""
    proposal = Proposal.objects.select_for_update().select_related("body").get(pk=proposal.pk)
    member = belonging(proposal.body, by)
    check_changeable(proposal)
    if (wording.title, wording.text) == (proposal.title, proposal.text):
        raise Refused("This is the text as it stands. Change the words that you would have otherwise.")
    version = version_of(proposal)
    same = {"by": member, "title": wording.title, "text": wording.text, "version": version}
    if found := proposal.amendments.filter(**same, state=Amendment.State.OFFERED).first():
        raise sent_before(f"You have offered this change: it stands as amendment {found.number}.")
    amendment = Amendment.objects.create(
        proposal=proposal,
        number=(proposal.amendments.aggregate(last=Max("number"))["last"] or 0) + 1,
        commitment=commit_text(wording.whole),
        **same,
        offered_at=now,
    )
    append("assemblies", "amendment-offered", naming(amendment), by=by, now=now)
    return amendment


@transaction.atomic
def accept_amendment(*, amendment: Amendment, by: User, now: datetime) -> Amendment:
    """Take an amendment to one's own proposal into its text. Those who seconded it stay its seconds."""
    amendment = _held(amendment)
    proposal = amendment.proposal
    if proposal.by is None or proposal.by_id != belonging(proposal.body, by).pk:
        raise Refused("Only who made the proposal can accept a change to it. A convenor can put the change to a vote.")
    _check_open(amendment)
    take_in(amendment=amendment, state=Amendment.State.ACCEPTED, by=by, now=now)
    return amendment


@transaction.atomic
def put_amendment(*, amendment: Amendment, by: User, now: datetime) -> Amendment:
    """Put an amendment to a vote of its own: a proposal is made of it, which the assembly votes on before the other.

    Raises Refused for who is no convenor, and while the proposal waits for seconds.
    """
    body = Body.objects.select_for_update().get(pk=amendment.proposal.body_id)
    convening(body, by)
    amendment = _held(amendment)
    _check_open(amendment)
    proposal = amendment.proposal
    if proposal.state != Proposal.State.OPEN:
        raise Refused("The proposal waits for seconds. Its amendments can be voted on once it is open.")
    title = f"Amendment {amendment.number} to proposal {proposal.number}"
    text = (
        f"The assembly puts this in the place of proposal {proposal.number}:\n\n{amendment.title}\n\n{amendment.text}"
    )
    amendment.motion = Proposal.objects.create(
        body=body,
        number=(body.proposals.aggregate(last=Max("number"))["last"] or 0) + 1,
        title=title,
        text=text,
        by=amendment.by,
        made_at=now,
        commitment=commit_text(f"{title}\n\n{text}"),
    )
    amendment.state = Amendment.State.PUT
    amendment.save(update_fields=["state", "motion"])
    told = {"motion": str(amendment.motion.public_id), "motion_text": amendment.motion.commitment}
    append("assemblies", "amendment-put", {**naming(amendment), **told}, by=by, now=now)
    return amendment


@transaction.atomic
def withdraw_amendment(*, amendment: Amendment, by: User, now: datetime) -> Amendment:
    """Take an amendment of one's own back, as long as no vote on it is open. It stays readable.

    Raises Refused for another's, and once the proposal was merged, split, withdrawn, decided or hidden.
    """
    if amendment.motion_id:  # held first, as whoever votes on it holds it
        Proposal.objects.select_for_update().get(pk=amendment.motion_id)
    amendment = _held(amendment)
    if amendment.by is None or amendment.by.user_id != by.pk:
        raise Refused("Only who offered an amendment can withdraw it.")
    if amendment.state not in (Amendment.State.OFFERED, Amendment.State.PUT):
        raise Refused(SETTLED)
    if amendment.lapsed:
        raise Refused(LAPSED)
    if amendment.motion is not None:
        if amendment.motion.state != Proposal.State.OPEN:
            raise Refused("A vote on this amendment is open. Wait for its result.")
        amendment.motion.state = Proposal.State.WITHDRAWN
        amendment.motion.save(update_fields=["state"])
    amendment.state = Amendment.State.WITHDRAWN
    amendment.save(update_fields=["state"])
    append("assemblies", "amendment-withdrawn", naming(amendment), by=by, now=now)
    return amendment


def naming(amendment: Amendment) -> dict[str, Any]:
    """How every event names the amendment that it is about, with the commitment to its text."""
    proposal = amendment.proposal
    named = {"proposal": str(proposal.public_id), "amendment": str(amendment.public_id)}
    return {**about(proposal.body), **named, "text": amendment.commitment}


def _held(amendment: Amendment) -> Amendment:
    """The amendment, held with its proposal against others who act on either."""
    Proposal.objects.select_for_update().get(pk=amendment.proposal_id)
    return (
        Amendment.objects.select_for_update(of=("self",))
        .select_related("proposal__body", "proposal__by", "by", "motion")
        .get(pk=amendment.pk)
    )


def _check_open(amendment: Amendment) -> None:
    if amendment.state != Amendment.State.OFFERED:
        raise Refused(SETTLED)
    check_changeable(amendment.proposal)
    if amendment.version != version_of(amendment.proposal):
        raise Refused(OVERTAKEN)
