"""Which page of a table a web address asks for, and in what order."""

from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpRequest

from commonweal.spend.account import Page
from commonweal.spend.tables import SHOWN

ROWS: Final = 50
LAST: Final = 100_000  # pages: beyond it an address is a probe, not a reader


@dataclass(frozen=True, slots=True)
class View:
    """A page's number, and its order as the address gives it: `pence`, or `-pence` for the largest first."""

    number: int
    sort: str

    def page(self) -> Page:
        """As the account takes it."""
        return Page(self.sort.removeprefix("-"), self.sort.startswith("-"), ROWS, (self.number - 1) * ROWS)


def view_of(request: HttpRequest, definition: str) -> View:
    """The page asked for. Raises Http404 for a column or a page that there cannot be."""
    shown = SHOWN[definition]
    sort = request.GET.get("sort") or ("-" if shown.descending else "") + shown.order
    if sort.removeprefix("-") not in shown.sortable():
        raise Http404
    return View(page_number(request), sort)


def page_number(request: HttpRequest) -> int:
    """The number of the page asked for, from 1."""
    number = request.GET.get("page") or "1"
    if not (number.isascii() and number.isdigit() and 1 <= int(number) <= LAST):
        raise Http404
    return int(number)
