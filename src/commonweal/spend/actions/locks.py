"""Keeping rules of what is locked as the region's own, and going back to those that come with commonweal."""

from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from django.db import IntegrityError, transaction

from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.spend.locking import Difference, Locks, published
from commonweal.spend.locks import queries
from commonweal.spend.locks.models import LockRules

LONGEST_RULES: Final = 200_000  # characters of a file of rules; the published ones are 9,000. Our choice
CHANGED_MEANWHILE: Final = (
    "Someone else changed the rules while you looked, so nothing was kept. Your own changes are still here, now on top "
    "of the new rules. Look at what they do, and keep them again."
)
ALREADY: Final = "These are the rules in force already, so nothing was changed."


def keep_locks(*, locks: Locks, sample: bool, by: User | None, now: datetime, seen: int | None = None) -> LockRules:
    """Make rules the region's own: every figure follows them from now on, and the account is drawn anew afterwards.

    `seen`: the version in force that the keeper looked at, None where that does not matter. Raises Refused where
    somebody kept other rules since, where these are in force already, and where they are too long to hold.
    """
    if len(locks.written()) > LONGEST_RULES:
        raise Refused(f"The rules are longer than {LONGEST_RULES:,} letters. Take words out until they fit.")
    return _next("locks-kept", LockRules(rules=locks.written(), sample=sample, kept_by=by, kept_at=now), seen)


def restore_published_locks(*, sample: bool, by: User | None, now: datetime, seen: int | None = None) -> LockRules:
    """Go back to the rules that come with commonweal, now and in its later versions. Raises Refused as `keep_locks`."""
    kept = LockRules(rules=published().written(), published=True, sample=sample, kept_by=by, kept_at=now)
    return _next("locks-restored", kept, seen)


def _next(kind: str, kept: LockRules, seen: int | None) -> LockRules:
    try:
        with transaction.atomic():
            return _appended(kind, kept, seen)
    except IntegrityError:  # of two who keep at once, one is the first with that number
        raise Refused(CHANGED_MEANWHILE) from None


def _appended(kind: str, kept: LockRules, seen: int | None) -> LockRules:
    standing = queries.standing(sample=kept.sample)
    if seen is not None and seen != standing.version:
        raise Refused(CHANGED_MEANWHILE)
    locks = Locks.read(kept.rules)
    if (not standing.own) if kept.published else (locks == standing.locks):
        raise Refused(ALREADY)
    kept.version = standing.version + 1
    kept.save(force_insert=True)
    changes = _told(locks.differences(standing.locks))
    body = {"version": kept.version, "rules": sha256(kept.rules.encode()).hexdigest(), "changes": changes}
    append("spend", kind, {**body, "sample": kept.sample}, by=kept.kept_by, now=kept.kept_at)
    return kept


def _told(differences: list[Difference]) -> list[dict[str, Any]]:
    """The changes as the record holds them: how many of each kind a rule. Rules of somebody's own are not named, and
    no word is told, since both are free text.
    """
    known = {rule.name for rule in published().rules}
    counts: dict[tuple[str, str], int] = {}
    for each in differences:
        key = (each.rule if each.rule in known or not each.rule else "a rule of its own", each.what)
        counts[key] = counts.get(key, 0) + 1
    return [{"rule": rule, "what": what, "number": number} for (rule, what), number in counts.items()]
