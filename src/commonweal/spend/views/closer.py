"""The account looked at more closely: one page for each question that its first page only begins to answer."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.basics.tables import Column, Table
from commonweal.places import queries as places
from commonweal.spend.account import Page
from commonweal.spend.coverage import like_for_like, without_months
from commonweal.spend.tables import SHOWN
from commonweal.spend.views import account_asked, account_pages, account_tables, flows, share_words
from commonweal.spend.views.asking import Asked
from commonweal.spend.views.paging import ROWS, view_of
from commonweal.spend.whole import months_held

DRAWN: Final = 12  # ranges drawn at most; the table has all
EACH_RESIDENT_FIRST: Final = "-pence_per_resident"  # as the map is shaded, where counts are held
BREAKDOWNS: Final = {
    "industries": ("sectors", gettext_lazy("By industry"), gettext_lazy("What suppliers do, as their register tells.")),
    "industries-in-detail": (
        "divisions",
        gettext_lazy("By industry, in detail"),
        gettext_lazy("Each industry in its divisions."),
    ),
    "what-is-bought": (
        "proclass_categories",
        gettext_lazy("By what is bought"),
        gettext_lazy("Kinds of thing bought, told from the payer’s own words."),
    ),
    "owners": (
        "owner_kinds",
        gettext_lazy("By who owns the supplier"),
        gettext_lazy("Co-operatives, charities, public bodies and all others."),
    ),
    "sizes": (
        "sizes",
        gettext_lazy("By size of supplier"),
        gettext_lazy("From the smallest to the largest, by the accounts they file."),
    ),
}
LABELS: Final = {"divisions": "division", "proclass_categories": "proclass", "owner_kinds": "owner", "sizes": "size"}


def breakdown(request: HttpRequest, what: str) -> HttpResponse:
    """The local share of each part of the money: by industry, by what is bought, by owner, by size."""
    if what not in BREAKDOWNS:
        raise Http404
    name, heading, about = BREAKDOWNS[what]
    others = {other: each[1] for other, each in BREAKDOWNS.items() if other != what}

    def more(asked: Asked) -> dict[str, Any]:
        table = account_tables.of(name, asked, Page("pence"))
        brief = account_tables.shares(table, LABELS.get(name, "section"))
        return {
            "parts": account_tables.shown(brief, asked),
            "label": LABELS.get(name, "section"),
            "drawn": DRAWN,
            "others": [(label, account_asked.address("breakdown", asked, other)) for other, label in others.items()],
        }

    return _page(request, "spend/account_breakdown.html", more, heading=heading, explained=about)


def compare(request: HttpRequest) -> HttpResponse:
    """Payers side by side: where the money of each went, and its local share."""

    def more(asked: Asked) -> dict[str, Any]:
        rings = account_tables.of("rings_by_payer", asked, Page("payer", descending=False))
        return {
            "anchors": account_tables.shown(
                account_tables.shares(account_tables.of("anchors", asked, Page("pence"))), asked
            ),
            "flows": flows.of_rings(asked),
            "rings": account_tables.shown(rings, asked),
            "drawn": DRAWN,
        }

    return _page(request, "spend/account_compare.html", more)


def between(request: HttpRequest) -> HttpResponse:
    """From payers to places; where home is the whole region, to its districts too."""

    def more(asked: Asked) -> dict[str, Any]:
        closer = request.GET.get("to") == "districts" and not asked.home.code
        return {
            "flows": flows.of_districts(asked) if closer else flows.of_rings(asked),
            "closer": closer,
            "has_districts": not asked.home.code and len(flows.districts_of(asked)) > 1,
            "rings_url": account_asked.address("flows", asked),
            "districts_url": account_asked.address("flows", asked, to="districts"),
        }

    return _page(request, "spend/account_flows.html", more)


def few(request: HttpRequest) -> HttpResponse:
    """How few suppliers hold how much, and who reaches the most deprived fifth of neighbourhoods."""

    def more(asked: Asked) -> dict[str, Any]:
        held, reach = (account_tables.of(name, asked) for name in ("concentration", "deprived_reach"))
        return {
            "held": held.rows[0] if held.rows else None,
            "held_table": account_tables.shown(_largest(held), asked),
            "reach": reach.rows[0] if reach.rows else None,
            "reach_table": account_tables.shown(reach, asked),
            "suppliers_url": reverse("suppliers") + asked.query(),
        }

    return _page(request, "spend/account_few.html", more)


def wards(request: HttpRequest) -> HttpResponse:
    """What was paid to suppliers of each ward, and for each person who lives there."""
    view = view_of(request, "wards_per_resident")

    def more(asked: Asked) -> dict[str, Any]:
        counts = places.resident_counts(sample=asked.sample)
        sort = view.sort if counts is None or request.GET.get("sort") else EACH_RESIDENT_FIRST
        table = account_tables.of("wards_per_resident", asked, Page(sort.removeprefix("-"), sort.startswith("-")))
        field = "pence_per_resident" if counts else "pence"
        columns = ("district", "pence", *(("residents", "pence_per_resident") if counts else ()))
        return {
            "wards": account_tables.shown(account_tables.brief(table, columns), asked),
            "sort": sort,
            "counts": counts,
            "uncounted": [row for row in table.rows if row["residents"] is None] if counts else [],
            "empty": [row for row in table.rows if row["residents"] == 0],
            "map": _map(asked, {row["ward_code"]: row[field] for row in table.rows}),
        }

    return _page(request, "spend/account_wards.html", more)


def over_time(request: HttpRequest) -> HttpResponse:
    """Each year against the one before, over the months that may be compared; and which those are."""

    def more(asked: Asked) -> dict[str, Any]:
        change = account_tables.of("change_over_time", asked, Page("year", descending=False))
        months = account_tables.of("like_for_like_months", asked, Page("month", descending=False))
        held = months_held(asked.lake, asked.selection, all_months=True)
        return {
            "change": account_tables.shown(_compared(change), asked),
            "months": account_tables.shown(account_tables.shares(months), asked),
            "all_months": months,
            "comparable": like_for_like(held),
            "without_months": without_months(held),
            "several_payers": len(held) > 1,
        }

    return _page(request, "spend/account_time.html", more)


def payments(request: HttpRequest) -> HttpResponse:
    """The very payments, each with how near it went and what locks it."""
    view = view_of(request, "placed_rows")

    def more(asked: Asked) -> dict[str, Any]:
        return {
            **account_tables.shown(account_tables.of("placed_rows", asked, view.page()), asked),
            "view": view,
            "per_page": ROWS,
        }

    return _page(request, "spend/account_payments.html", more, heading=SHOWN["placed_rows"].caption)


def _page(request: HttpRequest, template: str, more: Callable[[Asked], dict[str, Any]], **said: Any) -> HttpResponse:
    asked = account_asked.of(request)
    context = {**account_pages.framed(request, asked), **said}
    return render(request, template, context | (more(asked) if asked.answerable else {}))


def _compared(change: Table) -> Table:
    """Change over time in the few columns that a page has room for; its file holds all."""
    told = [
        {
            **row,
            "now": share_words.between(row["share_at_least"], row["share_at_most"]),
            "before": share_words.between(row["at_least_before"], row["at_most_before"]),
        }
        for row in change.rows
    ]
    columns = (*change.columns[:3], Column("now", _("Stays at home")), Column("before", _("The year before")))
    return replace(change, columns=columns, rows=told)


def _largest(held: Table) -> Table:
    """The suppliers paid most, a row for each number of them."""
    columns = (
        Column("who", _("Suppliers paid most")),
        Column("pence", _("Paid"), "money"),
        Column("share", _("Share"), "share"),
    )
    rows = [
        {
            "who": _("the first %(number)s") % {"number": number},
            "pence": row[f"top_{number}"],
            "share": row[f"share_of_top_{number}"],
        }
        for row in held.rows
        for number in (10, 50, 300)
    ]
    return replace(held, columns=columns, rows=rows)


def _map(asked: Asked, values: dict[str, int | None]) -> dict[str, Any] | None:
    region = places.in_view()
    if region is None:
        return None
    drawing = places.drawing(region)
    wards = [
        {
            "name": f"{ward['name']}, {ward['district_name']}",
            "path": ward["path"],
            "value": values.get(ward["code"]),
            "url": account_asked.address("account", asked, ward=ward["code"]) if ward["code"] in values else "",
        }
        for ward in drawing["wards"]
    ]
    return {"view_box": drawing["view_box"], "wards": wards}
