"""The account: of everything in view, of a payer, of a category, of any selection of these, seen from a home area."""

from dataclasses import replace
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from commonweal.basics.problems import Refused
from commonweal.spend import account, definitions, queries
from commonweal.spend.account import Page
from commonweal.spend.coverage import coverage, like_for_like
from commonweal.spend.selection import Selection
from commonweal.spend.tables import SHOWN
from commonweal.spend.views import account_asked, account_pages, tables
from commonweal.spend.views.paging import ROWS, view_of

MISTAKEN: Final = 400  # the status of a page that was asked for something there cannot be
LARGEST: Final = 10  # rows of a table that an account shows before "all of them"
BREAKDOWNS: Final = ("suppliers", "categories", "departments", "purposes")


def of(request: HttpRequest) -> HttpResponse:
    """The account of any selection."""
    asked = account_asked.of(request)
    status = MISTAKEN if asked.refusal else 200
    return render(request, "spend/account.html", account_pages.first(request, asked), status=status)


def of_payer(request: HttpRequest, slug: str) -> HttpResponse:
    """A payer's account."""
    payer = queries.payer(slug, sample=queries.sample_in_view())
    if payer is None:
        raise Http404
    asked = account_asked.of_payer(request, slug)
    context = {**account_pages.first(request, asked), "files": queries.files_of(payer)}
    return render(request, "spend/account.html", context, status=MISTAKEN if asked.refusal else 200)


def page(request: HttpRequest, selection: Selection, title: str, **more: Any) -> HttpResponse:
    """The account of a supplier: `template` says more above it, with what it needs in `more`."""
    totals = account.ask(tables.lake_for(selection, sample=queries.sample_in_view()), "totals", selection)
    context = {
        "title": title,
        "totals": totals[0] if totals else None,
        **months(selection),
        "breakdowns": [_largest(name, selection) for name in _breakdowns(selection)],
        "payments_url": tables.payments_of(selection),
        **more,
    }
    return render(request, more.get("template", "spend/account.html"), context)


def months(selection: Selection) -> dict[str, Any]:
    """The months, and those of them that a chart may compare: the ones held of every payer in the selection."""
    table = tables.of("months", selection)
    payers = coverage(account.ask(_lake(), "coverage", Selection(payer=selection.payer, payers=selection.payers)))
    paying = {row["payer_slug"] for row in account.ask(_lake(), "payers", selection)}
    comparable = set(like_for_like([payer for payer in payers if payer.payer_slug in paying]))
    drawn = [row if row["month"] in comparable else {**row, "pence": None} for row in table.rows]
    return {
        "months": tables.shown(table, selection),
        "drawn_months": replace(table, rows=drawn),
        "comparable": sorted(comparable),
        "several_payers": len(paying) > 1,
    }


def _breakdowns(selection: Selection) -> list[str]:
    first = [] if selection.payer else ["payers"]
    chosen = {"supplier": "suppliers", "category": "categories", "department": "departments", "purpose": "purposes"}
    settled = {chosen[name] for name in selection.chosen() if name in chosen}
    return first + [name for name in BREAKDOWNS if name not in settled]


def _largest(definition: str, selection: Selection) -> dict[str, Any]:
    table = tables.of(definition, selection, Page(SHOWN[definition].order, limit=LARGEST))
    return {**tables.shown(table, selection), "all_url": tables.list_of(definition, selection)}


def listing(request: HttpRequest, definition: str) -> HttpResponse:
    """A whole table, page by page: payers, suppliers, categories, the payments themselves."""
    view, title = view_of(request, definition), SHOWN[definition].caption
    try:
        selection = tables.chosen_by(request)
    except Refused as refusal:
        return render(request, "spend/listing.html", {"title": title, "problem": refusal.plain}, status=MISTAKEN)
    table = tables.of(definition, selection, view.page())
    context = {
        "table": table,
        "chosen": [*tables.chosen(request, selection), *tables.seen_from(request, selection)],
        "title": title,
        "view": view,
        "per_page": ROWS,
        "downloads": tables.downloads_of(definition, selection),
        "how": reverse("definition", args=[definition]),
    }
    return render(request, "spend/listing.html", context)


def definition(request: HttpRequest, name: str) -> HttpResponse:
    """How do we know? The definition itself, with all it builds on, as an analyst can run it."""
    if name not in definitions.names():
        raise Http404
    context = {"name": name, "needed": definitions.needed(name), "version": definitions.VERSION}
    return render(request, "spend/definition.html", context)


def _lake() -> account.Lake:
    return queries.lake(sample=queries.sample_in_view())
