"""The agenda of a meeting: its items in order, and how long they are thought to take."""

import re
from collections.abc import Sequence
from typing import Final

from commonweal.basics.problems import Refused

LONGEST_TITLE: Final = 200  # characters
LONGEST_ITEM: Final = 240  # minutes; our choice: whoever needs longer needs a second meeting
MOST_ASKED: Final = 5  # items that one member asks for and that wait for an answer; our choice
PLACE: Final = re.compile(r"^\s*(?:\d{1,3}[.)]|[-*•])(?:\s+|$)")  # what people write before an item
MOST_ITEMS: Final = 30  # our choice: no evening holds more


def check_item(title: str, minutes: int | None) -> str:
    """The title as it is kept. Raises Refused for an empty or endless one, and for a time that no evening has."""
    plain = " ".join(title.split())
    if not plain:
        raise Refused("Write what the item is about.")
    if len(plain) > LONGEST_TITLE:
        raise Refused(f"Write the item in at most {LONGEST_TITLE} letters. The rest can be said at the meeting.")
    if minutes is not None and not 1 <= minutes <= LONGEST_ITEM:
        raise Refused(
            f"An item takes between 1 and {LONGEST_ITEM} minutes. Leave the time empty if you do not know it."
        )
    return plain


def check_room(items: int) -> None:
    """Raises Refused for an agenda that is full."""
    if items >= MOST_ITEMS:
        raise Refused(
            f"An agenda has at most {MOST_ITEMS} items. Take one out first, or keep this for the next meeting."
        )


def items_of(text: str) -> list[str]:
    """The items that somebody wrote one a line, without the numbers that people put before them."""
    return [item for line in text.splitlines() if (item := PLACE.sub("", line).strip())]


def moved(order: Sequence[int], item: int, up: bool) -> list[int]:
    """The same items with one of them a place earlier or later; at the end of the list it stays where it is."""
    at = order.index(item)
    to = max(at - 1, 0) if up else min(at + 1, len(order) - 1)
    rest = [each for each in order if each != item]
    return [*rest[:to], item, *rest[to:]]
