"""Removing the sample's spend. Real files are never removed, only superseded."""

from datetime import datetime
from typing import Final

from django.db import transaction

from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.spend import queries
from commonweal.spend.actions.imports import raw_folder
from commonweal.spend.models import (
    Account,
    Correction,
    Doubt,
    LockRules,
    MatchDecision,
    Payer,
    SavedScenario,
    SpendFile,
    SupplierSurvey,
)

SAID_OF_SUPPLIERS: Final = (Doubt, MatchDecision, Correction, SavedScenario, SupplierSurvey)


@transaction.atomic
def remove_sample_spend(*, by: User | None, now: datetime) -> int:
    """Remove the sample's files and payers and what was said of its suppliers; returns how many files there were."""
    files = SpendFile.objects.filter(sample=True)
    number, raw = files.count(), list(files.values_list("sha256", flat=True))
    named_before = queries.lake_files()
    files.delete()
    Payer.objects.filter(sample=True).delete()
    Account.objects.filter(sample=True).delete()
    for said in (*SAID_OF_SUPPLIERS, LockRules):
        said.objects.filter(sample=True).delete()
    unnamed = named_before - queries.lake_files()
    if number:
        append("spend", "sample-removed", {"files": number}, by=by, now=now)
    transaction.on_commit(lambda: _unlink(unnamed, raw))
    return number


def _unlink(lake_files: set[str], raw: list[str]) -> None:
    for name in lake_files:
        (queries.lake_folder() / name).unlink(missing_ok=True)
    for sha256 in raw:
        if not SpendFile.objects.filter(sha256=sha256).exists():
            (raw_folder() / sha256).unlink(missing_ok=True)
