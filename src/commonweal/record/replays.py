"""Replays: what an event says was worked out, worked out again from published inputs.

A room registers, by kind of event, a pure function from the event's body and its inputs to the part of the body that it
claims: the winners of a count, the sum of a file. `commonweal verify` runs it and compares. The room also offers the
inputs when the record is published, and they lie beside it under `inputs/<room>/<name>`.

    REPLAYS: Final = {("assemblies", "vote-closed"): recount}

    def recount(body: Body, inputs: Inputs) -> Mapping[str, Any]:
        ballots = read_ballots(inputs.bound(f"{body['vote']}.blt", body["ballots_sha256"]))
        return {"elected": elect(ballots, body["rule"])}

Whatever bytes an event vouches for with a hash are read with `bound`. What is read with `read` could be put there by
anyone, and proves only that it fits the claim.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Protocol

from commonweal.basics.problems import Refused

MOST: Final = 1 << 30  # bytes of one input that are read at once; our choice, so that no folder can fill a laptop

Body = Mapping[str, Any]


class Absent(Exception):  # noqa: N818 - an answer, not a fault
    """An input is not published, or no longer: the event cannot be replayed, which says nothing against it."""


class Inputs(Protocol):
    """What one room published for its replays."""

    def read(self, name: str) -> bytes:
        """The bytes of an input. Raises Absent."""

    def bound(self, name: str, digest: str) -> bytes:
        """The bytes of an input whose SHA-256 the event holds. Raises Absent, and Refused where they are others."""


Replay = Callable[[Body, Inputs], Mapping[str, Any]]  # raises Absent without inputs, Refused for inputs that are wrong
Replays = Mapping[tuple[str, str], Replay]  # by room and kind of event


@dataclass(frozen=True, slots=True)
class Input:
    """One file that a room offers for its replays: its name below the room's folder, and a way to its bytes."""

    name: str
    content: Callable[[], bytes]


Offer = Callable[[Iterable[tuple[str, Body]]], Iterable[Input]]  # kinds and bodies of a room's new events -> inputs


@dataclass(frozen=True, slots=True)
class Folder:
    """The inputs of one room in a published folder."""

    path: Path

    def read(self, name: str) -> bytes:
        """The bytes of an input. Raises Absent."""
        path = self.path / name
        try:
            if not path.resolve().is_relative_to(self.path.resolve()) or path.stat().st_size > MOST:
                raise Absent(name)
            return path.read_bytes()
        except (OSError, ValueError):
            raise Absent(name) from None

    def bound(self, name: str, digest: str) -> bytes:
        """The bytes of an input whose SHA-256 the event holds. Raises Absent, and Refused where they are others."""
        content = self.read(name)
        if sha256(content).hexdigest() != digest:
            raise Refused(f"the input {name} is not the one that the event vouches for")
        return content


def differences(body: Body, replayed: Mapping[str, Any]) -> list[str]:
    """Where a replay comes to something else than the event claims, in words; none where they agree."""
    return [
        f"{name} is {_shown(body.get(name))} in the event, and {_shown(value)} when worked out again"
        for name, value in replayed.items()
        if body.get(name) != value or type(body.get(name)) is not type(value)
    ]


def _shown(value: Any) -> str:
    told = str(value)
    return told if len(told) <= 80 else f"{told[:79]}…"
