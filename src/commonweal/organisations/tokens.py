"""Keyed tokens: what stands in the lake where a payee looks like a private person."""

import hmac
from typing import Final

from commonweal.organisations.names import normalised

PREFIX: Final = "person-"
DIGITS: Final = 16  # hexadecimal: 64 bits, so two persons in a million share a token once in 37 million hosts
SHORTEST_KEY: Final = 16  # bytes; a shorter key could be guessed by trying names (NIST SP 800-107, section 5.3.4)


def token(key: bytes, name: str) -> str:
    """The token of a name under a host's secret key: equal for every spelling of one name, meaningless without the key.

    Raises ValueError for a key shorter than 16 bytes.
    """
    if len(key) < SHORTEST_KEY:
        raise ValueError(f"a key for tokens has at least {SHORTEST_KEY} bytes, not {len(key)}")
    return PREFIX + hmac.new(key, normalised(name).encode(), "sha256").hexdigest()[:DIGITS]
