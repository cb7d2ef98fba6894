"""Walking through the published events from the first to the last, and finding the first that is not what was signed.

Three things are held against each other: the events, the published hashes of their leaves, and the signed roots. Where
a root still holds over the published hashes, the first event that does not fit its hash is bad for certain. Where
hashes were changed as well, it lies between the last root that holds and the first that does not; more is not known,
and no more is said.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from commonweal.basics.problems import Problem, Refused
from commonweal.record import published
from commonweal.record.leaves import check, written
from commonweal.record.tree import Stack, leaf_hash
from commonweal.record.vouching import Anchor

FIELDS: Final = {"number": int, "at": str, "room": str, "kind": str, "actor": str, "body": dict}
MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
HASHED: Final = re.compile(rb"[0-9a-f]{64}\n")
LONGEST_LINE: Final = 1 << 26  # bytes; our choice: no event comes near it

UNREADABLE: Final = "What stands where event {number:,} belongs is not an event: {why}."
MISPLACED: Final = (
    "Where event {number:,} belongs, event {found:,} stands: events were removed, added or put in another order."
)
CHANGED: Final = "Event {number:,} is not the one that was signed: it was changed."
MISSING: Final = "Event {number:,} is missing: the next file begins with event {first:,}."
GONE: Final = "Event {number:,} is missing. A checkpoint was signed over {size:,} events."
UNSIGNED: Final = "Event {number:,} stands after the last that was signed, so nobody vouches for it."
BETWEEN: Final = "Something from event {first:,} to event {last:,} is not what was signed."
MISFIT: Final = " Event {number:,} is the first that does not fit its published hash."
REWRITTEN: Final = (
    "The first {size:,} events are not those that your checkpoint vouches for: the record was rewritten and signed "
    "again since. Which of them were changed cannot be told from here."
)
NEWER: Final = (
    "Your checkpoint tells of {size:,} events, and only {events:,} are here. Either this copy is older than your "
    "checkpoint, or events were taken away. Get the newest copy."
)
EXTRA: Final = "More hashes stand here than there are events, or something that is no hash."
MISHASHED: Final = "The hash of event {number:,} is not the event's. The event itself is as it was signed."


END: Final = b""  # after the last hash

Told = dict[str, Any]
Visit = Callable[[int, Told, bytes], None]  # an event's number, the event, its line


class Walk:
    """A walk through the events: `events` of them are in order, and the first `held` are certainly as they were signed.

    `bad`: among which the first bad one is, both included; the same twice where it is known exactly.
    """

    def __init__(self, folder: Path, anchors: Sequence[Anchor]) -> None:
        self.events = self.held = 0
        self.bad: tuple[int, int] | None = None
        self.problems: list[Problem] = []
        self._folder, self._anchors = folder, [anchor for anchor in anchors if anchor.size]
        self._last = max((anchor.size for anchor in anchors if not anchor.kept), default=0)
        self._vouched = _vouched(folder, anchors)
        self._stack = Stack()
        self._misfit: int | None = None  # does not fit its published hash, and nobody knows yet which of them is wrong

    def go(self, visit: Visit) -> None:
        """Walk to the end or to the first bad event; every event before is visited once."""
        claims = _claims(self._folder)
        for where, first, line in _lines(self._folder):
            number = self.events + 1
            told = self._read(number, where, first, line)
            if told is None or not self._fits(number, where, leaf_hash(line[:-1]), next(claims, None)):
                return
            if not self._hold(number):
                return
            visit(number, told, line)
        self._end()
        if self.bad is None and next(claims, END) is not END:
            self.problems.append(Problem(published.LEAVES, EXTRA))

    def _read(self, number: int, where: str, first: int | None, line: bytes) -> Told | None:
        """The event of a line; None where it is not the one that belongs there."""
        wrong = ""
        told: Told = {}
        if first is not None and first > number:
            wrong = MISSING.format(number=number, first=first)
        else:
            try:
                told = event_of(line)
            except Refused as refusal:
                wrong = UNREADABLE.format(number=number, why=refusal.plain.rstrip("."))
        if told and told["number"] != number:
            wrong = MISPLACED.format(number=number, found=told["number"])
        elif told and number > self._last:
            wrong = UNSIGNED.format(number=number)
        if wrong:
            self._stop(number, where, wrong)
        return None if wrong else told

    def _fits(self, number: int, where: str, leaf: bytes, claim: bytes | None) -> bool:
        if leaf != claim and number <= self._vouched:
            self._stop(number, where, CHANGED.format(number=number))
            return False
        if leaf != claim and self._misfit is None:
            self._misfit = number
        self._stack.add(leaf)
        self.events = number
        return True

    def _hold(self, number: int) -> bool:
        """Hold the events so far against the checkpoints over just so many; False where one does not hold."""
        while self._anchors and self._anchors[0].size == number:
            anchor = self._anchors.pop(0)
            if anchor.root != self._stack.root():
                self._between(anchor)
                return False
            self.held = number
            if self._misfit is not None:
                where = published.leaves_file(Path(), published.first_of(self._misfit)).as_posix()
                self.problems.append(Problem(where, MISHASHED.format(number=self._misfit)))
                self._misfit = None
        return True

    def _between(self, anchor: Anchor) -> None:
        first, last = self.held + 1, anchor.size
        if anchor.kept and self._vouched >= anchor.size:
            self.bad = (1, last)  # whoever rewrote the record signed it again, so its own checkpoints bound nothing
            told = REWRITTEN.format(size=last)
        else:
            self.bad = (first, last)
            told = BETWEEN.format(first=first, last=last)
            told += MISFIT.format(number=self._misfit) if self._misfit else ""
        self.problems.append(Problem(anchor.where, told))

    def _end(self) -> None:
        if self.events < self._last:
            number = self.events + 1
            self._stop(number, published.EVENTS, GONE.format(number=number, size=self._last))
        for anchor in self._anchors:
            if anchor.kept:
                self.problems.append(Problem(anchor.where, NEWER.format(size=anchor.size, events=self.events)))

    def _stop(self, number: int, where: str, told: str) -> None:
        self.bad = (number, number)
        self.problems.append(Problem(where, told))


def event_of(line: bytes) -> Told:
    """The event that a published line holds. Raises Refused unless the line is its canonical form and a newline."""
    try:
        told = CANONICAL.decode(line.decode().removesuffix("\n"))
        check(told)
        again = written(told) + b"\n"
    except (ValueError, RecursionError):
        raise Refused("it is not JSON") from None
    if set(told) != set(FIELDS) or any(type(told[name]) is not kind for name, kind in FIELDS.items()):
        raise Refused("it has not the fields of an event")
    if again != line or not MOMENT.fullmatch(told["at"]):
        raise Refused("it is not written in the one canonical form")
    return dict(told)


def _no_fraction(text: str) -> None:
    raise ValueError(f"{text} is no whole number")


CANONICAL: Final = json.JSONDecoder(parse_float=_no_fraction, parse_constant=_no_fraction)


def _lines(folder: Path) -> Iterator[tuple[str, int | None, bytes]]:
    """Each line of each bundle: its file, for a file's first line the number in its name, and its bytes."""
    for first, path in published.numbered(folder / published.EVENTS):
        begins: int | None = first
        where = path.relative_to(folder).as_posix()
        with path.open("rb") as file:
            while line := file.readline(LONGEST_LINE):
                yield where, begins, line
                begins = None


def _claims(folder: Path) -> Iterator[bytes | None]:
    """The published hashes of the leaves, up to the first line that is none: for that, None."""
    for _, path in published.numbered(folder / published.LEAVES):
        with path.open("rb") as file:
            while line := file.readline(LONGEST_LINE):
                if not HASHED.fullmatch(line):
                    yield None
                    return
                yield bytes.fromhex(line.decode())


def _vouched(folder: Path, anchors: Sequence[Anchor]) -> int:
    """The size of the largest checkpoint that holds over the published hashes."""
    stack, held = Stack(), 0
    roots: dict[int, set[bytes]] = {}
    for anchor in anchors:
        roots.setdefault(anchor.size, set()).add(anchor.root)
    for claim in _claims(folder):
        if claim is None:
            break
        stack.add(claim)
        if stack.size in roots and stack.root() in roots[stack.size]:
            held = stack.size
    return held
