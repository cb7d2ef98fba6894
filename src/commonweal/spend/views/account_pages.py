"""What the first page of an account holds, and the frame that all its pages share."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext as _

from commonweal.basics import money
from commonweal.basics.tables import Row, Table
from commonweal.places import queries as places
from commonweal.spend import account, queries
from commonweal.spend.account import Page
from commonweal.spend.ground import ground
from commonweal.spend.shares import mostly_unplaced
from commonweal.spend.tables import SHOWN
from commonweal.spend.views import account_asked, account_tables, asking, flows, rounds, share_words, tables
from commonweal.spend.views.asking import Asked
from commonweal.spend.wealth.telling import gaps_of, rounds_of

LARGEST: Final = 5  # rows of a table on the first page, before "all of them"
NAMED_GAPS: Final = 3  # on the first page
LISTS: Final = ("suppliers", "categories")


def framed(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """What every page of the account has: what was asked, in words, and the form that asks."""
    form = {**asking.form(asked), "counties": _counties(asked)}
    chosen = account_asked.narrowed(request, asked)
    return {
        "asked": asked,
        "form": form,
        "about": asking.about(asked, form),
        "chosen": chosen,
        "kept": {name: asked.words[name] for name in account_asked.NARROWER if name in asked.words},
        "title": account_asked.title(asked, form, chosen),
        "query": asked.query(),
    }


def first(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """The first page: the one sentence, where it went, what can be influenced, and the ways on."""
    totals = account.ask(asked.lake, "totals", asked.selection)
    context = {**framed(request, asked), "totals": totals[0] if totals and not asked.refusal else None}
    if not context["totals"] or not context["totals"]["payments"]:
        return context
    context |= {
        "payments_url": tables.payments_of(asked.selection),
        **{f"{name}_url": tables.list_of(name, asked.selection) for name in ("departments", "purposes")},
        "breakdowns": [_largest(name, asked) for name in LISTS if not _settled(name, asked)],
    }
    return context | told(asked) | _flows(asked) | _onward(asked) if asked.answerable else context


def told(asked: Asked) -> dict[str, Any]:
    """The shares with their bounds, the rings and what is locked."""
    table = account_tables.of("local_share", asked)
    share = table.rows[0]
    rings = named(account_tables.of("where_it_went", asked, Page("rank", descending=False)), asked)
    home, near = (share_words.bounds(share, which) for which in ("share", "near"))
    brief = account_tables.shares(table)
    return {
        "share": share,
        "sentence": share_words.stays(home, asked.home.name),
        "home_range": share_words.drawn(home),
        "near_sentence": share_words.stays(near, asked.home.around) if asked.home.around else "",
        "near_range": share_words.drawn(near) if asked.home.around else None,
        "share_table": account_tables.shown(brief, asked),
        "mostly_unplaced": mostly_unplaced(share),
        "rings": account_tables.shown(rings, asked) | {"parts": parts(rings.rows)},
        "free": [
            {"area": "free", "label": _("Can be influenced"), "pence": share["pence"] or 0},
            {"area": "locked", "label": _("Locked"), "pence": share["locked"] or 0},
        ],
    }


def parts(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The rings as parts of one bar: what can be influenced of each."""
    return [
        {"area": row["area"], "label": row["ring"], "label_url": row["ring_url"], "pence": row["influenceable"]}
        for row in rows
    ]


def named(rings: Table, asked: Asked) -> Table:
    """Without the rest of a region that is all home, where nothing can ever be."""
    labels = account_asked.labels(asked)
    return replace(rings, rows=[row for row in rings.rows if row["area"] in labels])


def _flows(asked: Asked) -> dict[str, Any]:
    drawn = flows.of_rings(asked)
    return {"flows": drawn} if len(drawn["payers"]) > 1 else {}


def _onward(asked: Asked) -> dict[str, Any]:
    """The multiplier and the widest gaps, in short: of all that is bought, since their own pages are."""
    if any(name in asked.words for name in account_asked.NARROWER):
        return {}
    found = rounds_of(asked.lake, asked.selection, queries.surveys(sample=asked.sample))
    ranked = gaps_of(asked.lake, asked.selection, asked.reckoning()).ranked
    return {
        "pound": rounds.pound(found.lm3()) if found else None,
        "gaps": [
            {"name": gap.proclass, "leaving": money.rounded(max(0, gap.leaving))}
            for gap in ranked[:NAMED_GAPS]
            if gap.leaving > 0
        ],
    }


def _settled(definition: str, asked: Asked) -> bool:
    singular = {"suppliers": "supplier", "categories": "category"}
    return singular[definition] in asked.selection.chosen()


def _largest(definition: str, asked: Asked) -> dict[str, Any]:
    table = tables.of(definition, asked.selection, Page(SHOWN[definition].order, limit=LARGEST))
    return {**tables.shown(table, asked.selection), "all_url": tables.list_of(definition, asked.selection)}


def _counties(asked: Asked) -> list[tuple[str, str]]:
    """The counties that wards of the region lie in, by name: home may be looked at within one of them."""
    region = places.in_view()
    return _counties_of(region.pack_sha256) if region is not None and region.sample == asked.sample else []


@lru_cache(maxsize=4)
def _counties_of(pack_sha256: str) -> list[tuple[str, str]]:
    region = places.in_view()
    assert region is not None
    assert region.pack_sha256 == pack_sha256
    land = ground(places.pack_of(region))
    found = {county for _district, county, _region in land.above.values() if county}
    return sorted(((code, land.names[code]) for code in found if code in land.names), key=lambda each: each[1])
