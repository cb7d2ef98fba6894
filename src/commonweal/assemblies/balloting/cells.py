"""Cells: the groups that results are broken down by. Few people in one would show how they voted, so few are merged."""

from collections.abc import Mapping
from typing import Final, Literal

from commonweal.assemblies.membership import BANDS

LEAST: Final = 10  # ballots in a cell; below that, statistics offices too publish no vote or count of people
OTHERS: Final = "others"
UNASKED: Final = ""  # of a paper, which says neither area nor age
Breakdown = Literal["", "area", "age", "area and age"]  # declared when the vote opens, and told to every voter
BREAKDOWNS: Final[tuple[Breakdown, ...]] = ("", "area", "age", "area and age")


def cell(breakdown: str, postcode: str, least_age: int) -> str:
    """What a ballot tells of its voter: nothing, the first half of the postcode, the age band, or both."""
    told = {"area": postcode.split(" ")[0], "age": BANDS[least_age]}
    return ", ".join(told[name] for name in breakdown.split(" and ") if name)


def merged(ballots: Mapping[str, int]) -> Mapping[str, str]:
    """The name that each cell is published under, so that none has fewer than LEAST ballots.

    Small cells are put together as "others", with the next larger one where even together they are too small; where
    all would be put together, nothing is broken down.
    """
    by_size = sorted(ballots, key=lambda name: (ballots[name], name))
    pooled = [name for name in by_size if ballots[name] < LEAST]
    if not pooled:
        return {name: name for name in ballots}
    for name in by_size[len(pooled) :]:
        if sum(ballots[each] for each in pooled) >= LEAST:
            break
        pooled.append(name)
    together = OTHERS if len(pooled) < len(by_size) else UNASKED
    return {name: together if name in pooled else name for name in ballots}
