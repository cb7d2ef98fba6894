"""Sets a report in type: A4, tagged for those who hear it, and the same bytes from the same report.

The templates are ours. What the report says goes in as JSON and is set as text, so nothing in it is ever markup. Only
the typesetter's own fonts are used, since those of a machine differ from machine to machine.
"""

import json
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import typst

from commonweal.basics.tables import Column
from commonweal.spend.report.values import Chart, Listed, Report, Section
from commonweal.spend.report.words import cell, day, shorter

FOLDER: Final = Path(__file__).parent
STANDARD: Final = "ua-1"  # PDF/UA-1, ISO 14289-1: a PDF that assistive technology can read
NUMERIC: Final = frozenset(("money", "count", "share"))
NARROW: Final = frozenset(("date", "month"))
LONGEST_CELL: Final = 300  # characters of one cell: longer words of a source would push a table off its page
STEERING: Final = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))  # controls, marks of direction, no characters at all
NOTHING: Final = "not named"
OPTIONAL: Final = frozenset(("more", "definitions", "attribution", "licence"))  # texts that may be left out
LICENCE: Final = (
    "Spend is published by the payers named. Whoever uses this report keeps these attributions with "
    "it; what is made from a "
    "register under a share-alike licence is shared alike."
)


def pdf(report: Report) -> bytes:
    """The report as a PDF."""
    made = datetime.combine(report.basis.made, time(), tzinfo=UTC)
    return _compiled(_inputs(report), made)


def pages(report: Report, ppi: float = 72.0) -> list[bytes]:
    """The report's pages as PNG images, to look at."""
    made: Any = _compiler().compile(
        FOLDER / "report.typ", format="png", ppi=ppi, sys_inputs={"report": _inputs(report)}
    )
    return made if isinstance(made, list) else [made]


def _compiled(inputs: str, made: datetime) -> bytes:
    compiled: Any = _compiler().compile(
        FOLDER / "report.typ",
        format="pdf",
        sys_inputs={"report": inputs},
        pdf_standards=[STANDARD],
        timestamp=int(made.timestamp()),
    )
    assert isinstance(compiled, bytes)
    return compiled


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    return typst.Compiler(root=FOLDER, ignore_system_fonts=True)


def _inputs(report: Report) -> str:
    told = {
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
    return json.dumps(_plain(told), ensure_ascii=False)


def _plain(told: Any) -> Any:
    """What is told with every text fit to be set: nothing that steers the line it stands in, and never nothing."""
    match told:
        case str():
            return "".join(letter for letter in told if unicodedata.category(letter) not in STEERING).strip() or NOTHING
        case dict():
            return {name: each if name in OPTIONAL and not each else _plain(each) for name, each in told.items()}
        case list():
            return [_plain(each) for each in told]
    return told


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
    return {
        "caption": listed.caption,
        "columns": [_column(each) for each in listed.columns],
        "rows": [[_text(column, row.get(column.name)) for column in listed.columns] for row in listed.rows],
        "more": more,
    }


def _column(column: Column) -> Mapping[str, Any]:
    return {"label": column.label, "numeric": column.kind in NUMERIC, "narrow": column.kind in NARROW}


def _text(column: Column, value: Any) -> str:
    text = cell(column, value)
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"
