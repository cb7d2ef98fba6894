"""Minutes: what is written down of a meeting, as one text that anyone can read and check."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from commonweal.basics.problems import Refused

LONGEST_NOTE: Final = 10_000  # characters on one item
LONGEST: Final = 200_000  # characters of all; what a record keeps as one text
WITHOUT_OBJECTION, BY_VOTE = "without objection", "by a vote"
WAYS: Final = (WITHOUT_OBJECTION, BY_VOTE)
DECIDED: Final = "Decided"  # the heading above what was decided


@dataclass(frozen=True, slots=True)
class Noted:
    """One item of the agenda and what was noted on it; nothing where nothing was."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision of the meeting: its number, title, and what the tellers counted, in words."""

    number: int
    title: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that was held. `attended` of `members`: numbers alone, never who."""

    body: str
    number: int
    day: date
    place: str
    attended: int
    members: int


def check_note(text: str) -> str:
    """A note as it is kept. Raises Refused for an endless one."""
    plain = text.strip()
    if len(plain) > LONGEST_NOTE:
        raise Refused(f"Keep the note on one item under {LONGEST_NOTE:,} letters. Say what was decided, and why.")
    return plain


def written(held: Held, items: Sequence[Noted], decided: Sequence[Decided]) -> str:
    """The minutes as one plain text: the same meeting gives the same text. Raises Refused where it is too long."""
    lines = [
        f"{held.body}: minutes of meeting {held.number}",
        f"{held.day.day} {held.day:%B %Y}, {held.place}",
        f"Present: {held.attended} of {held.members} members",
    ]
    for place, item in enumerate(items, 1):
        lines += ["", f"{place}. {item.title}", item.text or "Nothing was noted."]
    if decided:
        lines += ["", DECIDED]
        lines += [f"Decision {each.number}: {each.title}: {each.outcome}" for each in decided]
    text = "\n".join(lines) + "\n"
    if len(text) > LONGEST:
        raise Refused(f"The minutes have more than {LONGEST:,} letters. Shorten the notes, then draft them again.")
    return text


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of minutes under its own heading."""

    heading: str
    paragraphs: tuple[str, ...]


def parts(text: str) -> tuple[tuple[str, ...], tuple[Part, ...]]:
    """Minutes as `written` wrote them, taken apart for the eye: the lines at their head, and their parts.

    Every word stands in one of them. A paragraph that begins as the next item does begins a part; where a note only
    looks like one, it is set as a heading too, and no word is lost.
    """
    head, _, rest = text.strip("\n").partition("\n\n")
    found: list[tuple[str, list[str]]] = []
    for paragraph in filter(None, (each.strip("\n") for each in rest.split("\n\n"))):
        first, _, others = paragraph.partition("\n")
        if first == DECIDED or first.startswith(f"{len(found) + 1}. "):
            found.append((first, [others] if others else []))
        elif found:
            found[-1][1].append(paragraph)
        else:
            found.append(("", [paragraph]))
    return tuple(head.split("\n")), tuple(Part(heading, tuple(said)) for heading, said in found)
