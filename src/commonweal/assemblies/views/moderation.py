"""Reporting and hiding texts, appeals, the public list of all of it, and the policy that says how."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonweal.assemblies import queries
from commonweal.assemblies.actions import moderation
from commonweal.assemblies.actions.moderation import Thing
from commonweal.assemblies.models import Amendment, Hiding, Proposal, Report
from commonweal.assemblies.moderation import POLICY
from commonweal.assemblies.views.acting import Seen, act, denied, seen
from commonweal.assemblies.views.arguing_forms import AppealForm, DecisionForm, PolicyForm, ReasonForm, ReportForm
from commonweal.assemblies.views.discussion import comment_at
from commonweal.people.permissions import signed_in

ROWS: Final = 50


def log(request: HttpRequest, slug: str) -> HttpResponse:
    """Every act of hiding: what, when, for which reason, and what came of it. No words, no names."""
    at = seen(request, slug)
    page = Paginator(at.body.hidings.select_related("decision"), ROWS).get_page(request.GET.get("page"))
    waiting = queries.reported(at.body).count() if at.convenes else 0
    return render(request, "assemblies/moderation.html", {"at": at, "page": page, "waiting": waiting})


def policy(request: HttpRequest, slug: str) -> HttpResponse:
    """How this assembly moderates; a convenor enters what it has decided anew."""
    at = seen(request, slug)
    form = PolicyForm(request.POST or None, body=at.body, needed=True) if at.convenes else None
    if form is not None and form.is_valid():
        by, now, told = signed_in(request), timezone.now(), form.cleaned_data
        verb = moderation.adopt_policy
        if act(request, lambda: verb(decision=told["decision"], text=told["text"], by=by, now=now)):
            return redirect("policy", slug)
    held = at.body.policies.select_related("decision").first()
    context = {"at": at, "policy": held, "text": held.text if held else POLICY, "form": form}
    return render(request, "assemblies/policy.html", context)


def report(request: HttpRequest, slug: str, kind: str, public_id: str) -> HttpResponse:
    """Point the convenors to a text. Anyone can, without an account."""
    at = seen(request, slug)
    thing = thing_at(at, kind, public_id)
    form = ReportForm(request.POST or None)
    if form.is_valid():
        told, now = form.cleaned_data, timezone.now()
        done = _("Thank you. The convenors will look at it. We do not keep who you are.")
        verb = moderation.report
        if act(request, lambda: verb(thing=thing, reason=told["reason"], note=told["note"], now=now), done):
            return redirect(thing)
    return render(request, "assemblies/report.html", {"at": at, "thing": thing, "form": form})


@login_required
def hide(request: HttpRequest, slug: str, kind: str, public_id: str) -> HttpResponse:
    """Hide a text for a reason of the policy."""
    at = _convening(request, slug)
    thing = thing_at(at, kind, public_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        by, now, reason = signed_in(request), timezone.now(), form.cleaned_data["reason"]
        made: list[Hiding] = []
        if act(request, lambda: made.append(moderation.hide(thing=thing, reason=reason, by=by, now=now))):
            return redirect("hiding", slug, made[0].number)
    return render(request, "assemblies/hide.html", {"at": at, "thing": thing, "form": form})


@login_required
def reports(request: HttpRequest, slug: str) -> HttpResponse:
    """What people have pointed the convenors to, the longest waiting first."""
    at = _convening(request, slug)
    found = queries.reported(at.body)
    page = Paginator(
        found.select_related("proposal__body", "amendment__proposal__body", "comment__proposal__body"), ROWS
    )
    return render(request, "assemblies/reports.html", {"at": at, "page": page.get_page(request.GET.get("page"))})


@require_POST
@login_required
def set_aside(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Leave a reported text as it is."""
    at = _convening(request, slug)
    thing = get_object_or_404(Report, body=at.body, pk=number).thing
    by, now = signed_in(request), timezone.now()
    act(request, lambda: moderation.set_reports_aside(thing=thing, by=by, now=now), _("Left as it is."))
    return redirect("reports", slug)


def hiding(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One act of hiding; its author appeals here, and another convenor answers."""
    at = seen(request, slug)
    held = _hiding(at, number)
    wrote = at.member is not None and held.thing.by_id == at.member.pk
    hid = at.member is not None and held.by_id == at.member.pk
    context = {
        "at": at,
        "hiding": held,
        "wrote": wrote,
        "sees": wrote or at.convenes,  # the words themselves
        "decides": at.convenes and not wrote,
        "hid": hid,
        "appeal": AppealForm(),
        "form": DecisionForm(body=at.body, needed=hid),
    }
    return render(request, "assemblies/hiding.html", context)


@require_POST
@login_required
def settle(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Appeal against hiding, answer an appeal, or show the text again."""
    at = seen(request, slug)
    held = _hiding(at, number)
    by, now = signed_in(request), timezone.now()
    asked: dict[str, Any] = {"hiding": held, "by": by, "now": now}
    if "text" in request.POST:
        done = _("Your appeal is in. Another convenor answers it, or the assembly.")
        act(request, lambda: moderation.appeal(text=request.POST["text"].replace("\0", ""), **asked), done)
    elif "show" in request.POST:
        act(request, lambda: moderation.show_again(**asked), _("It is shown again."))
    else:
        _answer(request, at, asked)
    return redirect("hiding", slug, number)


def thing_at(at: Seen, kind: str, public_id: str) -> Thing:
    """The proposal, amendment or comment of that address which this person may see. Raises Http404."""
    if kind == "comment":
        return comment_at(at, public_id)
    if kind == "proposal":
        shown = at.body.proposals.exclude(state=Proposal.State.HIDDEN)
        return get_object_or_404(shown.select_related("body", "by"), public_id=public_id)
    if kind != "amendment":
        raise Http404
    offered = Amendment.objects.filter(proposal__body=at.body).exclude(proposal__state=Proposal.State.HIDDEN)
    return get_object_or_404(offered.select_related("proposal__body", "by"), public_id=public_id)


def _answer(request: HttpRequest, at: Seen, asked: dict[str, Any]) -> None:
    form = DecisionForm(request.POST, body=at.body)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return
    upheld, decision = "stays" in request.POST, form.cleaned_data["decision"]
    act(request, lambda: moderation.answer_appeal(upheld=upheld, decision=decision, **asked), _("Answered."))


def _hiding(at: Seen, number: int) -> Hiding:
    things = ("proposal__body", "amendment__proposal__body", "comment__proposal__body", "decision")
    return get_object_or_404(at.body.hidings.select_related(*things), number=number)


def _convening(request: HttpRequest, slug: str) -> Seen:
    at = seen(request, slug)
    if not at.convenes:
        raise denied(request)
    return at
