"""Retention applied: what is older than its time is erased, and the record says how much, never of whom."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from commonweal.assemblies import retention
from commonweal.assemblies.actions.imported_rolls import delete_roll
from commonweal.assemblies.actions.needs_over import OVER
from commonweal.assemblies.models import (
    Claim,
    Code,
    CodeTry,
    ImportedRoll,
    Meeting,
    Member,
    Need,
    Notice,
    RefusedAttempt,
)
from commonweal.people.models import User
from commonweal.record.actions import append

Due = Callable[[datetime], QuerySet[Any]]


def due(now: datetime) -> dict[retention.Keeping, QuerySet[Any]]:
    """What has been kept longer than its time, by rule."""
    return {keeping: of(now) for keeping, of in _DUE.items()}


@transaction.atomic
def retain(*, by: User | None, now: datetime) -> dict[retention.Keeping, int]:
    """Erase what has been kept longer than its time; returns how many of each. Twice changes nothing."""
    erased = {keeping: _erase(found, by, now) for keeping, found in due(now).items()}
    if number := sum(erased.values()):
        append("assemblies", "retention-applied", {"erased": number}, by=by, now=now)
    return erased


def _erase(found: QuerySet[Any], by: User | None, now: datetime) -> int:
    if found.model is Member:
        return found.update(legal_name="", shown_name="", postcode="")
    if found.model is ImportedRoll:
        rolls = list(found)
        for roll in rolls:
            delete_roll(roll=roll, by=by, now=now)
        return len(rolls)
    number = found.count()
    found.delete()
    return number


def _members(keeping: retention.Keeping, state: str) -> Due:
    return lambda now: Member.objects.filter(state=state, since__lt=now - keeping.time).exclude(legal_name="")


def _needs(now: datetime) -> QuerySet[Any]:
    over = Meeting.objects.annotate(over=OVER).filter(over__lte=now - retention.NEEDS.time)
    return Need.objects.filter(meeting__in=over)


def _letters(now: datetime) -> QuerySet[Any]:
    """Only once the thing is long past: a row that went earlier would let the same letter be sent again."""
    before = now - retention.LETTERS.time
    return Notice.objects.filter(Q(meeting__begins_at__lt=before) | Q(decision__decided_at__lt=before))


_DUE: Final[dict[retention.Keeping, Due]] = {
    retention.LEFT: _members(retention.LEFT, Member.State.LEFT),
    retention.DECLINED: _members(retention.DECLINED, Member.State.DECLINED),
    retention.CODES: lambda now: Code.objects.filter(expires_at__lt=now - retention.CODES.time),
    retention.TRIES: lambda now: CodeTry.objects.filter(at__lt=now - retention.TRIES.time),
    retention.ATTEMPTS: lambda now: RefusedAttempt.objects.filter(at__lt=now - retention.ATTEMPTS.time),
    retention.ROLLS: lambda now: ImportedRoll.objects.filter(delete_on__lte=timezone.localdate(now)),
    retention.NEEDS: _needs,
    retention.CLAIMS: lambda now: Claim.objects.filter(handed_over_at__lt=now - retention.CLAIMS.time),
    retention.LETTERS: _letters,
}
