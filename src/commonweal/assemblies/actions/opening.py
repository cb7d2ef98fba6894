"""A vote by ballot opens: the question, the rules and the roll are frozen."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction

from commonweal.assemblies.actions.effects import deciding_rules, recused
from commonweal.assemblies.actions.likenesses import in_doubt
from commonweal.assemblies.actions.meetings import convening
from commonweal.assemblies.actions.telling import work_soon
from commonweal.assemblies.actions.votes import naming
from commonweal.assemblies.actions.wordings import check_amendments_settled
from commonweal.assemblies.balloting import cells, rolls, slates
from commonweal.assemblies.balloting.questions import YES_NO, Question
from commonweal.assemblies.models import Box, Elector, Member, Proposal, Vote
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.record.actions.texts import commit_text

LONGEST: Final = timedelta(days=62)  # that a vote stays open; our choice: nobody remembers the question for longer
SHORTEST: Final = timedelta(minutes=1)  # a sooner end is most likely a slip of the keyboard; our choice


@dataclass(frozen=True, slots=True)
class Electorate:
    """Who may vote on projects: members as old as the budget asks for, each with the cell of their area.

    `cells`: by the number of a member in the database; who is not in it has no vote.
    """

    minimum_age: int
    cells: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a vote by ballot will be held: everything that is frozen when it opens.

    `breakdown`: what each ballot will tell of its voter. `closes_at`: None where a convenor says when.
    `about`: the page on which voters read more; `notes`: what stands beside each option. `electorate`: of a vote on
    projects, who may vote, in which area.
    """

    question: Question
    by_hands: bool = False
    by_paper: bool = False
    online: bool = True
    closes_at: datetime | None = None
    breakdown: cells.Breakdown = ""
    about: str = ""
    notes: tuple[str, ...] = ()
    electorate: "Electorate | None" = None

    def check(self, now: datetime) -> None:
        """Raises Refused for what could not be held."""
        if not (self.by_paper or self.online):
            raise Refused("Choose paper, online or both. A vote by hands alone is taken in a meeting.")
        if self.by_hands and self.question.rule != YES_NO:
            raise Refused("Hands can only say yes, no or abstain. Let people choose among options on paper or online.")
        if self.electorate and self.breakdown not in cells.BESIDE_AN_AREA:
            raise Refused("A ballot on projects tells its area, and beside it at most the age band.")
        if self.closes_at and not now + SHORTEST <= self.closes_at <= now + LONGEST:
            raise Refused(f"A vote ends later than now, and within {LONGEST.days} days. Choose another day or time.")


@transaction.atomic
def open_box(*, proposal: Proposal, plan: Plan, by: User, now: datetime) -> Vote:
    """Put a proposal to a vote by ballot. The roll is whoever is a member now; text, rules and roll stay as they are.

    Raises Refused for who is no convenor, for a proposal that is not open, and for a plan that cannot be held.
    """
    proposal = Proposal.objects.select_for_update().select_related("body").get(pk=proposal.pk)
    convening(proposal.body, by)
    plan.check(now)
    if proposal.state != Proposal.State.OPEN:
        raise Refused("This proposal is in a vote, decided or withdrawn. Nothing was changed.")
    check_amendments_settled(proposal)
    vote = _opened(proposal, now)
    electors = _roll(vote, plan, now)
    roll = rolls.commitment(each.line for each in electors)
    Elector.objects.bulk_create(electors)
    vote.members, vote.quorum = len(electors), vote.orders.rules().quorum(len(electors))
    vote.save(update_fields=["members", "quorum"])
    box = _box(vote, plan, roll)
    proposal.state = Proposal.State.IN_VOTE
    proposal.save(update_fields=["state"])
    told = {"channels": _channels(box), "breakdown": box.breakdown, "receipts": vote.orders.rules().receipts}
    ends = box.closes_at.isoformat() if box.closes_at else ""
    append("assemblies", "box-opened", {**of(vote), **frozen(vote), **told, "closes_at": ends}, by=by, now=now)
    work_soon()
    return vote


