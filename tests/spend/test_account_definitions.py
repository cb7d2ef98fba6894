"""Concentration, reach, residents, change over time, and what holds of every definition."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import exp
from sqlglot.errors import ErrorLevel

from commonweal.spend.account import ask
from commonweal.spend.definitions import DIALECT, definition, names
from commonweal.spend.selection import Selection
from tests.spend.test_account import lake, payment

ELSEWHERE = "spark"  # the engine that the definitions are turned into when a place outgrows one machine


@pytest.mark.parametrize("name", names())
def test_a_definition_can_be_said_in_another_dialect(name: str) -> None:
    [tree] = sqlglot.parse(definition(name).sql, dialect=DIALECT)
    assert tree is not None
    assert [each.name for each in tree.find_all(exp.Anonymous)] == []  # a function that only one engine would know
    [said] = sqlglot.transpile(definition(name).sql, read=DIALECT, write=ELSEWHERE, unsupported_level=ErrorLevel.RAISE)
    assert sqlglot.parse_one(said, dialect=ELSEWHERE).find(exp.Select)


@pytest.mark.parametrize("name", names())
def test_a_definition_says_what_it_means(name: str) -> None:
    assert definition(name).sql.startswith(f"-- {name}.sql: ")


def paid(**pounds: int) -> list[dict[str, Any]]:
    return [payment(supplier=key, supplier_key=key, pence=value * 100) for key, value in pounds.items()]


def test_concentration_by_hand(tmp_path: Path) -> None:
    rows = [*paid(A=50, B=30, C=20, D=-5), payment(supplier_kind="person", pence=700), *paid(A=0)]
    [told] = ask(lake(tmp_path, *rows), "concentration")
    assert (told["suppliers"], told["pence"], told["without_a_name"]) == (3, 10000, 700)
    assert told["hhi"] == pytest.approx(2500 + 900 + 400)
    assert told["share_of_top_10"] == 1


def test_two_names_of_one_organisation_are_one_supplier(tmp_path: Path) -> None:
    pl.DataFrame(
        {"supplier_key": ["A", "B"], "org_id": ["X-1", "X-1"], "usual_name": ["A", "B"], "registered_name": "Tern Ltd"}
    ).write_parquet(tmp_path / "places.parquet")
    held = lake(tmp_path, *paid(A=60, B=20, C=20), places=tmp_path / "places.parquet")
    rows = {row["supplier_key"]: row for row in ask(held, "suppliers")}
    assert {key: row["pence"] for key, row in rows.items()} == {"X-1": 8000, "C": 2000}
    assert (rows["X-1"]["supplier"], rows["X-1"]["names"], rows["X-1"]["registered_name"]) == ("A", 2, "Tern Ltd")
    assert ask(held, "totals")[0]["suppliers"] == 2
    assert ask(held, "totals", Selection(supplier="X-1"))[0]["pence"] == 8000
    assert ask(held, "concentration")[0]["hhi"] == pytest.approx(6400 + 400)


@settings(max_examples=15, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.integers(0, 400), st.integers(-(10**4), 10**9), st.sampled_from(["named", "redacted"])),
        min_size=1,
        max_size=60,
    )
)
def test_concentration_is_as_adding_up_by_hand_tells(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, int, str]]
) -> None:
    said = [
        payment(supplier=f"S{number}", supplier_key=f"S{number}", pence=pence, supplier_kind=kind)
        for number, pence, kind in rows
    ]
    [told] = ask(lake(tmp_path_factory.mktemp("lake"), *said), "concentration")
    sums: Counter[int] = Counter()
    for number, pence, kind in rows:
        sums[number] += pence if kind == "named" else 0
    held = sorted((pence for pence in sums.values() if pence > 0), reverse=True)
    assert (told["suppliers"], told["pence"]) == (len(held), sum(held))
    for top in (10, 50, 300):
        assert told[f"top_{top}"] == sum(held[:top])
    if held:
        assert told["hhi"] == pytest.approx(10_000 * sum(pence**2 for pence in held) / sum(held) ** 2)
    else:
        assert told["hhi"] is None


def test_reach_counts_only_what_is_placed_to_a_neighbourhood(tmp_path: Path) -> None:
    pl.DataFrame(
        {"supplier_key": ["A", "B", "C"], "org_id": ["1", "2", "3"], "decile": [1, 2, 7]},
        schema_overrides={"decile": pl.Int32},
    ).write_parquet(tmp_path / "places.parquet")
    [told] = ask(lake(tmp_path, *paid(A=10, B=20, C=70, D=500), places=tmp_path / "places.parquet"), "deprived_reach")
    assert told == {"most_deprived_fifth": 3000, "elsewhere": 7000, "not_known": 50000, "share_of_placed": 0.3}


def test_pounds_for_each_resident_where_a_count_is_held(tmp_path: Path) -> None:
    placed = {
        "supplier_key": ["A", "B", "C", "D"],
        "org_id": ["1", "2", "3", "4"],
        "ward_code": ["W1", "W2", "W3", "W4"],
    }
    pl.DataFrame(placed).write_parquet(tmp_path / "places.parquet")
    pl.DataFrame({"ward_code": ["W1", "W2", "W3"], "residents": [4000, None, 0], "source": "Census"}).write_parquet(
        tmp_path / "residents.parquet"
    )
    files = {"places": tmp_path / "places.parquet", "residents": tmp_path / "residents.parquet"}
    held = lake(tmp_path, *paid(A=100, B=1, C=1, D=1), **files)
    told = {row["ward_code"]: (row["pence_per_resident"], row["reason"]) for row in ask(held, "wards_per_resident")}
    assert told == {
        "W1": (2.5, "Census"),
        "W2": (None, "the counts held give none for this ward: its boundaries may have changed"),
        "W3": (None, "nobody is counted as living here"),
        "W4": (None, "no count of residents is held for this ward"),
    }


def test_change_compares_the_same_months_of_two_years(tmp_path: Path) -> None:
    by_month = {"2023-05": 100, "2023-06": 200, "2024-05": 110, "2024-07": 900, "2025-05": 130}
    held = lake(tmp_path, *[payment(month=month, pence=pence) for month, pence in by_month.items()])
    rows = ask(held, "change_over_time", Selection(compared=("2023-05", "2023-06", "2024-05", "2024-06", "2025-05")))
    told = {row["year"]: (row["months"], row["pence"], row["pence_before"]) for row in rows}
    assert told == {"2024": (1, 110, 100), "2025": (1, 130, 110)}


@pytest.mark.parametrize(
    ("chosen", "pence"),
    [
        (Selection(payers="sandport,ternsea"), 3),
        (Selection(payers="sand"), 0),  # no part of a name is a name
        (Selection(month_from="2024-06"), 7),
        (Selection(month_to="2024-06"), 9),
        (Selection(month_from="2024-07", month_to="2024-08"), 6),
        (Selection(month_from="2024-04", month_to="2024-06"), 9),  # the period lies wholly in it
        (Selection(month_from="2024-05", month_to="2024-06"), 1),  # and here it does not
    ],
)
def test_a_span_of_months_and_a_group_of_payers(tmp_path: Path, chosen: Selection, pence: int) -> None:
    period = {"month": None, "date": None, "period_from": date(2024, 4, 1), "period_to": date(2024, 6, 30)}
    rows = [
        payment(pence=1, month="2024-06"),
        payment(pence=2, month="2024-07", payer_slug="ternsea"),
        payment(pence=4, month="2024-08", payer_slug="knotfell"),
        payment(pence=8, payer_slug="knotfell", **period),
        payment(pence=16, payer_slug="knotfell", month=None, date=None),
    ]
    assert ask(lake(tmp_path, *rows), "totals", chosen)[0]["pence"] == pence
