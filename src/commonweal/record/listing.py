"""The signed list of the files that no event and no tree vouches for: what lies beside the events, by its hash.

    commonweal/record/0011              the record that they belong to
    files                               so that nobody takes this for a checkpoint
    14                                  the events that were published with them
    2f1c…  README.txt                   SHA-256 and name, as `sha256sum` writes them
    88d0…  inputs/spend/2025-05.csv

It is made anew each time the record is published. Whoever takes a file away, changes one or adds one is found out, even
where the replay of an event could do without it. Pure but for reading the folder.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path
from typing import Final

from commonweal.basics.lake import UNFINISHED
from commonweal.basics.problems import Problem, Refused
from commonweal.record import notes, published
from commonweal.record.notes import Key, Signed
from commonweal.record.replays import MOST

KIND: Final = "files"
LINE: Final = re.compile(r"([0-9a-f]{64})  (\S.*)")
LISTED: Final = (published.README, published.MARKER, published.KEYS)  # of the folder itself

NO_LIST: Final = "The list of files is not here, or cannot be read. Get the whole folder again."
NOT_A_LIST: Final = "This is not a list of files as it was published. Get the whole folder again."
NOT_SIGNED: Final = "It is not signed by the key of this record, or was changed after it was signed."
OTHER_TIME: Final = (
    "It tells of {size:,} events, and the newest checkpoint of {events:,}: it is not the list that belongs here."
)
GONE: Final = "It was published and is missing. Get the whole folder again."
CHANGED: Final = "It is not the file that was published: it was changed."
STRAY: Final = "Nobody published this file: it is on no list, and no event stands for it."


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: the record, how many events were published with it, and by name the SHA-256 of each file."""

    origin: str
    size: int
    files: Mapping[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """What is signed."""
        lines = (f"{digest}  {name}\n" for name, digest in sorted(self.files.items()))
        return f"{self.origin}\n{KIND}\n{self.size}\n{''.join(lines)}"

    def inputs(self, room: str) -> Mapping[str, str]:
        """The inputs of a room, by their names below its folder."""
        above = f"{published.INPUTS}/{room}/"
        found = {name: digest for name, digest in self.files.items() if name.startswith(above)}
        return {name.removeprefix(above): digest for name, digest in found.items()}


def of_folder(folder: Path, origin: str, size: int) -> Listing:
    """The list of a folder as it is now."""
    return Listing(origin, size, {name: _digest(folder / name) or "" for name in _names(folder)})


def read(note: str) -> tuple[Listing, Signed]:
    """A list and its signatures, of which only the form is checked. Raises Refused for anything else."""
    signed = notes.opened(note)
    origin, kind, size, *lines = [*signed.text.removesuffix("\n").split("\n"), "", "", ""][
        : signed.text.count("\n") + 3
    ]
    matched = [LINE.fullmatch(line) for line in lines if line]
    if kind != KIND or not notes.SIZE.fullmatch(size) or not all(matched):
        raise Refused(NOT_A_LIST)
    return Listing(origin, int(size), {match[2]: match[1] for match in matched if match}), signed


def found(folder: Path, trusted: list[Key], size: int) -> tuple[Listing | None, list[Problem]]:
    """The list of a published folder, where one holds, and what is wrong with it or with the files that it names.

    `size`: how many events the folder's newest checkpoint vouches for.
    """
    try:
        listing, signed = read(published.read_bytes(folder / published.FILES).decode())
    except (OSError, ValueError):
        return None, [Problem(published.FILES, NO_LIST)]
    except Refused as refusal:
        return None, [Problem(published.FILES, refusal.plain)]
    if not any(signed.signed_by(key) for key in trusted):
        return None, [Problem(published.FILES, NOT_SIGNED)]
    if listing.size != size:
        return None, [Problem(published.FILES, OTHER_TIME.format(size=listing.size, events=size))]
    return listing, list(_amiss(folder, listing))


def _amiss(folder: Path, listing: Listing) -> Iterator[Problem]:
    for name, digest in listing.files.items():
        path = folder / name
        if not path.is_file():
            yield Problem(name, GONE)
        elif _digest(path) != digest:
            yield Problem(name, CHANGED)
    for name in _names(folder):
        if name not in listing.files:
            yield Problem(name, STRAY)


def _names(folder: Path) -> Iterator[str]:
    """The files that a list names, in order: what lies beside the events and the words."""
    yield from (name for name in LISTED if (folder / name).is_file())
    for part in (published.CHECKPOINTS, published.INPUTS):
        for path in sorted((folder / part).rglob("*")):
            if not path.is_dir() and path.suffix != UNFINISHED:
                yield path.relative_to(folder).as_posix()


def _digest(path: Path) -> str | None:
    """The SHA-256 of a file; None where it cannot be read or is larger than any of ours."""
    try:
        if not path.is_file() or path.stat().st_size > MOST:
            return None
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
