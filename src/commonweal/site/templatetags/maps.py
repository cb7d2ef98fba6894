"""The ward map: a choropleth drawn on the server, with its legend. The table beside it is its other form."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import template
from django.utils.translation import gettext as _

from commonweal.basics.tables import Kind
from commonweal.site.templatetags.charts import SHORT
from commonweal.site.templatetags.pieces import shown

register = template.Library()

CLASSES: Final = 5  # more shades than five cannot be told apart on a map
LABEL_SHARE: Final = 30  # a district's name is written at this part of the map's width
HATCH_SHARE: Final = 70  # lines of hatching across the map, so that they stay apart on a phone and on paper


@register.inclusion_tag("pieces/ward_map.html")
def ward_map(
    wards: Sequence[Mapping[str, Any]], view_box: str, title: str, kind: Kind = "money", **view: Any
) -> dict[str, Any]:
    """Wards shaded in five steps, each holding about as many wards.

    wards: mappings of `name`, `path` (an SVG path), `value` (None is not known: hatched) and `url` ("" for no link).
    view_box: the drawing's frame in the paths' units, "0 0 600 800".
    view: `districts`, mappings of `name`, `path` and where its name is written, `x` and `y`; `table`, the name of the
    table that holds the same figures; `how`, the address of "how do we know?"; `missing`, what hatching means here.
    """
    bounds = class_bounds([ward["value"] for ward in wards if ward["value"] is not None])
    width = float(view_box.split()[2])
    return {
        "title": title,
        "view_box": view_box,
        "label_size": f"{width / LABEL_SHARE:.2f}",
        "hatch_size": f"{width / HATCH_SHARE:.2f}",
        "wards": [_ward(ward, bounds, kind) for ward in wards],
        "legend": _legend(bounds, [ward["value"] for ward in wards if ward["value"] is not None], kind),
        "districts": view.get("districts", ()),
        "unknown": any(ward["value"] is None for ward in wards),
        "missing": view.get("missing") or _("not known"),
        "table_name": view.get("table", ""),
        "how": view.get("how", ""),
    }


def class_bounds(values: Sequence[float]) -> list[float]:
    """Where each class but the first begins. Equal values never fall into different classes, so there may be fewer."""
    ranked = sorted(values)
    starts = {ranked[len(ranked) * step // CLASSES] for step in range(1, CLASSES)} if ranked else set()
    return sorted(start for start in starts if start > ranked[0])


def _ward(ward: Mapping[str, Any], bounds: Sequence[float], kind: Kind) -> dict[str, Any]:
    value = ward["value"]
    return {
        "name": ward["name"],
        "path": ward["path"],
        "url": ward.get("url", ""),
        "text": shown(kind, value),
        "step": "" if value is None else _step(bisect_right(bounds, value), len(bounds)),
    }


def _legend(bounds: Sequence[float], values: Sequence[float], kind: Kind) -> list[dict[str, Any]]:
    """Each class with the lowest and highest figure that a ward in it really has."""
    legend = []
    for place in range(len(bounds) + 1 if values else 0):
        members = [value for value in values if bisect_right(bounds, value) == place]
        low, high = (SHORT[kind](edge) for edge in (min(members), max(members)))
        text = low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}
        legend.append({"step": _step(place, len(bounds)), "text": text, "wards": len(members)})
    return legend


def _step(place: int, last: int) -> int:
    """The shade of a class, 1 to 5: few classes are spread over the whole scale."""
    return 1 + round(place * (CLASSES - 1) / last) if last else CLASSES // 2 + 1
