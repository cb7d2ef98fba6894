"""What a proposal would bring about, interests told, new standing orders, and what an accountable body answered."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal.assemblies import queries
from commonweal.assemblies.actions import effects
from commonweal.assemblies.actions.acceptance import enter_answer
from commonweal.assemblies.actions.votes import propose
from commonweal.assemblies.actions.wordings import TALKED_ABOUT
from commonweal.assemblies.models import Proposal, Terms
from commonweal.assemblies.views.acting import Seen, act, denied, seen
from commonweal.assemblies.views.asked_again import ask, taking_back, taking_back_for
from commonweal.assemblies.views.terms_forms import (
    AnswerForm,
    InterestForm,
    NewOrdersForm,
    OthersInterestForm,
    TermsForm,
)
from commonweal.basics.money import POUND
from commonweal.people.permissions import signed_in


@login_required
def terms(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Its author says from when to when it would hold, what for, in whose place, and who must accept it."""
    at, proposal = _proposal(request, slug, number)
    if at.member is None or proposal.by_id != at.member.pk:
        raise denied(request)
    held = Terms.objects.filter(proposal=proposal).first()
    form = TermsForm(request.POST or None, body=at.body, initial=_initial(held))
    if form.is_valid():
        asked: dict[str, Any] = {"proposal": proposal, "by": signed_in(request), "now": timezone.now()}
        later = form.cleaned_data["supersedes"]
        done = _("Noted. It stands on the proposal’s page.")
        if act(request, lambda: effects.set_terms(terms=form.terms(), supersedes=later, **asked), done):
            return redirect(proposal)
    return render(request, "assemblies/terms.html", {"at": at, "proposal": proposal, "form": form})


@login_required
def change_orders(request: HttpRequest, slug: str) -> HttpResponse:
    """Propose new standing orders."""
    at = seen(request, slug)
    if not at.belongs:
        raise denied(request)
    held = at.body.orders.filter(adopted_at__isnull=False).latest("version").rules()
    form = NewOrdersForm(request.POST or None, held=held)
    if form.is_valid():
        by, now, reason = signed_in(request), timezone.now(), form.cleaned_data["reason"]

        @transaction.atomic
        def put() -> None:
            title = _("Change the standing orders")
            proposal = propose(body=at.body, title=title, text=reason, by=by, now=now)
            effects.bring_orders(proposal=proposal, orders=form.orders(), by=by, now=now)

        if act(request, put, _("Your proposal stands on the assembly’s page, with what it would change.")):
            return redirect(at.body)
    return render(request, "assemblies/change_orders.html", {"at": at, "form": form, "rules": held})


@login_required
def interest(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A member tells of an interest of their own in a proposal."""
    at, proposal = _proposal(request, slug, number)
    member = at.member
    if member is None or not at.belongs:
        raise denied(request)
    form = InterestForm(request.POST or None)
    if form.is_valid():
        asked: dict[str, Any] = {
            "member": member,
            "by": signed_in(request),
            "now": timezone.now(),
        }
        done = _("Thank you. It stands on the proposal’s page, without your name.")
        if act(request, lambda: effects.tell_interest(proposal=proposal, told=form.told(), **asked), done):
            return redirect(proposal)
    return render(request, "assemblies/interest.html", {"at": at, "proposal": proposal, "form": form})


@login_required
def take_back_interest(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A member takes back what they told, once asked again."""
    at, proposal = _proposal(request, slug, number)
    if at.member is None:
        raise denied(request)
    held = proposal.interests.select_related("proposal", "member").filter(member=at.member).first()
    if held is None:  # as when the form is sent twice
        return redirect(proposal)
    if request.method != "POST":
        return ask(request, taking_back(held))
    by, now = signed_in(request), timezone.now()
    act(request, lambda: effects.take_back_interest(interest=held, by=by, now=now), _("Taken back."))
    return redirect(proposal)


@login_required
def interests_of_others(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A convenor notes what members without an account told of themselves."""
    at, proposal = _proposal(request, slug, number)
    if not at.convenes:
        raise denied(request)
    there = queries.without_email(at.body).order_by("shown_name", "pk")
    form = OthersInterestForm(request.POST or None, members=there.exclude(interests__proposal=proposal))
    if form.is_valid():
        asked: dict[str, Any] = {"member": form.cleaned_data["member"], "by": signed_in(request), "now": timezone.now()}
        done = _("Noted. It stands on the proposal’s page, without a name.")
        if act(request, lambda: effects.tell_interest(proposal=proposal, told=form.told(), **asked), done):
            return redirect("interests-of-others", slug, number)
    told = proposal.interests.filter(member__in=there).select_related("member").order_by("pk")
    context = {"at": at, "proposal": proposal, "form": form, "told": told, "there": there.exists()}
    context["may_tell"] = proposal.state in TALKED_ABOUT
    return render(request, "assemblies/interests_of_others.html", context)


@login_required
def take_back_for(request: HttpRequest, slug: str, number: int, interest: int) -> HttpResponse:
    """A convenor takes back what a member without an account told, once asked again."""
    at, proposal = _proposal(request, slug, number)
    if not at.convenes:
        raise denied(request)
    there = redirect("interests-of-others", slug, number)
    told = proposal.interests.select_related("proposal__body", "member")
    held = told.filter(pk=interest, member__in=queries.without_email(at.body)).first()
    if held is None:  # as when the form is sent twice
        return there
    if request.method != "POST":
        return ask(request, taking_back_for(held))
    by, now = signed_in(request), timezone.now()
    act(request, lambda: effects.take_back_interest(interest=held, by=by, now=now), _("Taken back."))
    return there


@login_required
def answer(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A convenor enters what the accountable body answered."""
    at = seen(request, slug)
    if not at.convenes:
        raise denied(request)
    decision = get_object_or_404(at.body.decisions.select_related("proposal"), number=number)
    asks_of = queries.terms_of(decision.proposal).asks_of
    if not asks_of and request.method != "POST":  # nobody was asked
        return redirect(decision)
    form = AnswerForm(request.POST or None, initial={"by_whom": asks_of})
    if form.is_valid():
        asked: dict[str, Any] = {"decision": decision, "by": signed_in(request), "now": timezone.now()}
        if act(request, lambda: enter_answer(reply=form.reply(), **asked), _("The answer is entered.")):
            return redirect(decision)
    return render(request, "assemblies/answer.html", {"at": at, "decision": decision, "form": form})


def _proposal(request: HttpRequest, slug: str, number: int) -> tuple[Seen, Proposal]:
    at = seen(request, slug)
    shown = at.body.proposals.exclude(state=Proposal.State.HIDDEN)
    return at, get_object_or_404(shown.select_related("body", "by"), number=number)


def _initial(held: Terms | None) -> dict[str, object]:
    if held is None:
        return {}
    told = {name: getattr(held, name) for name in ("begins_on", "ends_on", "purpose", "asks_of", "supersedes")}
    return {**told, "pounds": f"{held.pence / POUND:.2f}" if held.pence else ""}
