"""The local share as a page says it: a sentence with money that people can feel, and the exact bounds beside it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from commonweal.basics import money
from commonweal.basics.shares import STEP, TEN_POUNDS, of_ten, per_cent, too_wide


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
    low, high = of_ten(least, most)
    said = {"place": place, "low": money.exact(low), "high": money.exact(high)}
    if least == most:
        return _exactly(least, place)
    if too_wide(least, most):
        return _("How much stays in %(place)s cannot be told yet") % said
    if not low:
        return _("At most %(high)s of every £10 stays in %(place)s") % said
    return _("Between %(low)s and %(high)s of every £10 stays in %(place)s") % said


def between(least: float | None, most: float | None) -> str:
    """A share in per cent, "35% to 50%", or that it cannot be told."""
    if least is None or most is None:
        return _("cannot be told")
    low, high = per_cent(least), per_cent(most)
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def _exactly(share: float, place: str) -> str:
    """A share that is known. What rounds to nothing is said in words."""
    if not share:
        return _("None of it stays in %(place)s") % {"place": place}
    if share * TEN_POUNDS < STEP:
        return _("Less than 10p of every £10 stays in %(place)s") % {"place": place}
    return _("%(sum)s of every £10 stays in %(place)s") % {"place": place, "sum": money.exact(of_ten(share, share)[0])}


def drawn(found: tuple[float, float] | None) -> dict[str, Any] | None:
    """A share as a bar: as far as it is sure, and from there as far as it may be. Fractions of the whole."""
    if found is None:
        return None
    least, most = found
    return {"least": least, "most": most, "known": least == most}
