"""Words of a register that are a slip or two of the pen from a payee's word: a letter more, fewer, changed or swapped.

Two words meet where leaving out a letter or two of each makes them the same.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl
from rapidfuzz import process
from rapidfuzz.distance import OSA

from commonweal.organisations.matching.postings import Asked, distinct, postings
from commonweal.organisations.matching.spellings import CHUNK, Numbers, Places, hashed

Sieve = npt.NDArray[np.bool_]

SHORTEST: Final = 4  # letters; a slip in a shorter word may make any other
LONGEST: Final = 22
TWO_SLIPS: Final = 7  # letters from which two slips are looked for; in a shorter word two make any other; our choice
MOST_NEAR: Final = 40  # register words that share one shortened spelling; our choice
SIEVE_BITS: Final = 25
WORDS_AT_A_TIME: Final = 80_000
PAIRED_AT_A_TIME: Final = 10_000
WORKERS: Final = 2
_SHIFT: Final = np.uint64(64 - SIEVE_BITS)
_BASE: Final = np.uint64(0x9E3779B97F4A7C15)  # odd, so that every letter at every place counts


def vocabulary(core: pl.Series) -> pl.Series:
    """The distinct words of names."""
    chunks = [core[start : start + CHUNK] for start in range(0, max(len(core), 1), CHUNK)]
    return pl.concat([chunk.str.split(" ").explode().unique() for chunk in chunks]).unique()


def near(words: pl.Series, known: pl.Series) -> tuple[Places, Numbers]:
    """For each word, by its place, the numbers of the known words near it."""
    held, sieve = hashed(known), _sieve(numbers for numbers, _ in _spellings(known))
    starts = range(0, max(len(words), 1), WORDS_AT_A_TIME)
    found = [_near(words[start : start + WORDS_AT_A_TIME], known, sieve) for start in starts]
    rows = np.concatenate([start + rows for start, (rows, _) in zip(starts, found, strict=True)])
    return rows, held[np.concatenate([knowns for _, knowns in found])]


def _near(words: pl.Series, known: pl.Series, sieve: Sieve) -> Places:
    """Pairs of places, of words and of the known words near them."""
    asked, asked_places = _shortened(words, sieve)
    held, held_places = _shortened(known, _sieve([asked]))
    order = np.argsort(asked_places, kind="stable")
    met = postings(Asked(asked[order], asked_places[order]), held, held_places.astype(np.int32), MOST_NEAR)
    spans = [(start, start + PAIRED_AT_A_TIME) for start in range(0, max(len(words), 1), PAIRED_AT_A_TIME)]
    return np.concatenate([_close(met.pairs(*span), words, known) for span in spans], axis=1)


def _close(pairs: tuple[Places, Places], words: pl.Series, known: pl.Series) -> Places:
    """The pairs, each once, of words that are no further apart than two slips, or one where either is short."""
    both = distinct((pairs[0] << 32 | pairs[1]).astype(np.uint64)).astype(np.int64)
    rows, knowns = both >> 32, both & 0xFFFFFFFF
    one, other = words.gather(rows), known.gather(knowns)
    slips = process.cpdist(one.to_list(), other.to_list(), scorer=OSA.distance, score_cutoff=2, workers=WORKERS)
    long = np.minimum(one.str.len_chars().to_numpy(), other.str.len_chars().to_numpy()) >= TWO_SLIPS
    close = slips <= np.where(long, 2, 1)
    return np.stack([rows[close], knowns[close]])


def _sieve(several: Iterable[Numbers]) -> Sieve:
    """Where numbers fall, so that most of those that are not among them can be passed over."""
    sieve = np.zeros(1 << SIEVE_BITS, bool)
    for numbers in several:
        sieve[numbers >> _SHIFT] = True
    return sieve


def _shortened(words: pl.Series, wanted: Sieve) -> tuple[Numbers, Places]:
    """The spellings of words that may be wanted, as numbers; and the place of the word."""
    found: list[tuple[Numbers, Places]] = [(np.zeros(0, np.uint64), np.zeros(0, np.int64))]
    for numbers, places in _spellings(words):
        maybe = wanted[numbers >> _SHIFT]
        found.append((numbers[maybe], places[maybe]))
    several, of_words = (np.concatenate(side) for side in zip(*found, strict=True))
    return several, of_words


def _spellings(words: pl.Series) -> Iterator[tuple[Numbers, Places]]:
    """Words as they are and with any letter, of long words any two, left out, as numbers; and their places."""
    frame = pl.DataFrame({"word": words, "bytes": words.str.len_bytes()}).with_row_index("place")
    for length in range(SHORTEST, LONGEST + 1):
        fit = frame.filter(pl.col("bytes") == length)
        if fit.is_empty():
            continue
        letters = np.frombuffer(fit["word"].str.join("").item().encode(), np.uint8).reshape(len(fit), length)
        places = fit["place"].to_numpy().astype(np.int64)
        for numbers in _without_letters(letters.astype(np.uint64)):
            yield numbers, places


def _without_letters(letters: Numbers) -> Iterator[Numbers]:
    """A number for each row of letters, whole, and without each letter or each two of them."""
    length = letters.shape[1]
    sums = [np.zeros((len(letters), length + 1), np.uint64) for _ in range(3)]
    for moved in range(3):  # the letters' values where so many letters before them are left out
        powers = _BASE ** (np.arange(length, dtype=np.uint64) + np.uint64(3 - moved))
        np.cumsum(letters * powers, axis=1, out=sums[moved][:, 1:])
    whole, once, twice = sums
    yield whole[:, length]
    for out in range(length):
        yield whole[:, out] + once[:, length] - once[:, out + 1]
    for first, second in combinations(range(length), 2) if length >= TWO_SLIPS else ():
        between = once[:, second] - once[:, first + 1]
        yield whole[:, first] + between + twice[:, length] - twice[:, second + 1]
