"""Records: the fast reader gives what Python's csv gives, for any text and any delimiter."""

import csv
import io

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from commonweal.spend.reading.delimiters import delimiter
from commonweal.spend.reading.records import as_frame, plain_records, records, trimmed


def plain(text: str, mark: str = ",") -> pl.DataFrame:
    return trimmed(as_frame(plain_records(text, mark)[0]))


def cells(text: str, mark: str) -> pl.DataFrame:
    return records(text, mark).cells


def same(found: pl.DataFrame, expected: pl.DataFrame) -> bool:
    """Equal, but for columns at the end that are empty in every record."""
    width = max(found.width, expected.width)
    return widened(found, width).equals(widened(expected, width))


def widened(frame: pl.DataFrame, width: int) -> pl.DataFrame:
    return frame.with_columns(pl.lit(None, pl.String).alias(str(at)) for at in range(frame.width, width))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a,b\nc,d\n", [("a", "b"), ("c", "d")]),
        ("a,b\n\nc\n", [("a", "b"), (None, None), ("c", None)]),
        ("a\n1,2,3\n", [("a", None, None), ("1", "2", "3")]),
        ('"Sand, Sea & Co",2\n', [("Sand, Sea & Co", "2")]),
        ('"two\nlines",2\n3,4\n', [("two\nlines", "2"), ("3", "4")]),
        ('7" pipe,2\n', [('7" pipe', "2")]),  # a quotation mark inside a cell is a letter
        ('"7"" pipe",2\n', [('7" pipe', "2")]),
        ('"a" b,2\n', [("a b", "2")]),
        ("\n\na,b", [(None, None), (None, None), ("a", "b")]),
        (" a ,\u00a0b\t\n", [("a", "b")]),
    ],
)
def test_records_as_python_reads_them(text: str, rows: list[tuple[str | None, ...]]) -> None:
    assert cells(text, ",").rows() == rows
    assert same(cells(text, ","), plain(text))


@given(st.text('ab",\n; 1', max_size=60), st.sampled_from([",", ";"]))
@example('"a,b\n",c,d\n1,2', ",")
@example('a,"b"\n"c"\n', ",")
@example('"', ",")
@example("\n", ",")
@example(',"x\n\ny"\n\n', ",")
def test_the_fast_reader_gives_what_python_gives(text: str, mark: str) -> None:
    assert same(cells(text, mark), plain(text, mark))


quoted = st.lists(st.lists(st.text('ab ",\n£é', max_size=6), min_size=1, max_size=5), min_size=1, max_size=8)


@given(quoted, st.sampled_from([",", "\t", ";", "|"]))
def test_well_quoted_text_reads_back(rows: list[list[str]], mark: str) -> None:
    text = "\n".join(mark.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows) + "\n"
    assert same(cells(text, mark), plain(text, mark))
    assert cells(text, mark).height == len(rows)


@given(st.text('ab",\n', max_size=40))
def test_where_every_quote_is_closed_python_alone_says_what_a_record_is(text: str) -> None:
    rows, unclosed = plain_records(text, ",")
    expected = list(csv.reader(io.StringIO(text, newline="")))
    if not unclosed:
        assert rows == expected or text in ("", "\n")


def test_a_quote_that_is_never_closed_costs_one_line() -> None:
    lines = [f"{number},Example Supplies {number} Ltd,{number}.50" for number in range(1000)]
    lines[500] = '500,"Example Supplies 500 Ltd,500.50'
    found = records("\n".join(lines), ",")
    assert found.cells.height == 1000
    assert found.unclosed == [501]
    assert found.cells.row(500) == ("500", '"Example Supplies 500 Ltd', "500.50")
    assert found.cells.row(999) == ("999", "Example Supplies 999 Ltd", "999.50")


def test_a_cell_of_many_lines_is_one_cell() -> None:
    text = 'a,"' + "line\n" * 150 + '",x\nb,7" pipe,y\n'
    found = records(text, ",")
    assert (found.cells.height, found.unclosed) == (2, [])


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("a,b,c\n1,2,3\n", ","),
        ("a\tb\tc\n1,5\t2,5\t3\n", "\t"),
        ("name;amount\nSmith, Sons; 1,5\nJones, Sons;2,5\n", ";"),
        ("a|b|c\n1|2|3\n", "|"),
        ("Payments, May; June\n\na,b,c\n1,2,3\n4,5,6\n", ","),
        ("sep=;\na;b\n1;2\n", ";"),
        ('"sep=\t"\na\tb\n', "\t"),
        ("one column\nonly\n", ","),
        ('a;"x,y,z"\nb;"x,y,z"\n', ";"),
    ],
)
def test_the_delimiter_is_the_one_the_records_agree_under(text: str, mark: str) -> None:
    assert delimiter(text) == mark
