"""An election of projects under a budget, as arrays that a count can run over: what the rules of this room share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from commonweal.basics.problems import Refused

Places = NDArray[np.int64]  # places of projects, or of ballots, from 0
Numbers = NDArray[np.int64]
Amounts = NDArray[np.float64]
MOST_VOTERS: Final = 2**31  # sums of ballots stay within what floating point holds exactly


@dataclass(frozen=True)
class Ballots:
    """What was voted for. Equal ballots are kept once, with the number of voters who handed them in.

    `projects[starts[i]:starts[i + 1]]` are the projects that ballot i names, each once, in order of their places;
    `points` stands beside them. Approvals are points of one. Ballots that name nothing are only in `voters`.
    """

    voters: int  # everyone who handed in a ballot, empty or not
    weights: Numbers  # voters, a ballot
    starts: Places
    projects: Places
    points: Numbers

    @cached_property
    def by_project(self) -> tuple[Places, Places]:
        """The same the other way round: where each project's supporters begin, and the order that sorts them so."""
        order = np.argsort(self.projects.astype(np.uint16), kind="stable")
        return np.searchsorted(self.projects[order], np.arange(_count(self.projects) + 1)), order

    @cached_property
    def owners(self) -> Places:
        """The ballot that each entry of `projects` belongs to."""
        return np.repeat(np.arange(len(self.weights)), np.diff(self.starts))

    @cached_property
    def supporters(self) -> tuple[Supporters, ...]:
        """For each place up to the last one that a ballot names, those whose ballots name it."""
        starts, order = self.by_project
        return tuple(
            Supporters(owners, self.points[part].astype(float), self.weights[owners].astype(float))
            for part in (order[begin:end] for begin, end in pairwise(starts.tolist()))
            for owners in (self.owners[part],)
        )


@dataclass(frozen=True)
class Supporters:
    """Those who support a project, by their ballots. Points and voters are whole numbers that floating point holds."""

    ballots: Places
    points: Amounts  # that each voter of a ballot gives
    voters: Amounts  # who handed in each ballot

    @cached_property
    def given(self) -> Amounts:
        """The points that all voters of each ballot give."""
        return self.points * self.voters

    def among(self, kept: NDArray[np.bool_]) -> Supporters:
        """Those of some ballots alone."""
        return Supporters(self.ballots[kept], self.points[kept], self.voters[kept])


def _count(projects: Places) -> int:
    return int(projects.max()) + 1 if len(projects) else 0


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a budget asks of winners besides money. Without any, money alone decides."""

    least_votes: int = 0  # voters who must name a project before it may win
    exclusive: tuple[tuple[int, ...], ...] = ()  # places of projects of which one at most may win, such as two plans


@dataclass(frozen=True)
class Election:
    """Projects with their costs, a budget, and ballots. Money is in whole units of `10 ** -decimals` of the currency.

    Raises Refused for a negative cost or budget, for an id that stands twice, and for a negative least number of votes.
    """

    ids: tuple[str, ...]
    costs: tuple[int, ...]
    budget: int
    ballots: Ballots
    decimals: int = 0
    conditions: Conditions = Conditions()

    def __post_init__(self) -> None:
        if self.budget < 0:
            raise Refused(f"The budget is {self.money(self.budget)}. A budget is zero or more.")
        for project, cost in zip(self.ids, self.costs, strict=True):
            if cost < 0:
                raise Refused(f"Project {project} costs {self.money(cost)}. A cost is zero or more.")
        if len(set(self.ids)) < len(self.ids):
            twice = next(each for place, each in enumerate(self.ids) if each in self.ids[:place])
            raise Refused(f"Project {twice} is listed twice. Give each project an id of its own.")
        if self.conditions.least_votes < 0:
            raise Refused(f"The least number of votes is {self.conditions.least_votes}. It is zero or more.")
        if self.ballots.voters > MOST_VOTERS:
            raise Refused(f"There are more than {MOST_VOTERS:,} ballots, and a count cannot hold them exactly.")

    @property
    def unit(self) -> int:
        """One whole unit of the currency, in the units that costs are in."""
        return int(10**self.decimals)

    def money(self, amount: int) -> str:
        """An amount as the currency writes it: `1250` with two decimals is `12.50`."""
        if not self.decimals:
            return str(amount)
        whole, rest = divmod(abs(amount), self.unit)
        return f"{'-' if amount < 0 else ''}{whole}.{rest:0{self.decimals}d}"

    @cached_property
    def supporters(self) -> tuple[Supporters, ...]:
        """For each project those whose ballots name it."""
        found = self.ballots.supporters
        return (*found, *[Supporters(whole(()), np.zeros(0), np.zeros(0))] * (len(self.ids) - len(found)))

    @cached_property
    def votes(self) -> tuple[int, ...]:
        """How many voters name each project."""
        return tuple(int(each.voters.sum()) for each in self.supporters)

    @cached_property
    def scores(self) -> tuple[int, ...]:
        """All points given to each project; with approvals these are its votes."""
        return tuple(int(each.given.sum()) for each in self.supporters)

    @cached_property
    def admitted(self) -> tuple[bool, ...]:
        """Whether enough voters name each project for it to win."""
        return tuple(votes >= self.conditions.least_votes for votes in self.votes)

    @cached_property
    def rivals(self) -> tuple[frozenset[int], ...]:
        """For each project those that are out once it has won."""
        groups = self.conditions.exclusive
        return tuple(
            frozenset(other for group in groups if place in group for other in group if other != place)
            for place in range(len(self.ids))
        )

    @cached_property
    def order(self) -> tuple[int, ...]:
        """Places in the order that breaks ties where none is given: by id, as text."""
        return tuple(sorted(range(len(self.ids)), key=self.ids.__getitem__))


@dataclass(frozen=True, slots=True)
class Entries:
    """What ballots name, an entry for each project: the ballot, the project's place, and the points given to it."""

    ballots: Places
    projects: Places
    points: Numbers


