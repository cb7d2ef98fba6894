"""The share function: how much of a sum stays in a place, with bounds where part of the sum is not known.

The definitions work these out in SQL (local_share.sql); this is the same rule, plain, for sums that come from
elsewhere, and the oracle that the SQL is tested against.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from commonweal.basics.problems import Refused


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole that is sure to be at least, and at most, so much: fractions between 0 and 1."""

    at_least: Fraction
    at_most: Fraction

    def known(self) -> bool:
        """Whether the two bounds are one figure."""
        return self.at_least == self.at_most


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


def spent_in(published: Fraction, whole: int) -> int:
    """The pence that a published share of a sum comes to, to the nearest penny; a half goes to the even one."""
    return round(published * whole)


def effect(before: Mapping[str, float | None], after: Mapping[str, float | None]) -> dict[str, float | None]:
    """How far a change, such as a rule switched off, moves each figure of local_share.sql; None where one has none."""
    return {name: _difference(before[name], after.get(name)) for name in before}


def _difference(before: float | None, after: float | None) -> float | None:
    return None if before is None or after is None else after - before


def _held(share: Fraction) -> Fraction:
    return max(Fraction(0), min(Fraction(1), share))
