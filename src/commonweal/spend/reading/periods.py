"""Periods as finance systems write them: a month, a quarter, a range, a financial year.

A number such as 201604 may be April 2016 or the fourth month of the financial year 2016/17 (July). The file's own days
decide (`manner_of`); where they cannot, the period stays absent.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final, NamedTuple

from commonweal.spend.reading.dates import FIRST_YEAR, LAST_YEAR, MONTHS, Order, read_date

YEAR_STARTS: Final = 4  # British public bodies' financial year starts on 1 April (Local Government Finance Act 1992)

_NAMES: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_MONTH: Final = rf"(?P<month>{_NAMES})"
_YEAR: Final = r"'?(?P<year>[0-9]{4}|[0-9]{2})"
ONE_MONTH: Final = re.compile(rf"{_MONTH}[-/ .,]*{_YEAR}|(?P<year2>[0-9]{{4}})[-/ .]*(?P<month2>{_NAMES})", re.I)
MONTHS_APART: Final = re.compile(
    rf"(?P<month>{_NAMES})[-/ .,]*'?(?P<year>[0-9]{{4}}|[0-9]{{2}})? *(?:-|–|to|and|until) *"
    rf"(?P<last>{_NAMES})[-/ .,]*'?(?P<year2>[0-9]{{4}}|[0-9]{{2}})",
    re.I,
)
FINANCIAL: Final = r"(?P<start>20[0-9]{2}|[0-9]{2}(?=[-/][0-9]{2}\b))[-/](?P<end>(?:20)?[0-9]{2})"
QUARTER: Final = re.compile(
    rf"(?:q|qtr|quarter) ?(?P<quarter>[1-4])[-,: ]*{FINANCIAL}"
    rf"|{FINANCIAL.replace('start', 'start2').replace('end', 'end2')}[-,: ]*(?:q|qtr|quarter) ?(?P<quarter2>[1-4])",
    re.I,
)
OF_FINANCIAL: Final = re.compile(
    rf"(?:{_MONTH}|(?:accounting |financial |fiscal )?(?:period|pd|p) ?0?(?P<number>1[0-2]|[1-9]))"
    rf" +(?:fy ?)?{FINANCIAL}",
    re.I,
)
FINANCIAL_YEAR: Final = re.compile(rf"(?:fy ?)?{FINANCIAL}", re.I)
BARE: Final = re.compile(r"(?:(?:period|pd|p|month|m) ?)?(?P<number>0?[1-9]|1[0-2])", re.I)
WITHOUT_YEAR: Final = re.compile(rf"(?:{_NAMES})\.?|(?:q|qtr|quarter) ?[1-4]", re.I)
OVER_FINANCIAL: Final = re.compile(r"\bf(?:in|isc|y)", re.I)
CALENDAR_YEAR: Final = re.compile(r"20[0-9]{2}")
DASHED: Final = re.compile(r"(?P<year>20[0-9]{2})-(?P<number>[0-9]{2})")
NUMBERED: Final = re.compile(r"(?P<year>20[0-9]{2})[/ ]?(?P<number>0[1-9]|1[0-2])")
MONTH_FIRST: Final = re.compile(r"(?P<month>0?[1-9]|1[0-2])[-/](?P<year>20[0-9]{2})")


class Period(NamedTuple):
    """The first and the last day, both included."""

    first: date
    last: date


class Numbering(Enum):
    """What the number in 201604 counts."""

    UNPROVEN = "unproven"
    CALENDAR = "months of the calendar year"
    FINANCIAL = "months of the financial year that starts in the year named"
    FINANCIAL_END = "months of the financial year that ends in the year named"


@dataclass(frozen=True, slots=True)
class Manner:
    """How a whole column writes its periods, as far as the file proves it."""

    numbering: Numbering = Numbering.UNPROVEN
    years: bool = True  # 2011-12 is a financial year; it is December 2011 in a column with other months such as 2011-08


def manner_of(cells: Sequence[str], beside: Sequence[str], days: Sequence[date]) -> Manner:
    """The manner of a column: its distinct `cells`, and some cells with the days of their payments.

    A numbering is proven where at least half of the days fall in the months it gives, and more than under any other.
    """
    dashed = [match for cell in cells if (match := DASHED.fullmatch(cell))]
    years = all(_follows(match["year"], match["number"]) for match in dashed)
    scores = []
    for numbering in (Numbering.CALENDAR, Numbering.FINANCIAL, Numbering.FINANCIAL_END):
        periods = [read_period(cell, Manner(numbering, years)) for cell in beside]
        inside = sum(p is not None and p.first <= day <= p.last for p, day in zip(periods, days, strict=True))
        scores.append((inside, numbering))
    best, second = sorted(scores, key=lambda scored: scored[0], reverse=True)[:2]
    proven = best[0] > second[0] and best[0] * 2 >= len(days)
    return Manner(best[1] if proven else Numbering.UNPROVEN, years)


def read_period(text: str | None, manner: Manner = Manner()) -> Period | None:
    """The days a cell names, or None where it names none for certain."""
    cell = " ".join((text or "").split())
    for pattern, meaning in READERS:
        if match := pattern.fullmatch(cell):
            return meaning(match, manner)
    day = read_date(cell, Order.UK)
    return _one(day.year, day.month) if isinstance(day, date) else None


def in_year(cell: str | None, year: str | None, header: str, over_year: str) -> str | None:
    """A period's cell with the year that stands beside it; the cell as it is where the two are not surely one period.

    `header` is the period's: a bare number counts the months of a financial year under "Period", and under "Month" it
    may count either, so that only the file's days can tell. Under "Financial Year" (`over_year`) 2023 may be either of
    two.
    """
    text, beside = " ".join((cell or "").split()), " ".join((year or "").split())
    number = BARE.fullmatch(text)
    if not number and not WITHOUT_YEAR.fullmatch(text):
        return cell
    if FINANCIAL_YEAR.fullmatch(beside):
        named = number and "period" in header.lower()
        return f"period {number['number']} {beside}" if number and named else f"{text} {beside}"
    if not CALENDAR_YEAR.fullmatch(beside) or (not number and OVER_FINANCIAL.search(over_year)):
        return cell
    return f"{beside}{int(number['number']):02}" if number else f"{text} {beside}"


def _apart(match: re.Match[str], manner: Manner) -> Period | None:
    last = _year(match["year2"])
    return _span(
        _year(match["year"] or match["year2"]), MONTHS[match["month"].lower()], last, MONTHS[match["last"].lower()]
    )


def _named(match: re.Match[str], manner: Manner) -> Period | None:
    return _one(_year(match["year"] or match["year2"]), MONTHS[(match["month"] or match["month2"]).lower()])


def _quarter(match: re.Match[str], manner: Manner) -> Period | None:
    start, end = match["start"] or match["start2"], match["end"] or match["end2"]
    if not _follows(start, end):
        return None
    month = YEAR_STARTS + 3 * (int(match["quarter"] or match["quarter2"]) - 1)
    year = _year(start) + (month > 12)
    month = (month - 1) % 12 + 1
    return _span(year, month, year, month + 2)


def _dashed(match: re.Match[str], manner: Manner) -> Period | None:
    """2011-12: a month by ISO 8601, unless the whole column writes years so."""
    if manner.years and _follows(match["year"], match["number"]):
        return _financial_year(_year(match["year"]))
    return _one(int(match["year"]), int(match["number"])) if 1 <= int(match["number"]) <= 12 else None


def _of_financial(match: re.Match[str], manner: Manner) -> Period | None:
    """A month by its name or number within a financial year: "April 2024/25", "Period 1 2024/25"."""
    if not _follows(match["start"], match["end"]):
        return None
    start = _year(match["start"])
    if match["number"]:
        return _of_year(start, int(match["number"]))
    month = MONTHS[match["month"].lower()]
    return _one(start + (month < YEAR_STARTS), month)


def _years(match: re.Match[str], manner: Manner) -> Period | None:
    return _financial_year(_year(match["start"])) if _follows(match["start"], match["end"]) else None


def _numbered(match: re.Match[str], manner: Manner) -> Period | None:
    year, number = int(match["year"]), int(match["number"])
    if manner.numbering is Numbering.UNPROVEN:
        return None
    if manner.numbering is Numbering.CALENDAR:
        return _one(year, number)
    return _of_year(year - (manner.numbering is Numbering.FINANCIAL_END), number)


def _month_first(match: re.Match[str], manner: Manner) -> Period | None:
    return _one(int(match["year"]), int(match["month"]))


READERS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Manner], Period | None]], ...]] = (
    (MONTHS_APART, _apart),
    (ONE_MONTH, _named),
    (QUARTER, _quarter),
    (DASHED, _dashed),
    (OF_FINANCIAL, _of_financial),
    (FINANCIAL_YEAR, _years),
    (NUMBERED, _numbered),
    (MONTH_FIRST, _month_first),
)


def _financial_year(start: int) -> Period | None:
    return _span(start, YEAR_STARTS, start + 1, YEAR_STARTS - 1)


def _of_year(start: int, number: int) -> Period | None:
    month = number + YEAR_STARTS - 1
    return _one(start + (month > 12), (month - 1) % 12 + 1)


def _follows(start: str, end: str) -> bool:
    return (int(start[-2:]) + 1) % 100 == int(end[-2:])


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _one(year: int, month: int) -> Period | None:
    return _span(year, month, year, month)


def _span(year: int, month: int, last_year: int, last_month: int) -> Period | None:
    if not FIRST_YEAR <= year <= last_year <= LAST_YEAR or (year, month) > (last_year, last_month):
        return None
    return Period(date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1]))
