"""Search: payers, suppliers, categories and purposes by the words in their names."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonweal.basics.tables import Table
from commonweal.spend.account import Page
from commonweal.spend.selection import Selection
from commonweal.spend.tables import SHOWN
from commonweal.spend.views import asking, tables

FOUND: Final = 20  # of each kind
SHORTEST: Final = 2  # letters
LONGEST: Final = 100
KINDS: Final = ("payers", "suppliers", "categories", "purposes", "departments")


def search(request: HttpRequest) -> HttpResponse:
    """Names that hold every word asked for. Private persons are in no index and cannot be found."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    asked = len(words) >= SHORTEST
    seen = asking.seen_of(request.GET)
    selection = Selection(seen=tuple(seen.items()))
    found = [_found(kind, words, selection) for kind in KINDS] if asked else []
    context = {"seen": seen, "words": words, "asked": asked, "found": [table for table in found if table.rows]}
    return render(request, "spend/search.html", context)


def _found(kind: str, words: str, selection: Selection) -> Table:
    shown = SHOWN[kind]
    page = Page(shown.order, shown.descending, FOUND, words=words, named_by=shown.columns[0].name)
    return tables.of(kind, selection, page)
