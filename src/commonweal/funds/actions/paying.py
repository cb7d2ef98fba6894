"""Paying out of a promise: a steward asks, approvers approve, and at the number that the pot sets it is paid."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from commonweal.assemblies.decisions import Act
from commonweal.assemblies.queries import require_decision, standing
from commonweal.basics.problems import Refused
from commonweal.funds import authority
from commonweal.funds.actions.moving import held_decision, held_promise, waiting
from commonweal.funds.actions.posting import ROOM, Making, about, enter, keeping, locked, moving, said
from commonweal.funds.ledger import Kind
from commonweal.funds.models import Approval, Keeper, Payment, Pot, Promise
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.record.actions.texts import commit_text

OVER: Final = {
    Payment.State.PAID: "This payment is paid already. Nothing was moved a second time.",
    Payment.State.WITHDRAWN: "This payment was withdrawn. Ask for it anew.",
}


@transaction.atomic
def request_payment(*, promise: Promise, pence: int, words: str, by: User, now: datetime) -> Payment:
    """A steward asks that money of a promise be paid, and says what is paid. Nothing moves until it is approved.

    Raises Refused where its decision no longer holds, or where too little is left besides what waits already.
    """
    pot, promise = held_promise(promise)
    author = keeping(pot, by, Keeper.Role.STEWARD)
    moving(Kind.PAYMENT, pence)
    _check(pot, promise, pence, now)
    authority.check_request(pence, promise.left, waiting(promise))
    number = (pot.payments.aggregate(last=Max("number"))["last"] or 0) + 1
    kept = commit_text(said(words, "what is paid"))
    payment = Payment.objects.create(
        pot=pot, number=number, promise=promise, pence=pence, words=kept, author=author, asked_at=now
    )
    append(ROOM, "payment-requested", {**_of(payment), "pence": pence, "words": kept}, by=by, now=now)
    return payment


@transaction.atomic
def approve_payment(*, payment: Payment, by: User, now: datetime) -> Payment:
    """An approver says yes to a payment; with the last approval that the pot asks for, it is paid in the same stroke.

    Raises Refused for its author, for a second approval by one person, for a payment that is over, and where its
    decision no longer holds.
    """
    pot, payment = _held(payment)
    approver = keeping(pot, by, Keeper.Role.APPROVER)
    approved = list(payment.approvals.values_list("member__user_id", flat=True))
    authority.check_approver(by.pk, payment.author.user_id if payment.author else None, approved)
    _check(pot, payment.promise, payment.pence, now)
    Approval.objects.create(payment=payment, member=approver, at=now)
    approvals = len(approved) + 1
    if authority.enough(approvals, pot.approvers):
        return _paid(pot, payment, approvals, by, now)
    append(ROOM, "payment-approved", {**_of(payment), "approvals": approvals}, by=by, now=now)
    return payment


@transaction.atomic
def withdraw_payment(*, payment: Payment, by: User, now: datetime) -> Payment:
    """A steward takes back a payment that waits. Its money stays promised."""
    pot, payment = _held(payment)
    keeping(pot, by, Keeper.Role.STEWARD)
    payment.state = Payment.State.WITHDRAWN
    payment.save(update_fields=["state"])
    payment.claims.all().delete()  # so that they can be asked for anew
    append(ROOM, "payment-withdrawn", _of(payment), by=by, now=now)
    return payment


def _held(payment: Payment) -> tuple[Pot, Payment]:
    pot = locked(payment.pot)
    payment = pot.payments.select_related("promise__decision", "author").get(pk=payment.pk)
    if payment.state in OVER:
        raise Refused(OVER[Payment.State(payment.state)])
    return pot, payment


def _check(pot: Pot, promise: Promise, pence: int, now: datetime) -> None:
    decision = held_decision(promise.decision)
    require_decision(decision, at=now, pence=pence, purpose=promise.purpose)
    act = Act(now, timezone.localdate(now), pence, promise.purpose)
    authority.check_decision(standing(decision), act, pot.rules())


def _paid(pot: Pot, payment: Payment, approvals: int, by: User, now: datetime) -> Payment:
    payment.promise.left -= payment.pence
    payment.promise.save(update_fields=["left"])
    told = {"payment": payment.number, "approvals": approvals, "approvals_needed": pot.approvers}
    postings, today = moving(Kind.PAYMENT, payment.pence), timezone.localdate(now)
    making = Making(Kind.PAYMENT, postings, today, promise=payment.promise, told=told)
    payment.entry = enter(pot, making, by, now)
    payment.state = Payment.State.PAID
    payment.save(update_fields=["entry", "state"])
    return payment


def _of(payment: Payment) -> dict[str, Any]:
    return {**about(payment.pot), "payment": payment.number, "promise": payment.promise.number}
