"""A backup: everything a host keeps, in one file whose every part is checked before anything is restored from it.

It is a tar file. Its last member, manifest.json, names every other one with its size and SHA-256, so a backup that
breaks off or was changed is found out. Keys are in it and private things in clear: keep it where nobody else can read
it.
"""

import hashlib
import io
import json
import os
import shutil
import tarfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final, Literal

from commonweal.basics.lake import UNFINISHED, unfinished
from commonweal.basics.problems import Refused

Kind = Literal["sqlite", "postgresql"]

VERSION: Final = 1
MANIFEST: Final = "manifest.json"
HOME: Final = "home"  # the folder of the backup that holds what lies in COMMONWEAL_HOME
DATABASE: Final[dict[Kind, str]] = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
IN_HOME: Final = "commonweal.sqlite3"  # what the database is called in COMMONWEAL_HOME
COPYING: Final = ".backup-"  # what the folder begins with that a copy of the database lies in meanwhile
NOT_KEPT: Final = (IN_HOME, f"{IN_HOME}-wal", f"{IN_HOME}-shm", "static")  # copied in its own way; made anew
READ_AT_ONCE: Final = 1 << 20  # bytes
LARGEST_MANIFEST: Final = 1 << 28  # bytes: two million files; our choice, so that no backup can fill a memory
OTHER_KIND: Final[dict[Kind, str]] = {
    "sqlite": "This backup is of a host with SQLite. Take DATABASE_URL away, then restore it.",
    "postgresql": "This backup is of a host with PostgreSQL. Name an empty database in DATABASE_URL, then restore it.",
}
BROKEN: Final = "The backup breaks off or is no backup of commonweal. Take another one; nothing was changed."


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a backup."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds, and when it was made (ISO 8601)."""

    version: int
    made_at: str
    database: Kind
    parts: tuple[Part, ...]

    @property
    def size(self) -> int:
        """Bytes of all that is in it."""
        return sum(part.size for part in self.parts)


def write(path: Path, home: Path, database: tuple[Kind, Path], now: datetime) -> Backup:
    """Write a backup, readable by its owner alone. `database` is a copy of it that nothing writes to any more.

    Raises Refused where there is a file of that name, and for a file that changes while it is copied; OSError on a full
    disk. Then nothing is left behind.
    """
    if path.exists():
        raise Refused(f"There is a file {path} already. Give the backup another name.")
    kind, copy = database
    files = [(DATABASE[kind], copy), *((f"{HOME}/{name}", home / name) for name in _kept(home))]
    path.parent.mkdir(parents=True, exist_ok=True)
    with unfinished(path.parent) as fresh:
        with tarfile.open(fresh, "w", format=tarfile.PAX_FORMAT) as tar:
            parts = tuple(_add(tar, name, source) for name, source in files)
            backup = Backup(VERSION, now.isoformat(), kind, parts)
            told = json.dumps(asdict(backup)).encode()
            about = tarfile.TarInfo(MANIFEST)
            about.size, about.mode = len(told), 0o600
            tar.addfile(about, io.BytesIO(told))
        fresh.chmod(0o600)
        with fresh.open("rb") as file:
            os.fsync(file.fileno())
        fresh.replace(path)
    return backup


def restore(path: Path, home: Path, load: Callable[[Path], None] | None = None) -> Backup:
    """Put a backup's files in place as COMMONWEAL_HOME, which must be empty or not there.

    A database of SQLite goes into its place; a dump of PostgreSQL's is given to `load`, before anything is in place.
    Raises Refused for a home that holds something, for a backup of the other kind of database, and for one that is not
    whole, and whatever `load` raises; OSError on a full disk. Then nothing is changed.
    """
    if home.exists() and any(home.iterdir()):
        raise Refused(f"{home} holds something already. Restore into a folder that is empty or not there.")
    home.parent.mkdir(parents=True, exist_ok=True)
    beside = home.with_name(f"{home.name}{UNFINISHED}")
    if beside.exists():
        shutil.rmtree(beside)
    beside.mkdir(mode=0o700)
    try:
        backup = _unpacked(path, beside)
        if (backup.database == "postgresql") != (load is not None):
            raise Refused(OTHER_KIND[backup.database])
        if load is not None:
            load(beside / DATABASE["postgresql"])
            (beside / DATABASE["postgresql"]).unlink()
        if home.exists():
            home.rmdir()
        beside.rename(home)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return backup


