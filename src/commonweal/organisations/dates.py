"""Dates as registers write them."""

import re
from datetime import date
from typing import Final

_YEAR_FIRST: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T][0-9:.Z]*)?")
_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


def year_first(written: str) -> date | None:
    """`2014-04-01`, with or without a time after it; None for anything else."""
    found = _YEAR_FIRST.fullmatch(written)
    return _date(found[1], found[2], found[3]) if found else None


def day_first(written: str) -> date | None:
    """`1/4/2014`, the first of April; None for anything else."""
    found = _DAY_FIRST.fullmatch(written)
    return _date(found[3], found[2], found[1]) if found else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
