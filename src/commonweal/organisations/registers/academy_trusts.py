"""Academy trusts and their company numbers."""

from collections.abc import Mapping
from typing import Final

from commonweal.organisations import identifiers
from commonweal.organisations.facts import Fact, Register, Understood
from commonweal.organisations.registers.terms import ACADEMY_TRUST, CHARITY_LOOKUPS, ODBL

ABOUT: Final = Register("academy-trusts", "Academy trusts with company numbers", ODBL, CHARITY_LOOKUPS)
COLUMNS: Final = frozenset(("Type", "Entity", "Company Number", "OSCAR CPID"))


def recognises(columns: frozenset[str], first: Mapping[str, str]) -> bool:
    """Whether a file with these columns and this first row is this register."""
    return columns.issuperset(COLUMNS)


def understand(cells: Mapping[str, str]) -> Understood:
    """A trust's name and its company."""
    company = identifiers.company(cells["Company Number"])
    if company is None:
        return Understood(reasons=["the company number is not one"])
    return Understood([Fact(company, cells["Entity"], ACADEMY_TRUST)])
