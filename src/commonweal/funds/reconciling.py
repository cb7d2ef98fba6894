"""Reconciliation: what the bank says beside the books.

A line of the bank and an entry of the books are one where they move the same pence the same way within some days. What
is left over on either side is unexplained, and shown.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from commonweal.basics.money import exact
from commonweal.basics.problems import Refused
from commonweal.funds.ledger import CORRECTED_BY, Entry, Kind

WITHIN: Final = timedelta(days=10)  # between the day of the books and the bank's: a cheque needs some; our choice
SIGNS: Final = {Kind.INCOME: 1, Kind.PAYMENT: -1}


@dataclass(frozen=True, slots=True)
class Move:
    """Money that came in (pence above nought) or went out on a day, by the number that its side gives it."""

    number: int
    day: date
    pence: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """Which lines of the bank are which entries, and what is left over on either side, by their numbers."""

    pairs: tuple[tuple[int, int], ...]
    only_bank: tuple[int, ...]
    only_books: tuple[int, ...]


def of_books(entries: Iterable[Entry]) -> list[Move]:
    """What entries say came in and was paid. An entry that was corrected moved nothing, nor did its correction."""
    known = list(entries)
    taken_back = {each.corrects for each in known if each.kind in CORRECTED_BY.values()}
    return [
        Move(each.number, each.day, SIGNS[each.kind] * each.pence)
        for each in known
        if each.kind in SIGNS and each.number not in taken_back
    ]


def check_together(line: Move, entries: Sequence[Move]) -> None:
    """Raises Refused where entries do not come to a bank line, to the penny."""
    told = sum(each.pence for each in entries)
    if not entries:
        raise Refused("Choose the entries that are this line together.")
    if told != line.pence:
        raise Refused(
            f"These entries come to {exact(told)}, and the bank says {exact(line.pence)}. Choose others, or enter what "
            "is missing first."
        )


def said_together(
    bank: Sequence[Move], books: Sequence[Move], said: Mapping[int, Collection[int]]
) -> dict[int, Collection[int]]:
    """What still holds of what a steward `said`, entries by line: one that was corrected since explains nothing."""
    lines, entries = {each.number: each.pence for each in bank}, {each.number: each.pence for each in books}
    return {
        line: numbers
        for line, numbers in said.items()
        if sum(entries.get(number, 0) for number in numbers) == lines.get(line)
    }


def reconcile(bank: Sequence[Move], books: Sequence[Move], within: timedelta = WITHIN) -> Agreement:
    """Pair as many lines with entries as can be: of one amount the earliest with the earliest that is near enough."""
    waiting: dict[int, list[Move]] = defaultdict(list)
    for entry in sorted(books, key=lambda each: (each.day, each.number)):
        waiting[entry.pence].append(entry)
    pairs = []
    for line in sorted(bank, key=lambda each: (each.day, each.number)):
        rest = waiting[line.pence]
        while rest and rest[0].day < line.day - within:
            rest.pop(0)  # too early for this line, so for all later ones too
        if rest and rest[0].day <= line.day + within:
            pairs.append((line.number, rest.pop(0).number))
    paired_lines, paired_entries = {line for line, _ in pairs}, {entry for _, entry in pairs}
    return Agreement(
        tuple(pairs),
        tuple(each.number for each in bank if each.number not in paired_lines),
        tuple(each.number for each in books if each.number not in paired_entries),
    )
