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
        lines += ["", "Decided"]
        lines += [f"Decision {each.number}: {each.title}: {each.outcome}" for each in decided]
    text = "\n".join(lines) + "\n"
    if len(text) > LONGEST:
        raise Refused(f"The minutes have more than {LONGEST:,} letters. Shorten the notes, then draft them again.")
    return text
