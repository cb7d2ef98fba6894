"""What the account is asked for gaps and rounds: of which months, and whose answers."""

from datetime import date
from typing import Any

import pytest

from commonweal.spend import account
from commonweal.spend.bases import Lake
from commonweal.spend.selection import Selection
from commonweal.spend.wealth.multiplier import Money
from commonweal.spend.wealth.rhythm import Span
from commonweal.spend.wealth.telling import money_of

LAKE = Lake(payments=())
NO_PERIOD = {"period_from": None, "period_to": None}
QUARTER = {"month": None, "period_from": date(2024, 1, 1), "period_to": date(2024, 3, 31)}
ROWS = [
    {"section": "S", "payer_slug": "sandport", "month": "2024-01", **NO_PERIOD, "here": 1, "away": 2, "unknown": 3},
    {"section": "S", "payer_slug": "sandport", "month": "2024-02", **NO_PERIOD, "here": 10, "away": 20, "unknown": 30},
    {"section": "S", "payer_slug": "sandport", "month": "2024-03", **NO_PERIOD, "here": 5, "away": 5, "unknown": 5},
    {"section": "F", "payer_slug": "grebe", **QUARTER, "here": 100, "away": 0, "unknown": 0},
    {"section": "F", "payer_slug": "stint", "month": "2024-01", **NO_PERIOD, "here": 7, "away": 7, "unknown": 7},
]


@pytest.mark.parametrize(
    ("spans", "money"),
    [
        ({"sandport": Span(frozenset({"2024-01"}))}, [Money("S", 1, 2, 3)]),
        ({"sandport": Span(frozenset({"2024-01", "2024-02"}))}, [Money("S", 11, 22, 33)]),
        ({"grebe": Span(frozenset(), frozenset({"2024-01", "2024-02"}))}, []),  # the quarter is not held whole
        ({"grebe": Span(frozenset(), frozenset({"2024-01", "2024-02", "2024-03"}))}, [Money("F", 100, 0, 0)]),
        ({}, []),
    ],
)
def test_only_the_months_held_of_each_payer_are_counted(
    monkeypatch: pytest.MonkeyPatch, spans: dict[str, Span], money: list[Money]
) -> None:
    def ask(lake: Lake, name: str, selection: Selection) -> list[dict[str, Any]]:
        assert name == "industry_months"
        return ROWS

    monkeypatch.setattr(account, "ask", ask)
    assert money_of(LAKE, Selection(), spans) == money
