"""The words that Companies House publishes of a company, and what each of them tells.

The words are those of its own lists (github.com/companieshouse/api-enumerations, constants.yml) as the bulk file writes
them; they are compared in capitals.
"""

from enum import StrEnum
from typing import Final

from commonweal.organisations import facts
from commonweal.organisations.facts import Size
from commonweal.organisations.registers.terms import CHARITY, COMMUNITY_INTEREST, MUTUAL

CATEGORY: Final = "CompanyCategory"
COUNTRY: Final = "CountryOfOrigin"
ADDRESS: Final = tuple(
    f"RegAddress.{part}" for part in ("POBox", "AddressLine1", "AddressLine2", "PostTown", "County", "Country")
)
SIC: Final = tuple(f"SICCode.SicText_{number}" for number in range(1, 5))
FORMER: Final = tuple((f"PreviousName_{n}.CONDATE", f"PreviousName_{n}.CompanyName") for n in range(1, 11))
SIC_2007: Final = r"^([0-9]{5})(?:[^0-9]|$)"  # four digits are of the classification of 2003


class Reason(StrEnum):
    """What could not be understood of a company."""

    NUMBER = "the company number is not one"
    NAME = "the company's name is missing"
    ZEROS = "the company number had lost its leading zeros; they were put back"
    POSTCODE = "the postcode is not one; it was left out"
    FOUNDED = "the day of incorporation is no date in the order day, month, year; it was left out"
    DISSOLVED = "the day of dissolution is no date in the order day, month, year; it was left out"
    FORMER = "the day on which a former name ended is no date; the name was left out"
    STATUS = "the company's status is none we know; it was left out"
    SIC = "an industry is not given by the classification of 2007; it was left out"
    SIZE = "the category of accounts is none we know; the size was left out"


OWNERS: Final = {  # who owns it, where the kind of company tells; other kinds are legal forms that anyone may own
    "COMMUNITY INTEREST COMPANY": COMMUNITY_INTEREST,
    "CHARITABLE INCORPORATED ORGANISATION": CHARITY,
    "SCOTTISH CHARITABLE INCORPORATED ORGANISATION": CHARITY,
    "REGISTERED SOCIETY": MUTUAL,
    "INDUSTRIAL AND PROVIDENT SOCIETY": MUTUAL,
}
STATUSES: Final = {
    "ACTIVE": facts.ACTIVE,
    "OPEN": facts.ACTIVE,
    "REGISTERED": facts.ACTIVE,
    "ACTIVE - PROPOSAL TO STRIKE OFF": facts.STRIKING_OFF,
    "LIQUIDATION": facts.IN_LIQUIDATION,
    "IN ADMINISTRATION": facts.IN_ADMINISTRATION,
    "ADMINISTRATION ORDER": facts.IN_ADMINISTRATION,
    "IN ADMINISTRATION/ADMINISTRATIVE RECEIVER": facts.IN_ADMINISTRATION,
    "IN ADMINISTRATION/RECEIVER MANAGER": facts.IN_ADMINISTRATION,
    "INSOLVENCY PROCEEDINGS": facts.IN_ADMINISTRATION,
    "RECEIVERSHIP": facts.IN_RECEIVERSHIP,
    "RECEIVER ACTION": facts.IN_RECEIVERSHIP,
    "ADMINISTRATIVE RECEIVER": facts.IN_RECEIVERSHIP,
    "RECEIVER MANAGER / ADMINISTRATIVE RECEIVER": facts.IN_RECEIVERSHIP,
    "LIVE BUT RECEIVER MANAGER ON AT LEAST ONE CHARGE": facts.IN_RECEIVERSHIP,
    "VOLUNTARY ARRANGEMENT": facts.IN_ARRANGEMENT,
    "VOLUNTARY ARRANGEMENT / ADMINISTRATIVE RECEIVER": facts.IN_ARRANGEMENT,
    "VOLUNTARY ARRANGEMENT / RECEIVER MANAGER": facts.IN_ARRANGEMENT,
    "DISSOLVED": facts.DISSOLVED,
    "CLOSED": facts.CONVERTED,
    "CONVERTED/CLOSED": facts.CONVERTED,
    "CONVERTED / CLOSED": facts.CONVERTED,
    "REMOVED": facts.REMOVED,
}
SIZES: Final[dict[str, Size | None]] = {  # Companies Act 2006, part 15: which accounts a company of which size may file
    "MICRO ENTITY": "micro",  # section 384A
    "SMALL": "small",  # section 444, as are abridged accounts
    "UNAUDITED ABRIDGED": "small",
    "AUDITED ABRIDGED": "small",
    "TOTAL EXEMPTION FULL": "small",  # exempt from audit as a small company, section 477
    "TOTAL EXEMPTION SMALL": "small",
    "PARTIAL EXEMPTION": "small",
    "MEDIUM": "medium",  # section 445
    "FULL": "large",  # our choice: a medium company, and a small one that chooses to, file full accounts as well
    "GROUP": "large",  # our choice: a small group need not, section 399
    "DORMANT": "dormant",  # section 480
    "AUDIT EXEMPTION SUBSIDIARY": None,  # a parent's guarantee, section 479A; the size may be any
    "FILING EXEMPTION SUBSIDIARY": None,  # the same, section 448A
    "INITIAL": None,
    "INTERIM": None,
    "NO ACCOUNTS FILED": None,
    "ACCOUNTS TYPE NOT AVAILABLE": None,
    "NULL": None,
}
UNITED_KINGDOM: Final = frozenset(
    (
        *("UNITED KINGDOM", "GREAT BRITAIN", "UK", "ENGLAND", "WALES", "SCOTLAND", "NORTHERN IRELAND", "CYMRU"),
        *("ENGLAND & WALES", "ENGLAND AND WALES", "ENGLAND/WALES", "NOT SPECIFIED", "NOT SPECIFIED/OTHER"),
    )
)
OVERSEAS_NUMBERS: Final = (
    "FC",
    "OE",
    "SF",
    "NF",
)  # overseas companies, and entities that own land
OVERSEAS: Final = "overseas, the country is not given"
