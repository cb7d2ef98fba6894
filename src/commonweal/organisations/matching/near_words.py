"""Words of a register that are a slip of the pen away from a payee's word: a letter more, fewer, changed or swapped."""

from typing import Final

import numpy as np
import polars as pl

from commonweal.organisations.matching.postings import Asked, distinct, postings
from commonweal.organisations.matching.spellings import CHUNK, Numbers, Places, hashed

SHORTEST: Final = 4  # letters; a slip in a shorter word may make any other
LONGEST: Final = 16
MOST_NEAR: Final = 40  # register words that share one shortened spelling; our choice


def vocabulary(core: pl.Series) -> pl.Series:
    """The distinct words of names."""
    chunks = [core[start : start + CHUNK] for start in range(0, max(len(core), 1), CHUNK)]
    return pl.concat([chunk.str.split(" ").explode().unique() for chunk in chunks]).unique()


def near(words: pl.Series, known: pl.Series) -> tuple[Places, Numbers]:
    """For each word, by its place, the numbers of the known words near it."""
    asked, asked_places = _shortened(words)
    held, held_places = _shortened(known)
    order = np.argsort(asked_places, kind="stable")
    met = postings(Asked(asked[order], asked_places[order]), held, held_places, MOST_NEAR)
    rows, knowns = met.pairs(0, len(words))
    both = distinct((rows << 32 | knowns).astype(np.uint64)).astype(np.int64)
    return both >> 32, hashed(known)[both & 0xFFFFFFFF]


def _shortened(words: pl.Series) -> tuple[Numbers, Places]:
    """Each word as it is and with any one letter left out, as numbers; and the place of the word."""
    frame = pl.DataFrame({"word": words}).with_row_index("place")
    length = pl.col("word").str.len_chars()
    fit = frame.filter(length.is_between(SHORTEST, LONGEST))
    word = pl.col("word")
    spellings = [
        fit.filter(length > letter).select("place", word.str.slice(0, letter) + word.str.slice(letter + 1))
        for letter in range(LONGEST)
    ]
    every = pl.concat([fit.select("place", "word"), *spellings])
    return hashed(every["word"]), every["place"].to_numpy().astype(np.int64)
