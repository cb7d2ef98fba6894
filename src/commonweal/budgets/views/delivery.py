"""Delivering what won: milestones, progress with photos, done or not; and what was learnt."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.budgets.actions import delivery
from commonweal.budgets.forms.delivery import FinishForm, LessonForm, MilestoneForm, ProgressForm, ReachedForm
from commonweal.budgets.models import Project
from commonweal.budgets.views.acting import Task, asked, run_by
from commonweal.people.permissions import signed_in


@login_required
def milestone(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Plan a milestone."""
    form = MilestoneForm(request.POST or None)
    told = (_("Plan a milestone"), _("Everyone sees what is planned, and later what was reached."), _("Keep"))

    def verb(project: Project, by: Any, now: Any) -> object:
        return delivery.plan_milestone(project=project, step=form.step(), by=by, now=now)

    return _about(request, (slug, number), form, told, verb)


@login_required
def reached(request: HttpRequest, slug: str, number: int, milestone: int) -> HttpResponse:
    """Note that a milestone was reached."""
    form = ReachedForm(request.POST or None)
    told = (_("A milestone was reached"), _("Say when, and what it took of the money."), _("Keep"))

    def verb(project: Project, by: Any, now: Any) -> object:
        step = get_object_or_404(project.milestones, number=milestone)
        return delivery.reach_milestone(milestone=step, **form.cleaned_data, by=by, now=now)

    return _about(request, (slug, number), form, told, verb)


@login_required
def progress(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Tell how it is going, with a photo where there is one."""
    form = ProgressForm(request.POST or None, request.FILES or None)
    lead = _("Everyone can read it. No photo of somebody who did not agree to it, and none of a child.")
    told = (_("Tell how it is going"), lead, _("Publish"))

    def verb(project: Project, by: Any, now: Any) -> object:
        words, picture = form.cleaned_data["words"], form.picture()
        return delivery.tell_progress(project=project, words=words, picture=picture, by=by, now=now)

    return _about(request, (slug, number), form, told, verb)


@login_required
def finish(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say whether it is done."""
    form = FinishForm(request.POST or None)
    told = (_("Done, or not"), _("This is said once, and stays."), _("Publish"))

    def verb(project: Project, by: Any, now: Any) -> object:
        done, why = form.cleaned_data["done"] == "yes", form.cleaned_data["why"]
        return delivery.finish_project(project=project, done=done, why=why, by=by, now=now)

    return _about(request, (slug, number), form, told, verb)


@login_required
def lesson(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell what was learnt."""
    at = run_by(request, slug)
    form, by = LessonForm(request.POST or None), signed_in(request)

    def verb(now: Any) -> object:
        return delivery.tell_lesson(budget=at.budget, words=form.cleaned_data["words"], by=by, now=now)

    lead = _("What went well, what did not, and what the next budget should do otherwise.")
    task = Task(_("What was learnt"), lead, _("Publish"), _("Published."), verb, reverse("budget", args=[slug]))
    return asked(request, at, form, task)


def _about(
    request: HttpRequest,
    where: tuple[str, int],
    form: Any,
    told: tuple[str, str, str],
    verb: Callable[[Project, Any, Any], object],
) -> HttpResponse:
    """What a convenor tells of one project."""
    at = run_by(request, where[0])
    found = get_object_or_404(at.budget.projects.select_related("budget__body"), number=where[1])
    by = signed_in(request)
    heading, lead, button = told
    lead = f"{found.title}. {lead}"
    task = Task(heading, lead, button, _("Published."), lambda now: verb(found, by, now), found.get_absolute_url())
    return asked(request, at, form, task)
