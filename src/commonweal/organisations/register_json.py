"""The entries of a JSON list, one at a time: the largest register published as JSON fills half a gigabyte."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from commonweal.basics.problems import Refused
from commonweal.organisations import register_bytes
from commonweal.organisations.register_bytes import WANTED

READ_AT_ONCE: Final = 1 << 20  # characters
LARGEST_ENTRY: Final = 4 << 20  # characters; a longer one is no register's
BETWEEN: Final = " \t\r\n"
WHOLE: Final = json.JSONDecoder()


def entries(path: Path) -> Iterator[Any]:
    """Each entry of the list. Raises Refused where the file is no list, or breaks off."""
    with register_bytes.opened(path) as file:
        text = _Text(path, io.TextIOWrapper(file, "utf-8-sig"))
        try:
            if text.upcoming() != "[":
                _no_list(path, text)
            text.step()
            yield from _listed(text)
        except (ValueError, RecursionError) as error:
            raise Refused(f"{path.name} begins like JSON and is not. Give {WANTED}.") from error


def _listed(text: "_Text") -> Iterator[Any]:
    if text.upcoming() == "]":
        return
    while True:
        yield text.entry()
        following = text.upcoming()
        text.step()
        if following == "]":
            return
        if following != ",":
            raise ValueError("two entries without a comma between them")


class _Text:
    """A window on the file that moves along with the entries."""

    def __init__(self, path: Path, file: io.TextIOWrapper) -> None:
        self.path, self.file, self.seen, self.at = path, file, "", 0

    def upcoming(self) -> str:
        """The next character that is no space; empty at the end of the file."""
        while True:
            while self.at < len(self.seen) and self.seen[self.at] in BETWEEN:
                self.at += 1
            if self.at < len(self.seen) or not self.more():
                return self.seen[self.at : self.at + 1]

    def step(self) -> None:
        self.at += 1

    def entry(self) -> Any:
        self.upcoming()
        while True:
            try:
                found, end = WHOLE.raw_decode(self.seen, self.at)
                if end < len(self.seen):  # a number that ends with what was read may go on
                    self.at = end
                    return found
            except json.JSONDecodeError:
                if len(self.seen) - self.at > LARGEST_ENTRY:
                    raise
            if not self.more():
                raise ValueError("the list breaks off")

    def more(self) -> bool:
        read = self.file.read(READ_AT_ONCE)
        self.seen, self.at = self.seen[self.at :] + read, 0
        return bool(read)


def _no_list(path: Path, text: _Text) -> None:
    found = json.loads(text.seen[text.at :] + text.file.read(LARGEST_ENTRY))
    if isinstance(found, dict) and any("listType" in entry for entry in found.values() if isinstance(entry, dict)):
        raise Refused(
            f"{path.name} lists the lists of identifiers that org-id.guide knows; it names no organisations, so there "
            "is nothing in it to load."
        )
    raise Refused(f"{path.name} is JSON, but not a list of entries. Give {WANTED}.")
