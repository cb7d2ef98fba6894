"""The one canonical form of an event, as bytes: what is hashed into the tree and what is published.

JSON as RFC 8785 writes it, of objects, lists, strings, whole numbers, true, false and null: keys in order, no spaces,
UTF-8. Anybody's JSON library can make it again, so anybody can hash an event again.
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from commonweal.basics.problems import Refused

LARGEST: Final = 2**53 - 1  # what every JSON reader keeps exactly (RFC 7493, section 2.2)
DEEPEST: Final = 20  # objects within objects; our choice, so that no reader is sent down a well
WORDS: Final = re.compile(r"[ -~]+")  # plain ASCII, which every language sorts alike
NO_TEXT: Final = re.compile("[\0\ud800-\udfff]")
ENCODER: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))

TOO_DEEP: Final = f"“{{where}}” holds lists within lists more than {DEEPEST} deep. Make it flatter."
NOT_PLAIN: Final = (
    "“{where}” holds a {kind}. An event holds text, whole numbers, yes and no, nothing, and lists of these. Write a "
    "date as text and an amount in pence."
)


@dataclass(frozen=True, slots=True)
class Leaf:
    """An event as it stands in the record. `actor` is a pseudonym made for this event alone."""

    number: int
    at: datetime
    room: str
    kind: str
    actor: str
    body: dict[str, Any]


def canonical(leaf: Leaf) -> bytes:
    """The bytes of an event, without a newline. Raises Refused for a body that has no canonical form."""
    check(leaf.body)
    told = {"number": leaf.number, "at": moment(leaf.at), "room": leaf.room, "kind": leaf.kind}
    return written({**told, "actor": leaf.actor, "body": leaf.body})


def check(body: dict[str, Any]) -> None:
    """Raises Refused, naming the place, for anything in a body that has no canonical form."""
    if not isinstance(body, dict):
        raise Refused("The body of an event is a list of names with values.")
    _check(body, "body", 0)


def check_text(value: str, where: str) -> None:
    """Raises Refused for a text that UTF-8 or a database cannot hold."""
    if NO_TEXT.search(value):
        raise Refused(f"“{where}” holds characters that cannot be kept. Take out what is not text.")


def written(value: Any) -> bytes:
    """A value that was checked, as canonical JSON."""
    return ENCODER.encode(value).encode()


def moment(at: datetime) -> str:
    """A moment in UTC to the microsecond: 2026-11-22T09:30:00.000000Z. Raises ValueError without a time zone."""
    if at.tzinfo is None:
        raise ValueError("a moment of the record has a time zone")
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def _check(value: Any, where: str, depth: int) -> None:
    if depth > DEEPEST:
        raise Refused(TOO_DEEP.format(where=where.partition(".")[0]))
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, int):
        _check_number(value, where)
    elif isinstance(value, str):
        check_text(value, where)
    elif isinstance(value, dict):
        for key, each in value.items():
            _check_key(key, where)
            _check(each, f"{where}.{key}", depth + 1)
    elif isinstance(value, list | tuple):
        for each in value:
            _check(each, where, depth + 1)
    else:
        raise Refused(NOT_PLAIN.format(where=where, kind=type(value).__name__))


def _check_number(value: int, where: str) -> None:
    if abs(value) > LARGEST:
        raise Refused(f"“{where}” is a number beyond {LARGEST:,}. Write it as text.")


def _check_key(key: object, where: str) -> None:
    if not isinstance(key, str) or not WORDS.fullmatch(key):
        raise Refused(f"A name in “{where}” is not plain text. Use letters, figures and hyphens.")
