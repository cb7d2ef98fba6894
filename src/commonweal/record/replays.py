"""Replays: what an event says was worked out, worked out again from published inputs.

A room registers, by kind of event, a pure function from the event's body and its inputs to the part of the body that it
claims: the winners of a count, the sum of a file. `commonweal verify` runs it and compares. The room also offers the
inputs when the record is published, and they lie beside it under `inputs/<room>/<name>`.

    REPLAYS: Final = {("assemblies", "vote-closed"): recount}

    def recount(body: Body, inputs: Inputs) -> Mapping[str, Any]:
        ballots = read_ballots(inputs.bound(f"{body['vote']}.blt", body["ballots_sha256"]))
        return {"elected": elect(ballots, body["rule"])}

A replay that must know what earlier events said, such as how a vote opened, looks them up: a room registers the kinds
in LOOKED_UP, each with the value that it is found by.

Whatever bytes an event vouches for with a hash are read with `bound`. What is read with `read` could be put there by
anyone, and proves only that it fits the claim.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Protocol

from commonweal.basics.problems import Refused

MOST: Final = 1 << 30  # bytes of one input that are read at once; our choice, so that no folder can fill a laptop

Body = Mapping[str, Any]


class Absent(Exception):  # noqa: N818 - an answer, not a fault
    """An input is not published, or no longer: the event cannot be replayed, which says nothing against it."""


class Files(Protocol):
    """The files that one room published for its replays."""

    def read(self, name: str) -> bytes:
        """The bytes of an input. Raises Absent."""

    def bound(self, name: str, digest: str) -> bytes:
        """The bytes of an input whose SHA-256 the event holds. Raises Absent, and Refused where they are others."""


class Inputs(Files, Protocol):
    """What a replay may look at beside its event: the room's files, and what the record told before."""

    def earlier(self, kind: str, about: str) -> Sequence[Body]:
        """The room's earlier events of a kind about one thing, in order; only of kinds registered in LOOKED_UP."""

    def elsewhere(self, room: str, kind: str, about: str) -> Sequence[Body]:
        """The same of a room on a floor below, whose act this one goes on from."""


Replay = Callable[[Body, Inputs], Mapping[str, Any]]  # raises Absent without inputs, Refused for inputs that are wrong
Replays = Mapping[tuple[str, str], Replay]  # by room and kind of event
LookedUp = Mapping[tuple[str, str], str]  # by room and kind, the value that says which thing an event is about
Past = Mapping[tuple[str, str], Sequence[Body]]  # of one room: earlier events by kind, and by what they are about


@dataclass(frozen=True, slots=True)
class Input:
    """One file that a room offers for its replays: its name below the room's folder, and a way to its bytes."""

    name: str
    content: Callable[[], bytes]


Offer = Callable[[Iterable[tuple[str, Body]]], Iterable[Input]]  # kinds and bodies of a room's new events -> inputs


@dataclass(frozen=True, slots=True)
class Folder:
    """The inputs of one room in a published folder. `listed`: by name, the SHA-256 of each that was published.

    `listed` is None where nobody can tell: then a file that is missing may never have been there.
    """

    path: Path
    listed: Mapping[str, str] | None = None
    past: Past = field(default_factory=dict)
    others: Mapping[str, Past] = field(default_factory=dict)  # by room

    def read(self, name: str) -> bytes:
        """The bytes of an input. Raises Absent where none was published, Refused where it is another than was."""
        try:
            content = self._content(name)
        except Absent:
            if self.listed and name in self.listed:
                raise Refused(f"the input {name} was published and is missing") from None
            raise
        if self.listed is not None and self.listed.get(name) != sha256(content).hexdigest():
            raise Refused(f"the input {name} is not the one that was published")
        return content

    def earlier(self, kind: str, about: str) -> Sequence[Body]:
        """The room's earlier events of a kind about one thing, in order."""
        return self.past.get((kind, about), ())

    def elsewhere(self, room: str, kind: str, about: str) -> Sequence[Body]:
        """Another room's earlier events of a kind about one thing, in order."""
        return self.others.get(room, {}).get((kind, about), ())

    def _content(self, name: str) -> bytes:
        path = self.path / name
        try:
            inside = path.resolve().is_relative_to(self.path.resolve())
            if not inside or not path.is_file() or path.stat().st_size > MOST:
                raise Absent(name)
            return path.read_bytes()
        except (OSError, ValueError, RuntimeError):  # a link that leads to itself is a RuntimeError
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
