"""Days as finance systems write them, and the order of day and month that a file proves."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.spend.reading.dates import Absence, Order, proofs, read_date, read_dates

DAY = date(2021, 2, 3)


@pytest.mark.parametrize(
    "written",
    [
        "03/02/2021",
        "3/2/2021",
        "3/2/21",
        "03-02-2021",
        "03.02.2021",
        "2021-02-03",
        "2021/02/03",
        "2021-02-03 00:00:00",
        "2021-02-03 01:00:00",  # summer time shifts midnight; the day stands
        "2021-02-03T00:00:00Z",
        "2021-02-03T00:00:00.000",
        "03/02/2021 00:00",
        "03/02/2021 12:00:00 AM",
        "03-FEB-2021 ",
        "03-Feb-21",
        "3 Feb 2021",
        "3rd February 2021",
        "3 February, 2021",
        "February 3, 2021",
        "Feb 03 2021",
        "2021-Feb-03",
        "Wednesday 3 February 2021",
        "Wed, 03/02/2021",
        "44230",  # Excel's count of days
        "44230.0416666667",
        "20210203",
        "03022021",
        "3022021",
    ],
)
def test_one_day_in_many_ways(written: str) -> None:
    assert read_date(written) == DAY


@pytest.mark.parametrize(
    ("written", "absence"),
    [
        ("", Absence.EMPTY),
        (None, Absence.EMPTY),
        ("00:00:00", Absence.LOST),
        ("######", Absence.LOST),
        ("N/A", Absence.LOST),
        ("-", Absence.LOST),
        ("0", Absence.LOST),
        ("00/01/1900", Absence.LOST),  # how Excel shows day nought
        ("31/02/2021", Absence.UNREADABLE),
        ("4/30/2020", Absence.UNREADABLE),  # unless the file proves the American order
        ("next week", Absence.UNREADABLE),
        ("2021", Absence.UNREADABLE),
        ("02/2021", Absence.UNREADABLE),
        ("3 Foo 2021", Absence.UNREADABLE),
        ("20122012x", Absence.UNREADABLE),
        ("03/02/2199", Absence.IMPOSSIBLE),
        ("03/02/1921", Absence.IMPOSSIBLE),
        ("99999", Absence.IMPOSSIBLE),
    ],
)
def test_what_is_no_day_says_why(written: str | None, absence: Absence) -> None:
    assert read_date(written) is absence


@pytest.mark.parametrize(
    ("written", "day"),
    [("4/30/2020", date(2020, 4, 30)), ("4/3/2020", date(2020, 4, 3)), ("2020-04-03", date(2020, 4, 3))],
)
def test_the_american_order(written: str, day: date) -> None:
    assert read_date(written, Order.US) == day


@pytest.mark.parametrize(
    ("cells", "proven"),
    [
        (["3/4/2020", "5/6/2020"], set()),
        (["3/4/2020", "30/4/2020"], {Order.UK}),
        (["3/4/2020", "4/30/2020"], {Order.US}),
        (["13/4/2020", "4/13/2020"], {Order.UK, Order.US}),
        (["2020-04-30", "30 Apr 2020"], set()),
        (["40/50/2020"], set()),
    ],
)
def test_what_the_cells_prove_of_their_order(cells: list[str], proven: set[Order]) -> None:
    assert proofs(cells) == proven


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_day_means_the_same_however_it_is_written(day: date) -> None:
    serial = str((day - date(1899, 12, 30)).days)
    ways = [
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day:%d-%b-%Y}".upper(),
        f"{day.day} {day:%B %Y}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day} 01:00:00",
        serial,
        f"{serial}.5",
    ]
    assert {read_date(way) for way in ways} == {day}
    assert read_date(f"{day:%m/%d/%Y}", Order.US) == day


@given(
    st.lists(st.one_of(st.none(), st.text("0123456789/-: .AprMay", max_size=11)), max_size=20), st.sampled_from(Order)
)
def test_a_column_reads_as_its_cells_do(cells: list[str | None], order: Order) -> None:
    found = read_dates(pl.Series(cells, dtype=pl.String), order)
    expected = [read_date(cell, order) for cell in cells]
    assert found["date"].to_list() == [one if isinstance(one, date) else None for one in expected]
    assert found["absence"].to_list() == [None if isinstance(one, date) else one.value for one in expected]
