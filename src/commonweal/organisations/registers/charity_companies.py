"""Charities that are companies as well."""

from collections.abc import Mapping
from typing import Final

from commonweal.organisations.facts import Register, Understood
from commonweal.organisations.registers.links import same_organisation
from commonweal.organisations.registers.terms import CHARITY, CHARITY_LOOKUPS, ODBL

ABOUT: Final = Register("charity-companies", "Charities with company numbers", ODBL, CHARITY_LOOKUPS)
COLUMNS: Final = frozenset(("org_id_a", "org_id_b", "name"))


def recognises(columns: frozenset[str], first: Mapping[str, str]) -> bool:
    """Whether a file with these columns and this first row is this register."""
    return columns.issuperset(COLUMNS)


def understand(cells: Mapping[str, str]) -> Understood:
    """A charity, the company it is, and their name."""
    return same_organisation(cells, name="name", owner=CHARITY)
