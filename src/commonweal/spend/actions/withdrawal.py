"""Leaving a file out of every figure, and taking it back in. Nothing is deleted."""

from datetime import datetime

from django.db import transaction

from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.spend.actions.accounts import draw_account
from commonweal.spend.models import SpendFile


def leave_out(*, file: SpendFile, by: User | None, now: datetime) -> SpendFile:
    """Leave a file that should not have come in out of every figure. It stays readable. Twice changes nothing."""
    return _set_withdrawn(file, True, by, now)


def take_back(*, file: SpendFile, by: User | None, now: datetime) -> SpendFile:
    """Let a file that was left out count again. Twice changes nothing."""
    return _set_withdrawn(file, False, by, now)


def _set_withdrawn(file: SpendFile, withdrawn: bool, by: User | None, now: datetime) -> SpendFile:
    with transaction.atomic():
        file = SpendFile.objects.select_for_update().get(pk=file.pk)
        if file.withdrawn == withdrawn:
            return file
        file.withdrawn = withdrawn
        file.save(update_fields=["withdrawn"])
        kind = "file-left-out" if withdrawn else "file-taken-back"
        append("spend", kind, {"file": str(file.public_id), "sha256": file.sha256}, by=by, now=now)
    draw_account(sample=file.sample, by=by, now=now)
    return file
