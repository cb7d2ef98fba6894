"""Founding a pot under a decision, and who keeps it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from commonweal.assemblies.actions.meetings import convening
from commonweal.assemblies.models import Decision, Member
from commonweal.assemblies.queries import require_decision
from commonweal.basics.problems import Refused
from commonweal.funds import authority, ledger, policies
from commonweal.funds.actions.posting import ROOM, about, locked
from commonweal.funds.models import Account, Keeper, Pot
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.record.actions.texts import commit_text

LONGEST = {"name": 120, "accountable": 200, "purpose": 200}  # characters, as the database holds them


@dataclass(frozen=True, slots=True)
class Plan:
    """A pot to be founded: its name, what it is for, who holds the money in law, where it comes from, and its rules.

    Raises Refused for one that says too little, or whose source asks for a last day that is missing.
    """

    name: str
    purpose: str
    accountable: str
    source_kind: str
    approvers: int = authority.USUAL_APPROVERS
    spend_by: date | None = None

    def __post_init__(self) -> None:
        for field, longest in LONGEST.items():
            if not 0 < len(getattr(self, field).strip()) <= longest:
                raise Refused(f"A pot has a name, a purpose and a holder. Write each in at most {longest} letters.")
        if not slugify(self.name):
            raise Refused("Give the pot a name with letters in it.")
        authority.check_needed(self.approvers)
        if policies.policy(self.source_kind).spend_by and self.spend_by is None:
            raise Refused("This money must be spent by a day that its agreement names. Enter that day.")


@dataclass(frozen=True, slots=True)
class Appointment:
    """Whom a body chose to keep a pot, in which role, and by which decision."""

    member: Member
    role: Keeper.Role
    decision: Decision


@transaction.atomic
def found_pot(*, plan: Plan, decision: Decision, by: User, now: datetime) -> Pot:
    """A convenor founds the pot that their body decided on. It is empty, and nobody keeps it yet.

    Raises Refused without a decision that holds, and for a name that another pot has.
    """
    decision = require_decision(decision, at=now)
    convening(decision.body, by)
    if plan.spend_by and plan.spend_by < timezone.localdate(now):
        raise Refused("The day by which the money is to be spent is over. Check it.")
    try:
        with transaction.atomic():
            pot = _kept(plan, decision, now)
    except IntegrityError:
        raise Refused("There is a pot of that name already. Choose another name.") from None
    Account.objects.bulk_create(Account(pot=pot, name=each.value) for each in ledger.Account)
    words = commit_text("\n\n".join((pot.name, pot.purpose, pot.accountable)))
    told = {"decision": str(decision.public_id), "source_kind": pot.source_kind, "approvers": pot.approvers}
    append(ROOM, "pot-founded", {**about(pot), **told, "words": words}, by=by, now=now)
    return pot


@transaction.atomic
def appoint_keeper(*, pot: Pot, chosen: Appointment, by: User, now: datetime) -> Keeper:
    """A convenor enters whom the body chose as a steward or an approver. The event names nobody.

    Raises Refused without a decision of the pot's body that holds, and for who is no member or has the role already.
    """
    pot = locked(pot)
    convening(pot.body, by)
    decision = require_decision(of_its_body(pot, chosen.decision), at=now)
    member, role = Member.objects.get(pk=chosen.member.pk), chosen.role
    if member.body_id != pot.body_id or member.state != Member.State.ADMITTED:
        raise Refused("Only a member of the body that governs a pot can keep it.")
    if pot.keepers.filter(member=member, role=role, until__isnull=True).exists():
        raise Refused("This member has that role already.")
    keeper = Keeper.objects.create(pot=pot, member=member, role=role, decision=decision, since=now)
    told = {"role": str(role), "decision": str(decision.public_id)}
    append(ROOM, "keeper-appointed", {**about(pot), **told}, by=by, now=now)
    return keeper


@transaction.atomic
def stand_down(*, keeper: Keeper, by: User, now: datetime) -> Keeper:
    """A keeper gives a role back; a convenor can end it for them. What they approved before stays approved."""
    keeper = Keeper.objects.select_for_update(of=("self",)).select_related("pot__body", "member").get(pk=keeper.pk)
    if keeper.member.user_id != by.pk:
        convening(keeper.pot.body, by)
    if keeper.until is not None:
        raise Refused("This role has ended already.")
    keeper.until = now
    keeper.save(update_fields=["until"])
    append(ROOM, "keeper-stood-down", {**about(keeper.pot), "role": keeper.role}, by=by, now=now)
    return keeper


def of_its_body(pot: Pot, decision: Decision) -> Decision:
    """The decision, where the body that governs the pot took it. Raises Refused for one of another body."""
    if decision.body_id != pot.body_id:
        raise Refused(f"{pot.body.name} governs this pot, so only its decisions move money of it.")
    return decision


def _kept(plan: Plan, decision: Decision, now: datetime) -> Pot:
    return Pot.objects.create(
        slug=slugify(plan.name),
        name=plan.name.strip(),
        body=decision.body,
        accountable=plan.accountable.strip(),
        purpose=plan.purpose.strip(),
        source_kind=plan.source_kind,
        approvers=plan.approvers,
        spend_by=plan.spend_by,
        decision=decision,
        founded_at=now,
        sample=decision.body.sample,
    )
