"""Rows as gap_months.sql and gap_holders.sql give them, for invented payers; and gap_years.sql once more, plainly."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from commonweal.basics.money import POUND
from commonweal.spend.coverage import months_between
from commonweal.spend.wealth.gaps import FLOWS, Gaps, Reckoning
from commonweal.spend.wealth.gaps import gaps as gaps_by_year
from commonweal.spend.wealth.rhythm import Span

DAY = date(2026, 6, 1)
YEAR = months_between("2024-01", "2024-12")


def paid(**said: Any) -> dict[str, Any]:
    """What one payer paid in one category and month."""
    usual = {"proclass": "Catering", "payer_slug": "sandport", "month": "2024-01", "period_from": None}
    return {**usual, "period_to": None, "leaving": 0, "possible": 0, "staying": 0, **said}


def held(**said: Any) -> dict[str, Any]:
    """What suppliers of one kind hold of a category."""
    usual = {"proclass": "Catering", "section": None, "division": None, "owner": None, "ring": "uk"}
    return {**usual, "flow": "leaving", "pence": 0, "suppliers": 1, **said}


def reckoning(**said: Any) -> Reckoning:
    return Reckoning(**{"spans": {"sandport": Span(frozenset(YEAR))}, "on": DAY, **said})


def by_year(rows: Iterable[Mapping[str, Any]], spans: Mapping[str, Span]) -> list[dict[str, Any]]:
    """Rows of gap_months.sql as gap_years.sql adds them up, read row by row."""
    months: dict[tuple[Any, ...], list[int]] = {}
    for row in rows:
        payer, period = row["payer_slug"], None if row["month"] else (row["period_from"], row["period_to"])
        lies = payer in spans and spans[payer].holds(row)
        pence = months.setdefault((row["proclass"], payer, row["month"], period, lies), [0, 0, 0])
        pence[:] = (so_far + row[flow] for so_far, flow in zip(pence, FLOWS, strict=True))
    years: dict[tuple[Any, ...], dict[str, Any]] = {}
    for (proclass, payer, month, _period, lies), (leaving, possible, staying) in months.items():
        key = (proclass, payer, month[:4] if month else None, int(lies))
        named = dict(zip(("proclass", "payer_slug", "year", "held"), key, strict=True))
        year = years.setdefault(
            key, {**named, **dict.fromkeys((*FLOWS, "leaves", "leaves_for_sure", "months_paid"), 0)}
        )
        year["leaving"] += leaving
        year["possible"] += possible
        year["staying"] += staying
        year["leaves"] |= leaving > 0 or possible > 0
        year["leaves_for_sure"] |= leaving > 0
        year["months_paid"] += bool(month) and leaving >= POUND
    return list(years.values())


def gaps(rows: Iterable[Mapping[str, Any]], holders: Iterable[Mapping[str, Any]], by: Reckoning) -> Gaps:
    """The gaps of rows that are still by month."""
    return gaps_by_year(by_year(rows, by.spans), holders, by)
