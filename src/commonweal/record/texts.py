"""Free text outside the record: an event holds a commitment to it, and the text can be erased all the same.

The commitment is the SHA-256 of 32 random bytes, the salt, followed by the text. With text and salt anyone can work it
out again; once both are erased, nobody can tell from the commitment what was said, not even by guessing.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, Final

SALT: Final = 32  # bytes
MARK: Final = "text:"  # tells a commitment in an event from other hashes, so that anyone can find the texts to check
COMMITMENT: Final = re.compile(rf"{MARK}[0-9a-f]{{64}}")
ROOM: Final = "record"
ERASED: Final = "text-erased"  # the kind of event, of this room, that says a text was erased
NAMED: Final = "text"  # its one value: the commitment


def commitment(salt: bytes, text: str) -> str:
    """The commitment to a text, `text:` and 64 figures. Raises ValueError for a salt of another length."""
    if len(salt) != SALT:
        raise ValueError(f"a salt has {SALT} bytes, not {len(salt)}")
    return MARK + sha256(salt + text.encode()).hexdigest()


def committed_in(value: Any) -> Iterator[str]:
    """Every commitment to a text that the body of an event holds."""
    if isinstance(value, str):
        if COMMITMENT.fullmatch(value):
            yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from committed_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from committed_in(each)
