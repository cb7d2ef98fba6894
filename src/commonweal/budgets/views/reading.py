"""What everyone can read of budgets: the list, a budget, a project and its photos."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.assemblies.models import Vote
from commonweal.assemblies.views.acting import in_sample
from commonweal.budgets import queries
from commonweal.budgets.actions.officers import names_officers
from commonweal.budgets.cycle import ANSWERING, BEFORE_THE_BALLOT, Phase, within
from commonweal.budgets.forms.running import SAYS
from commonweal.budgets.models import Budget, Photo, Project, Stage
from commonweal.budgets.views.acting import seen
from commonweal.budgets.views.naming import CALLED, COUNTED_BY
from commonweal.people.permissions import signed_in


@require_safe
def budgets(request: HttpRequest) -> HttpResponse:
    """Every budget there is, the latest first."""
    found = list(queries.budgets(sample=in_sample()))
    rows = [{"budget": each, "phase": CALLED.get(each.phase, _("Not begun"))} for each in found]
    return render(request, "budgets/budgets.html", {"rows": rows})


@require_safe
def budget(request: HttpRequest, slug: str) -> HttpResponse:
    """A budget: where it stands, what anyone can do now, its money, its phases and its rules."""
    at = seen(request, slug)
    held = at.budget
    context = {
        "at": at,
        "budget": held,
        "areas": held.areas.all(),
        "phases": [_phase(held, each) for each in held.stages.all()],
        "counts": queries.counts(held),
        "takes_ideas": takes_ideas(held),
        "voting": held.vote if held.vote and held.vote.state == Vote.State.OPEN else None,
        "rules": held.rules(),
        "says": SAYS[held.kind],
        "counted_by": COUNTED_BY[held.rule],
        "projects": held.projects.select_related("area").order_by("area__number", "-won", "rank", "number"),
        "lessons": held.lessons.all(),
        "answers": queries.officer(held, request.user) is not None and held.at() in ANSWERING,
        "waiting": queries.unanswered(held),
        "names_officers": not at.convenes and held.at() in BEFORE_THE_BALLOT and _names(request, held),
    }
    return render(request, "budgets/budget.html", context)


@require_safe
def project(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A project: what it is, what the office answered, what came of it, and its delivery."""
    at = seen(request, slug)
    found = get_object_or_404(at.budget.projects.select_related("area", "idea"), number=number)
    found.budget = at.budget
    milestones = list(found.milestones.all())
    planned, used = sum(each.pence for each in milestones), sum(each.spent or 0 for each in milestones)
    context = {
        "at": at,
        "project": found,
        "idea": found.idea,
        "lineage": found.idea.merged_from.order_by("number"),
        "costing": found.idea.costings.first(),
        "rivals": _rivals(found),
        "milestones": milestones,
        "planned": planned,
        "spent": used,
        "left": found.pence - used,
        "progress": found.progress.select_related("photo"),
        "delivers": at.convenes and found.won and not found.fate and at.budget.at() == Phase.DELIVERY,
    }
    return render(request, "budgets/project.html", context)


@require_safe
def photo(request: HttpRequest, slug: str, number: int, key: int) -> HttpResponse:
    """One photo of a project."""
    at = seen(request, slug)
    found = get_object_or_404(Photo, progress__project__budget=at.budget, progress__project__number=number, pk=key)
    response = HttpResponse(bytes(found.content), content_type=found.kind)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def takes_ideas(held: Budget) -> bool:
    """Whether anyone can put an idea forward today."""
    stage = next(each for each in held.stages.all() if each.phase == Phase.IDEAS)
    return held.at() == Phase.IDEAS and within(stage.dates(), timezone.localdate())


def _names(request: HttpRequest, held: Budget) -> bool:
    return request.user.is_authenticated and names_officers(held, signed_in(request))


def _phase(held: Budget, stage: Stage) -> dict[str, Any]:
    state = "now" if stage.phase == held.phase else "over" if stage.opened_at else "ahead"
    return {"stage": stage, "called": CALLED[stage.phase], "state": state}


def _rivals(found: Project) -> Any:
    if not found.one_of:
        return ()
    return found.budget.projects.filter(area=found.area, one_of__iexact=found.one_of).exclude(pk=found.pk)
