"""The share function: how much of a sum stays in a place, with bounds where part of the sum is not known.

The definitions work these out in SQL (local_share.sql); `share` is the same rule, plain, which they are tested against.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from commonweal.basics.problems import Refused

MOST_UNPLACED: Final = Fraction(1, 2)  # of the money; our choice


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole that is sure to be at least, and at most, so much: fractions between 0 and 1."""

    at_least: Fraction
    at_most: Fraction


def share(part: int, whole: int, perhaps: int = 0, credits: int = 0) -> Share | None:
    """The share of `part` in `whole`, all in pence; None where nothing was paid on balance.

    `perhaps` is what may belong to the part and is not known to, its payments alone; `credits` what was paid back of
    that, zero or less. Any of these may belong to another place than the next, so the least takes all the credits and
    no payment, and the most all payments and no credit. A share is held between 0 and 1.
    Raises Refused for payments below zero or credits above it.
    """
    if perhaps < 0 or credits > 0:
        raise Refused("Payments that may belong are zero or more, and credits zero or less. Give them apart.")
    if whole <= 0:
        return None
    return Share(_held(Fraction(part + credits, whole)), _held(Fraction(part + perhaps, whole)))


def mostly_unplaced(row: Mapping[str, Any]) -> bool:
    """Whether no register places most of the influenceable money of a row of local_share.sql: a page says so first."""
    pence = int(row["pence"] or 0)
    return pence > 0 and int(row["unknown"]) > pence * MOST_UNPLACED


def _held(share: Fraction) -> Fraction:
    return max(Fraction(0), min(Fraction(1), share))
