"""Payments that stand alike in two files: each row of one answers for one row of the other, no more."""

from datetime import date
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from commonweal.spend.repeats import Kinship, kinship, repeated

TYPES = {
    "file": pl.String,
    "sheet": pl.String,
    "line": pl.Int32,
    "payer_slug": pl.String,
    "date": pl.Date,
    "pence": pl.Int64,
    "supplier_key": pl.String,
    "transaction": pl.String,
    "category": pl.String,
    "department": pl.String,
}


def payments(file: str, *rows: tuple[int | None, int, str | None]) -> pl.DataFrame:
    """Rows of day in June 2024, pence and transaction."""
    return pl.DataFrame(
        [
            (file, "", line, "sandport", day and date(2024, 6, day), pence, "TERN", transaction, "Food", None)
            for line, (day, pence, transaction) in enumerate(rows, start=2)
        ],
        schema=TYPES,
        orient="row",
    )


def lines(rows: pl.DataFrame) -> list[int]:
    return sorted(rows["line"].to_list())


def test_a_row_that_stands_in_both_is_found_by_its_line_in_the_later_file() -> None:
    earlier = payments("a", (3, 100, "T1"), (4, 200, "T2"))
    later = payments("b", (9, 900, "T9"), (4, 200, "T2"))
    assert lines(repeated(earlier, later)) == [3]


def test_two_equal_rows_there_and_three_here_are_two_repeats() -> None:
    earlier = payments("a", (3, 100, "T1"), (3, 100, "T1"))
    later = payments("b", *[(3, 100, "T1")] * 3)
    assert lines(repeated(earlier, later)) == [2, 3]


def test_equal_payments_without_date_and_transaction_prove_nothing() -> None:
    assert repeated(payments("a", (None, 100, None)), payments("b", (None, 100, None))).is_empty()


def test_a_payment_known_by_its_transaction_alone_is_found() -> None:
    assert lines(repeated(payments("a", (None, 100, "T1")), payments("b", (None, 100, "T1")))) == [2]


def test_a_file_that_holds_four_fifths_of_an_earlier_one_replaces_it() -> None:
    earlier = payments("a", *[(day, day * 100, f"T{day}") for day in range(1, 11)])
    assert kinship(earlier, 0) is Kinship.APART
    assert kinship(earlier, 7) is Kinship.OVERLAPS
    assert kinship(earlier, 8) is Kinship.REISSUE


ROWS: Any = st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3), st.sampled_from(["T1", "T2", None])), max_size=12)


@given(ROWS, ROWS)
def test_as_many_repeats_whichever_file_came_first(left: Any, right: Any) -> None:
    a, b = payments("a", *left), payments("b", *right)
    assert repeated(a, b).height == repeated(b, a).height <= min(a.height, b.height)