def held(vote: Vote) -> Vote:
    """A vote by ballot, held against everyone who casts in it or acts on it at once."""
    kept = Vote.objects.select_for_update(of=("self",)).select_related("proposal__body", "orders", "box")
    found = kept.filter(pk=vote.pk, box__isnull=False).first()
    if found is None:
        raise Refused("This is a vote by hands alone. Take it in the meeting.")
    return found


def of(vote: Vote) -> dict[str, Any]:
    """How every event names the vote by ballot that it is about."""
    return {**naming(vote.proposal), "vote": str(vote.public_id)}


def frozen(vote: Vote) -> dict[str, Any]:
    """The rules as they were when the vote opened: what a stranger needs to work out the result again."""
    rules = deciding_rules(vote)
    return {
        **({"slate": vote.box.slate} if vote.box.slate else {}),
        "rule": vote.box.rule,
        "seats": vote.box.seats,
        "options": len(vote.box.answers()),
        "options_text": vote.box.commitment,
        "electors": vote.members,
        "roll": vote.box.roll_commitment,
        "quorum": vote.quorum,
        "majority": str(rules.majority),
        "majority_of": rules.majority_of.value,
        "majority_reached": rules.majority_reached,
        "orders": vote.orders.sha256(),
    }


def _opened(proposal: Proposal, now: datetime) -> Vote:
    orders = proposal.body.orders.filter(adopted_at__isnull=False).latest("version")
    try:
        with transaction.atomic():
            return Vote.objects.create(proposal=proposal, orders=orders, members=0, present=0, quorum=0, opened_at=now)
    except IntegrityError:
        raise Refused("A vote on this proposal is open already. Nothing was changed.") from None


def _roll(vote: Vote, plan: Plan, now: datetime) -> list[Elector]:
    """Members who have a vote today: not those who declared an interest and take no part.

    Who may be entered twice is on it, and held until a person has looked (docs/decisions/0022).
    """
    members = vote.proposal.body.members.filter(state=Member.State.ADMITTED).exclude(pk__in=recused(vote.proposal))
    minimum_age = vote.orders.rules().minimum_age
    if plan.electorate:
        minimum_age, members = plan.electorate.minimum_age, members.filter(pk__in=plan.electorate.cells)
    electors = [
        _elector(vote, member, plan)
        for member in members
        if rolls.eligible(proven=bool(member.evidence), least_age=member.least_age, minimum_age=minimum_age)
    ]
    doubted = in_doubt([each.member for each in electors if each.member], now)
    for each in electors:
        each.held = each.member_id in doubted
    if not electors:
        raise Refused("Nobody is on the roll: no member is as old as the rules ask for, or lives where they say.")
    return electors


def _elector(vote: Vote, member: Member, plan: Plan) -> Elector:
    salt = secrets.token_bytes(rolls.SALT)
    told = cells.cell(plan.breakdown, member.postcode, member.least_age)
    if plan.electorate:
        told = cells.with_age(plan.electorate.cells[member.pk], told)
    return Elector(
        vote=vote,
        member=member,
        salt=salt,
        line=rolls.line(salt, str(member.public_id)),
        cell=told,
    )


def _box(vote: Vote, plan: Plan, roll: str) -> Box:
    asked = plan.question
    options = [] if asked.rule == YES_NO else list(asked.options)
    return Box.objects.create(
        vote=vote,
        rule=asked.rule,
        seats=asked.seats,
        options=options,
        commitment=commit_text("\n".join(options)) if options else "",
        slate=slates.written(asked.slate) if asked.slate else {},
        areas=[each.name for each in asked.slate.parts] if asked.slate else [],
        about=plan.about,
        notes=list(plan.notes),
        by_hands=plan.by_hands,
        by_paper=plan.by_paper,
        online=plan.online,
        closes_at=plan.closes_at,
        breakdown=plan.breakdown,
        roll_commitment=roll,
    )


def _channels(box: Box) -> list[str]:
    held_by = {"hands": box.by_hands, "paper": box.by_paper, "online": box.online}
    return [name for name, is_so in held_by.items() if is_so]
