"""Candidates: for each reading of a payee the few bearers whose names could be meant.

Names that are equal but for legal forms, spaces and word order come first. What is left asks several cheap blocks: names
that share their first or last letters, a rare word, a word a slip away, or two neighbouring words. Signatures weed out
the unlike.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import polars as pl

from commonweal.organisations.matching.near_words import near, vocabulary
from commonweal.organisations.matching.postings import Asked, Postings, distinct, frequencies, postings
from commonweal.organisations.matching.signatures import Signatures, likeness, signatures
from commonweal.organisations.matching.spellings import Numbers, Places, Spellings, hashed

# All our choice, by the time they take and what they find in bench/matching.py.
MOST_EQUAL: Final = 12  # bearers of an equal name that are looked at
MOST_ENDS: Final = 400  # names that share a head or a tail
MOST_WORD: Final = 600  # names that share a word
MOST_PAIR: Final = 300  # names that share two words
RARE: Final = 5  # a word of so few names may be another's misspelt
LEAST_LIKE: Final = 0.42  # likeness of signatures
MOST_LIKE: Final = 10  # candidates a reading
PAIRS_AT_A_TIME: Final = 2_000_000


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of rows, of readings and of bearers."""

    asked: Places
    held: Places


def equal(asked: Spellings, held: Spellings) -> Pairs:
    """Pairs that have the same letters, or the same words in another order."""
    rows = np.arange(len(asked.core))
    blocks = (
        postings(Asked(asked.whole, rows), held.whole, None, MOST_EQUAL),
        postings(Asked(asked.bags(), rows), held.bags(), None, MOST_EQUAL),
    )
    met = [block.pairs(0, len(rows)) for block in blocks]
    return _once(np.concatenate([one for one, _ in met]), np.concatenate([other for _, other in met]))


def alike(asked: Spellings, held: Spellings) -> Pairs:
    """Pairs that share a part and whose signatures are alike, at most MOST_LIKE for a reading."""
    if asked.core.is_empty():
        return Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64))
    blocks = _blocks(asked, held)
    ours, theirs = signatures(asked.core), signatures(held.core)
    rows = len(asked.core)
    work = np.cumsum(sum(block.work(rows) for block in blocks))
    edges = np.searchsorted(work, np.arange(0, int(work[-1]) + PAIRS_AT_A_TIME, PAIRS_AT_A_TIME), side="right")
    bounds = np.unique(np.concatenate([[0], edges, [rows]]))
    kept = [_likest(blocks, (int(start), int(end)), ours, theirs) for start, end in pairwise(bounds)]
    return Pairs(np.concatenate([pairs.asked for pairs in kept]), np.concatenate([pairs.held for pairs in kept]))


def _blocks(asked: Spellings, held: Spellings) -> list[Postings]:
    rows = np.arange(len(asked.core))
    ends = zip((*asked.heads, *asked.tails), (*held.heads, *held.tails), strict=True)
    shared = [postings(Asked(ours, rows), theirs, None, MOST_ENDS) for ours, theirs in ends]
    return [*shared, *_by_words(asked, held), _by_two_words(asked, held)]


def _by_words(asked: Spellings, held: Spellings) -> list[Postings]:
    rows, held_rows = asked.word_rows(), held.word_rows().astype(np.int32)
    wanted = distinct(asked.words)
    rare = frequencies(wanted, held.words)[np.searchsorted(wanted, asked.words)] <= RARE
    written = asked.core.str.split(" ").explode().filter(pl.Series(rare))
    asking, numbers = near(written, vocabulary(held.core))
    near_rows = rows[rare][asking]
    return [
        postings(Asked(asked.words, rows), held.words, held_rows, MOST_WORD),
        postings(Asked(numbers, near_rows), held.words, held_rows, MOST_WORD),
    ]


def _by_two_words(asked: Spellings, held: Spellings) -> Postings:
    ours, rows = _neighbours(asked)
    theirs, held_rows = _neighbours(held)
    order = np.argsort(rows, kind="stable")
    return postings(Asked(ours[order], rows[order]), theirs, held_rows, MOST_PAIR)


def _neighbours(names: Spellings) -> tuple[Numbers, Places]:
    """A number for each two words that stand together, or with one between them, and their rows."""
    rows = names.word_rows().astype(np.int32)
    numbers, places = [], []
    for apart in (1, 2):
        together = np.flatnonzero(rows[:-apart] == rows[apart:])
        numbers.append(names.words[together] + names.words[together + apart])
        places.append(rows[together])
    return np.concatenate(numbers), np.concatenate(places)


def _likest(blocks: list[Postings], span: tuple[int, int], ours: Signatures, theirs: Signatures) -> Pairs:
    met = [block.pairs(*span) for block in blocks]
    asked, held = (np.concatenate(side) for side in zip(*met, strict=True))
    like = likeness(ours, asked, theirs, held)
    kept = like >= LEAST_LIKE
    pairs = _once(asked[kept], held[kept])
    like = likeness(ours, pairs.asked, theirs, pairs.held)
    order = np.lexsort((pairs.held, -like, pairs.asked))
    ordered = pairs.asked[order]
    rank = np.arange(len(ordered)) - np.searchsorted(ordered, ordered)
    best = order[rank < MOST_LIKE]
    return Pairs(pairs.asked[best], pairs.held[best])


def _once(asked: Places, held: Places) -> Pairs:
    both = distinct(asked.astype(np.uint64) << np.uint64(32) | held.astype(np.uint64))
    return Pairs((both >> np.uint64(32)).astype(np.int64), (both & np.uint64(0xFFFFFFFF)).astype(np.int64))
