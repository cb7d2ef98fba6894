"""Correcting which columns of a payer's files hold what."""

from datetime import datetime

from django.db import transaction

from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.spend.models import ColumnMapping, SpendFile


@transaction.atomic
def set_columns(*, file: SpendFile, fields: dict[str, str], by: User | None, now: datetime) -> list[ColumnMapping]:
    """Remember, for this file's payers and shape, which column holds which field: the next such file uses it."""
    decided = {"fields": fields, "decided_by": by, "decided_at": now}
    mappings = [
        ColumnMapping.objects.update_or_create(payer=payer, shape=file.shape, defaults=decided)[0]
        for payer in file.payers.all()
    ]
    body = {"file": str(file.public_id), "shape": file.shape, "fields": fields}
    append("spend", "columns-set", body, by=by, now=now)
    return mappings
