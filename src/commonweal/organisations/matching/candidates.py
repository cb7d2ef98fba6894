"""Candidates: for each reading of a payee the few bearers whose names could be meant.

Names that are equal but for legal forms, spaces and word order come first. What is left asks several blocks: those
that share their first or last letters, a rare word, a word a slip or two away, two neighbouring words, or all words
but the first and its initial. Signatures weed out
the unlike.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import polars as pl

from commonweal.organisations.matching.near_words import near, vocabulary
from commonweal.organisations.matching.postings import Asked, Postings, distinct, frequencies, postings
from commonweal.organisations.matching.signatures import Likeness, Signatures, likeness, signatures
from commonweal.organisations.matching.spellings import Numbers, Places, Spellings

# All our choice, by the time they take and what they find in bench/matching.py.
MOST_EQUAL: Final = 12  # bearers of an equal name that are looked at
ENDS: Final = (6, 10)  # letters of a head or a tail
MOST_ENDS: Final = 400  # names that share a head or a tail
MOST_WORD: Final = 600  # names that share a word
MOST_PAIR: Final = 300  # names that share two words
MOST_INITIAL: Final = 40  # names that share an initial and what follows the first word
RARE: Final = 5  # a word of so few names may be another's misspelt
LEAST_LIKE: Final = 0.42  # likeness of signatures
MOST_LIKE: Final = 10  # candidates a reading
PAIRS_AT_A_TIME: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of rows, of readings and of bearers."""

    asked: Places
    held: Places
    like: Likeness  # of their signatures

    def part(self, start: int, end: int) -> "Pairs":
        """Some of them, in order."""
        return Pairs(self.asked[start:end], self.held[start:end], self.like[start:end])


def together(*several: Pairs) -> Pairs:
    """All the pairs of several."""
    sides = ("asked", "held", "like")
    return Pairs(*(np.concatenate([getattr(pairs, side) for pairs in several]) for side in sides))


def equal(asked: Spellings, held: Spellings) -> Pairs:
    """Pairs that have the same letters, or the same words in another order."""
    rows = np.arange(len(asked.core))
    blocks = (
        postings(Asked(asked.whole, rows), held.whole, None, MOST_EQUAL),
        postings(Asked(asked.bags(), rows), held.bags(), None, MOST_EQUAL),
    )
    met = [block.pairs(0, len(rows)) for block in blocks]
    one, other = _once(np.concatenate([one for one, _ in met]), np.concatenate([other for _, other in met]))
    return Pairs(one, other, np.ones(len(one), np.float32))


def alike(asked: Spellings, held: Spellings) -> Pairs:
    """Pairs that share a part and whose signatures are alike, at most MOST_LIKE for a reading."""
    if asked.core.is_empty():
        return Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))
    blocks = _blocks(asked, held)
    ours, theirs = signatures(asked.core), signatures(held.core)
    rows = len(asked.core)
    work = np.cumsum(sum(block.work(rows) for block in blocks))
    edges = np.searchsorted(work, np.arange(0, int(work[-1]) + PAIRS_AT_A_TIME, PAIRS_AT_A_TIME), side="right")
    bounds = np.unique(np.concatenate([[0], edges, [rows]]))
    return together(*(_likest(blocks, (int(start), int(end)), ours, theirs) for start, end in pairwise(bounds)))


def _blocks(asked: Spellings, held: Spellings) -> list[Postings]:
    rows = np.arange(len(asked.core))
    heads = [postings(Asked(asked.heads(end), rows), held.heads(end), None, MOST_ENDS) for end in ENDS]
    tails = [postings(Asked(asked.tails(end), rows), held.tails(end), None, MOST_ENDS) for end in ENDS]
    meant = _meant(asked, held)
    initials = postings(Asked(asked.initialled(), rows), held.initialled(), None, MOST_INITIAL)
    return [*heads, *tails, *_by_words(asked, held, meant), _by_two_words(asked, held, meant), initials]


@dataclass(frozen=True, slots=True)
class _Meant:
    """Words that the payees may have meant: `places` of words asked for, and the `numbers` of register words near."""

    places: Places
    numbers: Numbers


