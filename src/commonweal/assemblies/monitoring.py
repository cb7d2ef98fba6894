"""Equality monitoring: a few questions nobody need answer, counted apart from everything, small counts merged."""

from collections.abc import Mapping
from typing import Final

FEWEST: Final = 10  # people in a count that is shown; issue: cells under 10 are merged
OTHERS: Final = "all other answers"

# The questions and the answers offered. Kept short, so that counts are large; they follow the subjects of the Equality
# Act 2010, in our own words.
QUESTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "age": ("under 25", "25 to 44", "45 to 64", "65 or over"),
    "sex": ("woman", "man", "in another way"),
    "disability": ("disabled", "not disabled"),
    "background": ("white", "Asian", "black", "mixed or several", "another"),
    "housing": ("renting", "owning", "another way"),
}


def merged(counts: Mapping[str, int]) -> dict[str, int]:
    """The counts of one question as they may be shown: no number from 1 to 9, and none that can be worked out.

    Small counts are put together, with the next larger ones until ten people are in it; empty where there are too few.
    """
    given = sorted((number, answer) for answer, number in counts.items() if number)
    together = sum(number for number, _answer in given if number < FEWEST)
    shown = [(number, answer) for number, answer in given if number >= FEWEST]
    while 0 < together < FEWEST and shown:
        together += shown.pop(0)[0]
    if 0 < together < FEWEST:
        return {}
    told = {answer: number for number, answer in reversed(shown)}
    return {**told, OTHERS: together} if together else told
