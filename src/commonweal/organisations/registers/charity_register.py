"""The register of charities of England and Wales, as the Charity Commission publishes it every day.

Built to the published columns of `publicextract.charity` (register-of-charities.charitycommission.gov.uk, full register
download), JSON or tab-separated, zipped or not; we have not held the file itself. A charity linked under another shares
its number, so it is left to the main one. Telephone, e-mail and care-of lines are left unread.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from commonweal.organisations import dates, facts, identifiers
from commonweal.organisations.addresses import one_line
from commonweal.organisations.facts import Fact, Register, Understood
from commonweal.organisations.registers.terms import CHARITY, CHARITY_COMMISSION, OGL

ABOUT: Final = Register("charity-register", "Register of charities (England and Wales)", OGL, CHARITY_COMMISSION)
COLUMNS: Final = frozenset(
    ("registered_charity_number", "linked_charity_number", "charity_name", "charity_registration_status")
)
ADDRESS: Final = tuple(f"charity_contact_address{line}" for line in range(1, 6))
DATES: Final = ("date_of_registration", "date_of_removal")
COMPANY: Final = "charity_company_registration_number"
TROUBLE: Final = {"charity_insolvent": facts.IN_LIQUIDATION, "charity_in_administration": facts.IN_ADMINISTRATION}
OPTIONAL: Final = frozenset((*ADDRESS, *DATES, *TROUBLE, COMPANY, "charity_contact_postcode"))
MAIN_CHARITY: Final = "0"
STATUSES: Final = {"registered": facts.ACTIVE, "removed": facts.REMOVED}
NO_COMPANY: Final = ("", "0", "00000000")


def recognises(columns: frozenset[str], first: Mapping[str, str]) -> bool:
    """Whether a file with these columns and this first row is this register."""
    return columns.issuperset(COLUMNS)


def understand(cells: Mapping[str, str]) -> Understood:
    """A charity, its company where it is one, and whether it still stands on the register."""
    org_id = identifiers.charity(cells["registered_charity_number"])
    if org_id is None or not cells["charity_name"]:
        return Understood(reasons=["the charity number is not one, or the name is missing"])
    if cells["linked_charity_number"] != MAIN_CHARITY:
        return Understood(reasons=["the charity is linked under another and has no number of its own"])
    company = identifiers.company(_company_number(cells))
    lost = [] if company or cells.get(COMPANY, "") in NO_COMPANY else ["the company number is not one; it was left out"]
    begun, ended = (dates.year_first(cells.get(column, "")) for column in DATES)
    return Understood([_fact(cells, org_id, company, (begun, ended))], lost + _lost(cells))


def _company_number(cells: Mapping[str, str]) -> str:
    written = cells.get(COMPANY, "")
    return written.zfill(8) if written.isascii() and written.isdigit() else written  # published as whole numbers once


def _fact(cells: Mapping[str, str], org_id: str, company: str | None, span: tuple[date | None, date | None]) -> Fact:
    return Fact(
        org_id=org_id,
        name=cells["charity_name"],
        owner=CHARITY,
        same_as=company,
        postcode=cells.get("charity_contact_postcode") or None,
        place="registered office",
        valid_from=span[0],
        valid_to=span[1],
        status=_status(cells, span[1]),
        address=one_line(cells.get(column) for column in ADDRESS),
    )


def _status(cells: Mapping[str, str], ended: date | None) -> str | None:
    status = facts.REMOVED if ended else STATUSES.get(cells["charity_registration_status"].lower())
    trouble = next((said for column, said in TROUBLE.items() if cells.get(column, "").lower() == "true"), None)
    return trouble if trouble and status == facts.ACTIVE else status


def _lost(cells: Mapping[str, str]) -> list[str]:
    reasons = [
        f"{column} is no date in the order year, month, day; it was left out"
        for column in DATES
        if cells.get(column) and dates.year_first(cells[column]) is None
    ]
    if cells["charity_registration_status"].lower() not in STATUSES:
        reasons.append("the status of the registration is none we know; it was left out")
    return reasons
