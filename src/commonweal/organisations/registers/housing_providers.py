"""The Regulator of Social Housing's list of registered providers, as the building safety regulator lists it."""

from collections.abc import Mapping
from typing import Final

from commonweal.organisations import dates
from commonweal.organisations.facts import Fact, Register, Understood
from commonweal.organisations.registers.housing_numbers import PROVIDERS
from commonweal.organisations.registers.terms import (
    FOR_PROFIT_LANDLORD,
    HOUSING_PROVIDER,
    LOCAL_AUTHORITY,
    OGL,
    PUBLIC_SECTOR,
)

ABOUT: Final = Register("housing-providers", "Registered providers of social housing", OGL, PUBLIC_SECTOR)
COLUMNS: Final = frozenset(("organisation_name", "registration_number", "registration_date", "designation"))
OWNERS: Final = {
    "Non-profit": HOUSING_PROVIDER,
    "Profit": FOR_PROFIT_LANDLORD,
    "Local authority": LOCAL_AUTHORITY,
}


def recognises(columns: frozenset[str], first: Mapping[str, str]) -> bool:
    """Whether a file with these columns and this first row is this register."""
    return columns.issuperset(COLUMNS)


def understand(cells: Mapping[str, str]) -> Understood:
    """A provider's name, whether it is for profit or a council, and since when it is registered."""
    if not cells["registration_number"] or not cells["organisation_name"]:
        return Understood(reasons=["the provider's number or name is missing"])
    org_id = PROVIDERS + cells["registration_number"]
    owner = OWNERS.get(cells["designation"])
    begun = dates.day_first(cells["registration_date"])
    reasons = [] if owner else ["the designation is none we know; the kind of owner was left out"]
    return Understood([Fact(org_id, cells["organisation_name"], owner, valid_from=begun)], reasons)
