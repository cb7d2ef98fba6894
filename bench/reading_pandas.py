"""The pandas reader, as bench/reading.py asks for it."""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pandas as pd
from pandas_reader import read

KEY = b"a key for the benchmark alone"
Tally = tuple[int, int, int, int]  # records, payments, records set aside, and pence of one file


def tallies(paths: Sequence[Path], workers: int) -> Iterator[Tally]:
    """What each file holds; only these sums come back from a pool, so that sending costs it nothing."""
    if workers == 1:
        yield from map(tally, paths)
        return
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(tally, paths)


def tally(path: Path) -> Tally:
    result = read(path, KEY)
    assert result.rows == len(result.payments) + len(result.set_aside)
    return result.rows, len(result.payments), len(result.set_aside), int(result.payments["pence"].sum())


def kept(paths: Sequence[Path], _folder: Path) -> int:
    """All payments at hand in the end, as whoever reads with pandas has them: in one frame. How many."""
    return len(pd.concat([read(path, KEY).payments for path in paths], ignore_index=True))
