"""What a host keeps of its locks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from django.utils import timezone

from commonweal.basics.asked_once import once_a_page
from commonweal.spend.locking import Locks, published
from commonweal.spend.locks.models import LockRules
from commonweal.spend.locks.standing import Standing

LOOKED_BACK: Final = 10  # versions: more than anyone keeps while one drawing takes; our choice


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the history. `before`: the rules that it took the place of."""

    number: int
    locks: Locks
    before: Locks
    published: bool
    kept_at: datetime


@once_a_page
def standing(*, sample: bool) -> Standing:
    """The rules in force: the version kept last, or those that come with commonweal."""
    row = LockRules.objects.filter(sample=sample).first()
    if row is None:
        return Standing(published())
    if row.published:
        return Standing(published(), row.version)
    return Standing(_read(row.rules), row.version, timezone.localtime(row.kept_at).date())


def history(*, sample: bool) -> list[Version]:
    """Every version that was kept, the latest first."""
    return list(_versions(sample))[::-1]


def earlier(*, sample: bool) -> list[Locks]:
    """Rules that the account may have been drawn by before: those of the last versions, and the published ones."""
    rows = LockRules.objects.filter(sample=sample).values_list("rules", flat=True)[:LOOKED_BACK]
    return [*(_read(rules) for rules in rows), published()] if rows else []


def kept_as(version: int, *, sample: bool) -> Locks | None:
    """The rules of one version, or None where there is no such version."""
    row = LockRules.objects.filter(sample=sample, version=version).first()
    return _read(row.rules) if row else None


def _versions(sample: bool) -> Iterator[Version]:
    before = published()
    for row in LockRules.objects.filter(sample=sample).order_by("version"):
        locks = _read(row.rules)
        yield Version(row.version, locks, before, row.published, row.kept_at)
        before = locks


@lru_cache(maxsize=32)
def _read(rules: str) -> Locks:
    return Locks.read(rules)
