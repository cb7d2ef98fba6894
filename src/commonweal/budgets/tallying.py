"""From the ballots of a budget to what each area funds: one election an area, counted by the rule frozen beforehand.

The same function counts when a vote closes and when a stranger verifies it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from commonweal.assemblies.balloting import boxes, slates
from commonweal.assemblies.balloting.slates import Slate
from commonweal.basics.problems import Refused
from commonweal.budgets.counting import Way, count
from commonweal.budgets.elections import Conditions, Election, Entries, gathered, whole
from commonweal.budgets.rules.outcomes import Outcome, spent

PENCE: Final = 2  # decimals of the money


@dataclass(frozen=True, slots=True)
class Frame:
    """What was frozen before the count: the slate, the way of counting, and the conditions besides money.

    `exclusive`: groups of options of which one at most may win, within an area. `withdrawn`: options taken off while
    the vote was open. `lots`: options as drawn by lot before the count; without any, their order on the ballot.
    """

    slate: Slate
    way: Way
    least_votes: int = 0
    exclusive: tuple[tuple[int, ...], ...] = ()
    withdrawn: tuple[int, ...] = ()
    lots: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """The count of one area. `options`: for each place of the election, the option on the ballot."""

    area: int
    options: tuple[int, ...]
    election: Election
    order: tuple[int, ...]  # places of the election, as ties are broken
    outcome: Outcome | None  # None where no project stands

    @property
    def winners(self) -> tuple[int, ...]:
        """The options that are funded, in the order in which the rule took them."""
        return tuple(self.options[place] for place in self.outcome.winners) if self.outcome else ()


def tally(frame: Frame, ballots: Sequence[boxes.Ballot]) -> tuple[Counted, ...]:
    """Each area counted. Voters of an area are all who vote in it, those who chose nothing there among them.

    Raises Refused for a ballot that cannot be.
    """
    checked = [(each.cell, frame.slate.checked(each.choices, each.cell)) for each in ballots]
    return tuple(_counted(frame, area, checked) for area in range(len(frame.slate.parts)))


def election_of(frame: Frame, area: int, ballots: Sequence[boxes.Ballot]) -> Election:
    """The election of one area by some of its ballots, such as those of an age group."""
    return _election(frame, area, [(each.cell, each.choices) for each in ballots])


def _counted(frame: Frame, area: int, ballots: Sequence[tuple[str, Sequence[int]]]) -> Counted:
    options = _options(frame, area)
    places = {option: place for place, option in enumerate(options)}
    election = _election(frame, area, ballots)
    order = tuple(places[each] for each in (frame.lots or options) if each in places)
    return Counted(area, options, election, order, count(election, frame.way, order) if options else None)


def _options(frame: Frame, area: int) -> tuple[int, ...]:
    """The options of an area that stand."""
    lying = enumerate(frame.slate.areas)
    return tuple(place for place, where in lying if where == area and place not in frame.withdrawn)


def _election(frame: Frame, area: int, ballots: Sequence[tuple[str, Sequence[int]]]) -> Election:
    slate, options = frame.slate, _options(frame, area)
    places = {option: place for place, option in enumerate(options)}
    votes = [[each for each in chosen if each in places] for cell, chosen in ballots if area in slate.open_to(cell)]
    owners = [number for number, chosen in enumerate(votes) for _ in _pointed(slate, chosen)]
    named = [places[option] for chosen in votes for option, _points in _pointed(slate, chosen)]
    points = [given for chosen in votes for _option, given in _pointed(slate, chosen)]
    entries = Entries(whole(owners), whole(named), whole(points))
    groups = (tuple(places[each] for each in group if each in places) for group in frame.exclusive)
    return Election(
        ids=tuple(f"{option + 1:03d}" for option in options),
        costs=tuple(slate.costs[option] for option in options),
        budget=slate.parts[area].pence,
        ballots=gathered(len(votes), np.ones(len(votes), dtype=np.int64), entries),
        decimals=PENCE,
        conditions=Conditions(frame.least_votes, tuple(group for group in groups if len(group) > 1)),
    )


def _pointed(slate: Slate, chosen: Sequence[int]) -> list[tuple[int, int]]:
    """The options that a ballot names in an area, with the points it gives to each.

    A ranked ballot gives as many points to its first as it has places, one less to the next, and so on (Borda, as
    cities with ranked ballots use it).
    """
    if slate.kind == slates.RANKED:
        return [(option, slate.most - rank) for rank, option in enumerate(chosen)]
    return [(option, chosen.count(option)) for option in dict.fromkeys(chosen)]


def results(counted: Sequence[Counted]) -> list[dict[str, Any]]:
    """What an event claims of a count, and a replay comes to again: options are numbers from 1, as on the ballot."""
    return [
        {
            "area": each.area + 1,
            "voters": each.election.ballots.voters,
            "budget": each.election.budget,
            "winners": [option + 1 for option in each.winners],
            "spent": spent(each.election, each.outcome.winners) if each.outcome else 0,
            "ties": [
                {"round": tie.round, "between": [each.options[at] + 1 for at in tie.projects]}
                | {"chosen": each.options[tie.chosen] + 1}
                for tie in (each.outcome.ties if each.outcome else ())
            ],
        }
        for each in counted
    ]


def frozen(frame: Frame) -> dict[str, Any]:
    """What an event holds of the frame, as it was when the ballot opened."""
    return {
        "slate": slates.written(frame.slate),
        "rule": frame.way.rule,
        "utility": frame.way.utility,
        "completion": frame.way.completion,
        "least_votes": frame.least_votes,
        "exclusive": [[option + 1 for option in group] for group in frame.exclusive],
    }


def read(told: Mapping[str, Any]) -> Frame:
    """What `frozen` wrote, with what was withdrawn and drawn since."""
    exclusive = tuple(tuple(int(each) - 1 for each in group) for group in told["exclusive"])
    way = Way(told["rule"], told["utility"], told["completion"])
    gone, lots = (tuple(map(int, told.get(name, ()))) for name in ("withdrawn", "lots"))
    return Frame(slates.read(told["slate"]), way, int(told["least_votes"]), exclusive, gone, lots)


def exclusive_groups(choices: Sequence[str], areas: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Groups of options of which one at most may win, by the choice that each is one of; empty for none.

    Raises Refused for a choice of one, and for one among areas: money of one area never hangs on another's.
    """
    found: dict[str, list[int]] = {}
    for place, choice in enumerate(choices):
        if choice:
            found.setdefault(choice.casefold(), []).append(place)
    for group in found.values():
        if len(group) < 2:
            raise Refused(
                f"The choice {choices[group[0]]!r} has one project alone. Name it with another, or not at all."
            )
        if len({areas[place] for place in group}) > 1:
            raise Refused(f"The choice {choices[group[0]]!r} has projects of two areas. Keep it within one.")
    return tuple(tuple(group) for group in found.values())
