"""Schools, universities, health bodies and societies that are companies as well."""

from collections.abc import Mapping
from typing import Final

from commonweal.organisations.facts import Register, Understood
from commonweal.organisations.registers.links import same_organisation
from commonweal.organisations.registers.terms import CHARITY_LOOKUPS, MUTUAL, ODBL, SCHOOL

ABOUT: Final = Register("organisation-companies", "Schools and others with company numbers", ODBL, CHARITY_LOOKUPS)
COLUMNS: Final = frozenset(("org_id_a", "org_id_b", "org_name", "relationship", "source"))
SOURCE: Final = "Organisation company numbers"
OWNERS: Final = {"GB-EDU": SCHOOL, "GB-WALEDU": SCHOOL, "GB-NIEDU": SCHOOL, "GB-SCOTEDU": SCHOOL, "GB-MPR": MUTUAL}


def recognises(columns: frozenset[str], first: Mapping[str, str]) -> bool:
    """Whether a file with these columns and this first row is this register."""
    return columns.issuperset(COLUMNS) and first.get("source") == SOURCE


def understand(cells: Mapping[str, str]) -> Understood:
    """An organisation, the company it is, and their name; which list its identifier is from tells its kind."""
    list_code = "-".join(cells["org_id_a"].split("-")[:2])
    return same_organisation(cells, name="org_name", owner=OWNERS.get(list_code))
