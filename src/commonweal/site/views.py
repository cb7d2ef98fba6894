"""The home page of the region, and where everything on the site comes from."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from commonweal.assemblies import queries as assemblies
from commonweal.basics.tables import Table
from commonweal.funds import queries as pots
from commonweal.organisations import queries as organisations
from commonweal.places import queries as places
from commonweal.spend import account, queries
from commonweal.spend.account import Page
from commonweal.spend.selection import Selection
from commonweal.spend.views import account_asked, account_pages, account_tables, kept, tables

LARGEST: Final = 8  # payers and suppliers shown at home
EVERYTHING: Final = Selection()


def home(request: HttpRequest) -> HttpResponse:
    """The region's money in view: kept, leaked, could be kept; ward map, assemblies, who pays whom, the loop."""
    totals = account.ask(queries.lake(sample=queries.sample_in_view()), "totals")
    wards = tables.of("wards", EVERYTHING)
    context = {
        "totals": totals[0] if totals and totals[0]["payments"] else None,
        **_story(),
        "wards": tables.shown(wards, EVERYTHING),
        "payers": tables.shown(tables.of("payers", EVERYTHING, Page("pence", limit=LARGEST)), EVERYTHING),
        "suppliers": tables.shown(tables.of("suppliers", EVERYTHING, Page("pence", limit=LARGEST)), EVERYTHING),
        "map": _map(wards),
        "together": assemblies.lately(sample=queries.sample_in_view(), now=timezone.now()),
        "pots": pots.together(sample=queries.sample_in_view()),
    }
    return render(request, "home.html", context)


def sources(request: HttpRequest) -> HttpResponse:
    """Every source with its licence: spend files, registers, boundaries, counts of residents."""
    region = places.in_view()
    sample = queries.sample_in_view()
    context = {
        "registers": organisations.registers_in_use(sample=sample),
        "geography": places.sources(region) if region else [],
        "files": queries.all_files(sample=sample).count(),
    }
    return render(request, "sources.html", context)


def _story() -> dict[str, Any]:
    """Where the money went, and the three figures; nothing without payments, or without a region to be near."""
    asked = account_asked.of_words({})
    if not asked.answerable:
        return {}
    rings = account_tables.of("where_it_went", asked, Page("rank", descending=False))
    return {
        "three": kept.three(asked),
        "rings": account_tables.shown(account_pages.named(rings, asked), asked),
        "parts": account_pages.parts(account_pages.named(rings, asked).rows),
        "share_how": reverse("definition", args=["local_share"]),
        "gaps_how": reverse("definition", args=["gap_years"]),
    }


def _map(wards: Table) -> dict[str, Any] | None:
    region = places.in_view()
    if region is None:
        return None
    paid = {row["ward_code"]: row["pence"] for row in wards.rows}
    drawing = places.drawing(region)
    return {
        "view_box": drawing["view_box"],
        "wards": [
            {
                "name": f"{ward['name']}, {ward['district_name']}",
                "path": ward["path"],
                "value": paid.get(ward["code"]),
                "url": reverse("ward-assembly", args=[ward["code"]]),
            }
            for ward in drawing["wards"]
        ],
    }
