"""Ideas for a budget: what is asked of one, and where on the map it may lie."""

from dataclasses import dataclass
from typing import Final

from commonweal.assemblies.counts.ballots import plain
from commonweal.basics.problems import Refused

LONGEST_TITLE: Final = 120  # characters: it stands on a ballot
LONGEST_WORDS: Final = 4000
LONGEST_PLACE: Final = 200
LONGEST_ANSWER: Final = 2000
MOST_OF_ONE: Final = 10  # ideas of one person in a budget; our choice, so that nobody buries the rest
MOST_PENCE: Final = 10**13  # a hundred billion pounds: more is a slip
EASTINGS, NORTHINGS = range(700_001), range(1_300_001)  # metres of the National Grid: a point outside is a slip


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody puts forward: a title, what should be done, and where: in words, on the map, or both.

    Raises Refused for one that says too little or too much, and for a point that is not on the National Grid.
    """

    title: str
    words: str
    place: str = ""
    point: tuple[int, int] | None = None  # easting and northing, in metres of the National Grid

    def __post_init__(self) -> None:
        for text, what, longest in (
            (self.title, "a short title", LONGEST_TITLE),
            (self.words, "what should be done", LONGEST_WORDS),
        ):
            if not 0 < len(text.strip()) <= longest:
                raise Refused(f"Write {what}, in at most {longest:,} letters.")
        if self.title.strip() != plain(self.title):
            raise Refused("Write the title on one line, with single blanks between words.")
        if len(self.place) > LONGEST_PLACE:
            raise Refused(f"Say where it is in at most {LONGEST_PLACE} letters.")
        if self.point is not None and not (self.point[0] in EASTINGS and self.point[1] in NORTHINGS):
            raise Refused("This point is not in Great Britain. A latitude comes first, such as 53.4, -2.98.")

    @property
    def whole(self) -> str:
        """Title, words and place as one text, as the record commits to it."""
        return "\n\n".join(filter(None, (self.title.strip(), self.words.strip(), self.place.strip())))


def check_cost(*, feasible: bool, pence: int | None) -> None:
    """Raises Refused for an answer that says it can be done and not for how much, and for a cost that is none."""
    if feasible and not pence:
        raise Refused("Say what it costs. A project on the ballot has a cost, in pounds.")
    if pence is not None and not 0 <= pence <= MOST_PENCE:
        raise Refused("A cost is more than nought, and less than a hundred billion pounds.")
