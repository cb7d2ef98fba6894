"""Co-operatives UK's open data: turnover and members by year. Read here for the names alone."""

from collections.abc import Mapping
from typing import Final

from commonweal.organisations import identifiers
from commonweal.organisations.facts import Fact, Register, Understood
from commonweal.organisations.registers.coops_organisations import NO_NUMBER
from commonweal.organisations.registers.terms import CC_BY_SA, COOPS_UK

ABOUT: Final = Register("coops-uk-economy", "Co-operatives UK: the co-operative economy", CC_BY_SA, COOPS_UK)
COLUMNS: Final = frozenset(("CUK Organisation ID", "Registered Name", "Turnover", "Year End Date"))


def recognises(columns: frozenset[str], first: Mapping[str, str]) -> bool:
    """Whether a file with these columns and this first row is this register."""
    return columns.issuperset(COLUMNS)


def understand(cells: Mapping[str, str]) -> Understood:
    """An organisation's name; the same fact for each of its years."""
    org_id = identifiers.coops_uk(cells["CUK Organisation ID"])
    if org_id is None or not cells["Registered Name"]:
        return Understood(reasons=[NO_NUMBER])
    return Understood([Fact(org_id, cells["Registered Name"])])
