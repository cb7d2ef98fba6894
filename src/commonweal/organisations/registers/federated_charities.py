"""Local branches of federated charities: Age UK, Citizens Advice, Mind, the Scouts and others."""

from collections.abc import Mapping
from typing import Final

from commonweal.organisations import identifiers
from commonweal.organisations.facts import Fact, Register, Understood
from commonweal.organisations.registers.terms import CHARITY, CHARITY_LOOKUPS, ODBL

ABOUT: Final = Register("federated-charities", "Local branches of federated charities", ODBL, CHARITY_LOOKUPS)
COLUMNS: Final = frozenset(("type", "reg_number", "name"))


def recognises(columns: frozenset[str], first: Mapping[str, str]) -> bool:
    """Whether a file with these columns and this first row is this register."""
    return columns.issuperset(COLUMNS)


def understand(cells: Mapping[str, str]) -> Understood:
    """A branch's name and its own number as a charity."""
    org_id = identifiers.charity(cells["reg_number"])
    if org_id is None or not cells["name"]:
        return Understood(reasons=["the charity number is not one, or the name is missing"])
    return Understood([Fact(org_id, cells["name"], CHARITY)])
