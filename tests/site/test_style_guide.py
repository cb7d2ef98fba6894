"""The style guide shows every piece at once; it obeys the site's own policy and serves everyone."""

import re
from collections.abc import Callable
from math import sin
from pathlib import Path
from typing import Any

from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from playwright.sync_api import Page, Route

from commonweal.basics.tables import Column, Provenance, Table

SOURCE = Provenance("Published by six invented councils", "Open Government Licence v3.0", definition="payers.sql")
COLUMNS = [
    Column("payer", "Payer", "link"),
    Column("pence", "Paid", "money"),
    Column("share", "In the region", "share"),
    Column("month", "Latest month", "month"),
]


def corner(column: int, row: int) -> str:
    return f"{60 + 80 * column + 16 * sin(column * 3 + row):.0f} {30 + 72 * row + 14 * sin(row * 5 + column * 2):.0f}"


def patch(column: int, row: int) -> str:
    edge = [corner(column, row), corner(column + 1, row), corner(column + 1, row + 1), corner(column, row + 1)]
    return f"M{'L'.join(edge)}Z"


def ward(column: int, row: int) -> dict[str, Any]:
    value = (column * 37 + row * 91) % 100
    known = {"value": value * 10**7 if value % 9 else None}
    return {"name": "Invented", "path": patch(column, row), "url": "/ward/", **known}


def style_guide() -> dict[str, Any]:
    """Everything the style guide shows."""
    held = [n for n in range(34) if n not in (4, 5, 20)]
    months = [{"month": f"{2029 + n // 12}-{n % 12 + 1:02d}", "pence": round(2e9 + 3e9 * sin(n / 3))} for n in held]
    areas = {"unknown": 121, "uk": 98, "home": 214, "overseas": 19, "region": 107, "north_west": 60}
    paid = {"payer": "Saltmarsh City", "payer_url": "/1/", "pence": -55_145_35, "share": 0.09, "month": "2031-02"}
    words = ["Supplier", "Purpose", "Category", "Department"]
    return {
        "region": {"name": "Saltmarsh Bay City Region", "sample": True},
        "loop_step": "spend",
        "navigation": [
            {"label": label, "url": f"/{label}/", "current": label == "Payers"}
            for label in ("Home", "Account", "Gaps", "Payers", "Suppliers", "Coverage", "Imports", "Search")
        ],
        "payers": Table("payers", "Payers", COLUMNS, [{**paid, "pence": 20_119_340_050}, paid], 412, SOURCE),
        "months": Table("months", "Months", [COLUMNS[1], COLUMNS[3]], months, provenance=SOURCE),
        "rows": Table("rows", "Payments", [*COLUMNS, *(Column(word, word) for word in words)], [paid, paid]),
        "nothing": Table("nothing", "Problems", [Column("where", "Where"), Column("reason", "Reason")], []),
        "parts": [{"area": area, "pence": pence * 10**8 + 1} for area, pence in areas.items()],
        "wards": [ward(column, row) for column in range(6) for row in range(8)],
        "districts": [{"name": "Wirdale", "path": patch(2, 3), "x": 280, "y": 300}],
        "total": 78_129_340_131,
        "kept": 0.42,
        "source_url": "/source/",
        "contact": "corrections@example.org",
        "messages": [Message(constants.ERROR, "The file is empty."), Message(constants.SUCCESS, "Read and kept.")],
    }


def test_the_style_guide_obeys_the_sites_own_policy() -> None:
    page = render_to_string("styleguide.html", style_guide())
    assert re.findall(r"<[^>]+\sstyle=|<style|<script(?![^>]+src=)|\son\w+=", page) == []
    names = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(names) == sorted(set(names))


def test_the_front_end_mirrors_itself_for_those_who_write_from_right_to_left() -> None:
    styles = Path(finders.find("built/app.css") or "not built yet").read_text()
    assert re.findall(r"(?:margin|padding)-(?:left|right):|text-align:(?:left|right)|[;{](?:left|right):", styles) == []


def test_the_style_guide_in_a_browser(page: Page, axe: Callable[[Page], list[str]]) -> None:
    guide = render_to_string("styleguide.html", style_guide())

    def serve(route: Route) -> None:
        name = route.request.url.partition("/static/")[2]
        if name:
            route.fulfill(path=finders.find(name))
        else:
            route.fulfill(body=guide, content_type="text/html; charset=utf-8")

    page.route("**/*", serve)
    page.goto("http://localhost/")
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width  # the page itself scrolls only downwards
        assert axe(page) == []
