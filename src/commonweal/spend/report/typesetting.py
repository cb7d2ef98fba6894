"""A report as a sheet to be set in type: what it says, in words that `report.typ` puts in their places."""

from collections.abc import Mapping
from math import sqrt
from pathlib import Path
from typing import Any, Final

from commonweal.basics import typesetting
from commonweal.basics.tables import Column
from commonweal.spend.report.values import Chart, Listed, Report, Section
from commonweal.spend.report.words import cell, day, shorter

TEMPLATE: Final = Path(__file__).with_name("report.typ")
NUMERIC: Final = frozenset(("money", "count", "share"))
NARROW: Final = frozenset(("date", "month"))
SHORT_CELL: Final = 20  # characters that need no more than a column's plain share of the room
WIDEST: Final = 3.0  # shares of the room that a column of long cells is given
LONGEST_CELL: Final = 300  # characters of one cell: longer words of a source would push a table off its page
OPTIONAL: Final = frozenset(("more", "definitions", "attribution", "licence"))  # texts that may be left out
LICENCE: Final = (
    "Spend is published by the payers named. Whoever uses this report keeps these attributions with "
    "it; what is made from a "
    "register under a share-alike licence is shared alike."
)


def pdf(report: Report) -> bytes:
    """The report as a PDF."""
    return typesetting.pdf(TEMPLATE, _told(report), report.basis.made, OPTIONAL)


def pages(report: Report, ppi: float = 72.0) -> list[bytes]:
    """The report's pages as PNG images, to look at."""
    return typesetting.pages(TEMPLATE, _told(report), ppi, OPTIONAL)


def _told(report: Report) -> Mapping[str, Any]:
    return {
        **{name: getattr(report, name) for name in ("title", "who", "period", "home", "headline", "sources_line")},
        "who-short": shorter(report.who),
        "sample": report.basis.sample,
        "made": day(report.basis.made),
        "findings": list(report.findings),
        "overview": [_chart(each) for each in report.overview],
        "sections": [_section(each) for each in report.sections],
        "credits": [
            {"title": each.title, "attribution": each.attribution, "licence": each.licence} for each in report.credits
        ],
        "licence": LICENCE,
    }


def _section(section: Section) -> Mapping[str, Any]:
    named = ", ".join(f"{name}.sql" for name in section.definitions)
    return {
        "name": section.name,
        "title": section.title,
        "words": list(section.words),
        "charts": [_chart(each) for each in section.charts],
        "tables": [_table(each) for each in section.tables],
        "definitions": f"Worked out by {named}" if named else "",
    }


def _chart(chart: Chart) -> Mapping[str, Any]:
    return {
        "title": chart.title,
        "told": chart.told,
        "key": [list(each) for each in chart.key],
        "bars": [
            {
                "label": bar.label,
                "figure": bar.figure,
                "parts": [{"fill": part.fill, "start": part.start, "size": part.size} for part in bar.parts],
            }
            for bar in chart.bars
        ],
    }


def _table(listed: Listed) -> Mapping[str, Any]:
    more = f"{listed.more:,} more are on the site and in the interface." if listed.more else ""
    rows = [[_text(column, row.get(column.name)) for column in listed.columns] for row in listed.rows]
    longest = [max((len(row[place]) for row in rows), default=0) for place in range(len(listed.columns))]
    return {
        "caption": listed.caption,
        "columns": [_column(each, length) for each, length in zip(listed.columns, longest, strict=True)],
        "rows": rows,
        "more": more,
    }


def _column(column: Column, longest: int) -> Mapping[str, Any]:
    """How a column is set; `share`: of the room for text, the more the longer its longest cell is."""
    share = min(WIDEST, max(1.0, sqrt(longest / SHORT_CELL)))
    return {"label": column.label, "numeric": column.kind in NUMERIC, "narrow": column.kind in NARROW, "share": share}


def _text(column: Column, value: Any) -> str:
    text = cell(column, value)
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"
