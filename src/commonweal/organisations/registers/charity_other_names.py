"""Names that charities of England and Wales work under, and those they had before.

Built to the published columns of `publicextract.charity_other_names` (register-of-charities.charitycommission.gov.uk,
full register download), JSON or tab-separated, zipped or not; we have not held the file itself. It does not say when a
former name ended, so a former name ends, for us, no later than the day on which it was published as one.
"""

from collections.abc import Mapping
from typing import Final

from commonweal.organisations import dates, identifiers
from commonweal.organisations.facts import Fact, Register, Understood
from commonweal.organisations.registers.charity_register import MAIN_CHARITY
from commonweal.organisations.registers.terms import CHARITY, CHARITY_COMMISSION, OGL

ABOUT: Final = Register("charity-other-names", "Other names of charities (England and Wales)", OGL, CHARITY_COMMISSION)
COLUMNS: Final = frozenset(
    ("registered_charity_number", "linked_charity_number", "charity_name_type", "charity_name", "date_of_extract")
)
FORMER: Final = "previous name"
KINDS: Final = (FORMER, "working name")
NO_KIND: Final = "it is not said whether the name is a working or a previous one, or on what day it was published"


def recognises(columns: frozenset[str], first: Mapping[str, str]) -> bool:
    """Whether a file with these columns and this first row is this register."""
    return columns.issuperset(COLUMNS)


def understand(cells: Mapping[str, str]) -> Understood:
    """A charity and another of its names; a former one has an end."""
    org_id = identifiers.charity(cells["registered_charity_number"])
    kind = cells["charity_name_type"].lower()
    if org_id is None or not cells["charity_name"]:
        return Understood(reasons=["the charity number is not one, or the name is missing"])
    if cells["linked_charity_number"] != MAIN_CHARITY:
        return Understood(reasons=["the charity is linked under another and has no number of its own"])
    ended = dates.year_first(cells["date_of_extract"]) if kind == FORMER else None
    if kind not in KINDS or (kind == FORMER and ended is None):
        return Understood(reasons=[NO_KIND])
    return Understood([Fact(org_id, cells["charity_name"], CHARITY, valid_to=ended)])
