"""Running a budget: setting it up, its days and rules, opening one phase after another, and the ballot."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonweal.assemblies.models import Vote
from commonweal.assemblies.views.acting import act, denied
from commonweal.assemblies.views.acting import seen as seen_body
from commonweal.budgets import queries
from commonweal.budgets.actions.balloting import open_ballot
from commonweal.budgets.actions.founding import BY_A_VOTE, found_budget, open_phase, set_dates, set_rules
from commonweal.budgets.cycle import ORDER, Phase
from commonweal.budgets.forms.running import DatesForm, FoundForm, PollingForm, RulesForm
from commonweal.budgets.models import Budget
from commonweal.budgets.views.acting import Task, asked, done, run_by
from commonweal.budgets.views.naming import CALLED
from commonweal.people.permissions import signed_in


@login_required
def found(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A convenor sets up the budget that their body decided to hold."""
    at = seen_body(request, slug)
    if not at.convenes:
        raise denied(request)
    decision = get_object_or_404(at.body.decisions.select_related("proposal", "body"), number=number, carried=True)
    form = FoundForm(request.POST or None, body=at.body)
    if form.is_valid():
        by, now, made = signed_in(request), timezone.now(), []
        pot = form.cleaned_data["pot"]

        def set_up() -> None:
            made.append(found_budget(plan=form.plan(), pot=pot, decision=decision, by=by, now=now))

        if act(request, set_up, _("The budget is set up. Now say when each phase begins and ends.")):
            return redirect("run-budget", made[0].slug)
    return render(request, "budgets/found.html", {"at": at, "decision": decision, "form": form})


@login_required
def run(request: HttpRequest, slug: str) -> HttpResponse:
    """What a convenor does next: the phases with their days, and the one that comes next."""
    at = run_by(request, slug)
    held = at.budget
    stages = [{"stage": each, "called": CALLED[each.phase]} for each in held.stages.all()]
    due = next_phase(held)
    context = {
        "at": at,
        "stages": stages,
        "due": due,
        "due_called": CALLED[due] if due else "",
        "votes_next": due == Phase.BALLOT or (held.vote is not None and held.vote.state == Vote.State.ABANDONED),
        "steps": due not in (None, *BY_A_VOTE),
        "rules_open": held.stages.get(phase=Phase.BALLOT).opened_at is None,
        "vote": held.vote,
        "counts": queries.counts(held),
        "reported": queries.reported(held),
    }
    return render(request, "budgets/run.html", context)


@login_required
def dates(request: HttpRequest, slug: str, phase: str) -> HttpResponse:
    """Say when a phase begins and ends."""
    at = run_by(request, slug)
    if phase not in ORDER:
        raise Http404
    stage = get_object_or_404(at.budget.stages, phase=phase)
    form = DatesForm(request.POST or None, stage=stage)
    by = signed_in(request)

    def verb(now: Any) -> object:
        return set_dates(budget=at.budget, phase=Phase(phase), dates=form.dates(), by=by, now=now)

    lead = _("People are told these days. They stay as they are once the phase has opened.")
    to = reverse("run-budget", args=[slug])
    return asked(request, at, form, Task(str(CALLED[Phase(phase)]), lead, _("Keep"), _("Kept."), verb, to))


@login_required
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """Say how it is voted on and counted."""
    at = run_by(request, slug)
    form = RulesForm(request.POST or None, budget=at.budget)
    by = signed_in(request)

    def verb(now: Any) -> object:
        return set_rules(budget=at.budget, rules=form.rules(), by=by, now=now)

    lead = _("Voters are told these rules. They stay as they are once the ballot has opened.")
    to = reverse("run-budget", args=[slug])
    return asked(request, at, form, Task(_("How people vote"), lead, _("Keep"), _("Kept."), verb, to))


@require_POST
@login_required
def step(request: HttpRequest, slug: str, phase: str) -> HttpResponse:
    """Open the next phase."""
    at = run_by(request, slug)
    if phase not in ORDER:
        raise Http404
    by = signed_in(request)
    told = Task(
        "", "", "", _("It is open."), lambda now: open_phase(budget=at.budget, phase=Phase(phase), by=by, now=now), ""
    )
    done(request, at, told)
    return redirect("run-budget", slug)


@login_required
def ballot(request: HttpRequest, slug: str) -> HttpResponse:
    """Open the ballot."""
    at = run_by(request, slug)
    form = PollingForm(request.POST or None)
    by = signed_in(request)

    def verb(now: Any) -> object:
        return open_ballot(budget=at.budget, polling=form.polling(), by=by, now=now)

    lead = _("Projects, costs, money, rules and the list of who can vote stay as they are from here on.")
    said = _("The ballot is open. Send people the address of this page.")
    to = reverse("budget", args=[slug])
    return asked(request, at, form, Task(_("Open the ballot"), lead, _("Open the ballot"), said, verb, to))


def next_phase(held: Budget) -> Phase | None:
    """The phase that comes next; None after the last."""
    at = held.at()
    if at is None:
        return ORDER[0]
    place = ORDER.index(at) + 1
    return ORDER[place] if place < len(ORDER) else None
