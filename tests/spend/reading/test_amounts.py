"""Amounts as finance systems write them: a table of ways, the meaning of one cell, and the column that equals it."""

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.spend.reading.amounts import Style, Trouble, read_amount, read_amounts, style_of

COMMAS = Style(decimal_comma=True)
ACCOUNTANTS = Style(dash_is_zero=True)


@pytest.mark.parametrize(
    ("written", "pence"),
    [
        ("1234.5", 123450),
        ("1,234.50", 123450),
        ("£1,234.50", 123450),
        (" £ 1,234.50 ", 123450),
        ("1 234.50", 123450),
        ("1\u00a0234\u00a0567.89", 123456789),
        ("12,345,678", 1234567800),
        (".5", 50),
        ("5.", 500),
        ("0.00", 0),
        ("+12.00", 1200),
        ("'12.00", 1200),  # an apostrophe keeps a spreadsheet from reading a cell as a number
        ("GBP 12.00", 1200),
        ("-85,260.00", -8526000),
        ("106,396.00-", -10639600),  # some finance systems put the minus last
        ("106,396.00 -", -10639600),
        ("(55,145.35)", -5514535),  # accountants' brackets
        ("(£55,145.35)", -5514535),
        ("£(55,145.35)", -5514535),
        ("£-12", -1200),
        ("-£12", -1200),
        ("\u221212.00", -1200),  # a true minus sign
        ("\u201312.00", -1200),  # a dash that a word processor made of it
        ("12.00CR", -1200),
        ("12.00 cr", -1200),
        ("12.00 DR", 1200),
        ("1.2E+05", 12000000),  # a spreadsheet shortened it
        ("1234.5600000000002", 123456),  # the noise of a workbook's floating point
        ("0.285", 29),  # halves are rounded away from zero
        ("-0.285", -29),
        ("1.005", 101),
        ("Nil", 0),
    ],
)
def test_amounts_as_councils_write_them(written: str, pence: int) -> None:
    assert read_amount(written) == pence


@pytest.mark.parametrize(
    ("written", "trouble"),
    [
        ("", Trouble.EMPTY),
        ("   ", Trouble.EMPTY),
        (None, Trouble.EMPTY),
        ("########", Trouble.LOST),  # a column printed too narrow: lost, not zero
        ("#N/A", Trouble.LOST),
        ("#REF!", Trouble.LOST),
        ("#NUM!", Trouble.LOST),
        ("Err:502", Trouble.LOST),  # as a free spreadsheet shows it
        ("N/A", Trouble.UNREADABLE),
        ("see note", Trouble.UNREADABLE),
        ("E0", Trouble.UNREADABLE),  # a power of ten of nothing
        ("-", Trouble.UNREADABLE),  # unless the column is written in the accountants' manner
        ("1,23,456.00", Trouble.UNREADABLE),
        ("12,34", Trouble.UNREADABLE),
        ("(12.00", Trouble.UNREADABLE),
        ("(-12.00)", Trouble.UNREADABLE),
        ("-12.00-", Trouble.UNREADABLE),
        ("$12.00", Trouble.UNREADABLE),
        ("€12.00", Trouble.UNREADABLE),
        ("12%", Trouble.UNREADABLE),
        ("=1+1", Trouble.UNREADABLE),
        ("1.2.3", Trouble.UNREADABLE),
        ("99999999999999999", Trouble.UNREADABLE),
        ("٣", Trouble.UNREADABLE),
    ],
)
def test_what_is_no_amount_says_why_and_is_never_zero(written: str | None, trouble: Trouble) -> None:
    assert read_amount(written) is trouble


@pytest.mark.parametrize(
    ("written", "pence"), [("1.234,56", 123456), ("-1.234,56", -123456), ("7,5", 750), ("1.234", 123400)]
)
def test_commas_before_the_pence_where_the_column_proves_it(written: str, pence: int) -> None:
    assert read_amount(written, COMMAS) == pence


@pytest.mark.parametrize("written", ["-", "£-", "£ -", "-\u00a0"])
def test_an_accountants_dash_is_nothing(written: str) -> None:
    assert read_amount(written, ACCOUNTANTS) == 0


@pytest.mark.parametrize(
    ("cells", "style"),
    [
        (["1.234,56", "12,50", "1.000"], COMMAS),
        (["1.234,56", "12.50"], Style()),  # one cell with a point and the proof is gone
        (["1,234", "2,345"], ACCOUNTANTS),
        (["12.50", "1,234.56", "-"], ACCOUNTANTS),
        (["12.50", "1234.56", "£-"], ACCOUNTANTS),
        (["12.50", "1234.56", "-"], Style()),  # a dash alone proves nothing
    ],
)
def test_a_column_shows_its_manner(cells: list[str], style: Style) -> None:
    assert style_of(pl.Series(cells)) == style


def test_a_column_of_decimal_commas() -> None:
    assert read_amounts(pl.Series(["1.234,56", "12,50", "1.000", "x"]))["pence"].to_list() == [
        123456,
        1250,
        100000,
        None,
    ]


numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False, allow_infinity=False)
ways = st.sampled_from(
    [
        "{:f}",
        "{:,f}",
        "£{:,f}",
        " {:,f} ",
        "{:,f}CR",
        "({:,f})",
        "{:,f}-",
        "£ {:f}",
        "{:E}",
        "{:,.0f}",
        "'{:f}",
        "{:f}5",
    ]
)
cells = st.one_of(
    st.none(),
    st.builds(lambda way, number: way.format(number), ways, numbers),
    st.text("0123456789,.()-£ #ECRD", max_size=9),
    st.sampled_from(["########", "N/A", "-", "Nil", "1.234,56", "12,5", "0", ""]),
)


@given(st.lists(cells, max_size=30))
def test_a_column_reads_as_its_cells_do(written: list[str | None]) -> None:
    column = pl.Series(written, dtype=pl.String)
    style = style_of(column)
    expected = [read_amount(cell, style) for cell in written]
    found = read_amounts(column)
    assert found["pence"].to_list() == [one if isinstance(one, int) else None for one in expected]
    assert found["trouble"].to_list() == [one.value if isinstance(one, Trouble) else None for one in expected]


@given(numbers)
def test_an_amount_means_the_same_however_it_is_written(number: Decimal) -> None:
    pence = int(number * 100)
    size = abs(number)
    written = [f"{number:f}", f"{number:,f}", f"£{number:,f}", f"  {number:,f}\u00a0"]
    if number < 0:
        written += [f"({size:,f})", f"{size:,f}-", f"£({size:f})", f"-£{size:,f}", f"{size:f} CR"]
    assert {read_amount(cell) for cell in written} == {pence}
