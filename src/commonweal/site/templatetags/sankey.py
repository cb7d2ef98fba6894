"""Flows from payers to places as a drawing: on the left who pays, on the right where it went, as wide as the pounds.

Drawn on the server as SVG and hidden from assistive technology: the table beside it says the same, better. Where the
screen is too narrow for its words, one bar a payer stands in its place.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import template

from commonweal.basics.tables import Row
from commonweal.site.templatetags import numbers
from commonweal.site.templatetags.charts import HATCHED

register = template.Library()

WIDTH: Final = 1000  # units of the drawing, about one pixel each on a desk
WORDS: Final = 262  # on each side, for the names
NODE: Final = 14  # the width of a payer's or a place's own bar
TALL: Final = 420  # of all the money together, the gaps apart
SLOT: Final = 40  # the least height that a name and its sum take
LONGEST_NAME: Final = 32  # letters that fit beside a node; a longer name is cut there, and whole in the table


@dataclass(frozen=True, slots=True)
class Node:
    """A payer or a place as drawn: `y`, the top of its bar; `height`, as high as its pounds."""

    key: str
    y: float
    height: float


@register.inclusion_tag("pieces/sankey.html")
def sankey(payers: Sequence[Row], links: Iterable[Row], targets: Sequence[Row]) -> dict[str, Any]:
    """The drawing. payers and targets: mappings of `key` and `label`, a target's `area` too; links: `source`,
    `target`, `pence`. Links below zero are not drawn."""
    drawn = [link for link in links if link["pence"] > 0]
    whole = sum(link["pence"] for link in drawn)
    sides = [
        column(
            [(each["key"], sum(link["pence"] for link in drawn if link[end] == each["key"])) for each in nodes], whole
        )
        for end, nodes in (("source", payers), ("target", targets))
    ]
    left, right = _centred(sides)
    height = max((node.y + max(node.height, SLOT) for node in (*left, *right)), default=0)
    areas = {target["key"]: target["area"] for target in targets}
    return {
        "view_box": f"0 0 {WIDTH} {height:.0f}",
        "ribbons": [_ribbon(*each, areas) for each in ribbons(drawn, left, right)],
        "left": [_named(node, each, drawn, "source") for node, each in _with(left, payers)],
        "right": [_named(node, each, drawn, "target") for node, each in _with(right, targets)],
        "at": {
            "left": WORDS,
            "right": WIDTH - WORDS - NODE,
            "names_left": WORDS - 10,
            "names_right": WIDTH - WORDS + 10,
        },
        "node": NODE,
    }


def column(sums: Sequence[tuple[str, int]], whole: int) -> list[Node]:
    """Nodes one under the other in the order given, each as high as its part of the whole, none on another's words."""
    y, nodes = 0.0, []
    for key, pence in sums:
        if pence > 0:
            height = TALL * pence / whole
            nodes.append(Node(key, y + max(0.0, SLOT - height) / 2, height))
            y += max(height, SLOT) + 6
    return nodes


def ribbons(links: Sequence[Row], left: Sequence[Node], right: Sequence[Node]) -> list[tuple[Row, float, float, float]]:
    """Each link with where it leaves, where it arrives, and how high it is. At each node they lie side by side."""
    order = {node.key: place for place, node in enumerate(right)}
    starts, ends = ({node.key: node.y for node in side} for side in (left, right))
    whole = sum(link["pence"] for link in links)
    first = {node.key: place for place, node in enumerate(left)}
    found = []
    for link in sorted(links, key=lambda link: (first[link["source"]], order[link["target"]])):
        height = TALL * link["pence"] / whole
        found.append((link, starts[link["source"]], ends[link["target"]], height))
        starts[link["source"]] += height
        ends[link["target"]] += height
    return found


def _centred(sides: Sequence[list[Node]]) -> list[list[Node]]:
    """Both columns in the middle of the drawing's height."""
    heights = [max((node.y + node.height for node in side), default=0.0) for side in sides]
    most = max(heights)
    return [
        [Node(node.key, node.y + (most - height) / 2, node.height) for node in side]
        for side, height in zip(sides, heights, strict=True)
    ]


def _ribbon(link: Row, start: float, end: float, height: float, areas: dict[str, str]) -> dict[str, Any]:
    x, to = WORDS + NODE, WIDTH - WORDS - NODE
    middle = (x + to) / 2
    upper = f"M{x} {start:.1f}C{middle:.0f} {start:.1f} {middle:.0f} {end:.1f} {to} {end:.1f}"
    bottom, back = end + height, start + height
    lower = f"V{bottom:.1f}C{middle:.0f} {bottom:.1f} {middle:.0f} {back:.1f} {x} {back:.1f}Z"
    area = areas[link["target"]]
    return {"path": upper + lower, "area": area, "hatch": HATCHED.get(area, "")}


def _named(node: Node, each: Row, links: Iterable[Row], end: str) -> dict[str, Any]:
    name = str(each["label"])
    area = each.get("area", "")
    pence = sum(link["pence"] for link in links if link[end] == node.key)
    return {
        "y": f"{node.y:.1f}",
        "height": f"{max(node.height, 1):.1f}",
        "middle": f"{node.y + node.height / 2:.1f}",
        "name": name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…",
        "sum": numbers.pounds_short(pence),
        "area": area,
        "hatch": HATCHED.get(area, ""),
    }


def _with(nodes: Iterable[Node], known: Iterable[Row]) -> Iterable[tuple[Node, Row]]:
    by_key = {each["key"]: each for each in known}
    return ((node, by_key[node.key]) for node in nodes)
