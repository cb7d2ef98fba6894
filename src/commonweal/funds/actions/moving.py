"""Money that comes in, is promised and released; corrections; and periods that close."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, Sum
from django.utils import timezone

from commonweal.assemblies.decisions import Act
from commonweal.assemblies.models import Decision
from commonweal.assemblies.queries import require_decision, standing
from commonweal.basics.problems import Refused
from commonweal.funds import authority, ledger
from commonweal.funds.actions.founding import of_its_body
from commonweal.funds.actions.posting import ROOM, Making, about, enter, keeping, locked, moving, said
from commonweal.funds.grants import Recipient
from commonweal.funds.ledger import Kind
from commonweal.funds.models import Entry, Keeper, Payment, Pot, Promise
from commonweal.funds.queries import used
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.record.models import Actor

LONGEST_PURPOSE = 200  # characters, as the database holds it


@dataclass(frozen=True, slots=True)
class Income:
    """Money that came in: how much, on which day, and from where, in words without a person's name."""

    pence: int
    day: date
    words: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Money to be set apart: under which decision, how much, what for, and which organisation is to have it, if any.

    `part`: which part of the purpose, where several promises share it, such as one project of those that won.
    """

    decision: Decision
    pence: int
    purpose: str
    recipient: Recipient | None = None
    part: str = ""


@transaction.atomic
def receive_income(*, pot: Pot, income: Income, by: User, now: datetime) -> Entry:
    """A steward enters money that came into the pot. It needs a source and no decision.

    Raises Refused without a source, for a closed period, and for a day to come.
    """
    pot = locked(pot)
    keeping(pot, by, Keeper.Role.STEWARD)
    words = said(income.words, "where the money came from")
    told = {"source_kind": pot.source_kind}
    making = Making(Kind.INCOME, moving(Kind.INCOME, income.pence), income.day, words, told=told)
    return enter(pot, making, by, now)


@transaction.atomic
def promise_money(*, pot: Pot, wanted: Wanted, by: User, now: datetime) -> Promise:
    """A steward sets money apart under a decision of the pot's body, within its amount, purpose and dates.

    All that is promised and paid under one decision, in all pots together, stays within it. Raises Refused otherwise.
    """
    pot = locked(pot)
    keeping(pot, by, Keeper.Role.STEWARD)
    pence, postings = wanted.pence, moving(Kind.PROMISE, wanted.pence)
    purpose = said(wanted.purpose, "what the money is for", LONGEST_PURPOSE)
    part = said(wanted.part, "which part it is", LONGEST_PURPOSE) if wanted.part else ""
    decision = held_decision(of_its_body(pot, wanted.decision))
    require_decision(decision, at=now, pence=pence, purpose=purpose)
    act = Act(now, timezone.localdate(now), pence, purpose)
    authority.check_promise(standing(decision), act, used(decision), pot.rules())
    number = (pot.promises.aggregate(last=Max("number"))["last"] or 0) + 1
    to = wanted.recipient
    promise = Promise.objects.create(
        pot=pot,
        number=number,
        decision=decision,
        purpose=purpose,
        part=part,
        recipient=to.name if to else "",
        recipient_number=to.number if to else "",
        pence=pence,
        left=pence,
        made_at=now,
    )
    enter(pot, Making(Kind.PROMISE, postings, act.day, promise.what_for, promise), by, now)
    return promise


@transaction.atomic
def release_promise(*, promise: Promise, pence: int, by: User, now: datetime) -> Promise:
    """A steward gives money of a promise that is not spent back to the pot; it needs no decision, since it stays there.

    Raises Refused for more than is left besides the payments that wait: withdraw those first.
    """
    pot, promise = held_promise(promise)
    keeping(pot, by, Keeper.Role.STEWARD)
    postings = moving(Kind.RELEASE, pence)
    authority.check_request(pence, promise.left, waiting(promise))
    promise.left -= pence
    promise.released += pence
    promise.save(update_fields=["left", "released"])
    enter(pot, Making(Kind.RELEASE, postings, timezone.localdate(now), promise=promise), by, now)
    return promise


@transaction.atomic
def correct_entry(*, entry: Entry, words: str, by: User, now: datetime) -> Entry:
    """An approver takes an entry of income, or a payment, back as a whole, and says why; the right one is made anew.

    Of a payment the money is promised again. Raises Refused for who entered or asked for it themselves, for an entry
    that was corrected, and where the money is no longer there.
    """
    pot = locked(entry.pot)
    entry = pot.entries.select_related("promise__decision", "corrects", "payment__author").get(pk=entry.pk)
    keeping(pot, by, Keeper.Role.APPROVER)
    if _author(entry) == by.pk:
        raise Refused("Who made an entry does not correct it. Somebody else has to.")
    if Entry.objects.filter(corrects=entry).exists():
        raise Refused("This entry was corrected already.")
    kind, postings = ledger.correction(entry.told())
    why = said(words, "why it was wrong")
    if entry.promise:
        entry.promise.left += entry.told().pence
        entry.promise.save(update_fields=["left"])
    today = timezone.localdate(now)
    return enter(pot, Making(kind, postings, today, why, entry.promise, corrects=entry), by, now)


@transaction.atomic
def close_period(*, pot: Pot, through: date, by: User, now: datetime) -> Pot:
    """A steward closes the books up to a day, that day included. No entry counts for such a day any more."""
    pot = locked(pot)
    keeping(pot, by, Keeper.Role.STEWARD)
    ledger.check_closing(through, pot.closed_through, timezone.localdate(now))
    pot.closed_through = through
    pot.save(update_fields=["closed_through"])
    append(ROOM, "period-closed", {**about(pot), "through": through.isoformat()}, by=by, now=now)
    return pot


def held_promise(promise: Promise) -> tuple[Pot, Promise]:
    """A promise as it is now, and its pot, held until the transaction ends."""
    pot = locked(promise.pot)
    return pot, pot.promises.select_related("decision__body").get(pk=promise.pk)


def held_decision(decision: Decision) -> Decision:
    """A decision, held so that none takes its place, and nothing else is promised under it, meanwhile."""
    return Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)


def waiting(promise: Promise) -> int:
    """The pence of a promise that somebody asked to pay, and that wait for approval."""
    return promise.payments.filter(state=Payment.State.WAITING).aggregate(pence=Sum("pence"))["pence"] or 0


def _author(entry: Entry) -> int | None:
    if entry.kind == Kind.PAYMENT:
        author = entry.payment.author
        return author.user_id if author else None
    return Actor.objects.filter(event__number=entry.event).values_list("user_id", flat=True).first()
