"""The sample's payers, from payers.toml: what each buys and how much, and which of its months it never published."""

import tomllib
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from random import Random
from typing import Any, Final

FIRST_MONTH: Final = date(2024, 4, 1)
MONTHS: Final = 24  # to March 2026: two financial years


@dataclass(frozen=True, slots=True)
class Payer:
    """An institution that publishes what it pays."""

    name: str
    slug: str
    layout: str  # the file of `layouts` that writes its ledger out
    months_a_file: int
    threshold: int  # pence; smaller payments are not published
    payments: int  # in a usual month
    size: float  # times a trade's usual price
    buys: Mapping[str, int]  # trades and their shares
    offices: Mapping[str, str]  # what it calls each of its offices
    unpublished: tuple[int, ...]  # months counted from the first
    redacts: str  # what it prints instead of a name
    published_with: str  # the slug of the body whose files hold this one's payments; else its own


def payers() -> tuple[Payer, ...]:
    """Every payer, in the order of the file."""
    read = tomllib.loads(files(__package__).joinpath("payers.toml").read_text(encoding="utf-8"))
    return tuple(_payer(one, read) for one in read["payer"])


def month(number: int) -> date:
    """The first day of a month, counted from the sample's first."""
    years, months = divmod(FIRST_MONTH.month - 1 + number, 12)
    return date(FIRST_MONTH.year + years, months + 1, 1)


def working_day(first: date, rng: Random) -> date:
    """Any day from Monday to Friday in the month that begins on `first`."""
    days = monthrange(first.year, first.month)[1]
    while True:
        day = first + timedelta(days=rng.randrange(days))
        if day.weekday() < 5:
            return day


def _payer(one: dict[str, Any], read: dict[str, Any]) -> Payer:
    plain = {"published_with": one["slug"], **one, "unpublished": tuple(one["unpublished"])}
    return Payer(**{**plain, "buys": read["buys"][one["buys"]], "offices": read["offices"][one["offices"]]})
