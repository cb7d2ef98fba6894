"""The folder that a record is published in: which file holds what. README.txt in it says the same to a stranger."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from commonweal.basics.lake import UNFINISHED
from commonweal.basics.problems import Refused
from commonweal.record.leaves import written
from commonweal.record.texts import MARK, SALT

BUNDLE: Final = 1_000  # events in a file; a full file never changes again
README: Final = "README.txt"
MARKER: Final = "record.json"  # tells that the folder is ours to write in, and whose record it holds
KEYS: Final = "key.txt"  # the public keys that signed, the oldest first, each on its line
LATEST: Final = "checkpoint.txt"  # the newest checkpoint once more, at an address that stays
FILES: Final = "files.txt"  # the signed list of what no event vouches for
EVENTS: Final = "events"
LEAVES: Final = "leaves"
CHECKPOINTS: Final = "checkpoints"
TEXTS: Final = "texts"
INPUTS: Final = "inputs"
NUMBERED: Final = re.compile(r"([0-9]{9,})\.(jsonl|txt)")
LARGEST_FILE: Final = 1 << 26  # bytes; our choice: far more than any key, checkpoint or text has
FORM: Final = "commonweal record 1"


def events_file(folder: Path, first: int) -> Path:
    """The file of the bundle that begins with an event: one event a line, in its canonical form."""
    return folder / EVENTS / f"{first:09}.jsonl"


def leaves_file(folder: Path, first: int) -> Path:
    """The file of the leaf hashes of the same bundle: one a line, in hexadecimal."""
    return folder / LEAVES / f"{first:09}.txt"


def checkpoint_file(folder: Path, size: int) -> Path:
    """The file of the checkpoint over the first `size` events."""
    return folder / CHECKPOINTS / f"{size:09}.txt"


def text_file(folder: Path, commitment: str) -> Path:
    """The file of a text that events commit to."""
    return folder / TEXTS / f"{commitment.removeprefix(MARK)}.json"


def first_of(number: int) -> int:
    """The first event of the bundle that an event is in."""
    return (number - 1) // BUNDLE * BUNDLE + 1


def numbered(folder: Path) -> Iterator[tuple[int, Path]]:
    """The files of a folder that are named by a number, in order."""
    held = (path for path in (folder.iterdir() if folder.is_dir() else ()) if path.is_file())
    matched = ((NUMBERED.fullmatch(path.name), path) for path in held)
    yield from sorted((int(match[1]), path) for match, path in matched if match)


def strays(folder: Path, events: int) -> Iterator[str]:
    """Files that lie among the bundles, their hashes or the words, and are none of those, given how many events are."""
    firsts = range(1, max(events, 1) + 1, BUNDLE)
    bundles = {make(folder, first) for first in firsts for make in (events_file, leaves_file)}
    for part in (EVENTS, LEAVES):
        for path in sorted((folder / part).glob("*")):
            if path not in bundles and path.suffix != UNFINISHED:
                yield path.relative_to(folder).as_posix()
    for path in sorted((folder / TEXTS).glob("*")):
        if path.suffix not in (".json", UNFINISHED):
            yield path.relative_to(folder).as_posix()


def as_marker(origin: str) -> bytes:
    """The bytes of the marker."""
    return written({"bundle": BUNDLE, "form": FORM, "origin": origin}) + b"\n"


def as_text(salt: bytes, text: str) -> bytes:
    """The bytes of a text's file."""
    return written({"salt": salt.hex(), "text": text}) + b"\n"


def read_bytes(path: Path) -> bytes:
    """The bytes of a file other than a bundle. Raises OSError where it is not there, or too large to be one of ours."""
    if not path.is_file():  # a pipe would keep whoever opens it waiting for ever
        raise OSError(f"{path.name} is not a file")
    with path.open("rb") as file:
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise OSError(f"{path.name} is too large")
    return content


def read_text(content: bytes) -> tuple[bytes, str]:
    """The salt and the text of a text's file. Raises Refused for a file that is none."""
    told = read_json(content)
    salt, text = (told.get("salt"), told.get("text")) if isinstance(told, dict) else (None, None)
    if not isinstance(salt, str) or not isinstance(text, str) or not re.fullmatch(f"[0-9a-f]{{{2 * SALT}}}", salt):
        raise Refused("this is not a salt and a text")
    return bytes.fromhex(salt), text


def read_json(content: bytes) -> Any:
    """What JSON says. Raises Refused for what is none."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise Refused("this is not JSON") from None
