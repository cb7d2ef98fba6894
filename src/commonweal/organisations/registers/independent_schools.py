"""Independent schools of England and Wales, with the charity or company that runs them."""

from collections.abc import Mapping
from typing import Final

from commonweal.organisations import identifiers
from commonweal.organisations.facts import ACTIVE, CONVERTED, Fact, Register, Understood
from commonweal.organisations.registers.terms import CHARITY_LOOKUPS, ODBL, SCHOOL

ABOUT: Final = Register("independent-schools", "Independent schools of England and Wales", ODBL, CHARITY_LOOKUPS)
COLUMNS: Final = frozenset(("URN", "EstablishmentName", "charity_number", "company_number"))
OPEN: Final = "active"
OPTIONAL: Final = frozenset((OPEN,))
STATUSES: Final = {"true": ACTIVE, "false": CONVERTED}


def recognises(columns: frozenset[str], first: Mapping[str, str]) -> bool:
    """Whether a file with these columns and this first row is this register."""
    return columns.issuperset(COLUMNS)


def understand(cells: Mapping[str, str]) -> Understood:
    """A school, and the same organisation's numbers as a charity and as a company."""
    if not cells["URN"] or not cells["EstablishmentName"]:
        return Understood(reasons=["the school's number or name is missing"])
    org_id = f"GB-EDU-{cells['URN']}"
    charity, company = identifiers.charity(cells["charity_number"]), identifiers.company(cells["company_number"])
    links = [Fact(org_id, same_as=other) for other in (charity, company) if other]
    school = Fact(org_id, cells["EstablishmentName"], SCHOOL, status=STATUSES.get(cells.get(OPEN, "").lower()))
    return Understood([school, *links], _lost(cells, charity, company))


def _lost(cells: Mapping[str, str], charity: str | None, company: str | None) -> list[str]:
    reasons = []
    if cells["charity_number"] and charity is None:
        reasons.append("the charity number is not one; it was left out")
    if cells["company_number"] and company is None:
        reasons.append("the company number is not one; it was left out")
    return reasons
