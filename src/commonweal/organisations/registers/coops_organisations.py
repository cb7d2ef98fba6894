"""Co-operatives UK's open data: every co-operative and mutual society, its registered office and who owns it."""

import re
from collections.abc import Mapping
from typing import Final

from commonweal.organisations import dates, identifiers
from commonweal.organisations.addresses import one_line
from commonweal.organisations.facts import ACTIVE, DISSOLVED, Fact, Register, Understood
from commonweal.organisations.registers.terms import CC_BY_SA, COOPERATIVES, COOPS_UK

ABOUT: Final = Register("coops-uk-organisations", "Co-operatives UK: organisations", CC_BY_SA, COOPS_UK)
NAMES: Final = ("Registered Name", "Trading Name")
DATES: Final = ("Incorporation Date", "Dissolved Date")
COLUMNS: Final = frozenset(
    ("CUK Organisation ID", "Registered Number", "Registrar", "Registered Postcode", "Ownership Classification")
).union(NAMES, DATES)
ADDRESS: Final = ("Registered Street", "Registered City", "Registered State/Province")
INDUSTRY: Final = "SIC Code"
OPTIONAL: Final = frozenset((*ADDRESS, INDUSTRY, "Registered Status"))
STATUSES: Final = {"Live": ACTIVE, "Dead": DISSOLVED}
# A class of four digits that is not divided further has 0 for its fifth (Office for National Statistics, UK SIC 2007).
_CLASS: Final = re.compile(r"UKSIC07-([0-9]{4,5})")
NO_NUMBER: Final = "the organisation's number at Co-operatives UK is missing, or the name"
NUMBERS: Final = {  # which number a registrar gives; the others' are left unread, their rows keep the own number
    "FCA": identifiers.mutual,
    "DETINI": identifiers.mutual,  # Northern Ireland's registrar until 2018
    "Companies House": identifiers.company,
}


def recognises(columns: frozenset[str], first: Mapping[str, str]) -> bool:
    """Whether a file with these columns and this first row is this register."""
    return columns.issuperset(COLUMNS)


def understand(cells: Mapping[str, str]) -> Understood:
    """An organisation by its registered name and, where it differs, the name it trades under."""
    own = identifiers.coops_uk(cells["CUK Organisation ID"])
    if own is None or not cells["Registered Name"]:
        return Understood(reasons=[NO_NUMBER])
    number, reasons = _number(cells)
    facts = [_fact(cells, name, own, number) for name in _names(cells)]
    if cells.get(INDUSTRY) and _sic(cells) is None:
        reasons.append("the industry is given by a broad group alone; it was left out")
    return Understood(facts, reasons + _dates_lost(cells))


def _sic(cells: Mapping[str, str]) -> str | None:
    found = _CLASS.fullmatch(cells.get(INDUSTRY, ""))
    return found[1].ljust(5, "0") if found else None


def _number(cells: Mapping[str, str]) -> tuple[str | None, list[str]]:
    reads = NUMBERS.get(cells["Registrar"])
    if reads is None or not cells["Registered Number"]:
        return None, []
    number = reads(cells["Registered Number"])
    return number, [] if number else [f"the number is none that {cells['Registrar']} gives; it was left out"]


def _names(cells: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys(name for name in map(cells.__getitem__, NAMES) if name))


def _fact(cells: Mapping[str, str], name: str, own: str, number: str | None) -> Fact:
    return Fact(
        org_id=number or own,
        name=name,
        owner=COOPERATIVES.get(cells["Ownership Classification"], COOPERATIVES[""]),
        same_as=own if number else None,
        postcode=cells["Registered Postcode"] or None,
        place="registered office",
        valid_from=dates.day_first(cells["Incorporation Date"]),
        valid_to=dates.day_first(cells["Dissolved Date"]),
        status=STATUSES.get(cells.get("Registered Status", "")),
        sic=_sic(cells),
        address=one_line(cells.get(column) for column in ADDRESS),
    )


def _dates_lost(cells: Mapping[str, str]) -> list[str]:
    lost = [column for column in DATES if cells[column] and dates.day_first(cells[column]) is None]
    return [f"{column} is no date in the order day, month, year; it was left out" for column in lost]
