"""Proposals, the show of hands on them, and the decisions that come of it."""

from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commonweal.assemblies import queries
from commonweal.assemblies.actions import votes
from commonweal.assemblies.actions.effects import deciding_rules
from commonweal.assemblies.authority import Overstepped
from commonweal.assemblies.forms import HandsForm, ProposalForm
from commonweal.assemblies.models import Meeting, Proposal, Vote
from commonweal.assemblies.views import arguing
from commonweal.assemblies.views.acting import Seen, act, denied, keep, seen
from commonweal.assemblies.views.asked_again import ask, stopping
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.people.permissions import signed_in

DISAGREED: Final = (
    "Two tellers counted differently in count {number} of a show of hands. Both were asked to count again."
)


@login_required
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """Put a text to the assembly."""
    at = seen(request, slug)
    if not at.belongs:
        raise denied(request)
    form = ProposalForm(request.POST or None)
    if form.is_valid():
        by, now, told = signed_in(request), timezone.now(), form.cleaned_data
        done = _("Your proposal stands on the assembly’s page.")
        verb = votes.propose
        if act(request, lambda: verb(body=at.body, title=told["title"], text=told["text"], by=by, now=now), done):
            return redirect(at.body)
    return render(request, "assemblies/propose.html", {"at": at, "form": form})


def proposal(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A proposal's text, and where it stands."""
    at = seen(request, slug)
    held = _proposal(at, number)
    if held.state == Proposal.State.HIDDEN:
        hiding = held.hidings.get(shown_at__isnull=True)
        return render(request, "assemblies/hidden.html", {"at": at, "proposal": held, "hiding": hiding})
    context = {
        **arguing.of_proposal(at, held),
        **arguing.page_of_comments(at, held, request.GET.get("page"), timezone.now()),
        "at": at,
        "proposal": held,
        "mine": at.member is not None and held.by_id == at.member.pk,
        "tied": held.interests.filter(member=at.member).first() if at.member else None,
        "others": at.convenes and queries.without_email(at.body).exists(),
        "decision": at.body.decisions.filter(proposal=held).first(),
        "open_vote": held.votes.filter(state__in=[Vote.State.OPEN, Vote.State.COUNTING]).first(),
        "meeting": at.body.meetings.filter(state=Meeting.State.OPEN).first() if at.convenes else None,
    }
    return render(request, "assemblies/proposal.html", context)


@require_POST
@login_required
def withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take one's own proposal back."""
    at = seen(request, slug)
    held = _proposal(at, number)
    act(request, lambda: votes.withdraw(proposal=held, by=signed_in(request), now=timezone.now()), _("Withdrawn."))
    return redirect(held)


@require_POST
@login_required
def put(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Put a proposal to a show of hands in the meeting that is open."""
    at = seen(request, slug)
    held = _proposal(at, number)
    meeting = get_object_or_404(at.body.meetings, state=Meeting.State.OPEN)
    act(request, lambda: votes.open_vote(proposal=held, meeting=meeting, by=signed_in(request), now=timezone.now()))
    return redirect(meeting)


@login_required
def tell(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """A teller enters what they counted. Nobody sees the other's count before both agree."""
    at = seen(request, slug)
    vote = _vote(at, public_id)
    if not at.belongs:
        raise denied(request)
    if vote.meeting is None or vote.state != Vote.State.OPEN:
        return redirect(vote.proposal)
    form = HandsForm(request.POST or None)
    if form.is_valid():
        before = vote.round
        by, now = signed_in(request), timezone.now()
        told = {"vote": vote, "counted": form.hands(), "counting": form.cleaned_data["counting"]}
        if act(request, lambda: votes.enter_hands(**told, by=by, now=now)):
            return _after(request, at, _vote(at, public_id), before)
    counted = vote.hand_counts.filter(round=vote.round, teller=at.member).exists()
    context = {"at": at, "vote": vote, "form": form, "counted": counted, "why_not": why_not(vote, signed_in(request))}
    return render(request, "assemblies/tell.html", context)


def why_not(vote: Vote, by: User) -> str:
    """Why somebody may not count the hands of a vote; empty for who may."""
    try:
        votes.teller_of(vote, by)
    except Refused as refusal:
        return refusal.plain
    return ""


@require_http_methods(["GET", "POST"])
@login_required
def abandon(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Stop a vote by hands without a result, once asked again."""
    at = seen(request, slug)
    vote = _vote(at, public_id)
    if request.method == "GET":
        if not at.convenes:
            raise denied(request)
        if vote.state == Vote.State.OPEN:
            return ask(request, stopping(vote))
        return redirect(vote.meeting or vote.proposal)
    done = _("The vote is abandoned. The proposal can be put again.")
    act(request, lambda: votes.abandon_vote(vote=vote, by=signed_in(request), now=timezone.now()), done)
    return redirect(vote.meeting or vote.proposal)


def decision(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A decision with its proof: the text, the count, the rules, and the event that says so."""
    at = seen(request, slug)
    held = get_object_or_404(at.body.decisions.select_related("proposal", "vote__meeting", "orders"), number=number)
    context = {"at": at, "decision": held, "rules": deciding_rules(held.vote), "proof": queries.proof(held)}
    return render(request, "assemblies/decision.html", context)


def decisions(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything an assembly decided."""
    at = seen(request, slug)
    return render(
        request,
        "assemblies/decisions.html",
        {"at": at, "decisions": at.body.decisions.select_related("proposal__terms").prefetch_related("answers")},
    )


def _after(request: HttpRequest, at: Seen, vote: Vote, before: int) -> HttpResponse:
    """Where a teller goes once their count is in: to the decision, to count again, or to wait."""
    if vote.state == Vote.State.CLOSED:
        return redirect(vote.decision)
    if vote.round > before:
        messages.success(request, _("You and the other teller counted differently. Both please count again."))
        keep(request, Overstepped(DISAGREED.format(number=before), "tellers disagree"))
    return redirect(reverse("tell", args=[at.body.slug, vote.public_id]))


def _proposal(at: Seen, number: int) -> Proposal:
    return get_object_or_404(at.body.proposals.select_related("body", "by"), number=number)


def _vote(at: Seen, public_id: str) -> Vote:
    votes_held = Vote.objects.filter(proposal__body=at.body).select_related("meeting__body", "proposal", "orders")
    return get_object_or_404(votes_held, public_id=public_id)
