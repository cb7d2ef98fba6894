"""GOV.UK's register of local authorities in England, closed in 2021: their official names."""

from collections.abc import Mapping
from typing import Final

from commonweal.organisations import dates
from commonweal.organisations.facts import Fact, Register, Understood, standing
from commonweal.organisations.registers.terms import LOCAL_AUTHORITY, OGL, PUBLIC_SECTOR

ABOUT: Final = Register("local-authorities", "GOV.UK register of local authorities (England)", OGL, PUBLIC_SECTOR)
COLUMNS: Final = frozenset(("local-authority-eng", "official-name", "start-date", "end-date"))


def recognises(columns: frozenset[str], first: Mapping[str, str]) -> bool:
    """Whether a file with these columns and this first row is this register."""
    return columns.issuperset(COLUMNS)


def understand(cells: Mapping[str, str]) -> Understood:
    """An authority by its official name only: its short name ("Preston") is a place's."""
    if not cells["local-authority-eng"] or not cells["official-name"]:
        return Understood(reasons=["the authority's code or official name is missing"])
    begun, ended = dates.year_first(cells["start-date"]), dates.year_first(cells["end-date"])
    org_id = f"GB-LAE-{cells['local-authority-eng']}"
    return Understood(
        [
            Fact(
                org_id,
                cells["official-name"],
                LOCAL_AUTHORITY,
                valid_from=begun,
                valid_to=ended,
                status=standing(ended),
            )
        ]
    )
