"""The definitions of the account, each asked of a small table whose answer anyone can work out."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.spend import account
from commonweal.spend.account import Lake, Page, ask, count, draw
from commonweal.spend.reading import PAYMENTS
from commonweal.spend.selection import Selection


def payment(**said: Any) -> dict[str, Any]:
    usual = {
        "file": "f1",
        "sheet": "",
        "payer": "Sandport",
        "payer_slug": "sandport",
        "supplier": "Tern Ltd",
        "supplier_kind": "named",
        "supplier_key": "TERN LTD",
        "pence": 10000,
        "date": date(2024, 6, 3),
        "month": "2024-06",
        "category": "Food",
        "purpose_withheld": False,
    }
    return {**dict.fromkeys(PAYMENTS), **usual, **said}


def lake(folder: Path, *payments: dict[str, Any], **more: Any) -> Lake:
    numbered = [{**each, "line": line} for line, each in enumerate(payments, start=2)]
    path = folder / "payments.parquet"
    pl.DataFrame(numbered, schema={**PAYMENTS, "file": pl.String, "payer_slug": pl.String}).write_parquet(path)
    return Lake((path,), **more)


PERSON = {"supplier": "person-0123456789abcdef", "supplier_key": "person-0123456789abcdef", "supplier_kind": "person"}


def drawn(held: Lake, folder: Path) -> Lake:
    """As the worker leaves it after an import."""
    names = (folder / f"{number}.parquet" for number in range(4))

    def keep(write: Callable[[Path], None]) -> Path:
        write(path := next(names))
        return path

    return draw(held, keep)


def test_credits_count_against_payments(tmp_path: Path) -> None:
    [totals] = ask(lake(tmp_path, payment(), payment(pence=-2500)), "totals")
    assert (totals["payments"], totals["pence"], totals["suppliers"]) == (2, 7500, 1)


def test_two_spellings_of_one_name_are_one_supplier(tmp_path: Path) -> None:
    rows = ask(lake(tmp_path, payment(), payment(), payment(supplier="TERN LIMITED")), "suppliers")
    assert [(row["supplier_key"], row["payments"], row["pence"]) for row in rows] == [("TERN LTD", 3, 30000)]


def test_private_persons_stand_together_without_a_name(tmp_path: Path) -> None:
    other = {**PERSON, "supplier": "person-fedcba9876543210", "supplier_key": "person-fedcba9876543210"}
    rows = ask(lake(tmp_path, payment(**PERSON), payment(**other)), "suppliers")
    assert [(row["supplier_key"], row["supplier"], row["payments"]) for row in rows] == [("person", None, 2)]
    [totals] = ask(lake(tmp_path, payment(**PERSON)), "totals")
    assert totals["suppliers"] == 0


def test_no_token_of_a_person_leaves_by_the_rows(tmp_path: Path) -> None:
    [row] = ask(lake(tmp_path, payment(**PERSON)), "rows")
    assert "person-" not in str(row)


def test_a_payment_without_a_date_is_in_the_total_and_in_no_month(tmp_path: Path) -> None:
    held = lake(tmp_path, payment(), payment(date=None, month=None))
    assert ask(held, "totals")[0]["undated"] == 1
    assert [(row["month"], row["pence"]) for row in ask(held, "months")] == [("2024-06", 10000)]


@pytest.mark.parametrize(
    ("chosen", "pence"),
    [
        (Selection(), 30000),
        (Selection(payer="ternsea"), 20000),
        (Selection(payer="sandport", category="Care"), 0),
        (Selection(month="2024-06"), 10000),
        (Selection(supplier="TERN LTD' or 1=1 --"), 0),
    ],
)
def test_a_selection_takes_what_it_says(tmp_path: Path, chosen: Selection, pence: int) -> None:
    later = payment(payer_slug="ternsea", pence=20000, month="2024-07", date=date(2024, 7, 1))
    assert ask(lake(tmp_path, payment(), later), "totals", chosen)[0]["pence"] == pence


def test_capitals_do_not_part_a_category(tmp_path: Path) -> None:
    held = lake(tmp_path, payment(category="Third Party"), payment(category="Third party"), payment(category=None))
    rows = ask(held, "categories", page=Page("pence"))
    assert [(row["category"], row["pence"]) for row in rows] == [("Third Party", 20000), (None, 10000)]
    assert ask(held, "totals", Selection(category="THIRD PARTY"))[0]["pence"] == 20000


def test_an_unknown_parameter_of_an_address_is_passed_over() -> None:
    assert Selection.of({"payer": "sandport", "page": "3", "month": ""}) == Selection(payer="sandport")


def test_rows_that_repeat_an_earlier_file_are_left_out(tmp_path: Path) -> None:
    repeats = tmp_path / "repeats.parquet"
    pl.DataFrame({"file": ["f1"], "sheet": [""], "line": [3]}, schema_overrides={"line": pl.Int32}).write_parquet(
        repeats
    )
    held = lake(tmp_path, payment(), payment(pence=7700), repeated_rows=(repeats,))
    assert ask(held, "totals")[0]["pence"] == 10000


def test_a_supplier_is_where_the_register_says_and_all_else_is_unknown(tmp_path: Path) -> None:
    places = tmp_path / "places.parquet"
    pl.DataFrame(
        {
            "supplier_key": ["TERN LTD"],
            "usual_name": ["Tern Ltd"],
            "org_id": ["GB-COH-ZQ000001"],
            "registered_name": ["Tern Limited"],
            "ward_code": ["Z1"],
            "ward": ["Quayside"],
            "district": ["Sandport"],
            "area": ["home"],
        }
    ).write_parquet(places)
    held = lake(tmp_path, payment(), payment(supplier="Knot", supplier_key="KNOT"), payment(**PERSON), places=places)
    assert {row["area"]: row["pence"] for row in ask(held, "areas")} == {"home": 10000, "unknown": 20000}
    assert [(row["ward"], row["pence"]) for row in ask(held, "wards")] == [("Quayside", 10000)]


def test_pages_follow_one_another_without_a_gap_or_a_double(tmp_path: Path) -> None:
    held = lake(tmp_path, *[payment(supplier=f"S{n}", supplier_key=f"S{n}", pence=n % 3) for n in range(10)])
    pages = [ask(held, "suppliers", page=Page("pence", limit=4, offset=start)) for start in (0, 4, 8)]
    keys = [row["supplier_key"] for page in pages for row in page]
    assert sorted(keys) == sorted(f"S{n}" for n in range(10))
    assert count(held, "suppliers") == 10


def test_search_finds_every_word_in_any_case(tmp_path: Path) -> None:
    held = lake(tmp_path, payment(), payment(supplier="Tern Island Ferries", supplier_key="TERN ISLAND FERRIES"))
    page = Page("pence", words="FERRIES tern", named_by="supplier")
    assert [row["supplier"] for row in ask(held, "suppliers", page=page)] == ["Tern Island Ferries"]


def test_an_order_there_is_not_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="no column"):
        ask(lake(tmp_path, payment()), "suppliers", page=Page('pence"; drop table payments'))


def test_drawing_leaves_memory_to_others_and_spills_into_a_folder_of_its_own() -> None:
    asked = "select current_setting('memory_limit'), current_setting('temp_directory')"
    [(memory, folder)] = account._engine().execute(asked).fetchall()
    assert memory == "953.6 MiB"
    assert Path(folder).is_dir()


def test_nothing_held_is_nothing_answered() -> None:
    assert ask(Lake(()), "totals") == []
    assert count(Lake(()), "suppliers") == 0


@settings(max_examples=10)
@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"), st.integers(-(10**9), 10**9)), min_size=1, max_size=60
    )
)
def test_every_breakdown_adds_up_to_the_total(tmp_path_factory: pytest.TempPathFactory, rows: Any) -> None:
    held = lake(
        tmp_path_factory.mktemp("lake"),
        *[payment(payer_slug=payer, supplier_key=key, category=key, pence=pence) for payer, key, pence in rows],
    )
    total = sum(pence for _, _, pence in rows)
    for definition in ("totals", "payers", "suppliers", "months", "categories", "purposes", "departments", "areas"):
        assert sum(row["pence"] for row in ask(held, definition)) == total, definition
