"""The tables of gaps, and of one gap: on its page, and as files."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.text import slugify

from commonweal.basics.tables import Column, Provenance, Table
from commonweal.organisations.industries import DIVISIONS, NAMES
from commonweal.spend import account, queries
from commonweal.spend.account import Page
from commonweal.spend.definitions import VERSION
from commonweal.spend.tables import SHOWN
from commonweal.spend.views import tables
from commonweal.spend.views.asking import Asked
from commonweal.spend.wealth.gaps import Gap, Gaps
from commonweal.spend.wealth.sectors import section_of

FLOWS: Final = {"leaving": "Leaves", "possible": "May leave", "staying": "Stays"}
NOT_TOLD: Final = "Not told by any register"
ROWS: Final = 50  # payments a page

SUMS: Final = (
    Column("leaving_pence", "Leaves each year", "money"),
    Column("possible_pence", "May leave as well", "money"),
    Column("staying_pence", "Stays each year", "money"),
)
OF_GAPS: Final = (
    Column("proclass", "Category", "link"),
    *SUMS,
    Column("rhythm", "How often"),
    Column("local", "Suppliers here that are paid", "count"),
    Column("registered", "Registered here", "count"),
    *(Column(f"jobs_{end}", f"Jobs, {word}", "count") for end, word in (("low", "least"), ("high", "most"))),
    *(Column(f"coops_{end}", f"Co-ops, {end}", "count") for end in ("fewest", "most")),
    Column("score_pence", "Ranked by", "money"),
)
BRIEFLY: Final = ("proclass", "leaving_pence", "possible_pence", "staying_pence", "local", "jobs_high")


def of_gaps(found: Gaps, asked: Asked, columns: Iterable[str] = ()) -> Table:
    """The gaps, the widest first; only some of the columns where these are named."""
    named = set(columns) or {column.name for column in OF_GAPS}
    shown = tuple(column for column in OF_GAPS if column.name in named)
    rows = [_gap(gap, asked) for gap in found.ranked]
    return _table("gaps", "Gaps, the widest first", shown, rows, _said("gap_years.sql and gap_holders.sql", asked))


def holders(gap: Gap, asked: Asked) -> Table:
    """Who holds a category's money: kinds of owner and how near they are. Pence over all payments in view."""
    labels = asked.home.labels()
    rows = [
        {
            "owner": (each.owner or NOT_TOLD).capitalize(),
            "place": labels[each.ring],
            "flow": FLOWS[each.flow],
            "pence": each.pence,
            "suppliers": each.suppliers,
            "ring": each.ring,
        }
        for each in gap.holders
    ]
    columns = (
        Column("owner", "Kind of owner"),
        Column("place", "How near"),
        Column("flow", "The money"),
        Column("pence", "Paid", "money"),
        Column("suppliers", "Named suppliers", "count"),
    )
    return _table("holders", "Who holds it now", columns, rows, _said("gap_holders.sql", asked))


def industries(gap: Gap, asked: Asked) -> Table:
    """The industries that the money leaves to, by division of SIC 2007."""
    rows = [{"division": division(each.name), "code": each.name, "pence": each.pence} for each in gap.divisions]
    columns = (Column("division", "Industry"), Column("code", "SIC 2007"), Column("pence", "Leaves", "money"))
    return _table("industries", "The industries it leaves to", columns, rows, _said("gap_holders.sql", asked))


def months(gap: Gap, asked: Asked) -> Table:
    """What was paid in each month; payments that a file dates by a longer period are in none."""
    found: dict[str, dict[str, Any]] = {}
    for row in account.ask(asked.lake, "gap_months", asked.selection):
        if row["proclass"] == gap.proclass and row["month"]:
            sums = found.setdefault(row["month"], {"month": row["month"], **dict.fromkeys(_SUM_NAMES, 0)})
            for name, flow in zip(_SUM_NAMES, FLOWS, strict=True):
                sums[name] += int(row[flow])
    columns = (Column("month", "Month", "month"), *(replace(sum_, label=label) for sum_, label in _MONTHLY))
    rows = [found[each] for each in sorted(found)]
    return _table("months", "Month by month", columns, rows, _said("gap_months.sql", asked))


