"""A figure that is known only within bounds: low, central, high. The arithmetic is exact."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import floor
from typing import Union

Number = int | Fraction


@dataclass(frozen=True, slots=True)
class Range:
    """Bounds that hold the true figure, and the one we think likeliest. Raises ValueError if they are not in order.

    Sums and products take in every figure that both ranges allow, as if each could be anywhere in its own range
    whatever the other is: the result may be wider than the truth, never narrower.
    """

    low: Fraction
    central: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        if not self.low <= self.central <= self.high:
            raise ValueError(f"a range goes from low to high, not {self.low}, {self.central}, {self.high}")

    @classmethod
    def exactly(cls, value: Number) -> "Range":
        """A figure that is known."""
        return cls(Fraction(value), Fraction(value), Fraction(value))

    def __add__(self, other: Union["Range", Number]) -> "Range":
        more = _range(other)
        return Range(self.low + more.low, self.central + more.central, self.high + more.high)

    def __mul__(self, other: Union["Range", Number]) -> "Range":
        by = _range(other)
        ends = [one * two for one, two in product((self.low, self.high), (by.low, by.high))]
        return Range(min(ends), self.central * by.central, max(ends))

    def __truediv__(self, by: Number) -> "Range":
        """Divided by a known figure. Raises ZeroDivisionError for nothing."""
        return self * (1 / Fraction(by))

    def whole(self) -> "Range":
        """Each of the three to the nearest whole, halves upwards: pence, where the range is of pence."""
        return Range(*(Fraction(floor(each + Fraction(1, 2))) for each in (self.low, self.central, self.high)))


def _range(value: Range | Number) -> Range:
    return value if isinstance(value, Range) else Range.exactly(value)


NOTHING = Range.exactly(0)
