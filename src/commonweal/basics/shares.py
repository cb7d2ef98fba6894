"""Shares of a whole as people hold them: per cent, and of every £10. Bounds are rounded outwards, to hold the truth."""

from fractions import Fraction
from math import ceil, floor
from typing import Final

TEN_POUNDS: Final = 1000  # pence
STEP: Final = 10  # pence: "of every £10" is said to the nearest 10p; the exact figure stands beside it
TRACE: Final = Fraction(1, 1000)  # a smaller share is told as a trace, never as nothing
FINE: Final = 0.0995  # shares below this are told to a tenth of a per cent
TOO_WIDE: Final = 0.9  # bounds further apart than this say next to nothing: our choice
DUST: Final = 6  # decimals of a step; what lies beyond is left by floating point


def per_cent(share: float | Fraction) -> str:
    """A share from 0 to 1: "42%", "4.2%" below ten, "0%" for nothing."""
    value = float(share)
    return f"{value:.0%}" if abs(value) >= FINE or not value else f"{value:.1%}"


def of_ten(least: float | Fraction, most: float | Fraction) -> tuple[int, int]:
    """The pence of every £10 that two bounds come to: the least down and the most up, to 10p.

    A share that is known, both bounds being one, is told to the nearest 10p.
    """
    low, high = (round(Fraction(each) * TEN_POUNDS / STEP, DUST) for each in (least, most))
    if least == most:
        return round(low) * STEP, round(high) * STEP
    return floor(low) * STEP, ceil(high) * STEP


def too_wide(least: float | Fraction, most: float | Fraction) -> bool:
    """Whether two bounds say so little that a page says instead that the share cannot be told yet."""
    return float(most) - float(least) > TOO_WIDE
