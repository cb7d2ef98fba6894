"""A published name beside a registered one: the words that stand in only one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from commonweal.organisations.names import normalised

MOST_WORDS: Final = 40  # of a name that are compared; our choice: longer ones are no names, and comparing them is slow


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name as it is written, and whether it stands in this name alone."""

    text: str
    alone: bool


def compared(published: str, registered: str) -> tuple[list[Word], list[Word]]:
    """The words of both names, as written. Spellings of one legal form, capitals and signs make no difference."""
    ours, theirs = _parts(published), _parts(registered)
    blocks = SequenceMatcher(None, [key for key, _ in ours], [key for key, _ in theirs], autojunk=False)
    shared = [(match.a + step, match.b + step) for match in blocks.get_matching_blocks() for step in range(match.size)]
    return (
        _marked(published, ours, {place for place, _ in shared}),
        _marked(registered, theirs, {place for _, place in shared}),
    )


def _parts(name: str) -> list[tuple[str, int]]:
    """The pieces that a name's words mean, each with the place of its word; a leading "the" means nothing."""
    words = name.split()[:MOST_WORDS]
    parts = [(part, place) for place, word in enumerate(words) for part in normalised(word).split()]
    return parts[1:] if parts and parts[0][0] == "the" else parts


def _marked(name: str, parts: Sequence[tuple[str, int]], shared: set[int]) -> list[Word]:
    alone = {word for place, (_, word) in enumerate(parts) if place not in shared}
    return [Word(text, place in alone) for place, text in enumerate(name.split())]
