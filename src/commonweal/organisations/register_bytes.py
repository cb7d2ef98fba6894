"""The bytes of a register's file, as it was published: the file itself, or the one file inside a zip."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final
from zipfile import BadZipFile, ZipFile, ZipInfo, is_zipfile

from commonweal.basics.problems import Refused
from commonweal.places.opening import BYTE_ORDER_MARK, opening

WANTED: Final = "the register's own CSV or JSON files"
STARTS_A_ZIP: Final = b"PK"
TEXT_ENDINGS: Final = (".csv", ".txt", ".json")


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The bytes to read. Raises Refused where there is no file, or no single table in a zip."""
    with opening(path, WANTED), path.open("rb") as file:
        zipped = file.read(len(STARTS_A_ZIP)) == STARTS_A_ZIP and is_zipfile(path)
        file.seek(0)
        if not zipped:
            yield file
            return
        with _inside(path) as member:
            yield member


def start_of(path: Path, length: int) -> bytes:
    """The first bytes, without a byte order mark or leading space. Raises Refused where there are none."""
    with opened(path) as file:
        start = file.read(length).removeprefix(BYTE_ORDER_MARK).lstrip()
    if not start:
        raise Refused(f"{path.name} is empty. Give {WANTED} as they were published.")
    return start


@contextmanager
def _inside(path: Path) -> Iterator[IO[bytes]]:
    try:
        with ZipFile(path) as archive, archive.open(_only_table(path, archive)) as member:
            yield member
    except (BadZipFile, EOFError, RuntimeError, NotImplementedError) as error:
        raise Refused(f"{path.name} is a zip that cannot be opened whole. Download it again, or unpack it.") from error


def _only_table(path: Path, archive: ZipFile) -> ZipInfo:
    tables = [entry for entry in archive.infolist() if entry.filename.lower().endswith(TEXT_ENDINGS)]
    shown = [entry for entry in tables if not Path(entry.filename).name.startswith(".")]
    if len(shown) != 1:
        count = "no CSV, text or JSON file" if not shown else f"{len(shown)} files"
        raise Refused(f"{path.name} is a zip (a workbook is one too) with {count} in it. Give one file a zip.")
    return shown[0]
