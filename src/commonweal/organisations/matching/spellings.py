"""Names laid out for comparing: one spelling for each word, legal forms set apart, and numbers for equal parts."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from commonweal.organisations.matching.words import FORMS, ONE_SPELLING, SAYS_NOTHING

Numbers = npt.NDArray[np.uint64]
Places = npt.NDArray[np.signedinteger[Any]]

CHUNK: Final = 100_000  # names laid out at a time, which bounds the memory
WORKERS: Final = 2
HASH_SEED: Final = 20

_KINDS: Final = sorted(set(FORMS.values()))
_CODES: Final = {word: _KINDS.index(form) for word, form in FORMS.items()}
_FORM: Final = rf"\b({'|'.join(FORMS)})\b"
_SET_APART: Final = [f" {word} " for word in (*FORMS, *SAYS_NOTHING)]
_WRITTEN: Final = [f" {word.replace(' ', '  ')} " for word in ONE_SPELLING]
_MEANT: Final = [f" {word} " for word in ONE_SPELLING.values()]


@dataclass(frozen=True, slots=True)
class Spellings:
    """Names laid out, row by row.

    `core`: the words that tell, in one spelling. `form`: a code for the legal form, or null. `whole`: a number that
    names share whose core is the same letters. `words`: a number for each word, those of row r from `starts[r]` to
    `starts[r + 1]`.
    """

    core: pl.Series
    form: pl.Series
    whole: Numbers
    words: Numbers
    starts: Places

    def bags(self) -> Numbers:
        """A number for each row that names share which have the same words, in whatever order."""
        return np.add.reduceat(self.words, self.starts[:-1]) if len(self.words) else self.words

    def heads(self, letters: int) -> Numbers:
        """A number for each row that names share which begin with the same letters."""
        return hashed(squashed(self.core).str.slice(0, letters))

    def tails(self, letters: int) -> Numbers:
        """A number for each row that names share which end in the same letters."""
        return hashed(squashed(self.core).str.tail(letters))

    def initialled(self) -> Numbers:
        """A number for each row that names share which have the same initial and the same words after the first."""
        return hashed(self.core.str.replace("^(.)[^ ]*", "${1}"))

    def word_rows(self) -> Places:
        """The row of each word."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


def spelled(keys: pl.Series) -> Spellings:
    """Lay out normalised names; a null is a name of no letters, which only another one shares."""
    chunks = [keys[start : start + CHUNK] for start in range(0, max(len(keys), 1), CHUNK)]
    with ThreadPoolExecutor(WORKERS) as workers:
        parts = list(workers.map(_laid_out, chunks))
    counts = np.concatenate([part.counts for part in parts])
    return Spellings(
        core=pl.concat([part.core for part in parts]),
        form=pl.concat([part.form for part in parts]),
        whole=np.concatenate([part.whole for part in parts]),
        words=np.concatenate([part.words for part in parts]),
        starts=np.concatenate([[0], np.cumsum(counts)]),
    )


def hashed(words: pl.Series) -> Numbers:
    """The numbers of words, as in `Spellings.words`."""
    return words.hash(HASH_SEED).to_numpy()


def squashed(core: pl.Series) -> pl.Series:
    """Names without their spaces."""
    return core.str.replace_all(" ", "", literal=True)


@dataclass(frozen=True, slots=True)
class _Chunk:
    core: pl.Series
    form: pl.Series
    whole: Numbers
    words: Numbers
    counts: Places


def _laid_out(keys: pl.Series) -> _Chunk:
    key = pl.col("key")
    told = keys.fill_null("").alias("key").to_frame().select(_core(key).alias("core"), _form(key).alias("form"))
    words = told["core"].str.split(" ")
    counts = words.list.len().to_numpy().astype(np.int32)
    return _Chunk(told["core"], told["form"], hashed(squashed(told["core"])), hashed(words.explode()), counts)


def _core(key: pl.Expr) -> pl.Expr:
    """Each word between two spaces of its own, so that neighbours can both be replaced in one pass."""
    spaced = pl.concat_str(pl.lit(" "), key.str.replace_all(" ", "  ", literal=True), pl.lit(" "))
    telling = spaced.str.replace_many(_SET_APART, [""] * len(_SET_APART))
    meant = telling.str.replace_many(_WRITTEN, _MEANT, leftmost=True)
    core = meant.str.replace_all("  ", " ", literal=True).str.strip_chars(" ")
    return pl.when(core != "").then(core).otherwise(key)


def _form(key: pl.Expr) -> pl.Expr:
    last = key.str.extract_all(_FORM).list.last()
    return last.replace_strict(_CODES, default=None, return_dtype=pl.UInt8)
