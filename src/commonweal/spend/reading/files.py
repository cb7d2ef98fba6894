"""Which files to read: what a person named, the files of their folders, the members of their archives."""

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Final

from commonweal.basics.problems import Refused
from commonweal.spend.reading.limits import LARGE, MAX_FILES, MAX_RATIO, MAX_UNPACKED, Meter
from commonweal.spend.reading.result import Reading

PIECE: Final = 1 << 20  # bytes read at once
ENDINGS: Final = frozenset({".csv", ".tsv", ".tab", ".txt", ".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".zip"})
ARCHIVE: Final = b"PK\x03\x04"
EMPTY_ARCHIVE: Final = b"PK\x05\x06"
ABOUT_FILES: Final = re.compile(r"(?:read[-_ ]?me|licen[cs]e|copying|notice|changelog)\b.*\.txt", re.I)
OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"  # OLE2: an xls, or a workbook under a password


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read. `load` gives its bytes and may raise OSError or Refused."""

    path: str  # as the user named it: "june.zip/payments.csv" inside an archive
    sha256: str  # of the bytes
    load: Callable[[], bytes]


def sources(paths: Sequence[Path]) -> Iterator[Source | Reading]:
    """Each file to read, in order; a refused Reading where one cannot be opened.

    Folders are walked in sorted order for the endings we know; archives give their members, one level deep.
    """
    for path in paths:
        if path.is_dir():
            yield from _folder(path)
        else:
            yield from _file(path)


def is_workbook(content: bytes) -> bool:
    """Whether an archive's bytes are a workbook (xlsx, xlsb, ods) and not a bundle of files."""
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return False
    return bool(names & {"[Content_Types].xml", "mimetype", "content.xml"})


def _folder(folder: Path) -> Iterator[Source | Reading]:
    found = sorted(path for path in folder.rglob("*") if _is_wanted(path.name) and path.is_file())
    if not found:
        yield Reading(str(folder), "", refused="the folder holds no csv, tsv, xls, xlsx, xlsb, ods or zip file")
    for path in found:
        yield from _file(path)


def _file(path: Path) -> Iterator[Source | Reading]:
    if path.exists() and not path.is_file():  # a pipe would be waited for, and a device never ends
        yield Reading(str(path), "", refused="it is not a file; save what it gives as a file and name that")
        return
    try:
        source = Source(str(path), _digest(path), path.read_bytes)
        with path.open("rb") as file:
            archive = file.read(4) in (ARCHIVE, EMPTY_ARCHIVE)
        if archive:
            content = path.read_bytes()
            if not is_workbook(content):
                yield from _archive(str(path), content, path.read_bytes)
                return
        yield source
    except FileNotFoundError:
        yield Reading(str(path), "", refused="there is no such file; check the path")
    except OSError as error:
        yield Reading(str(path), "", refused=f"it could not be opened ({error.strerror or 'input error'})")
    except Refused as refusal:
        yield Reading(str(path), "", refused=refusal.plain)


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        start = file.read(PIECE)
        meter = Meter(start.startswith((ARCHIVE, OLD_OFFICE)))
        while start:
            meter.see(start)
            digest.update(start)
            start = file.read(PIECE)
    return digest.hexdigest()


def _archive(name: str, content: bytes, load: Callable[[], bytes], depth: int = 0) -> Iterator[Source | Reading]:
    try:
        members = _members(zipfile.ZipFile(io.BytesIO(content)))
    except (zipfile.BadZipFile, ValueError, OSError):
        yield Reading(name, "", refused="the zip archive is damaged; pack it again")
        return
    except Refused as refusal:
        yield Reading(name, "", refused=refusal.plain)
        return
    if not members:
        yield Reading(name, "", refused="the zip archive holds no csv, tsv, xls, xlsx, xlsb or ods file")
    for member in members:
        yield from _member(f"{name}/{member}", _Member(load, member), depth)


def _member(name: str, member: "_Member", depth: int) -> Iterator[Source | Reading]:
    try:
        content = member()
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError, OSError, EOFError):
        yield Reading(name, "", refused="it could not be unpacked: damaged or under a password; unpack it first")
        return
    except Refused as refusal:
        yield Reading(name, "", refused=refusal.plain)
        return
    if content.startswith(ARCHIVE) and not is_workbook(content):
        if depth:
            yield Reading(name, "", refused="an archive inside an archive inside an archive; unpack it first")
        else:
            yield from _archive(name, content, member, depth + 1)
        return
    yield Source(name, hashlib.sha256(content).hexdigest(), member)


def _members(archive: zipfile.ZipFile) -> list[str]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    unpacked, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
    if len(infos) > MAX_FILES:
        raise Refused(f"the zip archive holds more than {MAX_FILES:,} files; split it")
    if unpacked > MAX_UNPACKED or (unpacked > LARGE and unpacked > MAX_RATIO * max(packed, 1)):
        raise Refused("the zip archive would unpack to far more than it should hold; unpack it yourself and look")
    names = (info.filename for info in infos)
    return sorted(name for name in names if _is_wanted(name) and "__MACOSX" not in name)


def _is_wanted(name: str) -> bool:
    """Whether a name ends like a table's; hidden files, locks of open workbooks and notes about files do not count."""
    path = PurePosixPath(name)
    odd = path.name.startswith((".", "~$")) or ABOUT_FILES.fullmatch(path.name)
    return path.suffix.lower() in ENDINGS and not odd


@dataclass(frozen=True, slots=True)
class _Member:
    """Loads one member of an archive when it is called."""

    load: Callable[[], bytes]
    name: str

    def __call__(self) -> bytes:
        with zipfile.ZipFile(io.BytesIO(self.load())) as archive, archive.open(self.name) as file:
            return _all(file)


def _all(file: IO[bytes]) -> bytes:
    pieces: list[bytes] = []
    meter: Meter | None = None
    while piece := file.read(PIECE):
        meter = meter or Meter(piece.startswith((ARCHIVE, OLD_OFFICE)))
        meter.see(piece)
        pieces.append(piece)
    return b"".join(pieces)