def suppliers(gap: Gap, asked: Asked) -> Table:
    """The suppliers here that hold some of it: sure matches alone, the name as published."""
    selection = replace(asked.selection, proclass=gap.proclass)
    labels = asked.home.labels()
    rows = [
        {
            **row,
            "supplier_url": reverse("supplier", args=[row["supplier_key"]]) + tables.seen_in(selection),
            "owner": (row["owner"] or NOT_TOLD).capitalize(),
            "place": ", ".join(filter(None, (row["ward"], row["district"]))) or labels[row["ring"]],
        }
        for row in account.ask(asked.lake, "gap_suppliers", selection, Page("pence"))
    ]
    columns = (
        Column("supplier", "Supplier", "link"),
        Column("registered_name", "Registered as"),
        Column("owner", "Kind of owner"),
        Column("place", "Registered office"),
        Column("pence", "Paid", "money"),
    )
    return _table("suppliers", "Suppliers here that are paid", columns, rows, _said("gap_suppliers.sql", asked))


def payments(proclass: str, asked: Asked, flow: str = "", page: Page | None = None) -> Table:
    """The very payments of a category, the largest first; those of one flow where it is named."""
    selection = replace(asked.selection, proclass=proclass)
    part = replace(page or Page("pence", limit=tables.LONGEST_EXPORT), words=flow, named_by="flow")
    rows = account.ask(asked.lake, "gap_payments", selection, part)
    files = queries.file_names(sample=asked.sample)
    linked = [{**row, "flow": FLOWS[row["flow"]], **tables.LINKS["rows"](row, selection, files)} for row in rows]
    columns = (*SHOWN["rows"].columns[:4], Column("flow", "The money"), *SHOWN["rows"].columns[4:])
    total = account.count(asked.lake, "gap_payments", selection, part)
    return replace(_table("payments", "The payments", columns, linked, _said("gap_payments.sql", asked)), total=total)


OF_A_GAP: Final = {
    "holders": holders,
    "industries": industries,
    "months": months,
    "suppliers": suppliers,
}


def shown(table: Table, asked: Asked, slug: str, definition: str, flow: str = "") -> dict[str, Any]:
    """A table of a gap with the addresses that stand beneath it."""
    downloads = reverse("gap-file", args=[slug, table.name, "csv"]).removesuffix(".csv") + asked.query(flow=flow)
    return {"table": table, "downloads": downloads, "how": reverse("definition", args=[definition])}


def division(code: str) -> str:
    """A division of SIC 2007 in words."""
    return DIVISIONS.get(code) or NAMES.get(section_of(code) or "") or code


def sent(table: Table, ending: str) -> HttpResponse:
    """A table as a file. Raises Http404 for a kind of file that we do not write."""
    if ending not in tables.WRITERS:
        raise Http404
    if (table.total or 0) > len(table.rows):
        message = (
            f"This is {table.total:,} rows; a download holds {len(table.rows):,}. Choose a payer or months first.\n"
        )
        return HttpResponse(message, status=413, content_type="text/plain; charset=utf-8")
    kind, write = tables.WRITERS[ending]
    response = HttpResponse(write(table), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{table.name}.{ending}"'
    return response


def _gap(gap: Gap, asked: Asked) -> Mapping[str, Any]:
    return {
        "proclass": gap.proclass,
        "proclass_url": reverse("gap", args=[slugify(gap.proclass)]) + asked.query(),
        "leaving_pence": gap.leaving,
        "possible_pence": gap.possible,
        "staying_pence": gap.staying,
        "rhythm": gap.rhythm.name(),
        "local": gap.local,
        "registered": gap.registered,
        "jobs_low": round(gap.jobs.low),
        "jobs_high": round(gap.jobs.high),
        "coops_fewest": gap.coops.fewest,
        "coops_most": gap.coops.most,
        "score_pence": round(gap.score()),
    }


def _said(definition: str, asked: Asked) -> Provenance:
    return replace(tables.provenance("gap_months", asked.selection), definition=f"{definition}, version {VERSION}")


def _table(name: str, caption: str, columns: Iterable[Column], rows: list[Any], said: Provenance) -> Table:
    return Table(name, caption, tuple(columns), rows, provenance=said)


_SUM_NAMES: Final = tuple(column.name for column in SUMS)
_MONTHLY: Final = tuple(zip(SUMS, FLOWS.values(), strict=True))
