"""Other names that charities go by."""

from collections.abc import Mapping
from typing import Final

from commonweal.organisations import identifiers
from commonweal.organisations.facts import Fact, Register, Understood
from commonweal.organisations.registers.terms import CHARITY, CHARITY_LOOKUPS, ODBL

ABOUT: Final = Register("charity-names", "Alternative names of charities", ODBL, CHARITY_LOOKUPS)
COLUMNS: Final = frozenset(("org_id", "alternative_name", "set_as_primary"))


def recognises(columns: frozenset[str], first: Mapping[str, str]) -> bool:
    """Whether a file with these columns and this first row is this register."""
    return columns.issuperset(COLUMNS)


def understand(cells: Mapping[str, str]) -> Understood:
    """A charity and another of its names."""
    org_id = identifiers.written_in_full(cells["org_id"])
    if org_id is None or not cells["alternative_name"]:
        return Understood(reasons=["the charity's number or its other name is missing"])
    return Understood([Fact(org_id, cells["alternative_name"], CHARITY)])
