"""Which payments a page is about."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final, Self

from commonweal.basics.problems import Refused
from commonweal.spend.home import Home
from commonweal.spend.locking import Locks
from commonweal.spend.locks.changes import ASKED

MONTH: Final = re.compile("[0-9]{4}-(0[1-9]|1[0-2])")
LONGEST: Final = 500  # characters: longer than any published category; a longer value selects nothing


@dataclass(frozen=True, slots=True)
class Selection:
    """One value or none for each thing that payments can be selected by, and how they are looked at. None takes all.

    `payers`: several payers' slugs with commas between; `month_from`, `month_to`: a span of months ("2024-04"), both
    included; `ring` and the rest as in placed_payments.sql. `home`: the home area that rings are drawn around; `locks`:
    the rules to go by, where not those in force; `compared`: the months that a comparison over time may use; `held`:
    by payer, the months held of it and the longer periods that lie whole in these ("2024-04-01/2024-06-30"), each with
    a comma before and behind; `seen`: home and locks as an address words them, so that links lead on to pages seen in
    the same way.
    """

    payer: str | None = None
    payers: str | None = None
    supplier: str | None = None
    category: str | None = None
    purpose: str | None = None
    department: str | None = None
    proclass: str | None = None
    section: str | None = None
    owner: str | None = None
    size: str | None = None
    month: str | None = None
    month_from: str | None = None
    month_to: str | None = None
    ward: str | None = None
    area: str | None = None
    ring: str | None = None
    locked: str | None = None
    file: str | None = None
    home: Home | None = None
    locks: Locks | None = None
    compared: tuple[str, ...] = ()
    held: tuple[tuple[str, str], ...] = ()
    seen: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, asked: Mapping[str, str], home: Home | None = None, locks: Locks | None = None) -> Self:
        """From the parameters of a web address; those it does not know and those left empty are passed over.

        The home area and the locks come from the caller, who knows the region.
        """
        chosen: dict[str, Any] = {name: _fit(asked[name]) for name in CHOICES if asked.get(name)}
        seen = tuple((name, asked[name]) for name in SEEN if asked.get(name))
        return cls(**chosen, home=home, locks=locks, seen=seen)

    def chosen(self) -> dict[str, str]:
        """What payments were chosen by, by name."""
        return {name: value for name in CHOICES if (value := getattr(self, name)) is not None}

    def address(self) -> dict[str, str]:
        """All that an address says of it: what payments were chosen by, and how they are seen."""
        return {**self.chosen(), **dict(self.seen)}

    def parameters(self) -> dict[str, str | None]:
        """One value a parameter of selected_payments.sql and placed_payments.sql."""
        chosen: dict[str, str | None] = {name: getattr(self, name) for name in CHOICES}
        return chosen | {"payers": f",{self.payers}," if self.payers else None}


NOT_CHOSEN_BY: Final = ("home", "locks", "compared", "held", "seen")
CHOICES: Final = tuple(field.name for field in fields(Selection) if field.name not in NOT_CHOSEN_BY)
SEEN: Final = ("home", "within", *ASKED)  # how payments are looked at, as an address calls it; none chooses any


def check_months(first: str | None, last: str | None) -> None:
    """Raises Refused for text that is no month, and for a last month before the first."""
    for month in (first, last):
        if month and not MONTH.fullmatch(month):
            raise Refused("That is no month. Choose one from the list, or write it like 2024-04.")
    if first and last and first > last:
        raise Refused("The last month lies before the first. Choose a later last month.")


def _fit(value: str) -> str:
    """A value that any store can be asked for: PostgreSQL takes no NUL, and nothing published holds its stand-in."""
    return value[:LONGEST].replace("\0", "\ufffd")
