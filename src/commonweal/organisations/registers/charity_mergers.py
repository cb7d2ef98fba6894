"""The register of mergers: charities that passed everything they had to another charity, and when."""

from collections.abc import Mapping
from typing import Final

from commonweal.organisations import dates, identifiers
from commonweal.organisations.facts import MERGED, Fact, Register, Understood
from commonweal.organisations.names import normalised
from commonweal.organisations.registers.terms import CHARITY, CHARITY_LOOKUPS, ODBL

ABOUT: Final = Register("charity-mergers", "Register of merged charities", ODBL, CHARITY_LOOKUPS)
COLUMNS: Final = frozenset(
    f"{role}_{part}" for role in ("transferor", "transferee") for part in ("name", "regno", "subno")
) | {"date_property_transferred"}
MAIN_CHARITY: Final = "0"  # any other number is a charity linked under it, which has no number of its own


def recognises(columns: frozenset[str], first: Mapping[str, str]) -> bool:
    """Whether a file with these columns and this first row is this register."""
    return columns.issuperset(COLUMNS)


def understand(cells: Mapping[str, str]) -> Understood:
    """The charity that ended and the one that goes on.

    Only a charity that goes on under its own name (mostly as a new, incorporated body) is the same as the one before.
    """
    before, after = _charity(cells, "transferor"), _charity(cells, "transferee")
    moved = dates.year_first(cells["date_property_transferred"])
    facts = []
    if before:
        goes_on = after is not None and normalised(cells["transferor_name"]) == normalised(cells["transferee_name"])
        same, status = (after, None) if goes_on else (None, MERGED)
        facts.append(Fact(before, cells["transferor_name"], CHARITY, same_as=same, valid_to=moved, status=status))
    if after:
        facts.append(Fact(after, cells["transferee_name"], CHARITY))
    return Understood(facts, [] if facts else ["neither charity has a number of its own in the register"])


def _charity(cells: Mapping[str, str], role: str) -> str | None:
    if cells[f"{role}_subno"] != MAIN_CHARITY:
        return None
    return identifiers.charity(cells[f"{role}_regno"])
