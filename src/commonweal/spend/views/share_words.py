"""The local share as a page says it: a sentence with money that people can feel, and the exact bounds beside it."""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Any, Final

from django.utils.translation import gettext as _

from commonweal.basics import money

STEPS: Final = 100  # of 10p in £10: what is said is rounded outwards to one, so that the truth lies within
STEP: Final = 10  # pence
FINE: Final = 0.0995  # shares below this are told to a tenth of a per cent, as everywhere on the site
TOO_WIDE: Final = Fraction(9, 10)  # bounds further apart than this say next to nothing: our choice
MOST_UNPLACED: Final = Fraction(1, 2)  # of the money: beyond it a page says first that little is placed; our choice


def bounds(row: Mapping[str, Any] | None, which: str = "share") -> tuple[float, float] | None:
    """The least and the most of a share of local_share.sql, `share` or `near`; None where it has none."""
    if not row or row[f"{which}_at_least"] is None:
        return None
    return row[f"{which}_at_least"], row[f"{which}_at_most"]


def stays(found: tuple[float, float] | None, place: str) -> str:
    """ "Between £3.50 and £5.00 of every £10 stays in Sandport". The exact shares stand beside it."""
    if found is None:
        return _("No share can be told: less what was paid back, nothing was paid.")
    least, most = found
    low, high = floor(_steps(least)), ceil(_steps(most))
    said = {"place": place, "low": _ten(low), "high": _ten(high)}
    if least == most:
        return _exactly(least, place)
    if most - least > TOO_WIDE:
        return _("How much stays in %(place)s cannot be told yet") % said
    if not low:
        return _("At most %(high)s of every £10 stays in %(place)s") % said
    return _("Between %(low)s and %(high)s of every £10 stays in %(place)s") % said


def between(least: float | None, most: float | None) -> str:
    """A share in per cent, "35% to 50%", or that it cannot be told."""
    if least is None or most is None:
        return _("cannot be told")
    low, high = (f"{each:.1%}" if each < FINE else f"{each:.0%}" for each in (least, most))
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def _exactly(share: float, place: str) -> str:
    """A share that is known. What rounds to nothing is said in words."""
    if not share:
        return _("None of it stays in %(place)s") % {"place": place}
    if share * STEPS < 1:
        return _("Less than 10p of every £10 stays in %(place)s") % {"place": place}
    return _("%(sum)s of every £10 stays in %(place)s") % {"place": place, "sum": _ten(round(_steps(share)))}


def drawn(found: tuple[float, float] | None) -> dict[str, Any] | None:
    """A share as a bar: as far as it is sure, and from there as far as it may be. Fractions of the whole."""
    if found is None:
        return None
    least, most = found
    return {"least": least, "most": most, "known": least == most}


def unplaced(row: Mapping[str, Any] | None) -> Fraction:
    """How much of the influenceable money no register places, as a part of it; 0 where nothing was paid."""
    if not row or not row["pence"] or row["pence"] <= 0:
        return Fraction(0)
    return Fraction(max(0, int(row["unknown"])), int(row["pence"]))


def _steps(share: float) -> float:
    """In steps, without the dust that floating point leaves beyond a millionth."""
    return round(share * STEPS, 6)


def _ten(steps: int) -> str:
    return money.exact(steps * STEP)
