"""What the pages of budgets share: which budget, who looks, and a form that acts once however often it is sent."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from commonweal.assemblies.models import Member
from commonweal.assemblies.queries import belonging, convenes
from commonweal.assemblies.views.acting import act, denied, in_sample
from commonweal.budgets import queries
from commonweal.budgets.models import Budget, Idea
from commonweal.funds.actions.once import once


@dataclass(frozen=True, slots=True)
class Seen:
    """A budget as the person who looks stands to it: `member` is None for a stranger."""

    budget: Budget
    member: Member | None
    convenes: bool


def seen(request: HttpRequest, slug: str) -> Seen:
    """The budget of that address. Raises Http404 where there is none."""
    found = queries.budgets(sample=in_sample()).select_related("vote__box", "decision__proposal", "decision__body")
    budget = get_object_or_404(found, slug=slug)
    member = belonging(request.user, budget.body)
    return Seen(budget, member, convenes(member))


def run_by(request: HttpRequest, slug: str) -> Seen:
    """The budget, for a convenor of its body. Raises PermissionDenied, and keeps the attempt, for anyone else."""
    at = seen(request, slug)
    if not at.convenes:
        raise denied(request, at.budget.body)
    return at


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that a person does: its heading, what to know first, its button, and what is said once it is done.

    `verb` does it, at the moment it is given, and leads on `to`.
    """

    heading: str
    lead: str
    button: str
    done: str
    verb: Callable[[Any], Any]
    to: str
    idea: Idea | None = None  # whose words are read before the form is filled in


def asked(request: HttpRequest, at: Seen, form: forms.Form, task: Task) -> HttpResponse:
    """The form; then the act, once however often it is sent."""
    if form.is_valid() and done(request, at, task):
        return redirect(task.to)
    sends = any(isinstance(each, forms.FileField) for each in form.fields.values())
    context = {"at": at, "form": form, "task": task, "number": uuid4(), "sends_files": sends}
    return render(request, "budgets/asking.html", context)


def done(request: HttpRequest, at: Seen, task: Task) -> bool:
    """Do what a form asks for, once. False where it was refused, and the page says why."""
    now, number = timezone.now(), _number(request.POST.get("form", ""))
    return act(request, lambda: once(form=number, verb=lambda: task.verb(now), now=now), task.done, at.budget.body)


def _number(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()
