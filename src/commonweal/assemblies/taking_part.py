"""What people need so that they can take part: children looked after, a way in, an interpreter."""

from datetime import datetime
from typing import Final

from commonweal.assemblies import retention
from commonweal.basics.problems import Refused

NEEDS_KEPT: Final = retention.NEEDS.time  # after the meeting
MOST_CHILDREN: Final = 10  # of one member
MOST_PLACES: Final = 200  # for children at one meeting
LONGEST_NEED: Final = 2_000  # characters


def check_need(text: str, children: int) -> str:
    """What was told, as it is kept. Raises Refused where nothing was, or too much."""
    plain = text.strip()
    if not plain and not children:
        raise Refused("Write what you need, or for how many children you need a place.")
    if not 0 <= children <= MOST_CHILDREN:
        raise Refused(f"Ask for at most {MOST_CHILDREN} children. If there are more, speak to a convenor.")
    if len(plain) > LONGEST_NEED:
        raise Refused(f"Keep it under {LONGEST_NEED:,} letters. You can say more to a convenor.")
    return plain


def check_places(places: int) -> None:
    """Raises Refused for a number of places that cannot be."""
    if not 0 <= places <= MOST_PLACES:
        raise Refused(f"Offer between 0 and {MOST_PLACES} places for children.")


def needs_end(over_at: datetime) -> datetime:
    """From when on nothing of what people needed is kept, for a meeting that was over at that moment."""
    return over_at + NEEDS_KEPT
