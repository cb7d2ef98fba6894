"""GOV.UK's register of central government organisations."""

from collections.abc import Mapping
from typing import Final

from commonweal.organisations import dates
from commonweal.organisations.facts import Fact, Register, Understood, standing
from commonweal.organisations.registers.terms import OGL, PUBLIC_BODY, PUBLIC_SECTOR

ABOUT: Final = Register("government-register", "GOV.UK register of government organisations", OGL, PUBLIC_SECTOR)
COLUMNS: Final = frozenset(("government-organisation", "name", "website", "start-date", "end-date", "entry-timestamp"))


def recognises(columns: frozenset[str], first: Mapping[str, str]) -> bool:
    """Whether a file with these columns and this first row is this register."""
    return columns.issuperset(COLUMNS)


def understand(cells: Mapping[str, str]) -> Understood:
    """A central body, its name, and from when to when it existed where the register says."""
    if not cells["government-organisation"] or not cells["name"]:
        return Understood(reasons=["the body's code or name is missing"])
    begun, ended = dates.year_first(cells["start-date"]), dates.year_first(cells["end-date"])
    org_id = f"GB-GOR-{cells['government-organisation']}"
    return Understood(
        [Fact(org_id, cells["name"], PUBLIC_BODY, valid_from=begun, valid_to=ended, status=standing(ended))]
    )
