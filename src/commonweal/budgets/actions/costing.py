"""What an office answers to each idea, and which ideas come onto the ballot."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from commonweal.assemblies.actions.meetings import convening
from commonweal.basics.money import exact
from commonweal.basics.problems import Refused
from commonweal.budgets.actions.founding import ROOM
from commonweal.budgets.actions.ideas import NOT_OPEN, held_idea, naming
from commonweal.budgets.actions.officers import LONGEST_OFFICE, NO_OFFICE, officer_of
from commonweal.budgets.cycle import ANSWERING, Phase
from commonweal.budgets.ideas import LONGEST_ANSWER, check_cost
from commonweal.budgets.models import Costing, Idea, Project
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.record.actions.texts import commit_text

LONGEST_CHOICE = 120


@dataclass(frozen=True, slots=True)
class Answer:
    """What an office says of an idea: whether it can be done, for how much, and why. Raises Refused for half of it."""

    feasible: bool
    pence: int | None
    words: str
    by_whom: str

    def __post_init__(self) -> None:
        check_cost(feasible=self.feasible, pence=self.pence)
        if not 0 < len(self.words.strip()) <= LONGEST_ANSWER:
            raise Refused(f"Write an answer that people can follow, in at most {LONGEST_ANSWER:,} letters.")
        if not 0 < len(self.by_whom.strip()) <= LONGEST_OFFICE:
            raise Refused(NO_OFFICE)


@transaction.atomic
def answer_idea(*, idea: Idea, answer: Answer, by: User, now: datetime) -> Costing:
    """A convenor enters what an office answers to an idea. An earlier answer stays readable; the latest one counts.

    Raises Refused for who is no convenor, outside costing and shortlist, and for an idea that is no longer open.
    """
    idea = held_idea(idea)
    convenor = convening(idea.budget.body, by)
    return _answered(idea, answer, {"entered_by": convenor}, by, now)


@transaction.atomic
def answer_for_office(*, idea: Idea, answer: Answer, by: User, now: datetime) -> Costing:
    """A costing officer answers an idea themself. It counts as any answer does, and names the office alone.

    Raises Refused as `answer_idea` does, and Overstepped for who is no officer of the budget, or is none any more.
    """
    idea = held_idea(idea)
    officer = officer_of(idea.budget, by)
    return _answered(idea, answer, {"officer": officer}, by, now)


def _answered(idea: Idea, answer: Answer, hand: dict[str, Any], by: User, now: datetime) -> Costing:
    if idea.budget.at() not in ANSWERING:
        raise Refused("Ideas are answered while they are costed, until the ballot opens.")
    if idea.state != Idea.State.OPEN:
        raise Refused(NOT_OPEN)
    if hasattr(idea, "project"):
        raise Refused("It is on the shortlist with the cost that was told. Take it off the list first.")
    words = answer.words.strip()
    costing = Costing.objects.create(
        idea=idea,
        feasible=answer.feasible,
        pence=answer.pence,
        answer=words,
        by_whom=answer.by_whom.strip(),
        entered_at=now,
        commitment=commit_text(f"{words}\n\n{answer.by_whom.strip()}"),
        **hand,
    )
    told = {"feasible": costing.feasible, "pence": costing.pence or 0, "answer": costing.commitment}
    entered = {"entered": "by a costing officer" if costing.officer else "by a convenor for the office"}
    append(ROOM, "idea-answered", {**naming(idea), **told, **entered}, by=by, now=now)
    return costing


@transaction.atomic
def shortlist_idea(*, idea: Idea, one_of: str, by: User, now: datetime) -> Project:
    """Put an idea onto the ballot, at the cost that was answered.

    `one_of`: a choice of which one at most can win; empty for none. Raises Refused for what cannot be done, and for
    what costs more than its area has.
    """
    idea = held_idea(idea)
    convening(idea.budget.body, by)
    _check_listing(idea)
    latest = idea.costings.first()
    if latest is None or not latest.feasible or latest.pence is None:
        raise Refused("The latest answer does not say that it can be done, and for how much.")
    if latest.pence > idea.area.pence:
        raise Refused(f"It costs {exact(latest.pence)}, and {idea.area.name} has {exact(idea.area.pence)}.")
    project = Project.objects.create(
        budget=idea.budget,
        area=idea.area,
        idea=idea,
        number=(idea.budget.projects.aggregate(last=Max("number"))["last"] or 0) + 1,
        title=idea.title,
        pence=latest.pence,
        one_of=one_of.strip()[:LONGEST_CHOICE],
    )
    told = {"project": str(project.public_id), "project_number": project.number, "pence": project.pence}
    append(ROOM, "idea-shortlisted", {**naming(idea), **told}, by=by, now=now)
    return project


@transaction.atomic
def leave_off(*, idea: Idea, why: str, by: User, now: datetime) -> Idea:
    """Say why an idea that can be done is not on the ballot, or take one off the shortlist. The reason is public."""
    idea = held_idea(idea)
    convening(idea.budget.body, by)
    if not 0 < len(why.strip()) <= LONGEST_ANSWER:
        raise Refused("Say why it is not on the ballot. Everyone can read it.")
    if idea.budget.at() != Phase.SHORTLIST or idea.state != Idea.State.OPEN:
        raise Refused(NOT_OPEN)
    Project.objects.filter(idea=idea).delete()
    idea.state, idea.left_off = Idea.State.LEFT_OFF, why.strip()
    idea.save(update_fields=["state", "left_off"])
    append(ROOM, "idea-left-off", {**naming(idea), "why": commit_text(idea.left_off)}, by=by, now=now)
    return idea


def _check_listing(idea: Idea) -> None:
    if idea.budget.at() != Phase.SHORTLIST:
        raise Refused("Ideas come onto the ballot in the phase of the shortlist.")
    if idea.state != Idea.State.OPEN or hasattr(idea, "project"):
        raise Refused(NOT_OPEN)
