"""Companies House's basic company data: every company on the register, once a month, in one file or in seven.

Built to the columns that Companies House publishes ("Free Company Data Product", resources.companieshouse.gov.uk); we
have not held the file itself. `companies_house_columns` reads the same of thousands of rows at once, and is tested
against `understand` here. Care-of lines are left unread: they name people.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from commonweal.organisations import dates, identifiers
from commonweal.organisations.addresses import one_line
from commonweal.organisations.facts import CONVERTED, DISSOLVED, Fact, Register, Size, Understood
from commonweal.organisations.registers.companies_house_words import (
    ADDRESS,
    CATEGORY,
    COUNTRY,
    FORMER,
    OVERSEAS,
    OVERSEAS_NUMBERS,
    OWNERS,
    SIC,
    SIC_2007,
    SIZES,
    STATUSES,
    UNITED_KINGDOM,
    Reason,
)
from commonweal.organisations.registers.terms import COMPANIES_HOUSE, OGL
from commonweal.places import postcodes

ABOUT: Final = Register("companies-house", "Companies House: basic company data", OGL, COMPANIES_HOUSE)
COLUMNS: Final = frozenset(("CompanyName", "CompanyNumber"))
DATES: Final = {"IncorporationDate": Reason.FOUNDED, "DissolutionDate": Reason.DISSOLVED}
OPTIONAL: Final = frozenset((*ADDRESS, *SIC, *DATES, CATEGORY, COUNTRY)).union(*FORMER) | {
    "RegAddress.PostCode",
    "CompanyStatus",
    "Accounts.AccountCategory",
}


def recognises(columns: frozenset[str], first: Mapping[str, str]) -> bool:
    """Whether a file with these columns and this first row is this register."""
    return columns.issuperset(COLUMNS)


def understand(cells: Mapping[str, str]) -> Understood:
    """A company as it stands, and each name it had before, with the day that name ended."""
    number = "".join(cells["CompanyNumber"].split()).upper()
    full = number.zfill(8) if number.isascii() and number.isdigit() else number
    org_id = identifiers.company(full)
    if org_id is None:
        return Understood(reasons=[Reason.NUMBER])
    if not cells["CompanyName"]:
        return Understood(reasons=[Reason.NAME])
    reasons = [Reason.ZEROS] if full != number else []
    facts = [_company(org_id, cells, reasons), *_former(org_id, cells, reasons)]
    return Understood(facts, list(dict.fromkeys(reasons)))


def _company(org_id: str, cells: Mapping[str, str], reasons: list[Reason]) -> Fact:
    founded, ended = (_date(cells.get(column, ""), reason, reasons) for column, reason in DATES.items())
    return Fact(
        org_id=org_id,
        name=cells["CompanyName"],
        owner=OWNERS.get(cells.get(CATEGORY, "").upper()),
        postcode=_postcode(cells, reasons),
        place="registered office",
        valid_from=founded,
        valid_to=ended,
        status=_status(cells, ended, reasons),
        sic=_sic(cells, reasons),
        size=_size(cells, reasons),
        country=_country(org_id, cells),
        address=one_line(cells.get(column) for column in ADDRESS),
    )


def _former(org_id: str, cells: Mapping[str, str], reasons: list[Reason]) -> list[Fact]:
    facts = []
    for day, name in FORMER:
        if cells.get(name):
            ended = dates.day_first(cells.get(day, ""))
            if ended is None:
                reasons.append(Reason.FORMER)
            else:
                facts.append(Fact(org_id, cells[name], valid_to=ended))
    return facts


def _date(written: str, reason: Reason, reasons: list[Reason]) -> date | None:
    found = dates.day_first(written)
    if written and found is None:
        reasons.append(reason)
    return found


def _postcode(cells: Mapping[str, str], reasons: list[Reason]) -> str | None:
    written = cells.get("RegAddress.PostCode", "")
    if written and postcodes.clean(written) is None:
        reasons.append(Reason.POSTCODE)
    return postcodes.clean(written)


def _status(cells: Mapping[str, str], ended: date | None, reasons: list[Reason]) -> str | None:
    written = cells.get("CompanyStatus", "").upper()
    if ended:
        return DISSOLVED
    if cells.get(CATEGORY, "").upper() == "CONVERTED/CLOSED":
        return CONVERTED
    if written and written not in STATUSES:
        reasons.append(Reason.STATUS)
    return STATUSES.get(written)


def _sic(cells: Mapping[str, str], reasons: list[Reason]) -> str | None:
    written = [cells.get(column, "") for column in SIC]
    found = [code[1] for code in (re.match(SIC_2007, each) for each in written) if code]
    if any(re.match(r"^[0-9]", each) and not re.match(SIC_2007, each) for each in written):
        reasons.append(Reason.SIC)
    return " ".join(dict.fromkeys(found)) or None


def _size(cells: Mapping[str, str], reasons: list[Reason]) -> Size | None:
    written = cells.get("Accounts.AccountCategory", "").upper()
    if written and written not in SIZES:
        reasons.append(Reason.SIZE)
    return SIZES.get(written)


def _country(org_id: str, cells: Mapping[str, str]) -> str | None:
    written = cells.get(COUNTRY, "")
    if written and written.upper() not in UNITED_KINGDOM:
        return written
    return OVERSEAS if org_id.removeprefix("GB-COH-").startswith(OVERSEAS_NUMBERS) else None
