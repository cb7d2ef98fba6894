"""Our reader, as bench/reading.py asks for it."""

from pathlib import Path

from commonweal.spend.reading import Options, Reading, read, sources

OPTIONS = Options(key=b"a key for the benchmark alone")


def understood(path: Path) -> Reading:
    (found,) = sources([path])
    assert not isinstance(found, Reading), found
    return read(found, OPTIONS)


def tally(path: Path) -> tuple[int, int, int, int]:
    """Records, payments, records set aside, and pence of one file."""
    reading = understood(path)
    assert reading.rows == reading.payments.height + reading.set_aside.height
    return reading.rows, reading.payments.height, reading.set_aside.height, int(reading.payments["pence"].sum())
