"""Every table of the account at a stable address: as CSV, JSON and Parquet, and with links on its page."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.basics.problems import Refused
from commonweal.basics.tables import Provenance, Table, as_csv, as_csv_metadata, as_json, as_parquet
from commonweal.places import queries as places
from commonweal.spend import account, definitions, queries
from commonweal.spend.account import Page
from commonweal.spend.definitions import VERSION
from commonweal.spend.locks.queries import standing
from commonweal.spend.selection import Selection
from commonweal.spend.tables import AREAS, NOT_STATED, SHOWN, place, supplier_name
from commonweal.spend.views import asking

Linked = dict[str, Any]
CHOICES: Final = {
    "payer": "Payer",
    "payers": "Payers",
    "supplier": "Supplier",
    "category": "Category",
    "purpose": "Purpose",
    "department": "Department",
    "proclass": "ProClass category",
    "section": "Sector",
    "owner": "Owner",
    "size": "Size",
    "month": "Month",
    "month_from": "From month",
    "month_to": "To month",
    "ward": "Ward",
    "area": "Where",
    "ring": "How near",
    "locked": "Locked by",
    "file": "File",
}
LONGEST_EXPORT: Final = 200_000  # rows a download holds at most; a larger selection is narrowed first


def of(definition: str, selection: Selection, page: Page | None = None) -> Table:
    """A definition's table for a selection of what is in view, with its names leading on."""
    shown = SHOWN[definition]
    sample = queries.sample_in_view()
    if not by_locks(definition):
        selection = replace(selection, locks=None)  # they change nothing in it, and texts need not be read for them
    lake = lake_for(selection, sample=sample)
    page = page or Page(order=shown.order, descending=shown.descending)
    rows, total = account.part(lake, definition, selection, page)
    link = LINKS.get(definition, _unlinked)
    files = queries.file_names(sample=sample) if definition == "rows" else {}
    return Table(
        name=definition,
        caption=shown.caption,
        columns=shown.columns,
        rows=[{**row, **link(row, selection, files)} for row in rows],
        total=total,
        provenance=provenance(definition, selection),
    )


def lake_for(selection: Selection, *, sample: bool) -> account.Lake:
    """The files in use; for a page about one file that file alone, which may have been replaced or left out."""
    file = queries.file(selection.file, sample=sample) if selection.file else None
    return queries.lake_of(file) if file else queries.lake(sample=sample)


def by_locks(definition: str) -> bool:
    """Whether the locks decide anything in a definition."""
    return any(each.name == "lock_sets" for each in definitions.needed(definition))


def provenance(definition: str, selection: Selection | None = None) -> Provenance:
    """Where the figures in view come from, what defines them, and the locks they go by where these decide anything."""
    region = places.in_view()
    sample = region is not None and region.sample
    return Provenance(
        attribution="Invented sample data made by commonweal"
        if sample
        else "Spend published by the payers named, read by commonweal; places from the registers listed under Sources",
        licence="CC0 1.0" if sample else "Open Government Licence v3.0; see Sources for share-alike registers",
        licence_url="https://creativecommons.org/publicdomain/zero/1.0/"
        if sample
        else "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        definition=f"{definition}.sql, version {VERSION}",
        snapshot=queries.snapshot(sample=sample),
        geography=f"{region.name}, pack {region.pack_sha256[:12]}" if region else "",
        rules=_rules(selection, sample) if by_locks(definition) else "",
    )


def _rules(selection: Selection | None, sample: bool) -> str:
    return f"locks: {standing(sample=sample).sentence(selection.locks if selection else None)}"


