"""The Mutuals Public Register: societies, and their numbers at Companies House."""

from collections.abc import Mapping
from typing import Final

from commonweal.organisations.facts import Register, Understood
from commonweal.organisations.registers.links import same_organisation
from commonweal.organisations.registers.terms import CHARITY_LOOKUPS, MUTUAL, ODBL

ABOUT: Final = Register("mutuals", "Mutuals Public Register with Companies House numbers", ODBL, CHARITY_LOOKUPS)
COLUMNS: Final = frozenset(("org_id_a", "org_id_b", "org_name", "relationship", "source"))
SOURCE: Final = "Mutual companies"


def recognises(columns: frozenset[str], first: Mapping[str, str]) -> bool:
    """Whether a file with these columns and this first row is this register."""
    return columns.issuperset(COLUMNS) and first.get("source") == SOURCE


def understand(cells: Mapping[str, str]) -> Understood:
    """A society, its number at Companies House, and its name."""
    return same_organisation(cells, name="org_name", owner=MUTUAL)
