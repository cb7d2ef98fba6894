"""The roll: who may vote, once each, as the record commits to it.

An elector is a line: a SHA-256 over a salt of their own and their number as a member. Lines are published, sorted, with
the channel through which each has voted. A list and not a hash tree: rolls are short, every elector can look for their
own line with their salt, and a reader needs all lines anyway to see that there are no more ballots than voters.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Final

from commonweal.basics.problems import Refused

SALT: Final = 16  # bytes
ONLINE, CODE, ASSISTED, PAPER, HANDS = "online", "code", "assisted", "paper", "hands"
CHANNELS: Final = (ONLINE, CODE, ASSISTED, PAPER, HANDS)  # by account, by a code on paper, entered by a convenor, …
ON_SCREEN: Final = (ONLINE, CODE, ASSISTED)  # those whose ballots go straight into the box
NOT_VOTED: Final = "-"
DOMAIN: Final = b"commonweal elector 1\n"  # so that no line is ever the hash of something else


def line(salt: bytes, member: str) -> str:
    """The line of an elector."""
    return sha256(DOMAIN + salt + member.encode()).hexdigest()


def commitment(lines: Iterable[str]) -> str:
    """What the opening of a vote commits to: who is on the roll, and nothing about who has voted."""
    return sha256("".join(f"{each}\n" for each in sorted(lines)).encode()).hexdigest()


def written(struck: Mapping[str, str]) -> bytes:
    """The roll as it is published: by line, through which channel; empty for who has not voted."""
    return "".join(f"{each} {struck[each] or NOT_VOTED}\n" for each in sorted(struck)).encode()


def read(content: bytes) -> Mapping[str, str]:
    """What `written` wrote. Raises Refused for anything else, such as a line that stands there twice."""
    try:
        pairs = [each.split(" ") for each in content.decode("ascii").splitlines()]
        struck = {each: "" if channel == NOT_VOTED else channel for each, channel in pairs}
    except ValueError:
        raise Refused("the roll is not written as lines and channels") from None
    if len(struck) < len(pairs):
        raise Refused("somebody stands on the roll twice")
    if not set(struck.values()) <= {"", *CHANNELS}:
        raise Refused("the roll names a channel that there is not")
    return struck


def turnout(struck: Mapping[str, str]) -> dict[str, int]:
    """How many were struck off the roll through each channel."""
    counted = Counter(struck.values())
    return {channel: counted[channel] for channel in CHANNELS}


def eligible(*, proven: bool, least_age: int, minimum_age: int) -> bool:
    """Whether a member has a vote: residence was shown, and they are as old as the standing orders ask for today."""
    return proven and least_age >= minimum_age
