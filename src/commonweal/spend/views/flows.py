"""Flows: which payers' money went to which places, the largest payers by name and the rest together."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from django.utils.translation import gettext as _

from commonweal.basics.tables import Column, Table
from commonweal.places import queries as places
from commonweal.spend import account
from commonweal.spend.home import Home
from commonweal.spend.views import account_asked, account_tables, tables
from commonweal.spend.views.asking import Asked

DRAWN: Final = 12  # payers by name; more cannot be told apart in a drawing
REST: Final = "the-rest"
Row = dict[str, Any]


def of_rings(asked: Asked) -> Row:
    """The influenceable money from each payer to each ring."""
    rows = account_tables.of("rings_by_payer", asked).rows
    named = account_asked.labels(asked)
    targets = [{"key": ring, "label": label, "area": ring} for ring, label in named.items()]
    cells = {(row["payer_slug"], row["area"]): row["pence"] for row in rows if row["area"] in named}
    return _drawing(cells, {row["payer_slug"]: row["payer"] for row in rows}, targets, asked)


def of_districts(asked: Asked) -> Row:
    """As `of_rings`, with the home area taken apart into its districts. What lies there closer than a county is known,
    though not in which district, has a place of its own."""
    rows = account_tables.of("rings_by_payer", asked).rows
    named = account_asked.labels(asked)
    cells = {(row["payer_slug"], row["area"]): row["pence"] for row in rows if row["area"] in named}
    names = {row["payer_slug"]: row["payer"] for row in rows}
    found = districts_of(asked)
    for code, home in found.items():
        for row in account.ask(asked.lake, "rings_by_payer", replace(asked.selection, home=home, ring="home")):
            cells[row["payer_slug"], code] = row["pence"]
            cells[row["payer_slug"], "home"] -= row["pence"]
    left = any(pence for (_payer, key), pence in cells.items() if key == "home")
    rest = (
        [{"key": "home", "label": _("Elsewhere in %(name)s") % {"name": asked.home.name}, "area": "home"}]
        if left
        else []
    )
    districts = [{"key": code, "label": home.name, "area": "home"} for code, home in found.items()]
    further = [{"key": ring, "label": label, "area": ring} for ring, label in named.items() if ring != "home"]
    return _drawing(cells, names, [*districts, *rest, *further], asked)


def districts_of(asked: Asked) -> dict[str, Home]:
    """The region's districts, each as a home area of its own, by name."""
    region = places.in_view()
    if region is None or region.sample != asked.sample:
        return {}
    pack = places.pack_of(region)
    codes = sorted(filter(None, pack.wards["district"].unique().to_list()))
    found = {code: Home.of(pack, code) for code in codes}
    return dict(sorted(found.items(), key=lambda each: each[1].name))


def _drawing(cells: dict[tuple[str, str], int], names: dict[str, str], targets: list[Row], asked: Asked) -> Row:
    """What the drawing, its bars and its table show. cells: pence by payer and target."""
    paid: dict[str, int] = defaultdict(int)
    for (payer, _target), pence in cells.items():
        paid[payer] += pence
    ranked = sorted(paid, key=lambda payer: (-paid[payer], payer))
    several = len(ranked) > DRAWN + 1
    kept = ranked[:DRAWN] if several else ranked
    sources = [{"key": payer, "label": names[payer], "pence": paid[payer]} for payer in kept]
    together: dict[tuple[str, str], int] = defaultdict(int)
    for (payer, target), pence in cells.items():
        together[payer if payer in kept else REST, target] += pence
    if several:
        label = _("The other %(number)s payers") % {"number": len(ranked) - DRAWN}
        sources.append({"key": REST, "label": label, "pence": sum(paid[payer] for payer in ranked[DRAWN:])})
    links = [
        {"source": source["key"], "target": target["key"], "area": target["area"], "pence": pence}
        for source in sources
        for target in targets
        if (pence := together.get((str(source["key"]), target["key"]), 0))
    ]
    return {
        "payers": sources,
        "targets": [target for target in targets if any(link["target"] == target["key"] for link in links)],
        "links": links,
        "below_zero": _below_zero(links, sources, targets),
        **account_tables.shown(_table(links, sources, targets, asked), asked),
    }


def _below_zero(links: Iterable[Row], sources: list[Row], targets: list[Row]) -> list[Row]:
    """Flows in which more was paid back than paid: no drawing can show them, so they are told."""
    labels = {each["key"]: each["label"] for each in (*sources, *targets)}
    return [
        {"payer": labels[link["source"]], "place": labels[link["target"]], "pence": link["pence"]}
        for link in links
        if link["pence"] < 0
    ]


def _table(links: list[Row], sources: list[Row], targets: list[Row], asked: Asked) -> Table:
    """A row a payer, a column a place."""
    reached = [target for target in targets if any(link["target"] == target["key"] for link in links)]
    columns = (
        Column("payer", _("Payer")),
        *(Column(target["key"], target["label"], "money") for target in reached),
        Column("all", _("Together"), "money"),
    )
    sums: dict[tuple[str, str], int] = {(link["source"], link["target"]): link["pence"] for link in links}
    rows = [
        {
            "payer": source["label"],
            "payer_url": "" if source["key"] == REST else _payer_address(source["key"], asked),
            **{target["key"]: sums.get((source["key"], target["key"]), 0) for target in reached},
            "all": source["pence"],
        }
        for source in sources
    ]
    said = tables.provenance("rings_by_payer", asked.selection)
    return Table("rings_by_payer", _("From payers to places"), columns, rows, provenance=said)


def _payer_address(slug: str, asked: Asked) -> str:
    return account_asked.address("payer", account_asked.without(asked, "payers"), slug)
