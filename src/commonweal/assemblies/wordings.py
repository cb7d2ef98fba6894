"""Wordings: what a proposal says, and the difference between two texts, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from commonweal.basics.problems import Refused

LONGEST_TITLE: Final = 200  # characters
LONGEST_TEXT: Final = 20_000
WORD: Final = re.compile(r"\n+|[^\S\n]+|\w+(?:['’-]\w+)*|[^\w\s]+")
MOST_WORDS: Final = 3000  # words and spaces compared at once; in longer texts, lines first, so that none keeps us long


@dataclass(frozen=True, slots=True)
class Wording:
    """What should be decided: a title and a text, without what surrounds them. Raises Refused for an empty one."""

    title: str
    text: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", self.title.strip())
        object.__setattr__(self, "text", self.text.strip())
        if not self.title or not self.text:
            raise Refused("Write what should be decided, and a short title for it.")
        if len(self.title) > LONGEST_TITLE or len(self.text) > LONGEST_TEXT:
            raise Refused(
                f"A title has at most {LONGEST_TITLE} characters, and a text {LONGEST_TEXT:,}. Say it in less."
            )

    @property
    def whole(self) -> str:
        """As the record commits to it."""
        return f"{self.title}\n\n{self.text}"


class Kind(StrEnum):
    """What became of a run of words."""

    KEPT = "kept"
    ADDED = "added"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that were kept, added or taken away together, with the spaces between them."""

    kind: Kind
    text: str


def differences(former: str, changed: str) -> list[Run]:
    """The runs that lead from one text to the other, in reading order: what is taken away comes before what is added.

    The kept and taken runs together are the former text, the kept and added ones the changed text.
    """
    return list(_joined(_bridged(_runs(former, changed))))


def _runs(former: str, changed: str) -> Iterator[Run]:
    before, after = WORD.findall(former), WORD.findall(changed)
    if len(before) + len(after) <= MOST_WORDS:
        yield from _compared(before, after)
        return
    for taken, added in _opcodes(former.splitlines(keepends=True), changed.splitlines(keepends=True)):
        short = len(WORD.findall(taken)) + len(WORD.findall(added)) <= MOST_WORDS
        yield from _compared(WORD.findall(taken), WORD.findall(added)) if short else _replaced(taken, added)


def _compared(before: list[str], after: list[str]) -> Iterator[Run]:
    for taken, added in _opcodes(before, after):
        yield from _replaced(taken, added)


def _opcodes(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    """What stands on either side, stretch by stretch: the same where nothing changed."""
    matched = SequenceMatcher(None, before, after, autojunk=len(before) + len(after) > MOST_WORDS)
    for _, taken_from, taken_to, added_from, added_to in matched.get_opcodes():
        yield "".join(before[taken_from:taken_to]), "".join(after[added_from:added_to])


def _replaced(taken: str, added: str) -> Iterator[Run]:
    if taken == added:
        yield Run(Kind.KEPT, taken)
    else:
        yield Run(Kind.TAKEN, taken)
        yield Run(Kind.ADDED, added)


def _bridged(runs: Iterator[Run]) -> Iterator[Run]:
    """A space kept between two changes is taken and added with them: "a laundry" for "the shop" is one change."""
    held = list(runs)
    for at, run in enumerate(held):
        inside = 0 < at < len(held) - 1
        if run.kind is Kind.KEPT and inside and not run.text.strip() and "\n" not in run.text:
            yield Run(Kind.TAKEN, run.text)
            yield Run(Kind.ADDED, run.text)
        else:
            yield run


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    taken, added = "", ""
    for run in runs:
        if run.kind is Kind.TAKEN:
            taken += run.text
        elif run.kind is Kind.ADDED:
            added += run.text
        else:
            yield from _change(taken, added)
            taken, added = "", ""
            yield run
    yield from _change(taken, added)


def _change(taken: str, added: str) -> Iterator[Run]:
    if taken:
        yield Run(Kind.TAKEN, taken)
    if added:
        yield Run(Kind.ADDED, added)
