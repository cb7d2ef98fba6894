"""Drawing the account: suppliers placed and payments put together, anew when files, registers or the region change."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from commonweal.basics import lake as files
from commonweal.organisations import queries as organisations
from commonweal.people.models import User
from commonweal.places import queries as places
from commonweal.record.actions import append
from commonweal.spend import account, queries
from commonweal.spend.models import Account
from commonweal.spend.placing import place
from commonweal.spend.storing import PARQUET, keep_table


def draw_account(*, sample: bool, by: User | None, now: datetime) -> Account:
    """Place every supplier and draw the payments together. Raises OSError on a full disk; the former account stays."""
    region = places.in_view()
    pack = places.pack_of(region) if region is not None and region.sample == sample else None
    lake = replace(queries.lake(sample=sample), drawn=None)
    placed = place(account.ask(lake, "named_suppliers"), organisations.facts(sample=sample), pack)
    folder = queries.lake_folder()
    lake = replace(lake, places=folder / keep_table(folder, placed))
    payments_file = files.keep(folder, PARQUET, lambda path: account.draw(lake, path)) if lake.payments else ""
    found = int(placed["org_id"].is_not_null().sum())
    with transaction.atomic():
        drawn = {
            "drawn_from": lake.fingerprint(),
            "payments_file": payments_file,
            "places_file": lake.places.name if lake.places else "",
            "suppliers_placed": found,
            "drawn_at": now,
        }
        row, _ = Account.objects.update_or_create(sample=sample, defaults=drawn)
        body = {"suppliers": placed.height, "placed": found, "lake": payments_file, "sample": sample}
        append("spend", "account-drawn", body, by=by, now=now)
    return row
