"""The registers we read, one file each: what it is (`ABOUT`), how to tell it, and what one of its rows says."""

from collections.abc import Mapping
from typing import Final, Protocol

from commonweal.organisations.facts import Register, Understood
from commonweal.organisations.registers import (
    academy_trusts,
    charity_companies,
    charity_mergers,
    charity_names,
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
    organisation_companies,
    public_bodies,
)


class Loader(Protocol):
    """What each file of this folder offers."""

    ABOUT: Register

    def recognises(self, columns: frozenset[str], first: Mapping[str, str]) -> bool: ...

    def understand(self, cells: Mapping[str, str]) -> Understood: ...


ALL: Final[tuple[Loader, ...]] = (
    academy_trusts,
    charity_companies,
    charity_mergers,
    charity_names,
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
    organisation_companies,
    public_bodies,
)


def recognised(columns: frozenset[str], first: Mapping[str, str]) -> Loader | None:
    """The register that a file with these columns and this first row is, or None."""
    return next((loader for loader in ALL if loader.recognises(columns, first)), None)