def gathered(voters: int, weights: Numbers, entries: Entries) -> Ballots:
    """Ballots put together: those that support the same become one, and what one names twice counts the first time.

    `weights`: how many voters handed in each ballot of the entries. Points of zero or less support nothing.
    """
    kept = entries.points > 0
    key = entries.ballots[kept] * (_count(entries.projects) + 1) + entries.projects[kept]
    _, first = np.unique(key, return_index=True)  # in order of ballots, then of places
    owners, named, points = (part[kept][first] for part in (entries.ballots, entries.projects, entries.points))
    return _merged(voters, weights, Entries(owners, named, points))


def _merged(voters: int, weights: Numbers, entries: Entries) -> Ballots:
    """Entries in order of ballots, then of places, as different ballots."""
    rows = np.column_stack([entries.projects, entries.points]).astype(np.int64)
    ends = np.searchsorted(entries.ballots, np.arange(len(weights)), side="right")
    content, width = rows.tobytes(), rows.itemsize * 2
    found: dict[bytes, int] = {}
    begin = 0
    for weight, end in zip(weights.tolist(), (ends * width).tolist(), strict=True):
        ballot = content[begin:end]
        found[ballot] = found.get(ballot, 0) + weight
        begin = end
    found.pop(b"", None)
    together = np.frombuffer(b"".join(found), dtype=np.int64).reshape(-1, 2)
    lengths = whole(map(len, found)) // width
    starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])
    return Ballots(voters, whole(found.values()), starts, together[:, 0].copy(), together[:, 1].copy())


def approvals(votes: Sequence[Sequence[int]]) -> Ballots:
    """Ballots from the places that each voter names. A place named twice counts once; a voter may name none."""
    owners = np.repeat(np.arange(len(votes)), [len(vote) for vote in votes])
    named = whole(place for vote in votes for place in vote)
    return gathered(len(votes), np.ones(len(votes), dtype=np.int64), Entries(owners, named, np.ones_like(named)))


def supported_more(ballots: Ballots, project: int, more: Numbers) -> Ballots:
    """The same ballots, but so many voters of each, who did not name a project, now approve of it as well.

    `more`: voters, a ballot; at its end those who handed in a ballot that names nothing.
    """
    changed = np.flatnonzero(more)
    inside = np.isin(ballots.owners, changed)
    renumbered = np.zeros(len(more), dtype=np.int64)
    renumbered[changed] = len(ballots.weights) + np.arange(len(changed))
    new = renumbered[changed]
    entries = Entries(
        np.concatenate([ballots.owners, renumbered[ballots.owners[inside]], new]),
        np.concatenate([ballots.projects, ballots.projects[inside], np.full(len(new), project)]),
        np.concatenate([ballots.points, ballots.points[inside], np.ones_like(new)]),
    )
    kept = ballots.weights - more[:-1]
    order = np.argsort(entries.ballots, kind="stable")
    order = order[np.append(kept, more[changed])[entries.ballots[order]] > 0]
    moved = Entries(entries.ballots[order], entries.projects[order], entries.points[order])
    return gathered(ballots.voters, np.append(kept, more[changed]), moved)


def whole(values: Iterable[int]) -> Numbers:
    """Whole numbers as an array."""
    return np.fromiter(values, dtype=np.int64)
