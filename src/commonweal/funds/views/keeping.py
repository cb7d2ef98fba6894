"""Founding a pot under a decision, and who keeps it: what convenors do."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonweal.assemblies.queries import terms_of
from commonweal.assemblies.views.acting import act, denied
from commonweal.assemblies.views.acting import seen as seen_body
from commonweal.funds import queries
from commonweal.funds.actions.founding import Appointment, appoint_keeper, found_pot, stand_down
from commonweal.funds.forms import ROLES, AppointForm, FoundForm
from commonweal.funds.models import Keeper
from commonweal.funds.policies import POLICIES
from commonweal.funds.views.acting import Seen, refused, seen
from commonweal.people.permissions import signed_in


@login_required
def found(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A convenor founds the pot that their body decided on."""
    at = seen_body(request, slug)
    if not at.convenes:
        raise denied(request)
    decision = get_object_or_404(at.body.decisions.select_related("proposal", "body"), number=number, carried=True)
    form = FoundForm(request.POST or None, initial={"purpose": terms_of(decision.proposal).purpose})
    if form.is_valid():
        by, now, made = signed_in(request), timezone.now(), []
        done = _("The pot is founded, and empty. Now say who keeps it.")
        if act(request, lambda: made.append(found_pot(plan=form.plan(), decision=decision, by=by, now=now)), done):
            return redirect("keepers", made[0].slug)
    context = {"at": at, "decision": decision, "form": form, "policies": POLICIES.values()}
    return render(request, "funds/found.html", context)


@login_required
def keepers(request: HttpRequest, slug: str) -> HttpResponse:
    """Who keeps a pot: a convenor sees all and appoints; a keeper sees their own roles."""
    at = seen(request, slug)
    if not (at.convenes or at.roles):
        raise refused(request, at)
    form = AppointForm(request.POST or None, body=at.pot.body) if at.convenes else None
    if request.method == "POST" and form is None:
        raise refused(request, at)
    if form is not None and form.is_valid():
        chosen = Appointment(**form.cleaned_data)
        by, now = signed_in(request), timezone.now()
        done = _("Appointed. The record tells the role and the decision, and no name.")
        if act(request, lambda: appoint_keeper(pot=at.pot, chosen=chosen, by=by, now=now), done, at.pot.body):
            return redirect("keepers", slug)
    shown = at.pot.keepers.filter(until__isnull=True).select_related("member", "decision__proposal", "decision__body")
    if not at.convenes:
        shown = shown.filter(member=at.member)
    named = dict(ROLES)
    held = [{"keeper": each, "role": named[each.role]} for each in shown.order_by("-role", "since")]
    return render(request, "funds/keepers.html", {"at": at, "form": form, "held": held, **_missing(at)})


@require_POST
@login_required
def end(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """A keeper gives a role back, or a convenor ends it."""
    at = seen(request, slug)
    keeper = get_object_or_404(Keeper, pot=at.pot, pk=key)
    by, now = signed_in(request), timezone.now()
    act(request, lambda: stand_down(keeper=keeper, by=by, now=now), _("The role has ended."), at.pot.body)
    return redirect("keepers" if at.convenes else "pot", slug)


def _missing(at: Seen) -> dict[str, int]:
    """How many approvers and stewards a pot still needs before it can pay."""
    there = queries.keepers(at.pot)
    return {
        "stewards_missing": max(1 - there[Keeper.Role.STEWARD], 0),
        "approvers_missing": max(at.pot.approvers - there[Keeper.Role.APPROVER], 0),
    }
