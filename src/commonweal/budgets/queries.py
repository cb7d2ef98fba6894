"""What pages and other rooms ask about budgets."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from commonweal.assemblies.models import Decision
from commonweal.budgets.cycle import ANSWERING
from commonweal.budgets.models import Area, Budget, Costing, Hiding, Idea, Officer, Project
from commonweal.budgets.replays import COUNTED, ballots_name
from commonweal.record.replays import Body, Input


def budgets(*, sample: bool) -> QuerySet[Budget]:
    """Every budget, the latest first, each with `pence`: all its money."""
    found = Budget.objects.filter(sample=sample).select_related("body", "pot")
    return found.annotate(pence=Sum("areas__pence"))


def ideas(budget: Budget, area: Area | None = None) -> QuerySet[Idea]:
    """The ideas that are shown, each with its latest answer first: not those taken back, hidden or merged."""
    shown = budget.ideas.filter(state__in=[Idea.State.OPEN, Idea.State.LEFT_OFF])
    if area is not None:
        shown = shown.filter(area=area)
    answers = Prefetch("costings", Costing.objects.order_by("-pk"))
    return shown.select_related("area", "project", "budget").prefetch_related(answers)


def counts(budget: Budget) -> dict[str, int]:
    """How many ideas there are, how many were merged and hidden, and how many came onto the ballot."""
    states = Idea.State
    return budget.ideas.aggregate(
        shown=Count("pk", filter=Q(state__in=[states.OPEN, states.LEFT_OFF])),
        merged=Count("pk", filter=Q(state=states.MERGED)),
        hidden=Count("pk", filter=Q(state=states.HIDDEN)),
        listed=Count("project"),
    )


def unanswered(budget: Budget) -> QuerySet[Idea]:
    """The ideas that wait for an office's answer, as they came; none outside the phases in which ideas are answered."""
    if budget.at() not in ANSWERING:
        return Idea.objects.none()
    return budget.ideas.filter(state=Idea.State.OPEN, costings__isnull=True).select_related("area").order_by("number")


def officer(budget: Budget, user: Any) -> Officer | None:
    """Somebody as a costing officer of a budget today."""
    if not user.is_authenticated:
        return None
    return budget.officers.filter(user=user, until__isnull=True).first()


def officers(budget: Budget) -> QuerySet[Officer]:
    """The costing officers of a budget today, each with `answers`: how many they gave."""
    held = budget.officers.filter(user__isnull=False, until__isnull=True)
    return held.annotate(answers=Count("costings")).order_by("office", "pk")


def reported(budget: Budget) -> QuerySet[Idea]:
    """The ideas that convenors were pointed to and have not looked at yet."""
    return budget.ideas.filter(reports__settled_at__isnull=True, reports__isnull=False).distinct()


def hidings(budget: Budget) -> QuerySet[Hiding]:
    """What was hidden, when and for which reason, the latest first."""
    return Hiding.objects.filter(idea__budget=budget).select_related("idea")


@dataclass(frozen=True, slots=True)
class Winner:
    """What a budget funds, for whoever promises and pays it: the project, its cost in pence, and under which decision.

    `decision` allows the money of the whole budget, for the purpose that its terms name.
    """

    budget: Budget
    project: Project
    pence: int
    decision: Decision
    purpose: str


def winners(budget: Budget) -> list[Winner]:
    """The winners of a budget that was counted and carried, area by area in the order in which the rule took them."""
    decision = Decision.objects.filter(vote=budget.vote_id).select_related("proposal__terms", "body").first()
    if budget.vote_id is None or decision is None or not decision.carried:
        return []
    won = budget.projects.filter(won=True).select_related("area", "idea").order_by("area__number", "rank")
    purpose = decision.proposal.terms.purpose
    return [Winner(budget, each, each.pence, decision, purpose) for each in won]


def offered(told: Iterable[tuple[str, Body]]) -> Iterator[Input]:
    """What counted budgets publish beside their events: the ballots of their votes."""
    for kind, body in told:
        found = (
            Budget.objects.filter(vote__public_id=body["vote"]).select_related("vote__box").first()
            if kind == COUNTED
            else None
        )
        if found is not None and found.vote is not None:
            yield Input(ballots_name(body), found.vote.box.ballots.encode)
