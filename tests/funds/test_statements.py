"""Bank statements as banks give them for download, and what of them cannot be read."""

from datetime import date

import pytest

from commonweal.basics.problems import Refused
from commonweal.funds.sheets import MOST_BYTES, day, pence
from commonweal.funds.statements import BankLine, read_statement

ONE_COLUMN = """Account,12345678
Period,November 2026

Date,Type,Description,Amount,Balance
02/11/2026,FPI,R ROBIN FEES,"1,250.50","2,250.50"
03/11/2026,BP,HALL HIRE,-60.00,2190.50
"""
TWO_COLUMNS = """Transaction Date;Narrative;Paid out;Paid in;Balance
2-Nov-26;Fees;;£10.00;£10.00
2-Nov-26;Fees;;£10.00;£20.00
3-Nov-26;Tea;5.25;;£14.75
"""


def test_amounts_in_one_column_below_a_preamble() -> None:
    read = read_statement(ONE_COLUMN.encode())
    assert read.lines == (
        BankLine(date(2026, 11, 2), 1250_50, "FPI R ROBIN FEES", 1, 2250_50),
        BankLine(date(2026, 11, 3), -60_00, "BP HALL HIRE", 1, 2190_50),
    )
    assert (read.rows, read.problems) == (2, ())


def test_amounts_in_two_columns_and_two_lines_alike() -> None:
    read = read_statement(TWO_COLUMNS.encode("cp1252"))
    assert [(each.pence, each.nth) for each in read.lines] == [(10_00, 1), (10_00, 2), (-5_25, 1)]


def test_every_row_is_a_line_or_a_problem_and_no_problem_repeats_a_name() -> None:
    rows = ["soon,R ROBIN,5.00", "02/11/2026,R ROBIN,five", "02/11/2026,R ROBIN,0.00", "02/11/2026,Tea,-5.00"]
    read = read_statement("\n".join(["Date,Description,Amount", *rows]).encode())
    assert (read.rows, len(read.lines)) == (4, 1)
    told = [f"{each.where}: {each.reason}" for each in read.problems]
    assert told == [
        "the statement, line 2: its day is missing or is no day",
        "the statement, line 3: its amount is missing or is no amount",
        "the statement, line 4: it moves nothing",
    ]
    both = read_statement(b"Date,Money in,Money out\n02/11/2026,5.00,5.00\n02/11/2026,,5.00\n")
    assert [each.reason for each in both.problems] == ["it says both what came in and what went out"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b" \n", "The file is empty."),
        (b"\xff\xd8\x81\x8d", "The file is no text."),
        (b"Name,Amount\nx,5\n", "The columns that are needed were not found."),
        (b"Date,Amount\nsoon,later\n", "No line of the file could be read"),
        (b'Date,Amount\n"02/11/2026,5\n', "The file is no table"),
        (b"x" * (MOST_BYTES + 1), "larger than 5 MB"),
    ],
)
def test_what_is_no_statement_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read_statement(content)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("1,234.50", 123450),
        ("-£5", -500),
        ("£-5.10", -510),
        ("(5.00)", -500),
        ("5.00-", -500),
        ("+5.1", 510),
        ("12,34", None),
        ("5.001", None),
        ("9" * 5000, None),
        ("1000000000000.01", None),
        ("--5", None),
        ("-+5", None),
        ("£", None),
        ("", None),
    ],
)
def test_amounts(written: str, found: int | None) -> None:
    assert pence(written) == found


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("02/11/2026", date(2026, 11, 2)),
        ("2026-11-02", date(2026, 11, 2)),
        ("02/11/26", date(2026, 11, 2)),
        ("2 November 2026", date(2026, 11, 2)),
        ("31/02/2026", None),
        ("11/31/2026", None),
        ("", None),
    ],
)
def test_days(written: str, found: date | None) -> None:
    assert day(written) == found
