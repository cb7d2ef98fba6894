"""What the registers tell of organisations, as a page says it: each thing with the register and the days it holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import polars as pl

from commonweal.organisations.facts import ENDED
from commonweal.organisations.industries import NAMES, section_of
from commonweal.organisations.names import normalised
from commonweal.organisations.private_persons import kind
from commonweal.organisations.profiles import OUTLET, profiles
from commonweal.places.packs import Pack
from commonweal.places.whereabouts import whereabouts

ADDRESS: Final = ("address", "postcode")
DISPUTED: Final = ("status", "owner")  # beside the office: of these a page shows what each register says


@dataclass(frozen=True, slots=True)
class Told:
    """An organisation as the registers know it. `sic` holds codes; what no register tells is None.

    `district` and `ward` are names, and None outside the region. No address is told where the name may be a person's.
    """

    org_id: str
    name: str | None
    status: str | None
    owner: str | None
    size: str | None
    country: str | None
    sic: tuple[str, ...]
    address: str | None
    postcode: str | None
    ward: str | None
    district: str | None

    @property
    def ended(self) -> bool:
        """Whether the body is no more, or no more under this number."""
        return self.status in ENDED

    @property
    def industries(self) -> list[tuple[str, str | None]]:
        """Its codes, each with the name of its section."""
        return [(code, NAMES.get(section_of(code) or "")) for code in self.sic]


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a register says: what it is about, in words or a code, by which register, from when to when."""

    about: str
    value: str
    register: str
    valid_from: date | None = None
    valid_to: date | None = None


def around(facts: pl.LazyFrame, org_ids: Iterable[str]) -> pl.DataFrame:
    """The facts that speak of these identifiers, and of all that are said to be the same, however far the links run."""
    known: set[str] = set()
    asked = set(org_ids)
    found = [facts.head(0).collect()]
    while new := sorted(asked - known):
        # Two scans and not one: the first can pass over whole blocks of a register that is in order of its numbers.
        of_theirs, to_them = (facts.filter(pl.col(end).is_in(new)) for end in ("org_id", "same_as"))
        told = pl.concat(pl.collect_all([of_theirs, to_them]))
        found.append(told)
        known |= asked
        asked |= {each for end in ("org_id", "same_as") for each in told[end].drop_nulls()}
    return pl.concat(found).unique(maintain_order=True)


def told_of(facts: pl.DataFrame, org_ids: Iterable[str], pack: Pack | None) -> dict[str, Told]:
    """Each organisation that `facts` (of `around`) tell of, by its identifier."""
    offices = profiles(facts.lazy(), pl.Series(sorted(set(org_ids)), dtype=pl.String)).offices
    where = _named(whereabouts(offices["postcode"], pack), pack)
    rows = zip(offices.iter_rows(named=True), where, strict=True)
    return {row["organisation"]: _told(row, place) for row, place in rows}


def sites(facts: pl.DataFrame, org_id: str, pack: Pack | None) -> list[dict[str, Any]]:
    """The places in the region where it works: `name`, `address`, `postcode`, `register`, `ward`, `district`."""
    found = profiles(facts.lazy(), pl.Series([org_id], dtype=pl.String)).sites
    where = _named(whereabouts(found["postcode"], pack), pack)
    both = zip(found.iter_rows(named=True), where, strict=True)
    return [{**site, **place} for site, place in both if place["district"]]


def said_of(told: Told, facts: Sequence[Mapping[str, Any]]) -> list[Said]:
    """What is told of an organisation, each with the first of `facts` (of `profiles.facts_of`) that says it."""
    address = ", ".join(part for part in (told.address, told.postcode) if part)
    wanted = {
        "name": told.name,
        "status": told.status,
        "owner": told.owner,
        "size": told.size,
        "sic": " ".join(told.sic) or None,
        "country": told.country,
    }
    said = [_said(column, value, facts) for column, value in wanted.items() if value]
    if not address:
        return said
    office = [fact for fact in facts if fact["place"] != OUTLET and _lies_at(told, fact)]
    return [*said, _from(office[0], "address", address)] if office else said


def otherwise_of(told: Told, facts: Sequence[Mapping[str, Any]]) -> list[Said]:
    """What registers say of it, as in force, that is not what `said_of` tells: another owner, status or office.

    Offices with one postcode are one office, however its street is written.
    """
    other: dict[tuple[str, str], Said] = {}
    for fact in facts:
        if fact["place"] == OUTLET or fact["valid_to"] or fact["status"] in ENDED:
            continue
        for about in DISPUTED:
            known = getattr(told, about)
            if known and fact[about] not in (None, known):
                other.setdefault((about, fact[about]), _from(fact, about, fact[about]))
        if told.postcode and fact["postcode"] not in (None, told.postcode):
            office = ", ".join(part for part in (fact["address"], fact["postcode"]) if part)
            other.setdefault(("address", fact["postcode"]), _from(fact, "address", office))
    return list(other.values())


def names_of(told: Told, facts: Sequence[Mapping[str, Any]]) -> list[Said]:
    """Its other names, former ones with the day they ended; each once, however registers spell it."""
    seen = {normalised(told.name or "")}
    names = []
    for fact in facts:
        if fact["name"] and fact["key"] not in seen and fact["place"] != OUTLET:
            seen.add(fact["key"])
            names.append(_from(fact, "former name" if fact["valid_to"] else "other name", fact["name"]))
    return names


def _told(row: Mapping[str, Any], place: Mapping[str, Any]) -> Told:
    private = kind(row["name"] or "") == "person"
    address, postcode = (None if private else row[column] for column in ADDRESS)
    return Told(
        org_id=row["organisation"],
        name=row["name"],
        status=row["status"],
        owner=row["owner"],
        size=row["size"],
        country=row["country"],
        sic=tuple((row["sic"] or "").split()),
        address=address,
        postcode=postcode,
        ward=place["ward"],
        district=place["district"],
    )


def _said(column: str, value: str, facts: Sequence[Mapping[str, Any]]) -> Said:
    return _from(next(fact for fact in facts if fact[column] == value), column, value)


def _from(fact: Mapping[str, Any], about: str, value: str) -> Said:
    return Said(about, value, fact["register"], fact["valid_from"], fact["valid_to"])


def _lies_at(told: Told, fact: Mapping[str, Any]) -> bool:
    return (fact["postcode"], fact["address"]) == (told.postcode, told.address)


def _named(where: pl.DataFrame, pack: Pack | None) -> list[dict[str, Any]]:
    """The names of the wards and districts of a table of whereabouts, None outside the region."""
    if pack is None:
        return [{"ward": None, "district": None}] * where.height
    wards = dict(pack.wards.select("code", "name").iter_rows())
    districts = dict(pack.wards.select("district", "district_name").drop_nulls().unique().iter_rows())
    rows = where.select("ward", "district").iter_rows(named=True)
    return [{"ward": wards.get(row["ward"]), "district": districts.get(row["district"])} for row in rows]
