"""Registered providers of social housing: their numbers as companies, societies and charities."""

from collections.abc import Mapping
from typing import Final

from commonweal.organisations import identifiers
from commonweal.organisations.facts import Fact, Register, Understood
from commonweal.organisations.registers.terms import CHARITY_LOOKUPS, ODBL

ABOUT: Final = Register("housing-numbers", "Registered housing providers' other numbers", ODBL, CHARITY_LOOKUPS)
COLUMNS: Final = frozenset(("RP Code", "Company Number", "Charity Number", "Org ID"))
PROVIDERS: Final = "GB-SHPE-"


def recognises(columns: frozenset[str], first: Mapping[str, str]) -> bool:
    """Whether a file with these columns and this first row is this register."""
    return columns.issuperset(COLUMNS)


def understand(cells: Mapping[str, str]) -> Understood:
    """A provider and each other identifier of the same organisation; this register gives no names."""
    others = {
        identifiers.company(cells["Company Number"]),
        identifiers.charity(cells["Charity Number"]),
        identifiers.written_in_full(cells["Org ID"]),
    }
    links = [Fact(PROVIDERS + cells["RP Code"], same_as=other) for other in sorted(filter(None, others))]
    if not cells["RP Code"] or not links:
        return Understood(reasons=["the provider has no other number here"])
    return Understood(links)
