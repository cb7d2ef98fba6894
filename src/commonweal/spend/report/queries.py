"""What a report rests on, asked of this host: who and what it is about, its registers, its region, and the day."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from commonweal.organisations import queries as organisations
from commonweal.places import queries as places
from commonweal.spend import queries
from commonweal.spend.locks.queries import standing
from commonweal.spend.models import Account, Payer
from commonweal.spend.report.values import Basis, Credit
from commonweal.spend.selection import Selection

PUBLISHED: Final = Credit(
    "Spend", "Published by the payers named in this report, and read by commonweal.", "Open "
    "Government Licence v3.0, unless "
    "a payer's own page says otherwise.",
)  # fmt: skip
INVENTED: Final = Credit("Sample", "Invented data made by commonweal.", "CC0 1.0")


def basis(selection: Selection, *, sample: bool, made: date) -> Basis:
    """What the report of a selection rests on, on this host."""
    region = places.in_view()
    drawn = Account.objects.filter(sample=sample).first()
    rules = standing(sample=sample)
    return Basis(
        made=made,
        snapshot=queries.snapshot(sample=sample),
        geography=f"{region.name}, pack {region.pack_sha256[:12]}, {_vintages()}" if region else "",
        sample=sample,
        asked=tuple(_asked(selection, sample)),
        credits=(INVENTED if sample else PUBLISHED, *_registers(sample), *_places()),
        matching=drawn.matching if drawn else {},
        registered=queries.registered_here(sample=sample),
        surveys=tuple(queries.surveys(sample=sample)),
        rules=rules.sentence(selection.locks),
        rules_name=(selection.locks or rules.locks).fingerprint(),
        own_rules=tuple(selection.locks.changes(rules.locks)) if selection.locks else (),
    )


def words_of(given: Mapping[str, str]) -> dict[str, str]:
    """The parameters of an address that choose a report."""
    return {name: given[name] for name in ("payers", "home", "within", "month_from", "month_to") if given.get(name)}


def _asked(selection: Selection, sample: bool) -> list[str]:
    slugs = [*(selection.payers or "").split(","), selection.payer or ""]
    known = dict(Payer.objects.filter(sample=sample, slug__in=slugs).values_list("slug", "name"))
    return sorted(known.values())


def _vintages() -> str:
    region = places.in_view()
    years = places.pack_of(region).region.ward_vintages if region else []
    return f"wards of {', '.join(map(str, years))}" if years else "wards of an unknown year"


def _registers(sample: bool) -> list[Credit]:
    found = {
        Credit(each.title, each.attribution, each.licence): None
        for each in organisations.registers_in_use(sample=sample)
    }
    return list(found)


def _places() -> list[Credit]:
    region = places.in_view()
    sources = places.sources(region) if region else []
    found = {Credit(each.kind, each.attribution or "", each.licence or ""): None for each in sources}
    return list(found)