def _kept(home: Path) -> Iterator[str]:
    """The files of a home that are kept, by their names in it, in order."""
    for path in sorted(home.rglob("*")):
        name = path.relative_to(home).as_posix()
        first = name.split("/")[0]
        passed_over = first in NOT_KEPT or first.startswith(COPYING) or name.endswith(UNFINISHED)
        if path.is_file() and not passed_over:
            yield name


def _add(tar: tarfile.TarFile, name: str, source: Path) -> Part:
    try:
        with source.open("rb") as file:
            about = tarfile.TarInfo(name)
            about.size, about.mode = os.fstat(file.fileno()).st_size, 0o600
            told = _Hashing(file)
            tar.addfile(about, told)
    except FileNotFoundError:
        raise Refused("A file went away while it was copied. Take the backup again.") from None
    except OSError as error:
        if _fell_short(error):
            raise Refused("A file changed while it was copied. Take the backup again.") from None
        raise
    return Part(name, about.size, told.digest.hexdigest())


def _fell_short(error: OSError) -> bool:
    """Whether tarfile found fewer bytes than it was told of."""
    return error.errno is None and "unexpected end of data" in str(error)


class _Hashing:
    """A file that is read once, and hashed on the way."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self.file.read(size)
        self.digest.update(chunk)
        return chunk


def _unpacked(path: Path, folder: Path) -> Backup:
    found: list[Part] = []
    backup: Backup | None = None
    with _opened(path) as tar:
        for member in tar:
            if backup is not None or not member.isfile():
                raise Refused(BROKEN)
            content = tar.extractfile(member)
            assert content is not None
            if member.name == MANIFEST:
                backup = _read_manifest(content, member.size)
            else:
                found.append(_put(folder, member.name, content))
    if backup is None or list(backup.parts) != found:
        raise Refused(BROKEN)
    return backup


@contextmanager
def _opened(path: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(path, "r:") as tar:
            yield tar
    except (tarfile.TarError, EOFError, ValueError, KeyError, TypeError) as error:
        raise Refused(BROKEN) from error
    except FileNotFoundError as error:
        raise Refused(f"There is no file {path}.") from error


def _read_manifest(content: IO[bytes], size: int) -> Backup:
    if size > LARGEST_MANIFEST:
        raise Refused(BROKEN)
    told: dict[str, Any] = json.loads(content.read())
    if told["version"] != VERSION:
        raise Refused("This backup was made by another version of commonweal. Restore it with that one, then update.")
    return Backup(**{**told, "parts": tuple(Part(**part) for part in told["parts"])})


def _put(folder: Path, name: str, content: IO[bytes]) -> Part:
    target = folder / _place(name)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as file:
        target.chmod(0o600)
        for chunk in _chunks(content):
            digest.update(chunk)
            size += len(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return Part(name, size, digest.hexdigest())


def _place(name: str) -> PurePosixPath:
    """Where a part goes in the home. Raises Refused for a name that would lie anywhere else."""
    if name in DATABASE.values():
        return PurePosixPath(IN_HOME if name == DATABASE["sqlite"] else name)
    path = PurePosixPath(name)
    if path.parts[:1] != (HOME,) or len(path.parts) < 2 or ".." in path.parts or "\\" in name:
        raise Refused(BROKEN)
    return path.relative_to(HOME)


def _chunks(content: IO[bytes]) -> Iterable[bytes]:
    while chunk := content.read(READ_AT_ONCE):
        yield chunk
