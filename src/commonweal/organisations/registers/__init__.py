"""The registers we read, one file each: what it is (`ABOUT`), how to tell it, and what one of its rows says."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Final, Protocol

from commonweal.organisations.facts import Register, Understood
from commonweal.organisations.register_tables import Cells, Told
from commonweal.organisations.registers import (
    academy_trusts,
    charity_companies,
    charity_mergers,
    charity_names,
    charity_other_names,
    charity_register,
    companies_house,
    companies_house_columns,
    coops_economy,
    coops_organisations,
    coops_outlets,
    federated_charities,
    government_register,
    housing_numbers,
    housing_providers,
    independent_schools,
    local_authorities,
    mutuals,
    mutuals_register,
    organisation_companies,
    public_bodies,
)


class Loader(Protocol):
    """What each file of this folder offers. COLUMNS are those that it needs; it may name more in OPTIONAL."""

    ABOUT: Register
    COLUMNS: frozenset[str]

    def recognises(self, columns: frozenset[str], first: Mapping[str, str]) -> bool: ...

    def understand(self, cells: Mapping[str, str]) -> Understood: ...


Many = Callable[[Cells], Told]

KINDS: Final[Mapping[str, tuple[Loader, ...]]] = {
    "companies-house": (companies_house,),
    "mutuals": (mutuals_register, mutuals),
    "charities": (charity_register, charity_companies, federated_charities),
    "charity-names": (charity_other_names, charity_names),
    "charity-mergers": (charity_mergers,),
    "coops": (coops_organisations, coops_outlets, coops_economy),
    "housing": (housing_providers, housing_numbers),
    "academies": (academy_trusts,),
    "schools": (independent_schools, organisation_companies),
    "government": (government_register, public_bodies, local_authorities),
}
ALL: Final = tuple(sorted((loader for kind in KINDS.values() for loader in kind), key=lambda loader: loader.ABOUT.slug))
MANY: Final[Mapping[str, Many]] = {companies_house.ABOUT.slug: companies_house_columns.understand_many}


def recognised(columns: frozenset[str], first: Mapping[str, str], among: Iterable[Loader] = ALL) -> Loader | None:
    """The register that a file with these columns and this first row is, or None."""
    return next((loader for loader in among if loader.recognises(columns, first)), None)


def optional(loader: Loader) -> frozenset[str]:
    """The columns that a register's file may lack."""
    return getattr(loader, "OPTIONAL", frozenset())


@lru_cache(maxsize=64)
def spelled(columns: tuple[str, ...]) -> tuple[str, ...]:
    """A header's columns as their register spells them, where a file has them in other capitals."""
    written = {column.casefold() for column in columns}
    alike = [loader for loader in ALL if written.issuperset(map(str.casefold, loader.COLUMNS))]
    exact = [loader for loader in alike if loader.COLUMNS.issubset(columns)]
    own = next(({*loader.COLUMNS, *optional(loader)} for loader in [*exact, *alike]), set())
    spellings = {column.casefold(): column for column in own}
    return tuple(spellings.get(column.casefold(), column) for column in columns)
