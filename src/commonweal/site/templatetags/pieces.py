"""The shared pieces of a page: tables with their downloads, and the loop strip."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final
from urllib.parse import urlencode, urlsplit, urlunsplit

from django import template
from django.template.context import Context
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.basics.tables import Column, Kind, Provenance, Row, Table
from commonweal.site.templatetags import numbers
from commonweal.spend.tables import NOT_STATED

register = template.Library()

NUMERIC: Final[frozenset[Kind]] = frozenset({"money", "count", "share"})
DATES: Final[frozenset[Kind]] = frozenset({"date", "month"})
BIGGEST_FIRST: Final = NUMERIC | DATES
WIDE: Final = 12  # columns: more than this scroll in a region of their own; fewer become cards on a phone
MANY: Final = 5  # columns: more than this become cards on a tablet too
NEARBY: Final = 2  # pages shown on each side of the current one
FORMATS: Final = (("csv", "CSV"), ("parquet", "Parquet"), ("json", "JSON"))

SHOWN: Final[dict[str, Callable[[Any], str]]] = {
    "money": numbers.pounds,
    "count": numbers.count,
    "share": numbers.percent,
    "date": numbers.day,
    "month": numbers.month,
}

STEPS: Final = (
    ("spend", gettext_lazy("Spend"), gettext_lazy("who pays whom")),
    ("leak", gettext_lazy("Leak"), gettext_lazy("money that leaves")),
    ("gap", gettext_lazy("Gap"), gettext_lazy("what we could do here")),
    ("co-op", gettext_lazy("Co-op"), gettext_lazy("people who will do it")),
    ("finance", gettext_lazy("Finance"), gettext_lazy("money to start")),
    ("contract", gettext_lazy("Contract"), gettext_lazy("work that stays")),
)


@register.inclusion_tag("pieces/loop.html")
def loop(here: str = "", full: bool = False) -> dict[str, Any]:
    """The loop with the step `here` marked; `full` names and explains every step on the smallest screen too."""
    steps = [{"key": key, "label": label, "about": about, "current": key == here} for key, label, about in STEPS]
    return {"steps": steps, "here": next((step for step in steps if step["current"]), None), "full": full}


@register.inclusion_tag("pieces/table.html", takes_context=True)
def table(
    context: Context,
    value: Table,
    downloads: str = "",
    how: str = "",
    **view: Any,
) -> dict[str, Any]:
    """A `basics.tables.Table` as HTML.

    downloads: the address that `.csv`, `.parquet` and `.json` are added to (a query stays behind the ending).
    how: the address of "how do we know?".
    view: `page` and `per_page` (with the table's `total`) for paging; `sort` ("paid" or "-paid") for sortable columns;
    `bar` the name of a column whose cells also show a bar; `hide_caption` to leave it to screen readers;
    `source=False` where the page says the source of all its tables at once, with the tag `source`.
    """
    query = _query(context)
    longest = max((abs(row.get(view.get("bar", "")) or 0) for row in value.rows), default=0)
    return {
        "table": value,
        "sorts": view.get("sort") is not None,
        "wide": len(value.columns) > WIDE,
        "many": len(value.columns) > MANY,
        "headers": [_header(column, view.get("sort"), query) for column in value.columns],
        "rows": [_cells(value, row, view.get("bar", ""), longest) for row in value.rows],
        "downloads": [{"url": with_ending(downloads, end), "label": label} for end, label in FORMATS if downloads],
        "how": how,
        "hide_caption": view.get("hide_caption", False),
        "sources": sources_of([value.provenance]) if view.get("source", True) else [],
        "paging": paging(value, view.get("page"), view.get("per_page"), query),
    }


@register.inclusion_tag("pieces/source.html")
def source(*given: Any) -> dict[str, Any]:
    """Where the figures of a page come from, said once.

    given: tables, mappings that hold one as `table`, a provenance itself, or lists of these.
    """
    return {"sources": sources_of(_provenances(given))}


@register.filter
def says_something(value: Table) -> bool:
    """Whether a table tells things apart: it has rows, and more than the one for all that its column leaves empty."""
    return len(value.rows) > 1 or any(row[value.columns[0].name] != NOT_STATED for row in value.rows)


def sources_of(provenances: Iterable[Provenance]) -> list[dict[str, Any]]:
    """Each source once, with the definitions of all that comes from it."""
    found: dict[Provenance, dict[str, None]] = {}
    for said in provenances:
        if said.attribution:
            found.setdefault(replace(said, definition=""), {})[said.definition] = None
    return [{"said": said, "definitions": list(filter(None, each))} for said, each in found.items()]


def _provenances(given: Iterable[Any]) -> Iterator[Provenance]:
    for each in given:
        match each:
            case Provenance():
                yield each
            case Table(provenance=said) | {"table": Table(provenance=said)}:
                yield said
            case _:
                yield from _provenances(each or ())


def with_ending(address: str, ending: str) -> str:
    """`/payers/?year=2024` with "csv" is `/payers.csv?year=2024`."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}.{ending}"))


