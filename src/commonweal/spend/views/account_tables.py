"""The tables of the account, seen from a home area: their rows named in words and linked to payments; as files too."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.basics.tables import Column, Row, Table
from commonweal.organisations.industries import DIVISIONS, NAMES
from commonweal.spend import queries
from commonweal.spend.account import Page
from commonweal.spend.tables import SHOWN
from commonweal.spend.views import account_asked, share_words, tables
from commonweal.spend.views.asking import Asked
from commonweal.spend.whole import ACCOUNT, comparable

Told = dict[str, Any]

DETAILED: Final = ("divisions", "rings_by_payer", "shares_by_payer_and_year", "like_for_like_months", "placed_rows")
OFFERED: Final = frozenset((*ACCOUNT, *DETAILED)) & SHOWN.keys()
COMPARED: Final = frozenset(("change_over_time", "like_for_like_months"))
NEAR: Final = ("near", "near_at_least", "near_at_most")
BRIEF: Final = {  # the columns that a page has room for; files hold all
    "locks": ("rule", "pence", "holds_of"),
}
NOT_TOLD: Final = "No register tells"
NO_CATEGORY: Final = "No category could be told"


def of(name: str, asked: Asked, page: Page | None = None) -> Table:
    """A table of the account, its rows named and leading to their payments."""
    selection = comparable(asked.lake, asked.selection) if name in COMPARED else asked.selection
    table = tables.of(name, selection, page)
    told = TOLD.get(name)
    if name == "placed_rows":
        files = queries.file_names(sample=asked.sample)
        return replace(
            table,
            rows=[
                {**row, **tables.LINKS["rows"](dict(row), selection, files), **_row(row, asked)} for row in table.rows
            ],
        )
    columns = table.columns if asked.selection.home and asked.home.around else _without(table.columns, NEAR)
    rows = [{**row, **told(dict(row), asked)} for row in table.rows] if told else table.rows
    return replace(table, columns=tuple(columns), rows=rows)


def brief(table: Table, names: Iterable[str]) -> Table:
    """With the columns that a page has room for, its first one always among them."""
    kept = {table.columns[0].name, *names}
    return replace(table, columns=tuple(column for column in table.columns if column.name in kept))


def shares(table: Table, *names: str) -> Table:
    """A table of shares as a page has room for it: the columns named, and each share with both bounds."""
    told = {"home_told": ("share", _("Stays at home"))}
    if any(column.name in NEAR for column in table.columns):
        told["near_told"] = ("near", _("Stays in the region"))
    rows = [
        {
            **row,
            **{
                name: share_words.between(row[f"{which}_at_least"], row[f"{which}_at_most"])
                for name, (which, _label) in told.items()
            },
        }
        for row in table.rows
    ]
    short = brief(table, (*names, "pence", "unknown"))
    at = [column.name for column in short.columns].index("pence") + 1
    columns = (
        *short.columns[:at],
        *(Column(name, label) for name, (_which, label) in told.items()),
        *short.columns[at:],
    )
    return replace(short, columns=columns, rows=rows)


def shown(table: Table, asked: Asked) -> Told:
    """A table with the addresses that stand beneath it."""
    address = reverse("account-file", args=[table.name, "csv"]).removesuffix(".csv") + asked.query()
    return {
        "table": table,
        "downloads": address,
        "how": reverse("definition", args=[table.name]),
        "more": (table.total or 0) > len(table.rows),
    }


def download(request: HttpRequest, definition: str, ending: str) -> HttpResponse:
    """A table of the account as a file, seen from the home area that its address asks for."""
    if definition not in OFFERED or ending not in tables.WRITERS:
        raise Http404
    asked = account_asked.of(request)
    if asked.refusal:
        return HttpResponse(f"{asked.refusal}\n", status=400, content_type="text/plain; charset=utf-8")
    entry = SHOWN[definition]
    table = of(definition, asked, Page(entry.order, entry.descending, tables.LONGEST_EXPORT))
    if (table.total or 0) > tables.LONGEST_EXPORT:
        told = {"rows": f"{table.total:,}", "most": f"{tables.LONGEST_EXPORT:,}"}
        refusal = _("This is %(rows)s rows; a download holds %(most)s. Choose a payer or months first.") % told
        return HttpResponse(f"{refusal}\n", status=413, content_type="text/plain; charset=utf-8")
    kind, write = tables.WRITERS[ending]
    response = HttpResponse(write(table), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{definition}.{ending}"'
    return response


def _without(columns: Iterable[Column], names: Iterable[str]) -> list[Column]:
    return [column for column in columns if column.name not in names]


def _ring(row: Row, asked: Asked) -> Told:
    named = account_asked.labels(asked)
    rows = account_asked.address("account-payments", asked, ring=row["ring"])
    return {"area": row["ring"], "ring": named.get(row["ring"], row["ring"]), "ring_url": rows}


def _of(field: str, names: dict[str, str], nothing: str) -> Callable[[Row, Asked], Told]:
    """A row that is about one value of a field: named in words, leading to its own account."""

    def told(row: Row, asked: Asked) -> Told:
        value = row[field]
        if value is None:
            return {field: nothing, f"{field}_url": ""}
        return {
            field: names.get(value, value),
            f"{field}_url": account_asked.address("account", asked, **{field: value}),
        }

    return told


def _division(row: Row, asked: Asked) -> Told:
    named = _of("section", NAMES, NOT_TOLD)(row, asked)
    return {**named, "division": DIVISIONS.get(row["division"], NOT_TOLD)}


def _payer(row: Row, asked: Asked) -> Told:
    rest = account_asked.without(asked, "payers")
    return {"payer_url": account_asked.address("payer", rest, row["payer_slug"])}


def _payer_and_ring(row: Row, asked: Asked) -> Told:
    named = account_asked.labels(asked)
    return {**_payer(row, asked), "area": row["ring"], "ring": named.get(row["ring"], row["ring"])}


def _rule(row: Row, asked: Asked) -> Told:
    return {"rule_url": account_asked.address("account-payments", asked, locked=row["rule"]) if row["payments"] else ""}


def _ward(row: Row, asked: Asked) -> Told:
    each = row["pence_per_resident"]
    whole = None if each is None else round(each)
    return {"pence_per_resident": whole, "ward_url": account_asked.address("account", asked, ward=row["ward_code"])}


def _held(row: Row, asked: Asked) -> Told:
    return {"hhi": None if row["hhi"] is None else round(row["hhi"])}


def _row(row: Row, asked: Asked) -> Told:
    return {"ring": account_asked.labels(asked).get(row["ring"], row["ring"]), "locked": row["locked"] or ""}


TOLD: Final[dict[str, Callable[[Row, Asked], Told]]] = {
    "where_it_went": _ring,
    "rings_by_payer": _payer_and_ring,
    "anchors": _payer,
    "shares_by_payer_and_year": _payer,
    "sectors": _of("section", NAMES, NOT_TOLD),
    "divisions": _division,
    "proclass_categories": _of("proclass", {}, NO_CATEGORY),
    "owner_kinds": _of("owner", {}, NOT_TOLD),
    "sizes": _of("size", {}, NOT_TOLD),
    "locks": _rule,
    "wards_per_resident": _ward,
    "concentration": _held,
}
