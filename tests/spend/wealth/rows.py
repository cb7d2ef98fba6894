"""Rows as gap_months.sql and gap_holders.sql give them, for invented payers."""

from datetime import date
from typing import Any

from commonweal.spend.coverage import months_between
from commonweal.spend.wealth.gaps import Reckoning
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
