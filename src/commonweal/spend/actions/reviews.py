"""Reviewing doubtful matches: taking one to look at, deciding it, undoing a decision."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Q

from commonweal.basics.problems import Refused
from commonweal.organisations import queries as organisations
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.spend import queries
from commonweal.spend.models import Doubt, MatchDecision

HELD_FOR: Final = timedelta(minutes=5)  # to look at one doubt before it goes to the next reviewer; our choice
ASKED: Final = 20  # doubts that are tried, should others take them just now; more people than that never review at once
DECIDED_MEANWHILE: Final = "Someone else decided this one while you looked. Nothing was changed."
NO_NUMBER: Final = (
    "No register in use holds that number. Give a company, charity or society number, such as 01234567, or choose one "
    "of those shown."
)


def take_doubt(*, sample: bool, by: User, now: datetime, after: Doubt | None = None) -> Doubt | None:
    """The doubt of the largest sum that nobody else holds, held for this reviewer; None where none is left.

    `after` is one to pass over for now: its holder lets it go, and takes the next smaller one.
    """
    waiting = queries.doubts(sample=sample)
    if after is not None:
        Doubt.objects.filter(pk=after.pk, held_by=by).update(held_by=None, held_until=None)
        below = Q(pence__lt=after.pence) | Q(supplier_key__gt=after.supplier_key)
        smaller = waiting.filter(below, pence__lte=after.pence)
        waiting = smaller if smaller.exists() else waiting
    free = waiting.filter(_free(by, now)).order_by("-pence", "supplier_key").only("pk")
    held = next((each for each in free[:ASKED] if hold_doubt(doubt=each, by=by, now=now)), None)
    return None if held is None else Doubt.objects.get(pk=held.pk)


def hold_doubt(*, doubt: Doubt, by: User, now: datetime) -> bool:
    """Hold one doubt for this reviewer; False where somebody else holds it, or it is there no more."""
    # Asked and answered in one statement, so of two who ask at once only one is given it.
    free = Doubt.objects.filter(_free(by, now), pk=doubt.pk)
    return bool(free.update(held_by=by, held_until=now + HELD_FOR))


def decide_match(*, doubt: Doubt, org_id: str | None, by: User, now: datetime) -> MatchDecision:
    """Say which organisation a supplier is, by an identifier or a registered number; None says none of those suggested.

    The account is drawn anew afterwards, by the worker. Raises Refused where another reviewer decided it meanwhile, or
    where no register in use holds the number.
    """
    chosen = _chosen(doubt, org_id) if org_id else {"org_id": "", "name": "", "evidence": doubt.evidence}
    try:
        with transaction.atomic():
            decision = MatchDecision.objects.create(
                supplier_key=doubt.supplier_key,
                sample=doubt.sample,
                supplier=doubt.supplier,
                decided_by=by,
                decided_at=now,
                **chosen,
            )
            Doubt.objects.filter(pk=doubt.pk).update(held_by=None, held_until=None)
            append("spend", "match-decided", _told(decision), by=by, now=now)
    except IntegrityError:
        raise Refused(DECIDED_MEANWHILE) from None
    return decision


@transaction.atomic
def undo_decision(*, decision: MatchDecision, by: User, now: datetime) -> MatchDecision:
    """Take a decision back; the supplier waits again. Raises Refused where it was undone already."""
    decision = MatchDecision.objects.select_for_update().get(pk=decision.pk)
    if decision.undone_at is not None:
        raise Refused("This decision was undone already. Nothing was changed.")
    decision.undone_by, decision.undone_at = by, now
    decision.save(update_fields=["undone_by", "undone_at"])
    append("spend", "match-decision-undone", _told(decision), by=by, now=now)
    return decision


def _free(by: User, now: datetime) -> Q:
    return Q(held_by=None) | Q(held_by=by) | Q(held_until__lt=now)


def _chosen(doubt: Doubt, org_id: str) -> dict[str, str]:
    for offer in doubt.offers:
        if org_id in (offer["org_id"], offer["identifier"]):
            return {"org_id": offer["org_id"], "name": offer["name"] or "", "evidence": offer["evidence"]}
    found = organisations.bearer_of(org_id, sample=doubt.sample)
    if found is None:
        raise Refused(NO_NUMBER)
    return {"org_id": found["organisation"], "name": found["name"] or "", "evidence": "its number, given by hand"}


def _told(decision: MatchDecision) -> dict[str, str | bool]:
    """A decision as the record holds it: the supplier by a hash, since a name might yet turn out to be a person's."""
    return {
        "supplier": sha256(decision.supplier_key.encode()).hexdigest(),
        "organisation": decision.org_id,
        "sample": decision.sample,
    }
