"""Charts drawn on the server as SVG: they need no script, print well, and are quick on an old phone.

Lengths are percentages in SVG attributes (the site's policy forbids inline styles), so words keep their size on any
screen. Drawings are hidden from assistive technology: the table beside each says the same, better.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.basics import shares
from commonweal.basics.tables import Kind, Row, Table, month_text
from commonweal.site.templatetags import numbers
from commonweal.site.templatetags.pieces import percentage, shown

register = template.Library()

AREAS: Final = {
    "home": gettext_lazy("Home"),
    "region": gettext_lazy("Rest of the region"),
    "north_west": gettext_lazy("Rest of the North West"),
    "wider": gettext_lazy("Rest of the wider region"),
    "uk": gettext_lazy("Rest of the UK"),
    "elsewhere": gettext_lazy("Elsewhere in the UK"),
    "overseas": gettext_lazy("Overseas"),
    "unknown": gettext_lazy("Not placed yet"),
    "redacted": gettext_lazy("Redacted by the payer"),
    "free": gettext_lazy("Can be influenced"),
    "locked": gettext_lazy("Locked"),
}  # the nearer, the greener: in this order, always
STAYS: Final = frozenset({"home", "region"})
UNKNOWN: Final = "unknown"
HATCHED: Final = {each: f"url(#hatch-{each})" for each in (UNKNOWN, "redacted", "locked")}  # never colour alone
SHORT: Final[dict[str, Callable[[Any], str]]] = {
    "money": numbers.pounds_short,
    "count": numbers.count,
    "share": numbers.percent,
}
ROUND_STEPS: Final = (1, 2, 3, 4, 5, 6, 8, 10)  # an axis ends on one of these times a power of ten
LATE: Final = 0.86  # of the width: a year that begins beyond it has no room to its right on a small phone
MOST_YEARS: Final = 6  # written under a chart of months; beyond, every second one


@register.inclusion_tag("pieces/bars.html")
def bars(of: Table, label: str, value: str, limit: int = 10, title: str = "") -> dict[str, Any]:
    """Horizontal bars of the column `value`, named by the column `label`, for the first `limit` rows of a table."""
    rows = list(of.rows[:limit])
    longest = max((abs(row.get(value) or 0) for row in rows), default=0) or 1
    drawn = [_bar(_kind(of, label), row.get(label), _kind(of, value), row.get(value), longest) for row in rows]
    return {"table": of, "title": title or of.caption, "bars": drawn}


@register.inclusion_tag("pieces/columns.html")
def columns(
    of: Table, value: str = "pence", title: str = "", held: Sequence[str] = (), gap: str = ""
) -> dict[str, Any]:
    """One column a month of the table's column `month`.

    A month without a row, or whose figure is not known, is a hatched gap: never zero. Only for the months named in
    `held` ("2031-02") does no row mean that there was nothing. gap: what hatching means here, in a sentence.
    """
    kind = _kind(of, value)
    figures = {month_text(row["month"]): row.get(value) for row in of.rows if row.get("month")}
    months = list(_every_month(min(figures), max(figures))) if figures else []
    figures = {**dict.fromkeys(set(held) & set(months) - figures.keys(), 0), **figures}
    known = [figure for figure in figures.values() if figure is not None]
    scale = _Scale(axis_end(max(known, default=0)), -axis_end(-min(known, default=0)), len(months))
    return {
        "table": of,
        "title": title or of.caption,
        "columns": [scale.column(place, each, figures.get(each), kind) for place, each in enumerate(months)],
        "years": _years(months),
        "zero": scale.height(0),
        "top": _axis(kind, scale.top),
        "bottom": _axis(kind, scale.bottom) if scale.bottom else "",
        "gaps": len(known) < len(months),
        "gap": gap or _("Hatched: no file held for that month. It is not zero."),
    }


@register.inclusion_tag("pieces/share_bar.html")
def share_bar(parts: Sequence[Row], label: str = "label", title: str = "", **view: Any) -> dict[str, Any]:
    """Where money goes, nearest first, as one bar, its figures and a phrase.

    parts: rows of `area` (a key of AREAS) and `pence`; where a row has `<label>` and `<label>_url`, these name and link
    the part. Parts below zero are told but not drawn. What is not placed could all be near or all be far, so the
    phrase then says "at least". view: `how`, the address of "how do we know?"; `plain` for the bar without a phrase,
    where the page has said it.
    """
    order = list(AREAS)
    ranked = sorted(parts, key=lambda part: order.index(part["area"]))
    total = sum(max(part["pence"], 0) for part in ranked)
    return {
        "title": title,
        "how": view.get("how", ""),
        "plain": view.get("plain", False),
        "total": total,
        "parts": list(_segments(ranked, label, total)),
        **_phrase(ranked, total),
    }


def axis_end(largest: int | float) -> int:
    """The round number at or above `largest` where an axis ends; 0 for nothing above zero."""
    if largest <= 0:
        return 0
    power = 1
    while largest > power * ROUND_STEPS[-1]:
        power *= 10
    return next(step * power for step in ROUND_STEPS if largest <= step * power)


def _bar(label_kind: Kind, label: Any, kind: Kind, value: Any, longest: int) -> dict[str, Any]:
    size = value or 0
    return {
        "label": shown(label_kind, label),
        "figure": _short(kind, value),
        "width": percentage(abs(size), longest),
        "below_zero": size < 0,
    }


class _Scale:
    """From figures to percentages of the drawing's width and height; zero sits where the figures put it."""

    def __init__(self, top: int, bottom: int, count: int) -> None:
        self.top, self.bottom, self.range = top, bottom, (top - bottom) or 1
        self.each = 100 / max(count, 1)

    def height(self, figure: float) -> str:
        return percentage(self.top - figure, self.range)

    def column(self, place: int, month: str, figure: int | None, kind: Kind) -> dict[str, Any]:
        across = {"x": f"{(place + 0.1) * self.each:.3f}%", "width": f"{self.each * 0.8:.3f}%", "month": month}
        if figure is None:
            return {**across, "y": "0%", "height": "100%", "missing": True}
        tall = {"y": self.height(max(figure, 0)), "height": percentage(abs(figure), self.range)}
        return {**across, **tall, "below_zero": figure < 0, "figure": _short(kind, figure)}