def download(request: HttpRequest, definition: str, ending: str) -> HttpResponse:
    """A table as a file. A selection too large for one file is refused with what to do."""
    if definition not in SHOWN or ending not in WRITERS:
        raise Http404
    try:
        selection = chosen_by(request)
    except Refused as refusal:
        return HttpResponse(f"{refusal.plain}\n", status=400, content_type="text/plain; charset=utf-8")
    shown = SHOWN[definition]
    table = of(definition, selection, Page(shown.order, shown.descending, LONGEST_EXPORT))
    if (table.total or 0) > LONGEST_EXPORT:
        message = (
            f"This is {table.total:,} rows; a download holds {LONGEST_EXPORT:,}. Choose a payer or a month first.\n"
        )
        return HttpResponse(message, status=413, content_type="text/plain; charset=utf-8")
    kind, write = WRITERS[ending]
    response = HttpResponse(write(table), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{definition}.{ending}"'
    return response


WRITERS: Final[dict[str, tuple[str, Callable[[Table], bytes]]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "json": ("application/json", as_json),
    "parquet": ("application/vnd.apache.parquet", as_parquet),
    "csv-metadata.json": ("application/csvm+json", lambda table: as_csv_metadata(table, f"{table.name}.csv")),
}


def chosen_by(request: HttpRequest) -> Selection:
    """What an address chooses payments by, one value each, and how it looks at them. Raises Refused for a home area
    that there is not and for a change of locks that there cannot be.
    """
    selection, seen = Selection.of(request.GET), asking.seen_of(request.GET)
    if not seen:
        return selection
    how = queries.selection(seen, sample=queries.sample_in_view())
    return replace(selection, home=how.home, locks=how.locks, seen=how.seen)


def chosen(request: HttpRequest, selection: Selection) -> list[dict[str, str]]:
    """What a page is narrowed to, in words, each with the address of the page without it."""
    parts = []
    for name, value in selection.chosen().items():
        rest = {key: each for key, each in selection.address().items() if key != name}
        without = f"{request.path}?{urlencode(rest)}" if rest else request.path
        parts.append({"label": _(CHOICES[name]), "value": _in_words(name, value), "without": without})
    return parts


def seen_from(request: HttpRequest, selection: Selection) -> list[dict[str, str]]:
    """The home area that an address names, in words, with the address of the page without it. It chooses no payment, so
    a plain list stays as it is; what the list leads to is seen from there.
    """
    words = selection.address()
    if selection.home is None or not {"home", "within"} & words.keys():
        return []
    home = selection.home
    name = _("%(home)s in %(around)s") % {"home": home.name, "around": home.around} if home.around else home.name
    rest = {key: value for key, value in words.items() if key not in ("home", "within")}
    return [
        {
            "label": _("Home area from here on"),
            "value": name,
            "without": f"{request.path}?{urlencode(rest)}" if rest else request.path,
        }
    ]


def _in_words(name: str, value: str) -> str:
    sample = queries.sample_in_view()
    if name == "payer":
        payer = queries.payer(value, sample=sample)
        return payer.name if payer else value
    if name == "file":
        return queries.file_names(sample=sample).get(value, value)
    if name == "supplier":
        found = account.ask(queries.lake(sample=sample), "suppliers", Selection(supplier=value))
        return supplier_name(found[0]) if found else value
    if name == "ward":
        return _ward_name(value)
    return AREAS.get(value, value) if name == "area" else value


def _ward_name(code: str) -> str:
    region = places.in_view()
    names = {ward["code"]: ward["name"] for ward in places.drawing(region)["wards"]} if region else {}
    return str(names.get(code, code))


def shown(table: Table, selection: Selection) -> dict[str, Any]:
    """A table with the addresses that stand beneath it."""
    return {
        "table": table,
        "downloads": downloads_of(table.name, selection),
        "how": reverse("definition", args=[table.name]),
        "more": (table.total or 0) > len(table.rows),
    }


def list_of(definition: str, selection: Selection) -> str:
    """The address of a whole table, page by page."""
    return _address(definition, selection, {})


def downloads_of(definition: str, selection: Selection) -> str:
    """The address that `.csv`, `.json` and `.parquet` are added to."""
    chosen = selection.address()
    address = reverse("download", args=[definition, "csv"]).removesuffix(".csv")
    return f"{address}?{urlencode(chosen)}" if chosen else address


def account_of(selection: Selection, **more: str | None) -> str:
    """The address of the account of a selection, narrowed further."""
    return _address("account", selection, more)


def payments_of(selection: Selection, **more: str | None) -> str:
    """The address of the payments behind a figure."""
    return _address("payments", selection, more)


def _address(name: str, selection: Selection, more: dict[str, str | None]) -> str:
    chosen = {**selection.address(), **{key: value for key, value in more.items() if value}}
    return f"{reverse(name)}?{urlencode(chosen)}" if chosen else reverse(name)


def seen_in(selection: Selection) -> str:
    """The query of an address that looks at payments in the same way: "?home=E08000012", or nothing."""
    return f"?{urlencode(selection.seen)}" if selection.seen else ""


def _unlinked(row: Linked, selection: Selection, files: dict[str, str]) -> Linked:
    return {}


def _payer(row: Linked, selection: Selection, files: dict[str, str]) -> Linked:
    return {"payer_url": reverse("payer", args=[row["payer_slug"]]) + seen_in(selection)}


def _supplier(row: Linked, selection: Selection, files: dict[str, str]) -> Linked:
    key = row["supplier_key"]
    own = reverse("supplier", args=[key]) + seen_in(selection)
    address = account_of(selection, supplier=key) if selection.chosen() else own
    return {"supplier": supplier_name(row), "supplier_url": address, "place": place(row)}


def _named(field: str) -> Callable[[Linked, Selection, dict[str, str]], Linked]:
    def link(row: Linked, selection: Selection, files: dict[str, str]) -> Linked:
        value = row[field]
        if value is None:
            return {field: NOT_STATED, f"{field}_url": ""}
        return {f"{field}_url": account_of(selection, **{field: value})}

    return link


def _month(row: Linked, selection: Selection, files: dict[str, str]) -> Linked:
    return {"month_url": payments_of(selection, month=row["month"])}


def _area(row: Linked, selection: Selection, files: dict[str, str]) -> Linked:
    return {"place": AREAS[row["area"]], "place_url": payments_of(selection, area=row["area"])}


def _ward(row: Linked, selection: Selection, files: dict[str, str]) -> Linked:
    return {"ward_url": account_of(selection, ward=row["ward_code"])}


def _row(row: Linked, selection: Selection, files: dict[str, str]) -> Linked:
    return {
        "supplier": supplier_name(row),
        "supplier_url": reverse("supplier", args=[row["supplier_key"]]) + seen_in(selection),
        "purpose": "Withheld: it may name a person" if row["purpose_withheld"] else row["purpose"],
        "file_name": files[row["file"]],
        "file_name_url": reverse("file", args=[row["file"]]),
    }


LINKS: Final[dict[str, Callable[[Linked, Selection, dict[str, str]], Linked]]] = {
    "payers": _payer,
    "suppliers": _supplier,
    "months": _month,
    "categories": _named("category"),
    "purposes": _named("purpose"),
    "departments": _named("department"),
    "areas": _area,
    "wards": _ward,
    "coverage": _payer,
    "periods": _payer,
    "rows": _row,
}
