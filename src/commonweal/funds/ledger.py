"""The books of a pot: postings from one account to another, and the balances that follow from them.

A posting moves pence from one account to another, so it cannot be out of balance: what one account loses the other
gains. The balances of a pot always add up to nought, for the outside world is two of its accounts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from commonweal.basics.money import exact
from commonweal.basics.problems import Refused

MOST_PENCE: Final = (
    10**12
)  # of one posting; more than ten thousand million pounds is a slip of the keyboard; our choice


class Account(StrEnum):
    """Where money of a pot can be. The last two are the outside world: where it came from, and where it went."""

    FREE = "free"
    PROMISED = "promised"
    PAID = "paid"
    SOURCE = "source"


class Kind(StrEnum):
    """What an entry does."""

    INCOME = "income"
    PROMISE = "promise"
    RELEASE = "release"
    PAYMENT = "payment"
    INCOME_CORRECTED = "income-corrected"
    PAYMENT_CORRECTED = "payment-corrected"


Balances = Mapping[Account, int]  # pence by account; what came in stands as a minus at the source
NOTHING: Final[Balances] = dict.fromkeys(Account, 0)

# From which account to which each kind of entry moves money. No way leads from free to paid: what is paid was promised.
WAYS: Final[Mapping[Kind, tuple[Account, Account]]] = {
    Kind.INCOME: (Account.SOURCE, Account.FREE),
    Kind.PROMISE: (Account.FREE, Account.PROMISED),
    Kind.RELEASE: (Account.PROMISED, Account.FREE),
    Kind.PAYMENT: (Account.PROMISED, Account.PAID),
    Kind.INCOME_CORRECTED: (Account.FREE, Account.SOURCE),
    Kind.PAYMENT_CORRECTED: (Account.PAID, Account.PROMISED),
}
CORRECTED_BY: Final = {Kind.INCOME: Kind.INCOME_CORRECTED, Kind.PAYMENT: Kind.PAYMENT_CORRECTED}

TOO_LITTLE: Final = {
    Account.FREE: "The pot has {held} free, and this needs {asked}. Nothing was moved.",
    Account.PROMISED: "{held} of the pot is promised, and this needs {asked}. Nothing was moved.",
    Account.PAID: "{held} was paid from the pot, and this takes {asked} back. Nothing was moved.",
}


@dataclass(frozen=True, slots=True)
class Posting:
    """A move of `pence` from one account to another. Raises Refused for a move that is none."""

    from_account: Account
    to_account: Account
    pence: int

    def __post_init__(self) -> None:
        if isinstance(self.pence, bool) or not isinstance(self.pence, int):
            raise Refused("Money is moved in whole pence.")
        if not 0 < self.pence <= MOST_PENCE:
            raise Refused("Write an amount of money above nought, such as 2,500.")
        if self.from_account == self.to_account:
            raise Refused("Money that stays where it is was not moved.")


@dataclass(frozen=True, slots=True)
class Entry:
    """One act in the books: its number in the pot, when it was made, the day it counts for, and its postings.

    `corrects` is the number of the entry that a correction takes back. Raises Refused for postings that its kind does
    not make, and for a correction that names nothing.
    """

    number: int
    kind: Kind
    at: datetime
    day: date
    postings: Sequence[Posting]
    corrects: int | None = None

    def __post_init__(self) -> None:
        way = WAYS[self.kind]
        if not self.postings or any((each.from_account, each.to_account) != way for each in self.postings):
            raise Refused(f"An entry of the kind {self.kind} moves money from {way[0]} to {way[1]}, and nowhere else.")
        if (self.corrects is not None) != (self.kind in CORRECTED_BY.values()):
            raise Refused("A correction names the entry that it corrects, and nothing else names one.")

    @property
    def pence(self) -> int:
        """What it moves in all."""
        return sum(each.pence for each in self.postings)


def after(before: Balances, postings: Iterable[Posting]) -> Balances:
    """The balances once postings were made.

    Raises Refused where an account would fall below nought. The source is the one below it by nature, and never above:
    it is what the other three hold, with a minus.
    """
    held = dict(before)
    for each in postings:
        held[each.from_account] -= each.pence
        held[each.to_account] += each.pence
        if each.from_account != Account.SOURCE and held[each.from_account] < 0:
            had = held[each.from_account] + each.pence
            raise Refused(TOO_LITTLE[each.from_account].format(held=exact(had), asked=exact(each.pence)))
    return held


def balances(entries: Iterable[Entry], until: datetime | None = None) -> Balances:
    """What each account held at a moment, with all that was entered up to it; without one, what it holds now.

    The entries come in the order of their numbers. Raises Refused for books that cannot be.
    """
    held = NOTHING
    for entry in entries:
        if until is None or entry.at <= until:
            held = after(held, entry.postings)
    return held


def what_for(purpose: str, part: str) -> str:
    """What a promise is for, as its page and the books say it: its purpose, and which part of that, if any."""
    return f"{purpose}: {part}" if part else purpose


def correction(entry: Entry) -> tuple[Kind, list[Posting]]:
    """The kind and the postings that take an entry back as a whole. Raises Refused for what is not corrected so."""
    kind = CORRECTED_BY.get(entry.kind)
    if kind is None:
        raise Refused(
            "Only income and payments are corrected. To undo a promise, release it. To undo a release or a correction, "
            "make the entry anew."
        )
    return kind, [Posting(each.to_account, each.from_account, each.pence) for each in entry.postings]


def check_open(day: date, closed_through: date | None, today: date) -> None:
    """Raises Refused for a day that is closed already, and for one to come."""
    if day > today:
        raise Refused("That day is still to come. An entry counts for today or an earlier day.")
    if closed_through and day <= closed_through:
        raise Refused(
            f"The books are closed up to {closed_through:%-d %B %Y}. Enter it for a later day, and say what it was."
        )


def check_closing(through: date, closed_through: date | None, today: date) -> None:
    """Raises Refused for a period that cannot be closed: it is not over, or was closed already."""
    if through >= today:
        raise Refused("A period is closed once its last day is over. Choose an earlier day.")
    if closed_through and through <= closed_through:
        raise Refused(f"The books are closed up to {closed_through:%-d %B %Y} already. Choose a later day.")
