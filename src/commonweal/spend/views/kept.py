"""Kept, leaked, could be kept: what the home page says of the region's money, each with its bounds."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext as _

from commonweal.basics import money, shares
from commonweal.spend import account
from commonweal.spend.shares import mostly_unplaced
from commonweal.spend.views.asking import Asked
from commonweal.spend.wealth.gaps import Gap
from commonweal.spend.wealth.telling import gaps_of

NAMED: Final = 3  # gaps on the home page


@dataclass(frozen=True, slots=True)
class Between:
    """A sum from its least to its most: pence, and the same as parts of the whole, for a bar. `big`: in words."""

    least: int
    most: int
    whole: int
    big: str

    @property
    def known(self) -> bool:
        """Whether both ends are one."""
        return self.least == self.most

    @property
    def from_share(self) -> float:
        """The least, as a part of the whole."""
        return self.least / self.whole

    @property
    def to_share(self) -> float:
        """The most, as a part of the whole."""
        return self.most / self.whole


def three(asked: Asked) -> dict[str, Any] | None:
    """What is kept, what has leaked, and what could be kept a year; None where nothing was paid on balance."""
    share = account.ask(asked.lake, "local_share", asked.selection)[0]
    whole = int(share["pence"] or 0)
    if whole <= 0:
        return None
    low, high = (max(0, min(whole, int(share[each]))) for each in ("home_from", "home_to"))
    ranked = gaps_of(asked.lake, asked.selection, asked.reckoning()).ranked
    leaving = [gap for gap in ranked if gap.leaving > 0]
    return {
        "share": share,
        "mostly_unplaced": mostly_unplaced(share),
        "kept": Between(low, high, whole, of_ten(low, high, whole)),
        "leaked": Between(whole - high, whole - low, whole, of_ten(whole - high, whole - low, whole)),
        **_could_be(ranked),
        "gaps": [{"name": gap.proclass, "sum": money.rounded(gap.leaving)} for gap in leaving[:NAMED]],
    }


def of_ten(least: int, most: int, whole: int) -> str:
    """ "£3.50 to £5.00 of every £10", rounded outwards to 10p, so that the truth lies within."""
    from_share, to_share = Fraction(least, whole), Fraction(most, whole)
    low, high = shares.of_ten(from_share, to_share)
    said = {"low": money.exact(low), "high": money.exact(high)}
    if low == high:
        return _("%(high)s of every £10") % said
    if shares.too_wide(from_share, to_share):
        return _("not known yet")
    return (_("%(low)s to %(high)s of every £10") if low else _("up to %(high)s of every £10")) % said


def _could_be(ranked: tuple[Gap, ...]) -> dict[str, Any]:
    """What leaves in the gaps a year for sure, and what may leave on top of that."""
    least = sum(max(0, gap.leaving) for gap in ranked)
    most = least + sum(max(0, gap.possible) for gap in ranked)
    if not most:
        return {"could": None}
    low, high = money.rounded(least), money.rounded(most)
    big = low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}
    if not least:
        big = _("up to %(high)s") % {"high": high}
    return {"could": Between(least, most, most, big), "number_of_gaps": len(ranked)}
