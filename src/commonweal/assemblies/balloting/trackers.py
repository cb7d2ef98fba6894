"""Trackers: the random key of a ballot as a voter reads it, writes it down and types it again."""

from base64 import b32encode
from typing import Final

KEY_BYTES: Final = 16  # 128 bits: nobody meets one by guessing
LENGTH: Final = 26  # letters and figures of a key
GROUP: Final = 5  # written in groups of so many, as people copy telephone numbers
ALPHABET: Final = frozenset("abcdefghijklmnopqrstuvwxyz234567")
MISREAD: Final = str.maketrans("018", "olb")  # figures that no tracker has, for the letters they look like


def key(chance: bytes) -> str:
    """The key made of some random bytes, in small letters and figures (RFC 4648, base 32)."""
    return b32encode(chance).decode().rstrip("=").lower()


def shown(key: str) -> str:
    """A key as a tracker: in groups."""
    return " ".join(key[start : start + GROUP] for start in range(0, len(key), GROUP))


def read(written: str) -> str | None:
    """The key that a person typed, with or without blanks and capitals; None for what can be no tracker."""
    found = "".join(each for each in written.casefold() if each.isalnum()).translate(MISREAD)
    return found if len(found) == LENGTH and set(found) <= ALPHABET else None
