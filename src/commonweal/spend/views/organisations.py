"""What the registers tell of organisations, looked up for a page and kept while the registers stay."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import polars as pl
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonweal.organisations import queries as organisations
from commonweal.organisations.profiles import facts_of
from commonweal.places import queries as places
from commonweal.places.packs import Pack
from commonweal.spend.registered import Told, around, told_of

KEPT: Final = 5_000  # organisations in each process; looking one up reads a register of millions

NUMBERS: Final = {
    "GB-COH": _("Company number"),
    "GB-CHC": _("Charity number, England and Wales"),
    "GB-SC": _("Charity number, Scotland"),
    "GB-NIC": _("Charity number, Northern Ireland"),
    "GB-MPR": _("Society number, Mutuals Public Register"),
    "GB-LAE": _("Local authority code, England"),
    "GB-GOR": _("Government organisation code"),
    "GB-SHPE": _("Social housing provider number"),
    "GB-EDU": _("School number"),
    "COOPS-UK": _("Number at Co-operatives UK"),
    "XI-WIKIDATA": _("Wikidata item"),
}
ALMOST_CERTAIN, LIKELY, EVEN = 0.97, 0.75, 0.4  # where our words for a probability change; our choice
NEVER_QUITE: Final = 0.995  # from here on a figure would round to certainty, which nothing here is

_known: dict[tuple[str, str], Told | None] = {}


def pack_in_view() -> Pack | None:
    """The geography of the region in view."""
    region = places.in_view()
    return places.pack_of(region) if region else None


def told(org_ids: Iterable[str], *, sample: bool, soon: Iterable[str] = ()) -> dict[str, Told]:
    """What is told of these organisations. Those of `soon` are looked up too, if a look-up is needed at all."""
    mark = _mark(sample)
    wanted = set(org_ids)
    if any((mark, each) not in _known for each in wanted):
        _look_up({*wanted, *soon}, mark, sample)
    return {each: known for each in wanted if (known := _known.get((mark, each)))}


def facts(org_id: str, *, sample: bool) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The facts around an organisation, and those of its own with what is in force first."""
    return _facts(org_id, _mark(sample), sample)


def number(identifier: str) -> tuple[str | Promise, str]:
    """An identifier in words: what list it is of, and its number there."""
    for beginning, label in NUMBERS.items():
        if identifier.startswith(f"{beginning}-"):
            return label, identifier.removeprefix(f"{beginning}-")
    return _("Number"), identifier


def likelihood(probability: float) -> str:
    """A probability in words, with its figure: "likely, 81%"."""
    figure = _("over 99%") if probability >= NEVER_QUITE else f"{probability:.0%}"
    return f"{_likelihood(probability)}, {figure}"


def _likelihood(probability: float) -> str | Promise:
    if probability >= ALMOST_CERTAIN:
        return _("almost certain")
    if probability >= LIKELY:
        return _("likely")
    return _("possible") if probability >= EVEN else _("not likely")


def _mark(sample: bool) -> str:
    """The registers and the region that an answer holds for."""
    region = places.in_view()
    return f"{organisations.registers_fingerprint(sample=sample)} {region.pack_sha256 if region else ''}"


def _look_up(org_ids: set[str], mark: str, sample: bool) -> None:
    found = told_of(around(organisations.facts_lazy(sample=sample), org_ids), org_ids, pack_in_view())
    if len(_known) > KEPT:
        _known.clear()
    _known.update({(mark, each): found.get(each) for each in org_ids})


@lru_cache(maxsize=64)
def _facts(org_id: str, mark: str, sample: bool) -> tuple[pl.DataFrame, pl.DataFrame]:
    near = around(organisations.facts_lazy(sample=sample), [org_id])
    return near, facts_of(near.lazy(), org_id)
