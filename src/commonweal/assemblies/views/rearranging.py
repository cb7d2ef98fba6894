"""Merging and splitting proposals."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal.assemblies.actions import rearranging
from commonweal.assemblies.actions.rearranging import Kind, Plan
from commonweal.assemblies.actions.wordings import TALKED_ABOUT
from commonweal.assemblies.models import Proposal, Rearrangement
from commonweal.assemblies.views.acting import Seen, act, denied, seen
from commonweal.assemblies.views.arguing_forms import MergeForm, SplitForm
from commonweal.assemblies.views.proposals import shown_proposal_at
from commonweal.people.permissions import signed_in


@login_required
def merge(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Make this proposal and others into one."""
    at, held = _mine(request, slug, number)
    others = at.body.proposals.filter(state__in=TALKED_ABOUT, amendment__isnull=True).exclude(pk=held.pk)
    form = MergeForm(request.POST or None, others=others, initial={"title": held.title, "text": held.text})
    if form.is_valid():
        by, now, told = signed_in(request), timezone.now(), form.cleaned_data
        made: list[Rearrangement] = []

        def begin() -> None:
            plan = Plan(Kind.MERGER, [held, *told["proposals"]], [form.wording()], told["reason"])
            made.append(rearranging.rearrange(plan=plan, by=by, now=now))

        if act(request, begin):
            return redirect("merger", slug, made[0].public_id)
    context = {"at": at, "proposal": held, "others": others, "form": form, "chosen": request.POST.getlist("proposals")}
    return render(request, "assemblies/merge.html", context)


@login_required
def split(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Make several proposals of one."""
    at, held = _mine(request, slug, number)
    form = SplitForm(request.POST or None, initial={"title1": held.title, "text1": held.text})
    if form.is_valid():
        by, now, told = signed_in(request), timezone.now(), form.cleaned_data

        def begin() -> None:
            rearranging.rearrange(plan=Plan(Kind.SPLIT, [held], form.wordings(), told["reason"]), by=by, now=now)

        if act(request, begin, _("Split. Each part is a proposal of its own now.")):
            return redirect(held)
    return render(request, "assemblies/split.html", {"at": at, "proposal": held, "form": form})


@login_required
def merger(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """A merger on offer: who made one of the proposals agrees or says no. A merger that is done leads to its result."""
    at = seen(request, slug)
    if not at.belongs:
        raise denied(request)
    held = get_object_or_404(at.body.rearrangements.filter(kind=Kind.MERGER), public_id=public_id)
    if request.method == "POST":
        verb = rearranging.decline_merger if "no" in request.POST else rearranging.agree_to_merger
        act(request, lambda: verb(merger=held, by=signed_in(request), now=timezone.now()))
        held.refresh_from_db()
    result = held.results.get()
    if result.proposal:
        return redirect(result.proposal)
    mine = held.sources.filter(proposal__by=at.member)
    sources = held.sources.select_related("proposal__body").exclude(proposal__state=Proposal.State.HIDDEN)
    context = {"at": at, "merger": held, "result": result, "sources": sources, "mine": mine.exists()}
    return render(request, "assemblies/merger.html", {**context, "asked": mine.filter(agreed_at=None).exists()})


def _mine(request: HttpRequest, slug: str, number: int) -> tuple[Seen, Proposal]:
    """A proposal of one's own, or any of them for a convenor."""
    at = seen(request, slug)
    held = shown_proposal_at(at, number)
    if not (at.convenes or (at.belongs and at.member is not None and held.by_id == at.member.pk)):
        raise denied(request)
    return at, held
