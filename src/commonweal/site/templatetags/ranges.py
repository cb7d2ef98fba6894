"""Shares with their bounds as bars: sure as far as the least, hatched from there to the most. Drawn on the server.

Drawings are hidden from assistive technology; the words and the table beside each say the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from django import template
from django.utils.translation import gettext as _

from commonweal.basics.tables import Row, Table
from commonweal.site.templatetags import numbers
from commonweal.site.templatetags.charts import HATCHED
from commonweal.site.templatetags.pieces import percentage

register = template.Library()

BOUNDS: Final = ("share_at_least", "share_at_most")


@register.inclusion_tag("pieces/share_range.html")
def share_range(least: float | None, most: float | None, area: str = "home") -> dict[str, Any]:
    """One share of a whole, from its least to its most (fractions from 0 to 1), as a bar of the colour of `area`."""
    return {"area": area, **_range(least, most)}


@register.inclusion_tag("pieces/share_ranges.html")
def share_ranges(of: Table, label: str, limit: int = 12, title: str = "") -> dict[str, Any]:
    """The first rows of a table, each with its share at home from least to most, and what it all comes to.

    Rows without money stand in the table alone: of nothing there is no share.
    """
    rows = [
        {"label": row.get(label), "url": row.get(f"{label}_url"), "pence": row["pence"], **_range(*_bounds(row))}
        for row in of.rows[:limit]
        if row["pence"]
    ]
    return {"table": of, "title": title or of.caption, "rows": rows}


@register.inclusion_tag("pieces/stacked.html")
def stacked(payers: Sequence[Row], links: Iterable[Row], targets: Sequence[Row], title: str = "") -> dict[str, Any]:
    """One bar a payer, all of the same length, cut into the places that its money went to, the nearest first.

    payers and targets: mappings of `key` and `label`, a target's `area` too; links: `source`, `target`, `pence`.
    What came back on balance is left out of a bar.
    """
    paid = {(link["source"], link["target"]): max(0, link["pence"]) for link in links}
    bars = [
        {"label": payer["label"], "pence": payer["pence"], "parts": _parts(payer, paid, targets)} for payer in payers
    ]
    return {
        "title": title,
        "bars": bars,
        "key": [{**each, "hatch": HATCHED.get(each["area"], "")} for each in once(targets)],
    }


def once(targets: Iterable[Row]) -> list[Row]:
    """The areas of the targets, each once, by the label of the first that has it."""
    found: dict[str, Row] = {}
    for target in targets:
        found.setdefault(target["area"], target)
    return list(found.values())


def in_words(least: float | None, most: float | None) -> str:
    """ "35% to 50%", or what can be said where there are no bounds."""
    if least is None or most is None:
        return _("no share can be told")
    low, high = numbers.percent(least), numbers.percent(most)
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def _parts(payer: Row, paid: Mapping[tuple[str, str], int], targets: Sequence[Row]) -> list[dict[str, Any]]:
    whole = sum(paid.get((payer["key"], target["key"]), 0) for target in targets)
    start, parts = 0, []
    for target in targets:
        size = paid.get((payer["key"], target["key"]), 0)
        if size:
            place = {"x": percentage(Fraction(start), whole), "width": percentage(Fraction(size), whole)}
            parts.append({"area": target["area"], "hatch": HATCHED.get(target["area"], ""), **place})
        start += size
    return parts


def _bounds(row: Row) -> tuple[float | None, float | None]:
    return row[BOUNDS[0]], row[BOUNDS[1]]


def _range(least: float | None, most: float | None) -> dict[str, Any]:
    low, high = least or 0, most or 0
    drawn = {"sure": percentage(low, 1), "perhaps": percentage(high - low, 1)}
    return {"told": in_words(least, most), "known": least is not None, **drawn}
