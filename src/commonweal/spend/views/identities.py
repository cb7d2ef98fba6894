"""Who a supplier is: the organisation of a sure match, all that the registers tell of it, and how we know."""

from collections.abc import Mapping
from typing import Any, Final

import polars as pl
from django.utils.translation import gettext_lazy as _

from commonweal.organisations import queries as registers
from commonweal.organisations.matching.answers import SURE
from commonweal.spend import queries
from commonweal.spend.likeness import compared
from commonweal.spend.registered import Said, names_of, said_of, sites, told_of
from commonweal.spend.selection import Selection
from commonweal.spend.views import organisations, tables

MOST_SITES: Final = 50  # in the region, shown on the page; our choice
LABELS: Final = {
    "name": _("Registered name"),
    "status": _("Status"),
    "owner": _("Kind of owner"),
    "size": _("Size, by its accounts"),
    "sic": _("Sector"),
    "country": _("Country of origin"),
    "address": _("Registered office"),
    "former name": _("Former name"),
    "other name": _("Other name"),
}


def of(supplier: Mapping[str, Any]) -> dict[str, Any]:
    """What a page says of who a named supplier is. Without `org_id` it is not identified, and no more is said."""
    sample = queries.sample_in_view()
    placed = _placed(supplier["supplier_key"], sample)
    if not placed or placed["status"] != SURE or not placed["org_id"]:
        return {"org_id": None}
    org_id = placed["org_id"]
    decision = queries.decisions(sample=sample).filter(supplier_key=supplier["supplier_key"], org_id=org_id).first()
    same = tables.of("suppliers", Selection(supplier=org_id)).rows
    return {
        "org_id": org_id,
        "evidence": placed["evidence"],
        "likelihood": organisations.likelihood(placed["probability"] or 0),
        "decided_at": decision.decided_at if decision else None,
        "published": [row for row in same if row["supplier_key"] != supplier["supplier_key"]],
        "words": compared(supplier["supplier"], placed["registered_name"] or "")[1],
        **_registered(org_id, sample),
    }


def _placed(key: str, sample: bool) -> dict[str, Any] | None:
    places = queries.lake(sample=sample).places
    if places is None:
        return None
    found = pl.scan_parquet(places).filter(pl.col("supplier_key") == key).collect()
    return found.row(0, named=True) if found.height else None


def _registered(org_id: str, sample: bool) -> dict[str, Any]:
    near, own = organisations.facts(org_id, sample=sample)
    pack = organisations.pack_in_view()
    told = told_of(near, [org_id], pack).get(org_id)
    if told is None:
        return {}
    facts = own.to_dicts()
    titles = {each.register: each.title for each in registers.registers_in_use(sample=sample)}
    names = [_in_words(said, titles) for said in names_of(told, facts)]
    local = sites(near, org_id, pack)
    return {
        "told": told,
        "numbers": [organisations.number(each) for each in _numbers(org_id, own)],
        "said": [_in_words(said, titles) for said in said_of(told, facts)],
        "names": names,
        "sites": [{**site, "register": titles.get(site["register"], site["register"])} for site in local[:MOST_SITES]],
        "more_sites": max(0, len(local) - MOST_SITES),
        "elsewhere": bool(local) and told.district is None,
        "sources": _sources(own, sample),
    }


def _numbers(org_id: str, own: pl.DataFrame) -> list[str]:
    """All its identifiers, the one that stands for it first."""
    others = own["org_id"].unique().sort().to_list()
    return [org_id, *(each for each in others if each != org_id)]


def _in_words(said: Said, titles: Mapping[str, str]) -> dict[str, Any]:
    return {
        "about": said.about,
        "label": LABELS[said.about],
        "value": said.value,
        "register": titles.get(said.register, said.register),
        "valid_from": said.valid_from,
        "valid_to": said.valid_to,
    }


def _sources(own: pl.DataFrame, sample: bool) -> Any:
    return registers.registers_in_use(sample=sample).filter(register__in=own["register"].unique().to_list())
