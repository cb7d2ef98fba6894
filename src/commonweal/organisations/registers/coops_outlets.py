"""Co-operatives UK's open data: the shops, halls and offices of co-operatives, each with its own postcode."""

from collections.abc import Mapping
from typing import Final

from commonweal.organisations import identifiers
from commonweal.organisations.addresses import one_line
from commonweal.organisations.facts import Fact, Register, Understood
from commonweal.organisations.registers.coops_organisations import NO_NUMBER
from commonweal.organisations.registers.terms import CC_BY_SA, COOPS_UK

ABOUT: Final = Register("coops-uk-outlets", "Co-operatives UK: outlets", CC_BY_SA, COOPS_UK)
COLUMNS: Final = frozenset(("CUK Organisation ID", "Registered Name", "Outlet Name", "Postcode"))
ADDRESS: Final = ("Street", "City", "State/Province")
OPTIONAL: Final = frozenset(ADDRESS)


def recognises(columns: frozenset[str], first: Mapping[str, str]) -> bool:
    """Whether a file with these columns and this first row is this register."""
    return columns.issuperset(COLUMNS)


def understand(cells: Mapping[str, str]) -> Understood:
    """An outlet's name and place; an outlet named like its organisation tells only the place."""
    org_id = identifiers.coops_uk(cells["CUK Organisation ID"])
    if org_id is None or not cells["Outlet Name"]:
        return Understood(reasons=[NO_NUMBER])
    address = one_line(cells.get(column) for column in ADDRESS)
    outlet = Fact(org_id, cells["Outlet Name"], postcode=cells["Postcode"] or None, place="outlet", address=address)
    return Understood([outlet, Fact(org_id, cells["Registered Name"] or None)])
