"""Postings: for each number that a payee asks for, the register's rows that share it."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from commonweal.organisations.matching.spellings import Numbers, Places

SIEVE: Final = np.uint64(1 << 22)  # room for the numbers that a few hundred thousand payees ask for


@dataclass(frozen=True, slots=True)
class Asked:
    """Numbers asked for, and the row that asks for each, in ascending order of rows."""

    numbers: Numbers
    rows: Places


@dataclass(frozen=True, slots=True)
class Postings:
    """For each number asked: `rows` asks, and `held[first : first + count]` share it."""

    rows: Places
    first: Places
    count: Places
    held: Places

    def pairs(self, start: int, end: int) -> tuple[Places, Places]:
        """Every asking row from `start` up to `end`, with each held row that shares a number with it."""
        low, high = np.searchsorted(self.rows, [start, end])
        count, first = self.count[low:high], self.first[low:high]
        within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        return np.repeat(self.rows[low:high], count), self.held[np.repeat(first, count) + within].astype(np.int64)

    def work(self, rows: int) -> Places:
        """How many pairs each asking row makes."""
        return np.bincount(self.rows, self.count, rows).astype(np.int64)


def postings(asked: Asked, held: Numbers, held_rows: Places | None, most: int) -> Postings:
    """Who shares what; a number that more than `most` held rows share tells too little, and is passed over.

    held_rows: the row of each held number, or None where they are a number a row.
    """
    wanted, slot = _numbered(asked.numbers)
    places = found(wanted, held)
    hits = np.flatnonzero(places >= 0)
    slots = places[hits]
    rows = (hits if held_rows is None else held_rows[hits]).astype(np.int32)
    counts = np.bincount(slots, minlength=len(wanted))
    firsts = np.cumsum(counts) - counts
    kept = (counts[slot] > 0) & (counts[slot] <= most)
    order = np.argsort(slots, kind="stable")
    return Postings(asked.rows[kept], firsts[slot[kept]], counts[slot[kept]], rows[order])


def _numbered(numbers: Numbers) -> tuple[Numbers, Places]:
    """The numbers ascending, each once, and the place of each among them."""
    order = np.argsort(numbers)
    ordered = numbers[order]
    first = np.concatenate([[True], ordered[1:] != ordered[:-1]]) if len(ordered) else np.zeros(0, bool)
    places = np.empty(len(numbers), np.int64)
    places[order] = np.cumsum(first) - 1
    return ordered[first], places


def found(wanted: Numbers, numbers: Numbers) -> Places:
    """The place of each number among the wanted (ascending, each once), -1 for those not wanted."""
    places = np.full(len(numbers), -1, np.int32)
    if not len(wanted):
        return places
    sieve = np.zeros(SIEVE, bool)  # most numbers are not wanted, and fall through here
    sieve[wanted % SIEVE] = True
    maybe = np.flatnonzero(sieve[numbers % SIEVE])
    near = np.minimum(np.searchsorted(wanted, numbers[maybe]), len(wanted) - 1)
    right = wanted[near] == numbers[maybe]
    places[maybe[right]] = near[right]
    return places


def frequencies(wanted: Numbers, numbers: Numbers) -> Places:
    """How often each of the wanted (ascending, each once) is among the numbers."""
    places = found(wanted, numbers)
    return np.bincount(places[places >= 0], minlength=len(wanted))


def distinct(numbers: Numbers) -> Numbers:
    """The numbers ascending, each once (numpy's own `unique` hashes, which takes several times as long here)."""
    ordered = np.sort(numbers)
    return ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])] if len(ordered) else ordered
