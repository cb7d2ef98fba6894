"""The Mutuals Public Register: co-operative and community benefit societies, credit unions, building societies.

Built to the published columns of the Financial Conduct Authority's own list (mutuals.fca.org.uk, SocietyList.csv),
whose header writes "Registation"; we have not held the file itself. Its address ends in the postcode.
"""

import re
from collections.abc import Mapping
from typing import Final

from commonweal.organisations import dates, facts, identifiers
from commonweal.organisations.addresses import one_line
from commonweal.organisations.facts import Fact, Register, Understood
from commonweal.organisations.registers.terms import COOPERATIVES, CREDIT_UNION, FCA, MUTUAL, OGL
from commonweal.places import postcodes

ABOUT: Final = Register("mutuals-register", "Mutuals Public Register", OGL, FCA)
COLUMNS: Final = frozenset(("Society Number", "Society Name", "Registered As", "Society Address", "Society Status"))
NUMBERS: Final = ("Full Registation Number", "Full Registration Number", "Society Number")
DATES: Final = ("Registration Date", "Deregistration Date")
INDUSTRY: Final = "Standard Industrial Classification Code (SIC)"
OPTIONAL: Final = frozenset((*NUMBERS, *DATES, "Society Suffix", INDUSTRY)) - COLUMNS
OWNERS: Final = {
    "co-operative society": COOPERATIVES[""],
    "community benefit society": COOPERATIVES["Community of Interest"],
    "credit union": CREDIT_UNION,
}
STATUSES: Final = {"registered": facts.ACTIVE, "active": facts.ACTIVE, "deregistered": facts.REMOVED}
_POSTCODE_AT_END: Final = re.compile(rf"(?i)(?:^|[\s,])({postcodes.POSTCODE})[\s,.]*$")
_SIC_2007: Final = re.compile(r"[0-9]{5}")


def recognises(columns: frozenset[str], first: Mapping[str, str]) -> bool:
    """Whether a file with these columns and this first row is this register."""
    return columns.issuperset(COLUMNS)


def understand(cells: Mapping[str, str]) -> Understood:
    """A society by its name and number, where it is registered, and whether it still is."""
    org_id = identifiers.mutual(_number(cells))
    if org_id is None or not cells["Society Name"]:
        return Understood(reasons=["the society's number is not one, or its name is missing"])
    begun, ended = (dates.day_first(cells.get(column, "")) for column in DATES)
    status = STATUSES.get(cells["Society Status"].lower())
    found = _POSTCODE_AT_END.search(cells["Society Address"])
    address = cells["Society Address"][: found.start()] if found else cells["Society Address"]
    fact = Fact(
        org_id=org_id,
        name=cells["Society Name"],
        owner=OWNERS.get(cells["Registered As"].lower(), MUTUAL),
        postcode=found[1] if found else None,
        place="registered office",
        valid_from=begun,
        valid_to=ended,
        status=facts.REMOVED if ended else status,
        sic=" ".join(dict.fromkeys(_SIC_2007.findall(cells.get(INDUSTRY, "")))) or None,
        address=one_line([address]),
    )
    return Understood([fact], _lost(cells))


def _number(cells: Mapping[str, str]) -> str:
    """The number in full; where there is only the bare one, with its letters after it."""
    written = next((cells[column] for column in NUMBERS if cells.get(column)), "")
    bare = written == cells["Society Number"]
    return written + cells.get("Society Suffix", "") if bare and written.isdigit() else written


def _lost(cells: Mapping[str, str]) -> list[str]:
    reasons = [
        f"{column} is no date in the order day, month, year; it was left out"
        for column in DATES
        if cells.get(column) and dates.day_first(cells[column]) is None
    ]
    if cells["Society Status"].lower() not in STATUSES:
        reasons.append("the society's status is none we know; it was left out")
    return reasons
