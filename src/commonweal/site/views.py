"""The home page of the region, and where everything on the site comes from."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from commonweal.basics.tables import Table
from commonweal.organisations import queries as organisations
from commonweal.places import queries as places
from commonweal.spend import account, queries
from commonweal.spend.account import Page
from commonweal.spend.selection import Selection
from commonweal.spend.views import tables

LARGEST: Final = 8  # payers and suppliers shown at home
EVERYTHING: Final = Selection()


def home(request: HttpRequest) -> HttpResponse:
    """The region's money in view: the ward map, the loop, who pays whom."""
    totals = account.ask(queries.lake(sample=queries.sample_in_view()), "totals")
    wards = tables.of("wards", EVERYTHING)
    context = {
        "totals": totals[0] if totals else None,
        "areas": tables.shown(tables.of("areas", EVERYTHING), EVERYTHING),
        "wards": tables.shown(wards, EVERYTHING),
        "payers": tables.shown(tables.of("payers", EVERYTHING, Page("pence", limit=LARGEST)), EVERYTHING),
        "suppliers": tables.shown(tables.of("suppliers", EVERYTHING, Page("pence", limit=LARGEST)), EVERYTHING),
        "map": _map(wards),
    }
    return render(request, "home.html", context)


def sources(request: HttpRequest) -> HttpResponse:
    """Every source with its licence: spend files, registers, boundaries."""
    region = places.in_view()
    sample = queries.sample_in_view()
    context = {
        "registers": organisations.registers_in_use(sample=sample),
        "geography": places.pack_of(region).region.sources if region else [],
        "files": queries.all_files(sample=sample).count(),
    }
    return render(request, "sources.html", context)


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
                "url": f"{reverse('account')}?ward={ward['code']}" if ward["code"] in paid else "",
            }
            for ward in drawing["wards"]
        ],
    }
