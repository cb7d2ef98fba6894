"""Tables leaving the site: the same rows as CSV, JSON and Parquet, each saying where it came from."""

import csv
import io
import json
from datetime import date
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.basics.tables import (
    A_NUMBER,
    FORMULA_BEGINS,
    Column,
    Provenance,
    Table,
    as_csv,
    as_csv_metadata,
    as_json,
    as_parquet,
    decimal_pounds,
    harmless,
)

SOURCE = Provenance(
    attribution="Published by two invented councils",
    licence="Open Government Licence v3.0",
    licence_url="https://example.org/licence/",
    definition="payers.sql, version 1",
    snapshot="7f3a9c",
    geography="wards of May 2031",
)
SENTENCE = (
    "Published by two invented councils; Open Government Licence v3.0; https://example.org/licence/; "
    "payers.sql, version 1; snapshot 7f3a9c; wards of May 2031"
)
COLUMNS = [
    Column("payer", "Payer", "link"),
    Column("pence", "Paid", "money"),
    Column("owed_pence", "Owed", "money"),
    Column("payments", "Payments", "count"),
    Column("first", "First paid", "date"),
    Column("month", "Month", "month"),
    Column("share", "In the region", "share"),
    Column("purpose", "Purpose"),
]
FULL = {
    "payer": "Saltmarsh, City of",
    "payer_url": "/payers/1/",
    "pence": -123450,
    "owed_pence": 5,
    "payments": 12,
    "first": date(2031, 2, 3),
    "month": date(2031, 2, 28),
    "share": Fraction(1, 3),
    "purpose": "-5% off",
}
EMPTY = {"payer": "Wirdale"}
TABLE = Table("payers", "Payers", COLUMNS, [FULL, EMPTY], total=40, provenance=SOURCE)


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


# CSV


def test_a_csv_has_one_header_exact_pounds_and_empty_cells_for_what_is_not_known() -> None:
    header, full, empty = read_csv(as_csv(TABLE))
    assert dict(zip(header, full, strict=True)) == {
        "payer": "Saltmarsh, City of",
        "payer_url": "/payers/1/",
        "pounds": "-1234.50",
        "owed_pounds": "0.05",
        "payments": "12",
        "first": "2031-02-03",
        "month": "2031-02",
        "share": "0.333333",
        "purpose": "'-5% off",
        "source_of_this_file": SENTENCE,
    }
    assert empty == ["Wirdale", *[""] * 9]


def test_a_csv_opens_in_a_spreadsheet_as_unicode() -> None:
    assert as_csv(TABLE).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("Invented Bakery", "Invented Bakery"),
        ("=HYPERLINK(A1)", "'=HYPERLINK(A1)"),
        ("+44 151", "'+44 151"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1", "'＝1"),  # Excel takes the wide signs of East Asian keyboards too
        ("-12.50", "-12.50"),  # a number, and it stays one
        ("-", "'-"),
        ("'=1", "''=1"),  # so that taking one apostrophe away always gives back what was there
        ("'tis", "'tis"),
        ("", ""),
    ],
)
def test_a_cell_is_never_a_formula(cell: str, written: str) -> None:
    assert harmless(cell) == written


@given(st.text())
def test_no_cell_begins_as_a_formula_and_none_is_lost(text: str) -> None:
    written = harmless(text)
    assert written[:1] not in tuple(FORMULA_BEGINS) or A_NUMBER.fullmatch(written)
    assert written in (text, f"'{text}")
    if written != text:
        assert text.lstrip("'")[0] in FORMULA_BEGINS


@given(st.lists(st.tuples(st.text(), st.none() | st.integers(-(10**15), 10**15)), max_size=5))
def test_what_is_written_as_csv_is_read_back(cells: list[tuple[str, int | None]]) -> None:
    columns = [Column("supplier", "Supplier"), Column("pence", "Paid", "money")]
    written = as_csv(Table("t", "T", columns, [{"supplier": name, "pence": pence} for name, pence in cells]))
    read = [(name, paid) for name, paid, _ in read_csv(written)[1:]]
    assert read == [(harmless(name), "" if pence is None else decimal_pounds(pence)) for name, pence in cells]


@given(st.integers(-(10**18), 10**18))
def test_pounds_are_exact(pence: int) -> None:
    assert Fraction(decimal_pounds(pence)) * 100 == pence


def test_the_companion_of_a_csv_describes_each_of_its_columns_in_order() -> None:
    about = json.loads(as_csv_metadata(TABLE, "payers.csv"))
    assert about["url"] == "payers.csv"
    assert [column["name"] for column in about["tableSchema"]["columns"]] == read_csv(as_csv(TABLE))[0]
    assert about["dc:source"] == "Published by two invented councils"
    assert about["dc:license"] == "https://example.org/licence/"


# JSON


def test_json_gives_pence_and_says_where_it_came_from() -> None:
    told = json.loads(as_json(TABLE))
    assert {key: told[key] for key in ("attribution", "licence", "definition", "snapshot", "geography")} == {
        "attribution": "Published by two invented councils",
        "licence": "Open Government Licence v3.0",
        "definition": "payers.sql, version 1",
        "snapshot": "7f3a9c",
        "geography": "wards of May 2031",
    }
    assert told["total_rows"] == 40
    assert told["rows"][0] == {
        "payer": "Saltmarsh, City of",
        "payer_url": "/payers/1/",
        "pence": -123450,
        "owed_pence": 5,
        "payments": 12,
        "first": "2031-02-03",
        "month": "2031-02",
        "share": 0.333333,
        "purpose": "-5% off",  # nothing runs a formula here, so the words stay as they were
    }
    assert set(told["rows"][1].values()) == {"Wirdale", None}


def test_json_names_its_columns_as_its_rows_do() -> None:
    told = json.loads(as_json(TABLE))
    assert {column["name"] for column in told["columns"]} == set(told["rows"][0]) - {"payer_url"}


# Parquet


def test_parquet_is_typed_and_carries_its_source_inside() -> None:
    content = io.BytesIO(as_parquet(TABLE))
    frame = pl.read_parquet(content)
    assert dict(frame.schema) == {
        "payer": pl.String,
        "payer_url": pl.String,
        "pence": pl.Int64,
        "owed_pence": pl.Int64,
        "payments": pl.Int64,
        "first": pl.Date,
        "month": pl.String,
        "share": pl.Float64,
        "purpose": pl.String,
    }
    assert frame.row(0) == (
        "Saltmarsh, City of",
        "/payers/1/",
        -123450,
        5,
        12,
        date(2031, 2, 3),
        "2031-02",
        0.333333,
        "-5% off",
    )
    assert frame.row(1) == ("Wirdale", *[None] * 8)
    assert pl.read_parquet_metadata(content)["attribution"] == "Published by two invented councils"


@pytest.mark.parametrize("write", [as_csv, as_json, as_parquet])
def test_a_table_without_rows_is_still_a_table(write: Any) -> None:
    assert write(Table("payers", "Payers", COLUMNS, []))
