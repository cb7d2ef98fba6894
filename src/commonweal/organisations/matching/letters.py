"""How oddly the letters of a word follow each other, by the words of a register: a slip of the pen makes odd words."""

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Final

import numpy as np
import polars as pl

from commonweal.organisations.matching.near_words import vocabulary

NAMES: Final = 200_000  # of the register, from which letters are counted; more tell the same
LETTERS: Final = 27  # a to z, and everything else
WEIGHT: Final = 5.0  # times seen from which three letters tell more than the last two of them do; our choice

Oddness = Callable[[str], float]


def not_odd(_word: str) -> float:
    """The oddness of words where nothing is known of them."""
    return 0.0


def oddness(core: pl.Series) -> Oddness:
    """How surprising (minus the logarithm of the chance) a word's most surprising letter is after the two before it."""
    some = core.gather_every(max(len(core) // NAMES, 1))
    text = np.frombuffer(f"  {vocabulary(some).sort().str.join('  ').item()}  ".encode(), np.uint8)
    letters = np.where((text >= ord("a")) & (text <= ord("z")), text - (ord("a") - 1), 0).astype(np.int64)
    two = np.bincount(letters[:-1] * LETTERS + letters[1:], minlength=LETTERS**2).reshape(LETTERS, LETTERS) + 1
    triples = (letters[:-2] * LETTERS + letters[1:-1]) * LETTERS + letters[2:]
    three = np.bincount(triples, minlength=LETTERS**3).reshape(LETTERS, LETTERS, LETTERS)
    after_one = two / two.sum(axis=1, keepdims=True)
    after_two = (three + WEIGHT * after_one) / (three.sum(axis=2, keepdims=True) + WEIGHT)
    surprise = (-np.log(after_two)).tolist()

    @cache
    def odd(word: str) -> float:
        places = [0, 0, *(ord(letter) - 96 if "a" <= letter <= "z" else 0 for letter in word), 0]
        pairs = list(pairwise(places))
        return float(max(surprise[one][two][three] for (one, two), (_, three) in pairwise(pairs)))

    return odd
