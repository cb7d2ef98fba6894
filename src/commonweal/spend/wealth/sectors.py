"""Industries: where a pound of turnover goes, as assumed in `sectors.csv`, each share with its range and source."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Final

from commonweal.spend.wealth.ranges import Range

ANY: Final = "*"  # an industry that is not known, or that has no row of its own
SHARES: Final = ("pay", "purchases", "pay_local", "purchases_local")
SECTIONS: Final = (  # the sections of SIC 2007 (Office for National Statistics), each with the first of its divisions
    *(("A", 1), ("B", 5), ("C", 10), ("D", 35), ("E", 36), ("F", 41), ("G", 45), ("H", 49), ("I", 55), ("J", 58)),
    *(("K", 64), ("L", 68), ("M", 69), ("N", 77), ("O", 84), ("P", 85), ("Q", 86), ("R", 90), ("S", 94)),
    *(("T", 97), ("U", 99)),
)


@dataclass(frozen=True, slots=True)
class Assumption:
    """One share that we assume of an industry, from 0 to 1, and where it comes from."""

    section: str  # letter of SIC 2007, or ANY
    share: str  # one of SHARES
    range: Range
    status: str  # "published", or "our choice"
    source: str


@dataclass(frozen=True, slots=True)
class Sector:
    """What is assumed of one industry: the shares of turnover that go on pay and on purchases from UK suppliers, and
    the share of each that stays in the place."""

    pay: Range
    purchases: Range
    pay_local: Range
    purchases_local: Range

    def spent_again(self) -> Range:
        """The share of each pound received that is spent again in the place, on people who live there and firms there.

        Low and high are the least and the most that the four ranges allow when pay and purchases together are no more
        than the pound itself.
        """
        most = max(self._most(first) for first in ("pay", "purchases"))
        return Range(
            self.pay.low * self.pay_local.low + self.purchases.low * self.purchases_local.low,
            self.pay.central * self.pay_local.central + self.purchases.central * self.purchases_local.central,
            most,
        )

    def _most(self, first: str) -> Fraction:
        """As much as can be of the pound for `first`, and of what is left for the other."""
        pay, purchases = self.pay.high, self.purchases.high
        if first == "pay":
            purchases = min(purchases, 1 - pay)
        else:
            pay = min(pay, 1 - purchases)
        return pay * self.pay_local.high + purchases * self.purchases_local.high


@cache
def assumptions() -> tuple[Assumption, ...]:
    """Every assumption of `sectors.csv`, in its order."""
    lines = files(__package__).joinpath("sectors.csv").read_text("utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return tuple(Assumption(row["section"], row["share"], _range(row), row["status"], row["source"]) for row in rows)


@cache
def sectors() -> Mapping[str, Sector]:
    """What is assumed of each section, by its letter, and of ANY."""
    told = {(each.section, each.share): each.range for each in assumptions()}
    letters = [letter for letter, _ in SECTIONS if (letter, "pay") in told]
    shares = {each: [told.get((each, share), told[ANY, share]) for share in SHARES] for each in (*letters, ANY)}
    return {letter: Sector(*ranges) for letter, ranges in shares.items()}


def sector(section: str | None, known: Mapping[str, Sector] | None = None) -> Sector:
    """What is assumed of a section; of one that is not known, ranges wide enough for any."""
    known = sectors() if known is None else known
    return known.get(section or ANY, known[ANY])


def section_of(sic: str | None) -> str | None:
    """The section letter of a SIC 2007 code or division, such as "96010" or "96"; None where there is none."""
    if not sic or not sic[:2].isdecimal():
        return None
    division = int(sic[:2])
    return max(((first, letter) for letter, first in SECTIONS if first <= division), default=(0, None))[1]


def _range(row: Mapping[str, str]) -> Range:
    return Range(Fraction(row["low"]), Fraction(row["central"]), Fraction(row["high"]))
