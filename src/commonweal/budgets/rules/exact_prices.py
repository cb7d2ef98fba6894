"""Exact prices of a count by equal shares, kept as whole numbers over one denominator that grows.

What a voter has left is what everyone began with, less the price of each funded project the voter supports; or nothing,
once the voter paid all there was. So the prices alone tell every purse exactly, and nothing else needs fractions.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd


class Prices:
    """The prices paid so far, one a round, in the election's units times `voters`."""

    def __init__(self, purse: int) -> None:
        """`purse`: what each voter began with, in the same units."""
        self.purse = purse
        self._numerators: list[int] = []
        self._denominator = 1

    def left(self, voters: int, points: Sequence[int]) -> Fraction:
        """What so many voters have left together. `points[r]`: all points they gave to what round r bought."""
        return Fraction(self._left(voters, points), self._denominator)

    def price(self, cost: int, poor: int, points: Sequence[int], rich: int) -> Fraction:
        """The price per point where `poor` voters pay all they have left and the others, of `rich` points, the rest."""
        return Fraction(cost * self._denominator - self._left(poor, points), rich * self._denominator)

    def add(self, price: Fraction) -> None:
        """A project was bought at this price."""
        common = self._denominator // gcd(self._denominator, price.denominator) * price.denominator
        grown = common // self._denominator
        if grown > 1:
            self._numerators = [each * grown for each in self._numerators]
        self._denominator = common
        self._numerators.append(price.numerator * (common // price.denominator))

    def __len__(self) -> int:
        return len(self._numerators)

    def _left(self, voters: int, points: Sequence[int]) -> int:
        paid = sum(given * price for given, price in zip(points, self._numerators, strict=True) if given)
        return voters * self.purse * self._denominator - paid
