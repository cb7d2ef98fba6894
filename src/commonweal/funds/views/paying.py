"""Payments: a steward asks and withdraws, approvers say yes, and anyone reads what became of each."""

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commonweal.assemblies.views.acting import act
from commonweal.basics.money import exact
from commonweal.funds import authority, queries
from commonweal.funds.actions import paying
from commonweal.funds.actions.claims import request_claims
from commonweal.funds.actions.moving import waiting
from commonweal.funds.forms import PaymentForm
from commonweal.funds.models import Payment
from commonweal.funds.views.acting import Seen, Task, Told, checked, seen
from commonweal.funds.views.moving import promised, stewarding
from commonweal.people.permissions import signed_in


@login_required
def ask(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A steward asks that money of a promise be paid."""
    at = stewarding(request, slug)
    promise = promised(at, number)
    left, asked = promise.left, waiting(promise)
    form = PaymentForm(request.POST if request.method == "POST" else None)

    def told() -> Told:
        said = form.cleaned_data
        authority.check_request(said["pence"], left, asked)
        return [
            (_("Pay"), exact(said["pence"])),
            (_("For"), said["words"]),
            (_("Out of the promise"), promise.what_for),
            (_("Left of it then"), exact(left - asked - said["pence"])),
        ]

    task = Task(
        heading=_("Ask for a payment"),
        lead=_("%(left)s of the promise for “%(purpose)s” can be paid. Nothing moves until it is approved.")
        % {"left": exact(left - asked), "purpose": promise.what_for},
        button=_("Ask for it"),
        done=_("The payment waits for approval."),
        told=told,
        verb=lambda: paying.request_payment(
            promise=promise, **form.cleaned_data, by=signed_in(request), now=timezone.now()
        ),
        to=promise.get_absolute_url(),
    )
    return checked(request, at, form, task)


@login_required
def claims(request: HttpRequest, slug: str, number: int, meeting: int) -> HttpResponse:
    """A steward asks that the claims for taking part in a meeting be paid out of a promise."""
    at = stewarding(request, slug)
    promise = promised(at, number)
    owed = next((each for each in queries.owed(at.pot.body) if each.meeting.number == meeting), None)
    if owed is None:
        raise Http404
    said = {"many": owed.claims, "number": meeting}
    told = [
        (_("Pay"), exact(owed.pence)),
        (_("For"), _("%(many)s claims for taking part in meeting %(number)s") % said),
        (_("Out of the promise"), promise.what_for),
    ]
    task = Task(
        heading=_("Pay for taking part"),
        lead=_("The claims of meeting %(number)s were handed over: %(many)s, at the real living wage.") % said,
        button=_("Ask for it"),
        done=_("The payment waits for approval."),
        told=lambda: told,
        verb=lambda: request_claims(promise=promise, meeting=owed.meeting, by=signed_in(request), now=timezone.now()),
        to=promise.get_absolute_url(),
    )
    return checked(request, at, Form(request.POST if request.method == "POST" else None), task)


@require_safe
def payment(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One payment: how much, what for, under which decision, how many approved; and what its keepers can do."""
    at = seen(request, slug)
    found = _payment(at, number)
    waits = found.state == Payment.State.WAITING
    mine = at.member is not None and found.author_id == at.member.pk
    approvals = found.approvals.count()
    context = {
        "at": at,
        "payment": found,
        "words": queries.words(found.words),
        "approvals": approvals,
        "missing": max(at.pot.approvers - approvals, 0),
        "mine": mine and waits,
        "approved": queries.approved_by(found, at.member),
        "may_approve": at.approver and waits and not mine and not queries.approved_by(found, at.member),
        "may_withdraw": at.steward and waits,
    }
    return render(request, "funds/payment.html", context)


@require_POST
@login_required
def approve(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """An approver says yes; with the last yes that is needed the money is paid."""
    at = seen(request, slug)
    found = _payment(at, number)
    by, now = signed_in(request), timezone.now()
    done = _("You approved the payment.")
    act(request, lambda: paying.approve_payment(payment=found, by=by, now=now), done, at.pot.body)
    return redirect(found)


@require_POST
@login_required
def withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A steward takes back a payment that waits."""
    at = seen(request, slug)
    found = _payment(at, number)
    by, now = signed_in(request), timezone.now()
    done = _("The payment is withdrawn. Its money stays promised.")
    act(request, lambda: paying.withdraw_payment(payment=found, by=by, now=now), done, at.pot.body)
    return redirect(found)


def _payment(at: Seen, number: int) -> Payment:
    read = at.pot.payments.select_related("pot", "promise__pot", "promise__decision__proposal__terms", "entry")
    return get_object_or_404(read.select_related("promise__decision__body", "entry__pot"), number=number)
