"""Who holds a category's money, from rows of gap_holders.sql: kinds of owner, rings, industries; no names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from commonweal.spend.wealth.ranges import NOTHING, Range
from commonweal.spend.wealth.sectors import sector

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Holder:
    """Suppliers of one kind of owner in one ring: how much they were paid, and how many they are."""

    owner: str | None  # None where no register tells
    ring: str
    flow: str  # "leaving", "possible" or "staying"
    pence: int
    suppliers: int


@dataclass(frozen=True, slots=True)
class Share:
    """Pence that left for sure, by division or section of SIC 2007."""

    name: str
    pence: int


def holders(rows: Iterable[Row]) -> tuple[Holder, ...]:
    """By kind of owner and ring, the largest sum first."""
    found: dict[tuple[str | None, str, str], tuple[int, int]] = {}
    for row in rows:
        key = (row["owner"], row["ring"], row["flow"])
        pence, suppliers = found.get(key, (0, 0))
        found[key] = (pence + int(row["pence"]), suppliers + int(row["suppliers"]))
    every = (Holder(*key, *figures) for key, figures in found.items())
    return tuple(sorted(every, key=lambda each: (-each.pence, each.owner or "", each.ring, each.flow)))


def local_suppliers(rows: Iterable[Row]) -> int:
    """How many suppliers of the region are paid."""
    return sum(int(row["suppliers"]) for row in rows if row["flow"] == "staying")


def sums(rows: Iterable[Row], what: str) -> tuple[Share, ...]:
    """What left for sure by "division" or "section", where that is known, the largest sum first."""
    found: dict[str, int] = {}
    for row in rows:
        if row["flow"] == "leaving" and row[what]:
            found[row[what]] = found.get(row[what], 0) + int(row["pence"])
    return tuple(sorted((Share(*each) for each in found.items()), key=lambda each: (-each.pence, each.name)))


def pay_share(sections: Iterable[Share], usual: str | None) -> Range:
    """The share of the money that pays wages, weighed by the industries it goes to; where none is known, by `usual`."""
    paid = [each for each in sections if each.pence > 0]
    whole = sum(each.pence for each in paid)
    if not whole:
        return sector(usual).pay
    return sum((sector(each.name).pay * Fraction(each.pence, whole) for each in paid), NOTHING)
