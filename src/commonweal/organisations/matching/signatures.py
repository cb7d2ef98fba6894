"""Signatures: 128 bits that say which pairs of neighbouring letters a name has, to weed out unlike names cheaply."""

from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from commonweal.organisations.matching.spellings import CHUNK, Places, squashed

Signatures = npt.NDArray[np.uint64]  # two numbers a name
Likeness = npt.NDArray[np.float32]

_BITS: Final = np.random.default_rng(128).integers(0, 128, 65_536).astype(np.uint8)  # each pair of bytes lights one bit


def signatures(core: pl.Series) -> Signatures:
    """The signatures of names, a row each."""
    chunks = [_signed(squashed(core[start : start + CHUNK])) for start in range(0, max(len(core), 1), CHUNK)]
    return np.concatenate(chunks)


def _signed(squash: pl.Series) -> Signatures:
    if squash.is_empty():
        return np.zeros((0, 2), np.uint64)
    padded = pl.select(pl.concat_str(pl.lit(" "), squash)).to_series()
    text = padded.str.join("").item().encode()
    letters = np.frombuffer(text + b" ", np.uint8).astype(np.uint16)
    bits = _BITS[letters[:-1] * np.uint16(256) + letters[1:]]
    starts = np.cumsum(padded.str.len_bytes().to_numpy().astype(np.int64)) - padded.str.len_bytes().to_numpy()
    lit = np.uint64(1) << (bits & np.uint8(63)).astype(np.uint64)
    zero = np.uint64(0)
    low = np.bitwise_or.reduceat(np.where(bits < 64, lit, zero), starts)
    high = np.bitwise_or.reduceat(np.where(bits >= 64, lit, zero), starts)
    return np.stack([low, high], axis=1)


def likeness(one: Signatures, of_one: Places, other: Signatures, of_other: Places) -> Likeness:
    """For each pair of rows, twice what both share by what they have together: 1 for equal signatures."""
    ours, theirs = one[of_one], other[of_other]
    return 2 * _lit(ours & theirs) / (_lit(ours) + _lit(theirs))


def _lit(signed: Signatures) -> Likeness:
    bits = np.bitwise_count(signed)
    return (bits[:, 0] + bits[:, 1]).astype(np.float32)
