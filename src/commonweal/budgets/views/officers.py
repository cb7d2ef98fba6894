"""Costing officers: who names them, and the pages on which they answer what waits for their office."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commonweal.assemblies.authority import Overstepped
from commonweal.assemblies.views.acting import denied, keep
from commonweal.budgets import queries
from commonweal.budgets.actions import costing
from commonweal.budgets.actions.officers import name_officer, names_officers, officer_of, withdraw_officer
from commonweal.budgets.cycle import ANSWERING, BEFORE_THE_BALLOT
from commonweal.budgets.forms.ideas import CostingForm
from commonweal.budgets.forms.officers import OfficerForm
from commonweal.budgets.models import Officer
from commonweal.budgets.views.acting import Seen, Task, asked, done, seen
from commonweal.people.permissions import signed_in


@login_required
def officers(request: HttpRequest, slug: str) -> HttpResponse:
    """The costing officers of a budget, by office; a convenor or a steward names one more."""
    at = seen(request, slug)
    by = signed_in(request)
    if not names_officers(at.budget, by):
        raise denied(request, at.budget.body)
    form = OfficerForm(request.POST or None)

    def verb(now: Any) -> Officer:
        return name_officer(budget=at.budget, chosen=form.chosen(), by=by, now=now)

    said = _("Named. Now send them the address below.")
    if form.is_valid() and done(request, at, Task("", "", "", said, verb, "")):
        return redirect("officers", slug)
    context = {
        "at": at,
        "form": form,
        "held": queries.officers(at.budget),
        "naming": at.budget.at() in BEFORE_THE_BALLOT,
        "address": request.build_absolute_uri(reverse("unanswered", args=[slug])),
        "to": reverse("run-budget", args=[slug]) if at.convenes else at.budget.get_absolute_url(),
    }
    return render(request, "budgets/officers.html", context)


@require_POST
@login_required
def withdraw(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """A convenor or a steward withdraws an officer."""
    at = seen(request, slug)
    officer, by = (
        get_object_or_404(Officer.objects.select_related("budget"), budget=at.budget, pk=key),
        signed_in(request),
    )
    said = _("Withdrawn. What was answered stays.")
    done(request, at, Task("", "", "", said, lambda now: withdraw_officer(officer=officer, by=by, now=now), ""))
    return redirect("officers" if names_officers(at.budget, by) else "budget", slug)


@require_safe
@login_required
def unanswered(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits for an answer, for an officer of the budget."""
    at = seen(request, slug)
    officer = _officer(request, at)
    if officer is None:
        return redirect(at.budget)
    context = {
        "at": at,
        "officer": officer,
        "ideas": queries.unanswered(at.budget),
        "answering": at.budget.at() in ANSWERING,
        "early": at.budget.at() in BEFORE_THE_BALLOT,
    }
    return render(request, "budgets/unanswered.html", context)


@login_required
def answer(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """An officer answers one idea."""
    at = seen(request, slug)
    officer = _officer(request, at)
    if officer is None:
        return redirect(at.budget)
    found = get_object_or_404(at.budget.ideas.select_related("area"), number=number)
    form = CostingForm(request.POST or None, initial={"by_whom": officer.office})
    by = signed_in(request)

    def verb(now: Any) -> object:
        return costing.answer_for_office(idea=found, answer=form.answer(), by=by, now=now)

    lead = _("Everyone reads the answer, below the name of the office. Your name is not shown.")
    told = (_("Answer this idea"), lead, _("Publish the answer"), _("The answer is published."))
    return asked(request, at, form, Task(*told, verb, reverse("unanswered", args=[slug]), found))


def _officer(request: HttpRequest, at: Seen) -> Officer | None:
    """The officer who looks. None for who is one no longer, who is told so; what they sent is on the security log.

    Raises PermissionDenied for who never was.
    """
    try:
        return officer_of(at.budget, signed_in(request))
    except Overstepped as refusal:
        if not at.budget.officers.filter(user=signed_in(request)).exists():
            raise denied(request, at.budget.body) from None
        if request.method == "POST":
            keep(request, refusal, at.budget.body)
        messages.error(request, refusal.plain)
        return None
