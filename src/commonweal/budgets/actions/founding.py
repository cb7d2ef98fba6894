"""Founding a budget under a decision: its areas, its days, its rules; and opening one phase after another."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from commonweal.assemblies.actions.meetings import convening
from commonweal.assemblies.models import Decision
from commonweal.assemblies.queries import require_decision
from commonweal.basics.money import exact
from commonweal.basics.problems import Refused
from commonweal.budgets import cycle
from commonweal.budgets.cycle import Dates, Phase, Rules
from commonweal.budgets.models import Area, Budget, Idea, Stage
from commonweal.funds.models import Pot
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.record.actions.texts import commit_text

ROOM: Final = "budgets"
LONGEST_NAME: Final = 120
LONGEST_WORDS: Final = 2000
MOST_AREAS: Final = 200  # our choice: a region has some 160 wards
RESERVED: Final = ("count", "of")  # addresses that are taken
BY_A_VOTE: Final = (Phase.BALLOT, Phase.COUNT)  # opened by acts of their own
FROZEN: Final = "This phase has opened, so its days and rules stay as they are."


@dataclass(frozen=True, slots=True)
class AreaPlan:
    """One area: its name, its money, and who lives in it: ward codes or beginnings of postcodes; none for everyone."""

    name: str
    pence: int
    parts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 < len(self.name.strip()) <= LONGEST_NAME:
            raise Refused(f"Give each area a name of at most {LONGEST_NAME} letters.")
        if self.pence <= 0:
            raise Refused(f"The area {self.name} has no money. Give each area more than nought.")


@dataclass(frozen=True, slots=True)
class Plan:
    """A budget to be held. Raises Refused for one that says too little, or whose areas cannot be told apart."""

    name: str
    words: str
    areas: Sequence[AreaPlan]
    rules: Rules = field(default_factory=Rules)

    def __post_init__(self) -> None:
        if not 0 < len(self.name.strip()) <= LONGEST_NAME or slugify(self.name) in ("", *RESERVED):
            raise Refused(f"Give the budget a name with letters in it, of at most {LONGEST_NAME}.")
        if len(self.words) > LONGEST_WORDS:
            raise Refused(f"Say what it is for in at most {LONGEST_WORDS:,} letters.")
        if not 0 < len(self.areas) <= MOST_AREAS:
            raise Refused(f"A budget has from 1 to {MOST_AREAS} areas. One can be everyone's.")
        if len({each.name.strip().casefold() for each in self.areas}) < len(self.areas):
            raise Refused("Two areas have the same name. Give each a name of its own.")
        if sum(not each.parts for each in self.areas) > 1:
            raise Refused("One area at most is everyone's. Say of each other who lives in it: wards, or postcodes.")

    @property
    def pence(self) -> int:
        """All its money."""
        return sum(each.pence for each in self.areas)


@transaction.atomic
def found_budget(*, plan: Plan, pot: Pot, decision: Decision, by: User, now: datetime) -> Budget:
    """A convenor sets up the budget that the body of a pot decided to hold. No phase is open yet.

    Raises Refused without a decision of that body that holds, for more money than it allows, and for a name taken.
    """
    decision = require_decision(decision, at=now, pence=plan.pence)
    convening(decision.body, by)
    if decision.body_id != pot.body_id:
        raise Refused(f"{pot.body.name} governs this pot, so only its decisions share out money of it.")
    try:
        with transaction.atomic():
            budget = _kept(plan, pot, decision, now)
    except IntegrityError:
        raise Refused("There is a budget of that name already. Choose another name.") from None
    Area.objects.bulk_create(
        Area(budget=budget, number=number, name=each.name.strip(), pence=each.pence, whole=not each.parts, parts=parts)
        for number, each in enumerate(plan.areas, start=1)
        for parts in (list(each.parts),)
    )
    Stage.objects.bulk_create(Stage(budget=budget, phase=each) for each in Phase)
    areas = [{"number": each.number, "pence": each.pence, "whole": each.whole} for each in budget.areas.all()]
    words = commit_text("\n\n".join([budget.name, budget.words, *(each.name for each in budget.areas.all())]))
    told = {"pot": str(pot.public_id), "decision": str(decision.public_id), "areas": areas, "words": words}
    append(ROOM, "budget-founded", {**about(budget), **told}, by=by, now=now)
    return budget


@transaction.atomic
def set_dates(*, budget: Budget, phase: Phase, dates: Dates, by: User, now: datetime) -> Stage:
    """Say when a phase begins and ends. Raises Refused once it has opened."""
    budget = held(budget, by)
    stage = budget.stages.get(phase=phase)
    if stage.opened_at is not None:
        raise Refused(FROZEN)
    stage.begins_on, stage.ends_on = dates.begins, dates.ends
    stage.save(update_fields=["begins_on", "ends_on"])
    append(ROOM, "dates-set", {**about(budget), "phase": phase.value, **_days(stage)}, by=by, now=now)
    return stage


@transaction.atomic
def set_rules(*, budget: Budget, rules: Rules, by: User, now: datetime) -> Budget:
    """Say how it is voted on and counted. Raises Refused once the ballot has opened."""
    budget = held(budget, by)
    if budget.stages.get(phase=Phase.BALLOT).opened_at is not None:
        raise Refused(FROZEN)
    for name, value in rules.told().items():
        setattr(budget, name, value)
    budget.save(update_fields=[*rules.told()])
    append(ROOM, "rules-set", {**about(budget), **rules.told()}, by=by, now=now)
    return budget


@transaction.atomic
def open_phase(*, budget: Budget, phase: Phase, by: User, now: datetime) -> Stage:
    """Open the next phase, and with it end the one before. Its days and rules are frozen from here on.

    Raises Refused before its day, while people still have time in the phase before, and where something is left to do.
    """
    budget = held(budget, by)
    if phase in BY_A_VOTE:
        raise Refused("The ballot is opened with its vote, and the count follows it by itself.")
    check_due(budget, phase, now)
    return advance(budget, phase, {}, by, now)


def check_due(budget: Budget, phase: Phase, now: datetime) -> None:
    """Raises Refused where a phase is not due, or the one before has left something undone."""
    stages = {each.phase: each for each in budget.stages.all()}
    current = budget.at()
    ends = stages[current].ends_on if current else None
    cycle.check_opening(phase, current, stages[phase].dates(), ends, timezone.localdate(now))
    if phase == Phase.SHORTLIST:
        unanswered = budget.ideas.filter(state=Idea.State.OPEN, costings__isnull=True)
        if number := unanswered.count():
            first = unanswered.order_by("number").values_list("number", flat=True)[0]
            raise Refused(f"{number} ideas have no answer yet, idea {first} among them. Each idea is owed one.")
    if phase == Phase.LEARNT and (left := budget.projects.filter(won=True, fate="").count()):
        raise Refused(f"Of {left} projects nobody has said whether they are done. Say so, and why, of each.")


def advance(budget: Budget, phase: Phase, rules: dict[str, Any], by: User | None, now: datetime) -> Stage:
    """Close the phase that is open, and open the next with these rules. Part of every act that opens one."""
    if current := budget.at():
        budget.stages.filter(phase=current).update(closed_at=now)
    budget.phase = phase
    budget.save(update_fields=["phase"])
    stage = budget.stages.get(phase=phase)
    event = append(ROOM, f"{phase.value}-opened", {**about(budget), **_days(stage), **rules}, by=by, now=now)
    stage.opened_at, stage.rules, stage.event = now, rules, event.number
    stage.save(update_fields=["opened_at", "rules", "event"])
    return stage


def held(budget: Budget, by: User) -> Budget:
    """The budget, held against others who act on it, for a convenor of its body. Raises Refused for anyone else."""
    found = locked(budget)
    convening(found.body, by)
    return found


def locked(budget: Budget) -> Budget:
    """The budget, held against others who act on it."""
    return Budget.objects.select_for_update(of=("self",)).select_related("body", "pot").get(pk=budget.pk)


def about(budget: Budget) -> dict[str, Any]:
    """How every event names the budget that it is about."""
    return {"budget": str(budget.public_id), "sample": budget.sample}


def check_money(budget: Budget) -> None:
    """Raises Refused where the pot does not hold what the budget shares out."""
    free = budget.pot.accounts.get(name="free").balance
    pence = sum(each.pence for each in budget.areas.all())
    if free < pence:
        raise Refused(f"{budget.pot.name} has {exact(free)} free, and this budget shares out {exact(pence)}.")


def _kept(plan: Plan, pot: Pot, decision: Decision, now: datetime) -> Budget:
    return Budget.objects.create(
        slug=slugify(plan.name),
        name=plan.name.strip(),
        words=plan.words.strip(),
        body=decision.body,
        pot=pot,
        decision=decision,
        sample=pot.sample,
        founded_at=now,
        **plan.rules.told(),
    )


def _days(stage: Stage) -> dict[str, str]:
    return {
        "begins_on": stage.begins_on.isoformat() if stage.begins_on else "",
        "ends_on": stage.ends_on.isoformat() if stage.ends_on else "",
    }