def paging(value: Table, page: int | None, per_page: int | None, query: dict[str, Any]) -> dict[str, Any] | None:
    """Links to the pages around `page`, or None where everything fits on one."""
    if not page or not per_page or not value.total or value.total <= per_page:
        return None
    last = -(-value.total // per_page)
    first_row = (page - 1) * per_page + 1

    def link(number: int) -> dict[str, Any]:
        return {"number": number, "url": _address(query, page=number), "current": number == page}

    return {
        "items": [link(number) if number else None for number in _nearby(page, last)],
        "previous": link(page - 1) if page > 1 else None,
        "next": link(page + 1) if page < last else None,
        "from": numbers.count(first_row),
        "to": numbers.count(min(first_row + per_page - 1, value.total)),
        "total": numbers.count(value.total),
    }


def _nearby(page: int, last: int) -> Iterator[int | None]:
    """The first page, those around `page`, the last; None stands for a gap."""
    before = 0
    for number in sorted({1, last, *range(max(1, page - NEARBY), min(last, page + NEARBY) + 1)}):
        if number > before + 1:
            yield None
        yield number
        before = number


def _header(column: Column, sort: str | None, query: dict[str, Any]) -> dict[str, Any]:
    header = {"label": column.label, "numeric": column.kind in NUMERIC, "url": "", "sorted": ""}
    if sort is None:
        return header
    up, down = column.name, f"-{column.name}"
    header["sorted"] = {up: "ascending", down: "descending"}.get(sort, "")
    first, second = (down, up) if column.kind in BIGGEST_FIRST else (up, down)
    header["url"] = _address(query, sort=second if sort == first else first, page=None)
    return header


def _cells(value: Table, row: Row, bar: str, longest: float) -> list[dict[str, Any]]:
    cells = []
    for column in value.columns:
        cell = row.get(column.name)
        kind = {"numeric": column.kind in NUMERIC, "date": column.kind in DATES}
        about = {"label": column.label, "none": cell in (None, ""), **kind}
        drawn = {"bar": percentage(abs(cell), longest), "below_zero": cell < 0} if column.name == bar and cell else {}
        cells.append({"text": shown(column.kind, cell), "url": row.get(f"{column.name}_url"), **about, **drawn})
    return cells


def percentage(part: float | Fraction, whole: float) -> str:
    """A length for an SVG attribute, in the same digits whatever the reader's language."""
    return f"{float(part) / whole * 100:.3f}%"


def shown(kind: Kind, value: Any) -> str:
    """A cell's value as people read it; None is "not known"."""
    if value is None:
        return _("not known")
    return SHOWN[kind](value) if kind in SHOWN else str(value)


def _query(context: Context) -> dict[str, Any]:
    request = context.get("request")
    return {} if request is None else {key: request.GET.getlist(key) for key in request.GET}


def _address(query: dict[str, Any], **changes: Any) -> str:
    kept = {key: value for key, value in {**query, **changes}.items() if value is not None}
    return "?" + urlencode(kept, doseq=True)
