"""Figures in words: for the report, in the same words on a page and on paper."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any, Final

from commonweal.basics import money, shares
from commonweal.basics.tables import Column

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
NOT_TOLD: Final = "cannot be told"
LISTED: Final = 3  # names in a sentence; the others are counted


def pounds(pence: int) -> str:
    """Three figures to hold in mind; nothing is "£0"."""
    return money.rounded(pence) if pence else "£0"


def percent(share: float | Fraction | None) -> str:
    """A share from 0 to 1: "42%", "4.2%" below ten, "less than 0.1%" for a trace."""
    if share is None:
        return NOT_TOLD
    return "less than 0.1%" if 0 < share < shares.TRACE else shares.per_cent(share)


def between(least: float | None, most: float | None) -> str:
    """Two bounds: "from 12% to 47%", or one figure where they are the same."""
    if least is None or most is None:
        return NOT_TOLD
    low, high = percent(least), percent(most)
    return low if low == high else f"from {low} to {high}"


def of_ten(least: float | None, most: float | None) -> str:
    """What of every £10 a share comes to, never more sure than it is."""
    if least is None or most is None:
        return NOT_TOLD
    low, high = map(money.exact, shares.of_ten(least, most))
    return low if low == high else f"{low} to {high}"


def month(text: str) -> str:
    """ "2024-03" as "March 2024"."""
    return f"{MONTHS[int(text[5:7]) - 1]} {text[:4]}"


def day(value: date) -> str:
    """A day: "3 February 2024"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def period(first: str | None, last: str | None) -> str:
    """A span of months in words."""
    if first and last:
        return month(first) if first == last else f"{month(first)} to {month(last)}"
    if first:
        return f"from {month(first)} on"
    return f"up to {month(last)}" if last else "all months held"


def listed(names: Iterable[str]) -> str:
    """Names in a sentence; beyond a few, how many more."""
    each = list(names)
    if len(each) <= LISTED + 1:
        return " and ".join(filter(None, (", ".join(each[:-1]), *each[-1:])))
    return f"{', '.join(each[:LISTED])} and {len(each) - LISTED} more"


def counted(number: int, one: str, several: str) -> str:
    """ "one supplier", "12 suppliers"."""
    return f"one {one}" if number == 1 else f"{number:,} {several}"


def cell(column: Column, value: Any) -> str:
    """A table's cell."""
    if value is None:
        return "not known"
    match column.kind:
        case "money":
            return pounds(round(value))
        case "count":
            return f"{round(value):,}"
        case "share":
            return percent(value)
        case "month":
            return month(str(value)) if len(str(value)) > 4 else str(value)
        case "date":
            return day(value)
    return str(value)


def shorter(text: str, longest: int = 60) -> str:
    """A text cut to fit a line."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
