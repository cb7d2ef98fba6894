"""What councils publish of developers' contributions: sums by council and status, and every row as a file."""

from itertools import groupby
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from commonweal.assemblies.views.acting import in_sample
from commonweal.basics.tables import Column, Provenance, Table
from commonweal.funds import queries
from commonweal.funds.contributions import AGREED, LICENCE, LICENCE_URL, sums
from commonweal.funds.views.reading import file_of

_STATUSES: Final = {
    AGREED: gettext_lazy("Agreed with developers"),
    "secured": gettext_lazy("Secured, to be paid later"),
    "received": gettext_lazy("Received by the council"),
    "allocated": gettext_lazy("Set apart for something"),
    "transferred": gettext_lazy("Passed on to others"),
    "spent": gettext_lazy("Spent"),
}


@require_safe
def contributions(request: HttpRequest) -> HttpResponse:
    """What each council says that developers agreed to, and what became of it."""
    table = by_council(in_sample(), request.GET.get("council", "").replace("\0", "")[:200])
    return render(request, "funds/contributions.html", {"table": table, "downloads": reverse("contributions") + "all"})


@require_safe
def contributions_file(request: HttpRequest, ending: str) -> HttpResponse:
    """Every row as a file."""
    columns = (
        Column("council", _("Council")),
        Column("reference", _("Its reference")),
        Column("contribution", _("Contribution")),
        Column("status", _("Status")),
        Column("pence", _("Amount"), "money"),
        Column("day", _("Day"), "date"),
        Column("purpose", _("What for")),
        Column("organisation", _("Council, as the dataset calls it")),
    )
    names = [column.name for column in columns]
    rows = list(queries.published(sample=in_sample()).values(*names))
    return file_of(Table("contributions", _("Developers’ contributions"), columns, rows, provenance=_source()), ending)


def by_council(sample: bool, council: str = "") -> Table:
    """Sums of what councils publish, or of what one does, by status: above and below nought apart."""
    columns = (
        Column("council", _("Council")),
        Column("status", _("Status")),
        Column("rows", _("Rows"), "count"),
        Column("above", _("Written above nought"), "money"),
        Column("below", _("Written below nought"), "money"),
    )
    found = queries.published(sample=sample, council=council).order_by("council")
    rows = [
        {
            "council": name,
            "status": str(_STATUSES[each.status]),
            "rows": each.rows,
            "above": each.above,
            "below": each.below,
        }
        for name, of_one in groupby(found, key=lambda each: each.council)
        for each in sums(row.told() for row in of_one)
    ]
    return Table("contributions", _("By council and status"), columns, rows, provenance=_source())


def _source() -> Provenance:
    said = _("what councils publish as planning.data.gov.uk asks, each row as it was written")
    return Provenance(attribution=said, licence=LICENCE, licence_url=LICENCE_URL)
