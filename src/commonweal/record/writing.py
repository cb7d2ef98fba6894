"""Writing a published folder: every file is there whole or not at all, and what has not changed is not touched."""

import os
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Final

from commonweal.basics.lake import UNFINISHED, unfinished
from commonweal.basics.problems import Refused
from commonweal.record import listing, notes, published

READ_ME: Final = Path(__file__).with_name("published.txt")
READABLE: Final = 0o644  # by a web server too, which runs as somebody else
LEFT_BEHIND: Final = timedelta(days=1)  # an unfinished file older than that has no writer any more

OTHERS: Final = "The folder holds something else. Give an empty one, or one that this record was published in before."
ANOTHER: Final = (
    "The folder holds another record. Give an empty one, or the one that this record was published in before."
)
NAME: Final = "An input is named by letters, figures, dots, hyphens and folders."


class Publication:
    """A folder that a record is published in. Raises Refused for a folder that holds anything else."""

    def __init__(self, folder: Path, origin: str) -> None:
        self.folder, self._origin = folder, origin
        marker, held = folder / published.MARKER, folder.is_dir() and any(folder.iterdir())
        if folder.exists() and not folder.is_dir():
            raise Refused(OTHERS)
        if held and not marker.is_file():
            raise Refused(OTHERS)
        if held and marker.read_bytes() != published.as_marker(origin):
            raise Refused(ANOTHER)
        self.put(marker, published.as_marker(origin))

    def latest(self) -> notes.Checkpoint | None:
        """The checkpoint up to which the folder is whole; None where nothing was published yet."""
        path = self.folder / published.LATEST
        return notes.read(path.read_text()).checkpoint if path.exists() else None

    def bundle(self, first: int, lines: Iterable[bytes], leaves: Iterable[bytes]) -> None:
        """Write the bundle that begins with event `first`: canonical lines, and the hashes of its leaves."""
        self.put(published.events_file(self.folder, first), b"".join(line + b"\n" for line in lines))
        hashes = "".join(f"{leaf.hex()}\n" for leaf in leaves)
        self.put(published.leaves_file(self.folder, first), hashes.encode())

    def text(self, commitment: str, salt: bytes, text: str) -> None:
        """Write a text that events commit to."""
        self.put(published.text_file(self.folder, commitment), published.as_text(salt, text))

    def withhold(self, commitment: str) -> None:
        """Remove a text that was erased."""
        published.text_file(self.folder, commitment).unlink(missing_ok=True)

    def input(self, room: str, name: str) -> Path:
        """Where a room's input lies. Raises Refused for a name that leads out of the room's folder."""
        parts = PurePosixPath(name).parts
        if not parts or PurePosixPath(name).is_absolute() or ".." in parts or not name.isprintable():
            raise Refused(NAME)
        return self.folder / published.INPUTS / room / name

    def close(
        self, checkpoints: Iterable[tuple[int, str]], keys: Iterable[str], sign: Callable[[str], str], now: datetime
    ) -> None:
        """Write the checkpoints by size, the newest last: from then on a reader may count on all the rest.

        `sign`: gives a text its signature by the key that signed the newest checkpoint.
        """
        self.put(self.folder / published.README, READ_ME.read_bytes())
        self.put(self.folder / published.KEYS, "".join(f"{key}\n" for key in keys).encode())
        size, note = 0, ""
        for size, note in checkpoints:
            path = published.checkpoint_file(self.folder, size)
            if not path.exists():
                self.put(path, note.encode())
        listed = listing.of_folder(self.folder, self._origin, size)
        self.put(self.folder / published.FILES, sign(listed.text()).encode())
        self.put(self.folder / published.LATEST, note.encode())
        self._sweep(now - LEFT_BEHIND)

    def put(self, path: Path, content: bytes) -> None:
        """Give a file its content at one stroke; the same content again leaves it as it is."""
        if path.is_file() and path.read_bytes() == content:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished(path.parent) as begun:
            with begun.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            begun.chmod(READABLE)
            begun.replace(path)

    def _sweep(self, before: datetime) -> None:
        for path in self.folder.rglob(f"*{UNFINISHED}"):
            if path.stat().st_mtime < before.timestamp():
                path.unlink(missing_ok=True)
