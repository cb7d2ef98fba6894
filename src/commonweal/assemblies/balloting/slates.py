"""Ballots on projects: what each costs, in which area it lies, and what one ballot may choose of them.

A budget has one area or several, each with its own money; one of them may be everyone's. A voter chooses among the
projects of their own area and of everyone's. What comes of the ballots is counted by a rule of budgets, not here.

Points are written as places, each as often as it has points: `(3, 3, 1)` gives two points to option 3.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from commonweal.assemblies.balloting import cells
from commonweal.assemblies.counts.ballots import Preferences, fault_of
from commonweal.basics.money import exact
from commonweal.basics.problems import Refused

APPROVAL: Final = "projects-approval"  # as many as the voter likes, or up to a number, in each area
KNAPSACK: Final = "projects-knapsack"  # as many as the area's money pays for
POINTS: Final = "projects-points"  # so many points in each area, on any projects there
RANKED: Final = "projects-ranked"  # up to a number in each area, the most wanted first
KINDS: Final = (APPROVAL, KNAPSACK, POINTS, RANKED)
MOST_PROJECTS: Final = 200  # our choice: with more, nobody reads a ballot to its end
MOST_CHOICES: Final = 100  # points or places that one ballot may give in an area; our choice, far beyond what cities do
NOWHERE: Final = ""  # the cell of a voter who lives in none of the areas, or of a budget that has no areas apart


@dataclass(frozen=True, slots=True)
class Area:
    """One area: its name, its money in pence, and whether everyone votes in it, wherever they live."""

    name: str
    pence: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Slate:
    """What stands beside the options of a ballot on projects. Raises Refused for what nobody could vote on.

    `areas[i]`: the place among `parts` of the area that option i lies in. `most`: projects, points or places that a
    ballot may give out in each area; 0 for as many as the voter likes.
    """

    kind: str
    costs: tuple[int, ...]
    areas: tuple[int, ...]
    parts: tuple[Area, ...]
    most: int = 0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise Refused(f"Choose what a ballot says: {', '.join(KINDS)}.")
        if len(self.costs) != len(self.areas) or not 0 < len(self.costs) <= MOST_PROJECTS:
            raise Refused(f"A ballot has from 1 to {MOST_PROJECTS} projects, each with its cost and its area.")
        if not all(0 <= each < len(self.parts) for each in self.areas) or min(self.costs) < 0:
            raise Refused("A project lies in one of the areas, and costs nothing less than nought.")
        if self.kind in (POINTS, RANKED) and not 0 < self.most <= MOST_CHOICES:
            raise Refused(f"Say how many points or places a ballot gives out in an area: 1 to {MOST_CHOICES}.")
        if sum(each.whole for each in self.parts) > 1:
            raise Refused("One area at most is everyone's.")

    @property
    def ranks(self) -> bool:
        """Whether a ballot puts projects in an order."""
        return self.kind == RANKED

    def open_to(self, cell: str) -> tuple[int, ...]:
        """The places of the areas that a voter of a cell votes in."""
        own = cells.area_of(cell)
        return tuple(place for place, each in enumerate(self.parts) if each.whole or own == str(place))

    def offered(self, cell: str) -> tuple[int, ...]:
        """The places of the options that a voter of a cell can choose, area by area."""
        return tuple(at for area in self.open_to(cell) for at, where in enumerate(self.areas) if where == area)

    def checked(self, choices: Preferences, cell: str) -> Preferences:
        """The choices as a ballot keeps them. Raises Refused for what a ballot of that cell cannot say."""
        once = tuple(dict.fromkeys(choices)) if self.kind == POINTS else choices
        if fault := fault_of(once, len(self.costs)):
            raise Refused(f"This ballot cannot be counted: {fault}. Choose again.")
        if strangers := set(choices) - set(self.offered(cell)):
            raise Refused(f"Project {min(strangers) + 1} is in an area where this ballot cannot choose. Choose again.")
        for area in self.open_to(cell):
            self._check_area(area, [place for place in choices if self.areas[place] == area])
        return choices if self.ranks else tuple(sorted(choices))

    def named(self, choices: Preferences, options: tuple[str, ...]) -> tuple[str, ...]:
        """The projects chosen, in words, with the points where points are given."""
        if self.kind != POINTS:
            return tuple(options[place] for place in choices)
        return tuple(f"{options[place]} × {points}" for place, points in Counter(choices).items())

    def _check_area(self, area: int, chosen: list[int]) -> None:
        part = self.parts[area]
        if self.kind == KNAPSACK and (cost := sum(self.costs[place] for place in chosen)) > part.pence:
            over = exact(cost - part.pence)
            raise Refused(f"{part.name}: your projects cost {over} more than the {exact(part.pence)}. Take one out.")
        if self.kind != KNAPSACK and self.most and len(chosen) > self.most:
            what = "points" if self.kind == POINTS else "projects"
            raise Refused(f"{part.name}: choose at most {self.most} {what}. You gave {len(chosen)}. Take some out.")


def written(slate: Slate) -> dict[str, Any]:
    """A slate as plain values for an event: areas by number, without words."""
    told = asdict(slate)
    parts = [{"pence": each.pence, "whole": each.whole} for each in slate.parts]
    return {**told, "costs": list(slate.costs), "areas": list(slate.areas), "parts": parts}


def read(told: Mapping[str, Any], names: tuple[str, ...] = ()) -> Slate:
    """What `written` wrote; areas are called by their numbers, from 1, where no names are given."""
    parts = tuple(
        Area(names[place] if names else f"area {place + 1}", int(each["pence"]), bool(each["whole"]))
        for place, each in enumerate(told["parts"])
    )
    costs, areas = tuple(map(int, told["costs"])), tuple(map(int, told["areas"]))
    return Slate(str(told["kind"]), costs, areas, parts, int(told["most"]))
