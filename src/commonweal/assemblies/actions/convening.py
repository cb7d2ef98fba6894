"""Convenors: elected by a decision for a term, replaced by another, free to resign, and never fewer than one."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from commonweal.assemblies import queries
from commonweal.assemblies.actions.founding import about, convenors
from commonweal.assemblies.actions.meetings import belonging, convening
from commonweal.assemblies.actions.votes import made
from commonweal.assemblies.actions.wordings import TALKED_ABOUT
from commonweal.assemblies.authority import Overstepped, sent_before
from commonweal.assemblies.models import Body, Decision, Election, Member, Office, Proposal
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append

MONTH: Final = timedelta(days=365) / 12
LAST: Final = "You are the only convenor. Let the assembly elect another first, so that someone can call its meetings."
ADDED: Final = "Elect a convenor for {months} months"
REPLACED: Final = "Elect a convenor for {months} months, in the place of one who holds the office now"
TEXT: Final = (
    "A member stands to be a convenor of this assembly for {months} months. Members see on this site who it is; the "
    "public record names nobody."
)


@transaction.atomic
def propose_convenor(*, member: Member, instead_of: Member | None, by: User, now: datetime) -> Election:
    """Propose that a member become convenor, perhaps in another's place, for the term of the standing orders.

    The proposal is argued and voted on like any other; its text names nobody. Raises Refused for who is no member, and
    for a place that nobody holds.
    """
    body = member.body
    belonging(body, by)
    if member.state != Member.State.ADMITTED:
        raise Refused("Only a member of this assembly can be its convenor.")
    if instead_of is not None and not convenors(body).filter(member=instead_of).exists():
        raise Refused("That person is no convenor now. Nothing was changed.")
    waiting = (*TALKED_ABOUT, Proposal.State.IN_VOTE)
    same = Election.objects.filter(member=member, instead_of=instead_of, proposal__state__in=waiting)
    if found := same.select_related("proposal").first():
        raise sent_before(f"That is proposed already: it stands as proposal {found.proposal.number}.")
    months = body.orders.filter(adopted_at__isnull=False).latest("version").rules().convenor_months
    title = (REPLACED if instead_of else ADDED).format(months=months)
    proposal = made(body=body, title=title, text=TEXT.format(months=months), by=by, now=now)
    election = Election.objects.create(proposal=proposal, member=member, instead_of=instead_of, months=months)
    append("assemblies", "convenor-proposed", {**_of(election), "months": months}, by=by, now=now)
    return election


@transaction.atomic
def take_office(*, election: Election, by: User, now: datetime) -> Office:
    """Who was elected takes the office, which is how they accept it. The one they replace holds it no longer.

    Raises Refused for anyone else, without a decision that was carried, and a second time.
    """
    held = Election.objects.select_for_update(of=("self",)).select_related("proposal__body", "member", "instead_of")
    election = held.get(pk=election.pk)
    body = Body.objects.select_for_update().get(pk=election.proposal.body_id)
    if election.member.user_id != by.pk or election.member.state != Member.State.ADMITTED:
        raise Overstepped("Only who was elected takes the office, by their own hand.")
    decision = Decision.objects.filter(proposal=election.proposal).first()
    if decision is None:
        raise Refused("The assembly has not decided on this yet.")
    queries.require_decision(decision, at=now)
    if election.ends_at is not None:
        raise Refused("You have taken this office already.")
    gone = [election.member_id, *([election.instead_of_id] if election.instead_of_id else [])]
    convenors(body).filter(member__in=gone).update(until=now)  # a second term follows the first
    election.office = Office.objects.create(body=body, member=election.member, name=Office.Name.CONVENOR, since=now)
    election.ends_at = now + election.months * MONTH
    election.save(update_fields=["office", "ends_at"])
    told = {**_of(election), "decision": str(decision.public_id), "convenors": convenors(body).count()}
    append("assemblies", "convenor-took-office", told, by=by, now=now)
    return election.office


@transaction.atomic
def resign(*, body: Body, by: User, now: datetime) -> None:
    """A convenor gives the office back. Raises Refused for the last one: a body without any could not meet."""
    body = Body.objects.select_for_update().get(pk=body.pk)
    member = convening(body, by)
    if not convenors(body).exclude(member=member).exists():
        raise Refused(LAST)
    convenors(body).filter(member=member).update(until=now)
    append("assemblies", "convenor-resigned", {**about(body), "convenors": convenors(body).count()}, by=by, now=now)


def _of(election: Election) -> dict[str, Any]:
    told = {"election": str(election.public_id), "proposal": str(election.proposal.public_id)}
    return {**about(election.proposal.body), **told}
