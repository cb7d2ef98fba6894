"""Gaps: what is bought again and again from elsewhere while few suppliers here hold any of it; and one gap's story."""

from dataclasses import replace
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from commonweal.basics.tables import Table
from commonweal.spend.account import Page
from commonweal.spend.views import asking, assumed, gap_tables, gap_words
from commonweal.spend.views.asking import Asked
from commonweal.spend.views.paging import page_number
from commonweal.spend.wealth.gaps import Gap, Gaps, Reckoning
from commonweal.spend.wealth.telling import gaps_of

MISTAKEN: Final = 400  # the status of a page that was asked for something there cannot be
DRAWN: Final = 10  # bars of holders at most; the table has all
NAMED: Final = 4  # payers; the others are counted
LISTED: Final = 10  # suppliers here, those paid most; the files list them all
AREAS: Final = {"wider": "north_west", "redacted": "unknown"}  # the colour of a ring that is called otherwise there


def listing(request: HttpRequest) -> HttpResponse:
    """The gaps of a selection, the widest first, and what could not be looked at."""
    asked = asking.asked(request)
    context = framed(asked)
    if asked.answerable:
        found = gaps_of(asked.lake, asked.selection, asked.reckoning())
        largest = max((gap_words.whole(gap) for gap in found.ranked), default=0)
        context |= {
            "gaps": [gap_words.in_words(gap, asked, largest) for gap in found.ranked],
            "found": found,
            "nothing_leaves": all(gap.leaving <= 0 for gap in found.ranked),
            "table": gap_tables.of_gaps(found, asked, gap_tables.BRIEFLY),
            "downloads": reverse("gaps") + asked.query(),
        }
    return render(request, "spend/gaps.html", context, status=MISTAKEN if asked.refusal else 200)


def download(request: HttpRequest, ending: str) -> HttpResponse:
    """The gaps as a file, with every column."""
    asked, found = _found(request)
    return gap_tables.sent(gap_tables.of_gaps(found, asked), ending)


def gap(request: HttpRequest, slug: str) -> HttpResponse:
    """One gap's story."""
    proclass = gap_words.SLUGS.get(slug)
    asked = asking.asked(request)
    context = {**framed(asked), "proclass": proclass, "slug": slug}
    if proclass is None:
        return render(request, "spend/gap_unknown.html", context, status=404)
    if asked.answerable:
        by = asked.reckoning()
        ranked = gaps_of(asked.lake, asked.selection, by).ranked
        found = next((each for each in ranked if each.proclass == proclass), None)
        if found:
            context |= {**_story(found, asked, by), "rank": ranked.index(found) + 1, "of": len(ranked)}
    return render(request, "spend/gap.html", context, status=MISTAKEN if asked.refusal else 200)


def gap_download(request: HttpRequest, slug: str, table: str, ending: str) -> HttpResponse:
    """One table of a gap as a file."""
    if table == "payments":
        asked, proclass = _category(request, slug)
        return gap_tables.sent(gap_tables.payments(proclass, asked, _flow(request)), ending)
    asked, found = _found(request)
    wanted = next((each for each in found.ranked if each.proclass == gap_words.SLUGS.get(slug)), None)
    if wanted is None or table not in gap_tables.OF_A_GAP:
        raise Http404
    return gap_tables.sent(gap_tables.OF_A_GAP[table](wanted, asked), ending)


def payments(request: HttpRequest, slug: str) -> HttpResponse:
    """The very payments of a category: those that leave, may leave or stay, or all of them."""
    asked, proclass = _category(request, slug)
    flow, number = _flow(request), page_number(request)
    page = Page("pence", limit=gap_tables.ROWS, offset=(number - 1) * gap_tables.ROWS)
    context = {
        **framed(asked),
        **gap_tables.shown(gap_tables.payments(proclass, asked, flow, page), asked, slug, "gap_payments", flow),
        "name": proclass,
        "url": reverse("gap", args=[slug]) + asked.query(),
        "page": number,
        "per_page": gap_tables.ROWS,
        "flow": flow,
        "flows": [(each, label, asked.query(flow=each)) for each, label in gap_tables.FLOWS.items()],
        "all_url": request.path + asked.query(),
    }
    return render(request, "spend/gap_payments.html", context)


def framed(asked: Asked) -> dict[str, Any]:
    """What every page of these has: what was asked, and the form that asks."""
    form = asking.form(asked)
    return {"asked": asked, "form": form, "about": asking.about(asked, form), "loop_step": "gap"}


def _category(request: HttpRequest, slug: str) -> tuple[Asked, str]:
    asked = asking.asked(request)
    if not asked.answerable or slug not in gap_words.SLUGS:
        raise Http404
    return asked, gap_words.SLUGS[slug]


def _flow(request: HttpRequest) -> str:
    flow = request.GET.get("flow", "")
    if flow not in ("", *gap_tables.FLOWS):
        raise Http404
    return flow


def _found(request: HttpRequest) -> tuple[Asked, Gaps]:
    asked = asking.asked(request)
    if not asked.answerable:
        raise Http404
    return asked, gaps_of(asked.lake, asked.selection, asked.reckoning())


def _story(found: Gap, asked: Asked, by: Reckoning) -> dict[str, Any]:
    story = gap_words.in_words(found, asked)
    slug = story["slug"]
    months = gap_tables.months(found, asked)
    spans = [by.spans[payer].dated for payer in found.payers]
    comparable = sorted(frozenset.intersection(*spans)) if spans else []
    drawn = [row if row["month"] in comparable else {**row, "leaving_pence": None} for row in months.rows]
    payers = [each["name"] for each in asking.form(asked)["payers"] if each["slug"] in found.payers]
    holders, industries = gap_tables.holders(found, asked), gap_tables.industries(found, asked)
    here = gap_tables.suppliers(found, asked)
    return {
        **story,
        "story": story,
        "holders": gap_tables.shown(holders, asked, slug, "gap_holders"),
        "holder_bars": _bars(holders, "owner"),
        "industries": gap_tables.shown(industries, asked, slug, "gap_holders"),
        "months": gap_tables.shown(months, asked, slug, "gap_months"),
        "drawn_months": replace(months, rows=drawn),
        "comparable": comparable,
        "suppliers": gap_tables.shown(replace(here, rows=here.rows[:LISTED]), asked, slug, "gap_suppliers"),
        "unlisted": max(0, len(here.rows) - LISTED),
        "assumed": assumed.of_jobs(found, by),
        "payments_url": reverse("gap-payments", args=[slug]),
        **{f"{flow}_query": asked.query(flow=flow) for flow in gap_tables.FLOWS},
        "payers": payers[:NAMED],
        "more_payers": max(0, len(payers) - NAMED),
    }


def _bars(table: Table, label: str) -> list[dict[str, Any]]:
    rows = table.rows[:DRAWN]
    longest = max((abs(row["pence"]) for row in rows), default=0) or 1
    return [
        {
            "label": row[label],
            "place": row["place"],
            "pence": row["pence"],
            "area": AREAS.get(row["ring"], row["ring"]),
            "width": gap_words.width(abs(row["pence"]), longest),
        }
        for row in rows
    ]
