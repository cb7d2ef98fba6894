"""What the pages of keepers share: which pot, who looks, and a form that is checked before it acts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from commonweal.assemblies.models import Member
from commonweal.assemblies.queries import belonging, convenes
from commonweal.assemblies.views.acting import act, denied, in_sample
from commonweal.basics.problems import Refused
from commonweal.funds import queries
from commonweal.funds.actions.once import once
from commonweal.funds.models import Keeper, Pot

Told = Sequence[tuple[str, str]]  # what is said, and its words or its amount as people read it


@dataclass(frozen=True, slots=True)
class Seen:
    """A pot as the person who looks stands to it; a stranger has no `member` and no roles."""

    pot: Pot
    member: Member | None
    convenes: bool
    roles: frozenset[str]

    @property
    def steward(self) -> bool:
        """Whether they enter and ask."""
        return Keeper.Role.STEWARD in self.roles

    @property
    def approver(self) -> bool:
        """Whether they approve and correct."""
        return Keeper.Role.APPROVER in self.roles


def called(slug: str) -> Pot:
    """The pot of that address. Raises Http404 where there is none."""
    found = queries.pots(sample=in_sample()).select_related("body", "decision__proposal", "decision__body")
    return get_object_or_404(found, slug=slug)


def seen(request: HttpRequest, slug: str) -> Seen:
    """The pot of that address as the person who looks stands to it. Raises Http404 where there is none."""
    pot = called(slug)
    member = belonging(request.user, pot.body)
    return Seen(pot, member, convenes(member), queries.roles(pot, member))


def refused(request: HttpRequest, at: Seen) -> PermissionDenied:
    """What to raise where somebody is on a page of another's role."""
    return denied(request, at.pot.body)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that a person does: its heading, what to know first, its button, and what is said once it is done.

    `told`: what to check before it is sent, by what was filled in. `verb` does it, and leads on `to`.
    """

    heading: str
    lead: str
    button: str
    done: str
    told: Callable[[], Told]
    verb: Callable[[], Any]
    to: str


def checked(request: HttpRequest, at: Seen, form: forms.Form, task: Task) -> HttpResponse:
    """The form; then what it says, to be checked; then the act, once however often it is sent."""
    context = {"at": at, "form": form, "task": task}
    if form.is_valid() and "change" not in request.POST:
        number = _number(request.POST.get("form", ""))
        if number is None:
            return _check(request, form, task, context)
        now = timezone.now()
        if act(request, lambda: once(form=number, verb=task.verb, now=now), task.done, at.pot.body):
            return redirect(task.to)
    return render(request, "funds/asking.html", context)


def _check(request: HttpRequest, form: forms.Form, task: Task, context: dict[str, Any]) -> HttpResponse:
    try:
        told = task.told()
    except Refused as refusal:
        form.add_error(None, refusal.plain)
        return render(request, "funds/asking.html", context)
    sent = [(name, request.POST.get(name, "")) for name in form.fields]
    return render(request, "funds/check.html", {**context, "told": told, "sent": sent, "number": uuid4()})


def _number(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
