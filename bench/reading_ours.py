"""Our reader, as bench/reading.py asks for it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from commonweal.spend.reading import Options, Reading, read, sources
from commonweal.spend.reading.side_by_side import read_all

OPTIONS = Options(key=b"a key for the benchmark alone")
Tally = tuple[int, int, int, int]  # records, payments, records set aside, and pence of one file


def understood(path: Path) -> Reading:
    (found,) = sources([path])
    assert not isinstance(found, Reading), found
    return read(found, OPTIONS)


def tallies(paths: Sequence[Path], workers: int) -> Iterator[Tally]:
    """What each file holds; every payment comes back to this process, as it must for an import."""
    for _, reading in read_all(sources(paths), OPTIONS, workers):
        assert reading.refused is None, reading.refused
        assert reading.rows == reading.payments.height + reading.set_aside.height
        yield reading.rows, reading.payments.height, reading.set_aside.height, int(reading.payments["pence"].sum())


def kept(paths: Sequence[Path], folder: Path) -> int:
    """All payments at hand in the end, as an import has them: each file's in a file of the lake. How many."""
    found = 0
    for number, path in enumerate(paths):
        payments = understood(path).payments
        payments.write_parquet(folder / f"{number}.parquet")
        found += payments.height
    return found