def _every_month(first: str, last: str) -> Iterator[str]:
    year, month = map(int, first.split("-"))
    while (text := month_text(date(year, month, 1))) <= last:
        yield text
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _years(months: Sequence[str]) -> list[dict[str, Any]]:
    """Where each year is written: at its first month shown, and up to the end where it begins `late`."""
    starts = {text[:4]: place for place, text in reversed(list(enumerate(months)))}
    years = sorted(starts)
    every = 1 if len(years) <= MOST_YEARS else 2
    return [
        {"year": year, "x": percentage(starts[year], len(months)), "late": starts[year] > LATE * len(months)}
        for year in years[::every]
    ]


def _segments(parts: Sequence[Row], label: str, total: int) -> Iterator[dict[str, Any]]:
    start = Fraction(0)
    for part in parts:
        share = Fraction(max(part["pence"], 0), total or 1)
        yield {
            "area": part["area"],
            "hatch": HATCHED.get(part["area"], ""),
            "label": part.get(label) or AREAS[part["area"]],
            "url": part.get(f"{label}_url"),
            "pence": part["pence"],
            "share": share,
            "x": percentage(start, 1),
            "width": percentage(share, 1),
        }
        start += share


def _phrase(parts: Sequence[Row], total: int) -> dict[str, Any]:
    """The share that stays, to the nearest 10p of £10; rounded down where some of the money is not placed."""
    near = sum(max(part["pence"], 0) for part in parts if part["area"] in STAYS)
    unplaced = sum(max(part["pence"], 0) for part in parts if part["area"] == UNKNOWN)
    if not total:
        return {"phrase": "", "near": 0, "unplaced": 0}
    told = {"near": near, "unplaced": unplaced, "unplaced_of_ten": numbers.of_ten(Fraction(unplaced, total))}
    return {"phrase": _stays(Fraction(near, total), sure=not unplaced), **told}


def _stays(share: Fraction, sure: bool) -> str:
    """The phrase itself. What rounds to nothing is said in words: "£0.00" would claim more than is known."""
    steps = shares.TEN_POUNDS // shares.STEP
    if not share:
        return _("None of it stays in the region") if sure else _("None of it is placed in the region yet")
    if share * steps < 1:
        if sure:
            return _("Less than 10p of every £10 stays in the region")
        return _("Less than 10p of every £10 is placed in the region so far")
    said = _("%(part)s stays in the region") if sure else _("At least %(part)s stays in the region")
    return said % {"part": numbers.of_ten(share if sure else Fraction(share * steps // 1, steps))}


def _axis(kind: Kind, end: int) -> str:
    """An axis ends on a round number, which needs no decimals: "£60 million"."""
    return re.sub(r"\.0+\b", "", _short(kind, end))


def _kind(value: Table, name: str) -> Kind:
    return next(column.kind for column in value.columns if column.name == name)


def _short(kind: Kind, value: Any) -> str:
    return SHORT[kind](value) if value is not None and kind in SHORT else shown(kind, value)
