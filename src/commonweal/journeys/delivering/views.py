"""The page of a budget's money: what each winner was given and what became of it, and what a steward does next."""

from collections.abc import Callable
from functools import partial
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commonweal.budgets.views.acting import Task, done, seen
from commonweal.funds.models import Keeper
from commonweal.funds.queries import roles
from commonweal.journeys.delivering.actions import promise_winners, request_spent, return_unspent
from commonweal.journeys.delivering.queries import money_of
from commonweal.people.permissions import signed_in


@require_safe
def money(request: HttpRequest, slug: str) -> HttpResponse:
    """Anyone reads it; a steward finds a button for what can be done now."""
    at = seen(request, slug)
    found = money_of(at.budget)
    context = {
        "at": at,
        "money": found,
        "promised": any(each.promise for each in found),
        "stewards": Keeper.Role.STEWARD in roles(at.budget.pot, at.member),
        "form": uuid4(),
    }
    return render(request, "budget_money.html", context)


@login_required
@require_POST
def promise(request: HttpRequest, slug: str) -> HttpResponse:
    """A steward promises the winners what they were given."""
    at = seen(request, slug)
    verb = partial(promise_winners, budget=at.budget, by=signed_in(request))
    return _done(request, slug, verb, _("Each winner’s money is promised."))


@login_required
@require_POST
def ask(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A steward asks that what a winner’s milestones took be paid."""
    project = get_object_or_404(seen(request, slug).budget.projects, number=number)
    verb = partial(request_spent, project=project, by=signed_in(request))
    return _done(request, slug, verb, _("It is asked for. Approvers of the pot say yes or no."))


@login_required
@require_POST
def give_back(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A steward returns to the pot what a winner did not need."""
    project = get_object_or_404(seen(request, slug).budget.projects, number=number)
    verb = partial(return_unspent, project=project, by=signed_in(request))
    return _done(request, slug, verb, _("It is free in the pot again."))


def _done(request: HttpRequest, slug: str, verb: Callable[..., object], said: str) -> HttpResponse:
    to = reverse("budget-money", args=[slug])
    done(request, seen(request, slug), Task("", "", "", said, lambda now: verb(now=now), to))
    return redirect(to)
