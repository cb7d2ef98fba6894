"""The pandas reader, as bench/reading.py asks for it."""

from pathlib import Path

from pandas_reader import read

KEY = b"a key for the benchmark alone"


def tally(path: Path) -> tuple[int, int, int, int]:
    """Records, payments, records set aside, and pence of one file."""
    result = read(path, KEY)
    assert result.rows == len(result.payments) + len(result.set_aside)
    return result.rows, len(result.payments), len(result.set_aside), int(result.payments["pence"].sum())
