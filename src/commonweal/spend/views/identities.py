"""Who a supplier is: the organisation of a sure match, all that the registers tell of it, and how we know."""

from collections.abc import Mapping
from typing import Any, Final

import polars as pl
from django.utils.translation import gettext_lazy as _

from commonweal.organisations import queries as registers
from commonweal.organisations.matching.answers import SURE
from commonweal.organisations.models import RegisterFile
from commonweal.spend import queries
from commonweal.spend.likeness import Word, compared
from commonweal.spend.registered import Said, names_of, otherwise_of, said_of, sites, told_of
from commonweal.spend.views import organisations

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

NAMES: Final = ("name", "former name", "other name")


def of(supplier: Mapping[str, Any]) -> dict[str, Any]:
    """What a page says of who a named supplier is. Without `org_id` it is not identified, and no more is said.

    `keys`: the keys of all the names it was paid under.
    """
    org_id = supplier["org_id"]
    if org_id is None:
        return {"org_id": None, "keys": []}
    sample = queries.sample_in_view()
    names = _names_paid(org_id, sample)
    return {
        "org_id": org_id,
        "keys": [name["supplier_key"] for name in names],
        "published": [name["usual_name"] for name in names],
        "ways": _ways(names, org_id, sample),
        "words": _marked([name["usual_name"] for name in names], supplier["registered_name"] or ""),
        **_registered(org_id, sample),
    }


def _names_paid(org_id: str, sample: bool) -> list[dict[str, Any]]:
    """The names that payers used for an organisation, those of it that are sure."""
    places = queries.lake(sample=sample).places
    if places is None:
        return []
    of_it = pl.scan_parquet(places).filter(pl.col("org_id") == org_id, pl.col("status") == SURE)
    return of_it.sort("usual_name").collect().to_dicts()


def _marked(published: list[str], registered: str) -> list[Word]:
    """The words of the registered name; those stand alone that are in no name that was published."""
    each = [compared(name, registered)[1] for name in published]
    return [Word(same[0].text, all(word.alone for word in same)) for same in zip(*each, strict=True)]


def _ways(names: list[dict[str, Any]], org_id: str, sample: bool) -> list[dict[str, Any]]:
    """How we know that each name is that organisation's: by a reviewer on a day, or by what matching found."""
    decided = queries.decisions(sample=sample).filter(org_id=org_id).values_list("supplier_key", "decided_at")
    days = dict(decided)
    return [
        {
            "name": name["usual_name"],
            "evidence": name["evidence"],
            "likelihood": organisations.likelihood(name["probability"] or 0),
            "decided_at": days.get(name["supplier_key"]),
        }
        for name in names
    ]


def _registered(org_id: str, sample: bool) -> dict[str, Any]:
    near, own = organisations.facts(org_id, sample=sample)
    pack = organisations.pack_in_view()
    told = told_of(near, [org_id], pack).get(org_id)
    if told is None:
        return {}
    facts = own.to_dicts()
    files = {each.register: each for each in registers.registers_in_use(sample=sample)}
    local = sites(near, org_id, pack)
    return {
        "told": told,
        "numbers": [organisations.number(each) for each in _numbers(org_id, own)],
        "said": _beside(said_of(told, facts), otherwise_of(told, facts), files),
        "names": [_in_words(said, files) for said in names_of(told, facts)],
        "sites": [{**site, "file": files.get(site["register"])} for site in local[:MOST_SITES]],
        "more_sites": max(0, len(local) - MOST_SITES),
        "elsewhere": bool(local) and told.district is None,
        "sources": _sources(own, sample),
    }


def _numbers(org_id: str, own: pl.DataFrame) -> list[str]:
    """All its identifiers, the one that stands for it first."""
    others = own["org_id"].unique().sort().to_list()
    return [org_id, *(each for each in others if each != org_id)]


def _beside(said: list[Said], otherwise: list[Said], files: Mapping[str, RegisterFile]) -> list[dict[str, Any]]:
    """Each thing told, with what other registers say of the same under `others`."""
    told = []
    for one in said:
        others = [_in_words(other, files) for other in otherwise if other.about == one.about]
        told.append({**_in_words(one, files), "others": others})
    return told


def _in_words(said: Said, files: Mapping[str, RegisterFile]) -> dict[str, Any]:
    """One thing told. A register's days are those of the name: of all else we only know when the register was read."""
    return {
        "about": said.about,
        "label": LABELS[said.about],
        "value": said.value,
        "file": files.get(said.register),
        "valid_from": said.valid_from if said.about in NAMES else None,
        "valid_to": said.valid_to,
    }


def _sources(own: pl.DataFrame, sample: bool) -> Any:
    return registers.registers_in_use(sample=sample).filter(register__in=own["register"].unique().to_list())
