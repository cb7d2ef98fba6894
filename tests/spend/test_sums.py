"""Payments added up after each import: quicker, and never different from asking the payments themselves."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.spend.account import Lake, Page, ask
from commonweal.spend.definitions import names
from commonweal.spend.drawn import ONE_BY_ONE, SUMS, already_drawn
from commonweal.spend.ground import Ground
from commonweal.spend.home import Home
from commonweal.spend.locking import published
from commonweal.spend.selection import Selection
from commonweal.spend.tables import SHOWN
from tests.spend.test_account import PERSON, drawn, lake, payment

ADDING_UP = sorted(set(names()) - ONE_BY_ONE)
HOME = Home.on(Ground("Dunlin Coast", {"W1": ("D1", "C1", "R1"), "W2": ("D2", "C1", "R1")}, {}), "D1")
SUPPLIERS = ("TERN LTD", "TERN LIMITED", "KNOT", "DUNLIN", "RUFF")


def placed(folder: Path) -> Path:
    """Where four of the suppliers are, two of them one organisation; of the last, Ruff, no register tells."""
    told = {
        "supplier_key": SUPPLIERS[:4],
        "org_id": ["X-1", "X-1", "X-2", "X-3"],
        "usual_name": ["Tern Ltd", "Tern Limited", "Knot", "Dunlin"],
        "ward_code": ["W1", "W1", None, None],
        "ward": ["Quayside", "Quayside", None, None],
        "district_code": ["D1", "D1", None, None],
        "county_code": ["C1", "C1", "C1", None],
        "region_code": ["R1", "R1", "R1", "R2"],
        "owner": [None, None, "charity", "public body"],
        "size": ["small", "small", None, "large"],
        "sic": ["56101", "56101", "88100", "84110"],
        "section": ["I", "I", "Q", "O"],
        "decile": [2, 2, 9, None],
        "area": ["home", "home", "elsewhere", "elsewhere"],
    }
    pl.DataFrame(told, schema_overrides={"decile": pl.Int32}).write_parquet(folder / "places.parquet")
    return folder / "places.parquet"


def answers(held: Lake, name: str, chosen: Selection) -> list[str]:
    """The rows of a definition, in an order of their own."""
    return sorted(str(row) for row in ask(held, name, chosen))


def test_the_account_drawn_together_answers_as_its_files_do(tmp_path: Path) -> None:
    months = [f"2024-{month:02d}" for month in (3, 1, 2)]
    held = lake(tmp_path, *[payment(month=month, payer_slug=f"p{month[-1]}") for month in months], payment(**PERSON))
    together = drawn(held, tmp_path)
    for definition in sorted(SHOWN):
        order = Page(SHOWN[definition].order)
        assert ask(together, definition, page=order) == ask(held, definition, page=order), definition
    assert together.fingerprint() == held.fingerprint()


def test_alike_payments_are_one_sum(tmp_path: Path) -> None:
    same = [payment(pence=40_000), payment(pence=-1_000, date=date(2024, 6, 9), purpose="Bread", department="Schools")]
    held = lake(tmp_path, *same, payment(category="Care"), payment(month=None, date=None))
    [food, *_] = sorted(ask(held, "sums"), key=lambda row: -row["payments"])
    told = ("payments", "pence", "credits", "payments_in", "from_250", "from_500", "undated", "date_from", "date_to")
    assert [food[each] for each in told] == [2, 39_000, -1_000, 1, 1, 0, 0, date(2024, 6, 3), date(2024, 6, 9)]
    assert (food["purpose"], food["department"]) == (None, None)
    assert len(ask(held, "sums")) == 3
    [food, *_] = sorted(ask(held, "sums_in_all"), key=lambda row: -row["payments"])
    assert [food[each] for each in told] == [3, 49_000, -1_000, 2, 1, 0, 1, date(2024, 6, 3), date(2024, 6, 9)]
    assert len(ask(held, "sums_in_all")) == 2
    assert len(ask(held, "sums_by_month")) == 2


@pytest.mark.parametrize(
    ("name", "chosen", "answering"),
    [
        ("local_share", Selection(category="Food"), "sums_in_all"),
        ("local_share", Selection(category="Food", month="2024-06"), "sums"),
        ("local_share", Selection(file="f1"), "sums_by_month"),
        ("local_share", Selection(purpose="Bread"), ""),
        ("local_share", Selection(department="Schools"), ""),
        ("local_share", Selection(locks=published().switched(published().rules[0].name, False)), "sums_in_all"),
        ("local_share", Selection(locks=published().adding(published().rules[0].name, "subjects", "tithe")), ""),
        ("suppliers", Selection(month_from="2024-01"), "sums"),
        ("lock_sets", Selection(), "sums_in_all"),
        ("months", Selection(), "sums_by_month"),
        ("change_over_time", Selection(), "sums_by_month"),
        ("gap_years", Selection(payer="sandport", owner="charity"), "sums_by_month"),
        ("gap_years", Selection(supplier="X-1"), "sums"),
        ("totals", Selection(), "sums"),
        ("rows", Selection(), ""),
        ("purposes", Selection(), ""),
    ],
)
def test_the_fewest_sums_answer_that_tell_what_is_asked(name: str, chosen: Selection, answering: str) -> None:
    held = Lake((Path("payments"),), drawn=Path("drawn"), **{each: Path(each) for each in SUMS})
    asked = already_drawn(held, name, chosen).get("measured_payments", "")
    assert asked == (f"select * from read_parquet(${answering})" if answering else "")


kinds = st.sampled_from(["named", "named", "named", "person", "redacted", "none"])
paid = st.builds(
    lambda **said: said,
    file=st.sampled_from(["f1", "f2"]),
    payer_slug=st.sampled_from(["sandport", "ternsea"]),
    supplier_key=st.sampled_from(SUPPLIERS),
    supplier_kind=kinds,
    pence=st.sampled_from([-70_000, -1, 0, 1, 24_999, 25_000, 50_000, 2_500_000]),
    day=st.sampled_from([None, date(2023, 6, 1), date(2024, 6, 3), date(2024, 6, 28), date(2024, 7, 1)]),
    category=st.sampled_from([None, "Food", "FOOD", "Council tax precept", "Cleaning"]),
    purpose=st.sampled_from([None, "Bread", "Pension contributions"]),
    department=st.sampled_from([None, "Schools"]),
    net=st.booleans(),
    gross=st.booleans(),
)
selections = st.fixed_dictionaries(
    {},
    optional={
        "payer": st.sampled_from(["sandport", "nobody"]),
        "payers": st.sampled_from(["sandport,ternsea", "ternsea"]),
        "supplier": st.sampled_from(["X-1", "RUFF", "TERN LTD"]),
        "category": st.sampled_from(["food", "Cleaning"]),
        "purpose": st.just("bread"),
        "department": st.just("schools"),
        "section": st.just("I"),
        "owner": st.just("charity"),
        "size": st.just("small"),
        "month": st.just("2024-06"),
        "month_from": st.just("2024-01"),
        "month_to": st.just("2024-06"),
        "ward": st.just("W1"),
        "area": st.sampled_from(["home", "unknown"]),
        "ring": st.sampled_from(["home", "unknown"]),
        "file": st.just("f1"),
    },
)


def written(said: Mapping[str, Any]) -> dict[str, Any]:
    day, pence = said["day"], said["pence"]
    period = {} if day else {"period_from": date(2024, 4, 1), "period_to": date(2024, 6, 30)}
    stated = {each: pence if said[each] else None for each in ("net", "gross")}
    told = {name: value for name, value in said.items() if name != "day"}
    name = said["supplier_key"].title()
    return payment(**told | stated | period, supplier=name, date=day, month=f"{day:%Y-%m}" if day else None)


@settings(max_examples=12, deadline=None)
@given(
    st.lists(paid, min_size=1, max_size=40),
    selections,
    st.lists(st.sampled_from(ADDING_UP), min_size=3, max_size=3, unique=True),
)
def test_sums_and_payments_agree_for_any_selection(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]], asked: dict[str, str], questions: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("lake")
    held = lake(folder, *map(written, rows), places=placed(folder))
    together = drawn(held, folder)
    chosen = Selection(home=HOME, compared=("2023-06", "2024-06"), **asked)
    for name in questions:
        assert answers(together, name, chosen) == answers(held, name, chosen), name
