"""The lake: files named by their own hash, written whole or not at all.

A file is first written beside its place under a temporary name, flushed to the disk, and only then given its name.
What a manifest (a row in the database) does not name does not exist for readers; `sweep` removes it.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

UNFINISHED = ".unfinished"
READ_AT_ONCE = 1 << 20  # bytes


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(READ_AT_ONCE):
            digest.update(chunk)
    return digest.hexdigest()


def keep(folder: Path, ending: str, write: Callable[[Path], None]) -> str:
    """Let `write` fill a new file in `folder`; returns the name it was kept under, `<sha256><ending>`.

    Raises whatever `write` raises (a full disk is an OSError), and then nothing is left behind.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with unfinished(folder) as path:
        write(path)
        _flush(path)
        name = f"{sha256_of(path)}{ending}"
        path.replace(folder / name)
    _flush(folder)
    return name


@contextmanager
def unfinished(folder: Path) -> Iterator[Path]:
    """A new, empty file in `folder` that is removed at the end unless it was moved away."""
    handle, name = tempfile.mkstemp(suffix=UNFINISHED, dir=folder)
    os.close(handle)
    path = Path(name)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def sweep(folder: Path, named: Iterable[str], before: datetime) -> list[str]:
    """Remove the files of `folder` that no manifest names and that lie there since before then; returns their names.

    A younger file may be about to be named by a process that is still at work.
    """
    wanted = set(named)
    files = [path for path in sorted(folder.glob("*")) if path.is_file() and path.name not in wanted]
    orphans = [path for path in files if path.stat().st_mtime < before.timestamp()]
    for path in orphans:
        path.unlink()
    return [path.name for path in orphans]


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