def _meant(asked: Spellings, held: Spellings) -> _Meant:
    wanted = distinct(asked.words)
    rare = frequencies(wanted, held.words)[np.searchsorted(wanted, asked.words)] <= RARE
    written = asked.core.str.split(" ").explode().filter(pl.Series(rare))
    asking, numbers = near(written, vocabulary(held.core))
    return _Meant(np.flatnonzero(rare)[asking], numbers)


def _by_words(asked: Spellings, held: Spellings, meant: _Meant) -> list[Postings]:
    rows, held_rows = asked.word_rows(), held.word_rows().astype(np.int32)
    return [
        postings(Asked(asked.words, rows), held.words, held_rows, MOST_WORD),
        postings(Asked(meant.numbers, rows[meant.places]), held.words, held_rows, MOST_WORD),
    ]


def _by_two_words(asked: Spellings, held: Spellings, meant: _Meant) -> Postings:
    """Two words that stand together, also where either or both are misspelt words of very many names."""
    wanted = distinct(meant.numbers)
    common = frequencies(wanted, held.words)[np.searchsorted(wanted, meant.numbers)] > MOST_WORD
    places = np.concatenate([np.arange(len(asked.words)), meant.places[common]])
    numbers = np.concatenate([asked.words, meant.numbers[common]])
    order = np.argsort(places, kind="stable")
    ours, rows = _neighbours_spelled(places[order], numbers[order], asked.word_rows())
    theirs, held_rows = _neighbours(held)
    by_row = np.argsort(rows, kind="stable")
    return postings(Asked(ours[by_row], rows[by_row]), theirs, held_rows, MOST_PAIR)


APART: Final = (1, 2)  # words that stand together, or with one between them


def _neighbours(names: Spellings) -> tuple[Numbers, Places]:
    """A number for each two neighbouring words, and their rows."""
    rows = names.word_rows().astype(np.int32)
    numbers, of_rows = [], []
    for apart in APART:
        together = np.flatnonzero(rows[:-apart] == rows[apart:])
        numbers.append(names.words[together] + names.words[together + apart])
        of_rows.append(rows[together])
    return np.concatenate(numbers), np.concatenate(of_rows)


def _neighbours_spelled(places: Places, numbers: Numbers, rows: Places) -> tuple[Numbers, Places]:
    """`_neighbours` of words in several spellings: those of `places` (ascending) among all words, of `rows`."""
    pairs, of_rows = [], []
    for apart in APART:
        first = np.searchsorted(places, places + apart)
        count = np.searchsorted(places, places + apart, side="right") - first
        one = np.repeat(np.arange(len(places)), count)
        other = np.arange(len(one)) + np.repeat(first - (np.cumsum(count) - count), count)
        together = rows[places[one]] == rows[places[other]]
        pairs.append(numbers[one[together]] + numbers[other[together]])
        of_rows.append(rows[places[one[together]]])
    return np.concatenate(pairs), np.concatenate(of_rows)


def _likest(blocks: list[Postings], span: tuple[int, int], ours: Signatures, theirs: Signatures) -> Pairs:
    met = [block.pairs(*span) for block in blocks]
    asked, held = (np.concatenate(side) for side in zip(*met, strict=True))
    like = likeness(ours, asked, theirs, held)
    one, other = _once(asked[like >= LEAST_LIKE], held[like >= LEAST_LIKE])
    like = likeness(ours, one, theirs, other)
    order = np.lexsort((other, -like, one))
    ordered = one[order]
    rank = np.arange(len(ordered)) - np.searchsorted(ordered, ordered)
    best = order[rank < MOST_LIKE]
    return Pairs(one[best], other[best], like[best])


def _once(asked: Places, held: Places) -> tuple[Places, Places]:
    both = distinct(asked.astype(np.uint64) << np.uint64(32) | held.astype(np.uint64))
    return (both >> np.uint64(32)).astype(np.int64), (both & np.uint64(0xFFFFFFFF)).astype(np.int64)
