"""Drawing the account anew: suppliers identified and placed, payments put together."""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import polars as pl
from django.db import transaction

from commonweal.basics import lake as files
from commonweal.organisations import queries as organisations
from commonweal.organisations.counting import standing_by_division
from commonweal.organisations.matching import bearers
from commonweal.organisations.matching.answers import PAYEES, REVIEW, SURE
from commonweal.organisations.profiles import profiles
from commonweal.people.models import User
from commonweal.places import queries as places
from commonweal.record.actions import append
from commonweal.spend import account, queries
from commonweal.spend.bases import Lake
from commonweal.spend.identifying import OFFER, Matches, identified, matched, offers, unanswered
from commonweal.spend.models import LONGEST, Account, Doubt
from commonweal.spend.placing import Known, place, usual_names
from commonweal.spend.proclass import classify
from commonweal.spend.storing import PARQUET, keep_table

KINDS: Final = dict.fromkeys(("category", "purpose", "department", "supplier_key", "supplier", "sic"), pl.String)
MATCHING: Final = "matching 5"  # raise it when the same payees and registers would be matched otherwise


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What one drawing found out: suppliers, who they are, where, and how many organisations there are here."""

    payees: pl.DataFrame
    matches: Matches
    identified: pl.DataFrame
    places: pl.DataFrame
    registered_here: dict[str, int]


def draw_account(*, sample: bool, by: User | None, now: datetime) -> Account:
    """Identify and place every supplier, and draw the payments together.

    Payees that were matched before, with the same registers, are not matched again. Raises OSError on a full disk; the
    former account stays.
    """
    lake = queries.lake(sample=sample).undrawn()
    drawn = _drawn(lake, sample)
    folder = queries.lake_folder()
    lake = replace(lake, places=folder / keep_table(folder, drawn.places))
    lake = replace(lake, classes=folder / keep_table(folder, _classes(lake)))
    together = account.draw(lake, lambda write: folder / files.keep(folder, PARQUET, write)) if lake.payments else lake
    row = {
        "drawn_from": lake.fingerprint(),
        "payments_file": _name(together.drawn),
        "sums_file": _name(together.sums),
        "sums_in_all_file": _name(together.sums_in_all),
        "sums_by_month_file": _name(together.sums_by_month),
        "places_file": _name(lake.places),
        "classes_file": _name(lake.classes),
        "suppliers_placed": int((drawn.places["status"] == SURE).sum()),
        "matches_file": keep_table(folder, drawn.matches.asked),
        "offers_file": keep_table(folder, drawn.matches.offers),
        "matched_with": _matched_with(sample),
        "registered_here": drawn.registered_here,
        "matching": _told(drawn),
        "drawn_at": now,
    }
    with transaction.atomic():
        kept, _ = Account.objects.update_or_create(sample=sample, defaults=row)
        _renew_doubts(drawn, sample)
        body = {"suppliers": drawn.places.height, "placed": kept.suppliers_placed, "lake": kept.payments_file}
        append("spend", "account-drawn", {**body, "sample": sample}, by=by, now=now)
    return kept


def _name(path: Path | None) -> str:
    return path.name if path else ""


def _drawn(lake: Lake, sample: bool) -> _Drawn:
    payees = queries.named_suppliers(lake)
    facts = organisations.facts_lazy(sample=sample)
    matches = _matches(payees, facts, sample)
    who = identified(payees, matches, queries.decided(sample=sample))
    region = places.in_view()
    pack = places.pack_of(region) if region is not None and region.sample == sample else None
    told = profiles(facts, who.filter(pl.col("status") == SURE)["org_id"])
    here = standing_by_division(facts, pack.postcodes["postcode"]) if pack else {}
    return _Drawn(payees, matches, who, place(payees, who, Known(told, pack)), here)


def _matches(payees: pl.DataFrame, facts: pl.LazyFrame, sample: bool) -> Matches:
    """Matching's answers, kept ones where the registers are the same."""
    same = Account.objects.filter(sample=sample, matched_with=_matched_with(sample)).exists()
    kept = queries.matches(sample=sample) if same else None
    new = unanswered(payees, kept) if kept else payees.select(PAYEES).unique(maintain_order=True)
    if kept and new.is_empty():
        return kept.of(payees)
    found = matched(new, bearers(facts))
    return kept.of(payees).and_of(found) if kept else found


def _classes(lake: Lake) -> pl.DataFrame:
    """The ProClass category of every combination of words that payments carry, where they tell one."""
    kinds = pl.DataFrame(account.ask(lake, "kinds_of_payment"), schema=KINDS)
    return kinds.with_columns(classify(kinds)["proclass"]).drop_nulls("proclass").drop("supplier")


def _matched_with(sample: bool) -> str:
    return sha256(f"{MATCHING} {organisations.registers_fingerprint(sample=sample)}".encode()).hexdigest()


def _told(drawn: _Drawn) -> dict[str, Any]:
    """How many suppliers, payments and pence are sure, for review, or neither."""
    sums = drawn.payees.group_by("supplier_key").agg(pl.col("payments", "pence").sum())
    status = drawn.identified.join(sums, on="supplier_key").group_by("status")
    counted = status.agg(pl.len().alias("suppliers"), pl.col("payments", "pence").sum())
    return {row.pop("status"): row for row in counted.sort("status").to_dicts()}


def _renew_doubts(drawn: _Drawn, sample: bool) -> None:
    """The suppliers to review, as drawn now. Whoever holds one goes on holding it."""
    rows = [Doubt(sample=sample, **row) for row in _to_review(drawn).iter_rows(named=True)]
    Doubt.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["supplier_key", "sample"],
        update_fields=["supplier", "pence", "payments", "evidence", "offers"],
        batch_size=500,
    )
    waiting = {row.supplier_key for row in rows}
    held = Doubt.objects.filter(sample=sample).values_list("pk", "supplier_key")
    Doubt.objects.filter(pk__in=[pk for pk, key in held if key not in waiting]).delete()


def _to_review(drawn: _Drawn) -> pl.DataFrame:
    waiting = drawn.identified.filter(pl.col("status") == REVIEW, pl.col("supplier_key").str.len_chars() <= LONGEST)
    payees = drawn.payees.join(waiting.select("supplier_key"), on="supplier_key", how="semi")
    sums = payees.group_by("supplier_key").agg(pl.col("payments", "pence").sum())
    choices = (
        offers(payees, drawn.matches)
        .group_by("supplier_key", maintain_order=True)
        .agg(pl.struct(OFFER).alias("offers"))
    )
    return (
        waiting.select("supplier_key", "evidence")
        .join(sums, on="supplier_key")
        .join(usual_names(payees).rename({"usual_name": "supplier"}), on="supplier_key")
        .join(choices, on="supplier_key")
        .with_columns(pl.col("supplier").str.slice(0, LONGEST))
        .sort("supplier_key")
    )
