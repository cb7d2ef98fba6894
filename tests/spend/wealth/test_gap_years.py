"""What leaves, added up by year over the months held: by hand, and as a plain reading of its months says."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.spend.account import ask
from commonweal.spend.selection import Selection
from commonweal.spend.wealth.rhythm import Span
from commonweal.spend.wealth.telling import held_of
from tests.spend.test_account import lake, payment
from tests.spend.test_sums import HOME, paid, placed, written
from tests.spend.wealth.rows import by_year

QUARTER = {"month": None, "date": None, "period_from": date(2024, 4, 1), "period_to": date(2024, 6, 30)}
SPRING = ("2024-04", "2024-05", "2024-06")
FAR = {"supplier": "Dunlin", "supplier_key": "DUNLIN", "category": "Cleaning"}


def test_a_year_worked_by_hand(tmp_path: Path) -> None:
    rows = [
        payment(**FAR, pence=500),
        payment(**FAR, pence=-450),  # credited in the same month: less than a pound is left
        payment(**FAR, pence=300, month="2024-07", date=date(2024, 7, 1)),
        payment(**FAR, pence=700, month="2024-08", date=date(2024, 8, 1)),  # a month that is not held
        payment(**FAR, pence=900, **QUARTER),
    ]
    abroad = {"supplier_key": ["DUNLIN"], "org_id": ["X-3"], "country": ["Ruritania"]}
    pl.DataFrame(abroad).write_parquet(tmp_path / "places.parquet")
    held = lake(tmp_path, *rows, places=tmp_path / "places.parquet")
    spans = {"sandport": Span(frozenset({"2024-06", "2024-07"}), frozenset(SPRING))}
    found = ask(held, "gap_years", Selection(home=HOME, held=held_of(held, Selection(), spans)))
    told = ("year", "held", "leaving", "leaves", "leaves_for_sure", "months_paid")
    assert sorted([tuple(row[each] for each in told) for row in found], key=str) == [
        ("2024", 0, 700, 1, 1, 1),
        ("2024", 1, 350, 1, 1, 1),
        (None, 1, 900, 1, 1, 0),
    ]


spans = st.fixed_dictionaries(
    {},
    optional={
        payer: st.builds(Span, st.frozensets(st.sampled_from(["2023-06", "2024-06", "2024-07"])), within)
        for payer, within in (("sandport", st.just(frozenset(SPRING))), ("ternsea", st.just(frozenset[str]())))
    },
)


@settings(max_examples=12, deadline=None)
@given(st.lists(paid, min_size=1, max_size=40), spans)
def test_years_are_what_a_plain_reading_of_their_months_says(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]], by_payer: Mapping[str, Span]
) -> None:
    folder = tmp_path_factory.mktemp("lake")
    held = lake(folder, *map(written, rows), places=placed(folder))
    chosen = Selection(home=HOME)
    found = ask(held, "gap_years", replace(chosen, held=held_of(held, chosen, by_payer)))
    plain = by_year(ask(held, "gap_months", chosen), by_payer)
    assert sorted(map(in_order, found)) == sorted(map(in_order, plain))


def in_order(row: Mapping[str, Any]) -> str:
    return str(sorted((name, int(value) if isinstance(value, bool) else value) for name, value in row.items()))
