"""The report of a selection: as a page, and as a typeset PDF."""

from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from commonweal.basics.tables import Table
from commonweal.spend.definitions import VERSION
from commonweal.spend.report.gathering import report
from commonweal.spend.report.queries import basis
from commonweal.spend.report.typesetting import pdf as typeset
from commonweal.spend.report.values import Chart, Report, Section
from commonweal.spend.views import asking, tables
from commonweal.spend.views.asking import Asked

MISTAKEN: Final = 400
HATCHED: Final = ("unknown", "redacted", "locked")
KEPT: Final = 32  # reports set in type that a process keeps, by all that they say
WIDTH: Final = 100  # per cent


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The report as a page that prints well."""
    asked = asking.asked(request)
    form = asking.form(asked)
    context = {"asked": asked, "form": form, "about": asking.about(asked, form), "loop_step": "leak"}
    if asked.answerable:
        told = _report(asked)
        context |= {
            "report": told,
            "overview": [_chart(each) for each in told.overview],
            "sections": [_section(each, asked) for each in told.sections],
            "pdf_url": reverse("report-pdf") + asked.query(),
        }
    return render(request, "spend/report.html", context, status=MISTAKEN if asked.refusal else 200)


@require_safe
def pdf(request: HttpRequest) -> HttpResponse:
    """The report as a PDF; where it cannot be had, the page that says why."""
    asked = asking.asked(request)
    if not asked.answerable:
        return page(request)
    response = HttpResponse(typeset(_report(asked)), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="commonweal-report.pdf"'
    return response


def _report(asked: Asked) -> Report:
    known = basis(asked.selection, sample=asked.sample, made=timezone.localdate())
    key = repr((asked.lake.fingerprint(), sorted(asked.words.items()), known))
    return _kept(_Kept(asked, known, key))


class _Kept:
    """A question whose answer is kept: two of the same key have the same answer."""

    def __init__(self, asked: Asked, known: Any, key: str) -> None:
        self.asked, self.known, self.key = asked, known, key

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and self.key == other.key


@lru_cache(maxsize=KEPT)
def _kept(question: _Kept) -> Report:
    return report(question.asked.lake, question.asked.selection, question.known)


def _section(section: Section, asked: Asked) -> dict[str, Any]:
    said = replace(tables.provenance("local_share", asked.selection), definition=_definitions(section))
    return {
        "section": section,
        "charts": [_chart(each) for each in section.charts],
        "tables": [
            {"table": Table(section.name, each.caption, each.columns, each.rows, provenance=said), "more": each.more}
            for each in section.tables
        ],
        "definitions": [(name, reverse("definition", args=[name])) for name in section.definitions],
    }


def _definitions(section: Section) -> str:
    return f"{' and '.join(f'{name}.sql' for name in section.definitions)}, version {VERSION}"


def _chart(chart: Chart) -> dict[str, Any]:
    bars = [
        {"label": bar.label, "figure": bar.figure, "parts": [_part(each) for each in bar.parts]} for bar in chart.bars
    ]
    key = [{"text": text, **_filled(fill)} for fill, text in chart.key]
    return {"chart": chart, "single": len(bars) == 1, "bars": bars, "key": key}


def _part(part: Any) -> dict[str, str]:
    return {"x": f"{part.start * WIDTH:.3f}%", "width": f"{part.size * WIDTH:.3f}%", **_filled(part.fill)}


def _filled(fill: str) -> dict[str, str]:
    return {"area": fill, "hatch": f"url(#hatch-{fill})" if fill in HATCHED else ""}
