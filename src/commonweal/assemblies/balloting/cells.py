"""Cells: the groups that results are broken down by. Few people in one would show how they voted, so few are merged."""

from collections.abc import Mapping
from typing import Final, Literal

from commonweal.assemblies.membership import BANDS

LEAST: Final = 10  # ballots in a cell; below that, statistics offices too publish no vote or count of people
OTHERS: Final = "others"
UNASKED: Final = ""  # of a paper, which says neither area nor age
BETWEEN: Final = ", "  # what a cell tells of an area and of an age
TOGETHER: Final = " + "  # age groups that are published as one
UNTOLD: Final = "not told"  # in a group with others: ballots that tell no age
Breakdown = Literal["", "area", "age", "area and age"]  # declared when the vote opens, and told to every voter
BREAKDOWNS: Final[tuple[Breakdown, ...]] = ("", "area", "age", "area and age")
BESIDE_AN_AREA: Final[tuple[Breakdown, ...]] = ("", "age")  # what ballots on projects may tell, whose area is told


def cell(breakdown: str, postcode: str, least_age: int) -> str:
    """What a ballot tells of its voter: nothing, the first half of the postcode, the age band, or both."""
    told = {"area": postcode.split(" ")[0], "age": BANDS[least_age]}
    return BETWEEN.join(told[name] for name in breakdown.split(" and ") if name)


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


def area_of(cell: str) -> str:
    """Of a ballot on projects: the part of its cell that says in which area it counts."""
    return cell.partition(BETWEEN)[0]


def age_of(cell: str) -> str:
    """Of a ballot on projects: the part of its cell that says to which age group it belongs; UNASKED for none."""
    return cell.partition(BETWEEN)[2]


def with_age(area: str, age: str) -> str:
    """The cell of a ballot on projects, put together of both."""
    return f"{area}{BETWEEN}{age}" if age else area


def merged_within(ballots: Mapping[str, int]) -> Mapping[str, str]:
    """Of ballots on projects: the cell that each is published in. Areas stay apart, since each is counted apart; age
    groups are merged within their area, as `merged_ages` has it.
    """
    found: dict[str, dict[str, int]] = {}
    for name, number in ballots.items():
        found.setdefault(area_of(name), {})[age_of(name)] = number
    names = {area: merged_ages(ages) for area, ages in found.items()}
    return {name: with_age(area_of(name), names[area_of(name)][age_of(name)]) for name in ballots}


def merged_ages(ballots: Mapping[str, int]) -> Mapping[str, str]:
    """The group that each age group is published in; UNASKED where no age is told, as of papers.

    A small group is put together with the next larger one, until LEAST of those who tell their age are in it: how many
    papers there are is published, and nobody shall take them away from a sum. Papers fewer than LEAST are put to them.
    Nothing is broken down where one group alone would be left.
    """
    told = sorted((name for name in ballots if name), key=lambda name: (ballots[name], name))
    pooled = [name for name in told if ballots[name] < LEAST]
    few_untold = 0 < ballots.get(UNASKED, 0) < LEAST
    if not pooled and not few_untold:
        return {name: name for name in ballots}
    for name in told[len(pooled) :]:
        if sum(ballots[each] for each in pooled) >= LEAST:
            break
        pooled.append(name)
    if len(pooled) == len(told):
        return dict.fromkeys(ballots, UNASKED)
    parts = {part for name in pooled for part in name.split(TOGETHER)} | ({UNTOLD} if few_untold else set())
    together = TOGETHER.join(sorted(parts, key=lambda part: (part == UNTOLD, part)))
    return {name: together if name in pooled or (few_untold and not name) else name for name in ballots}
