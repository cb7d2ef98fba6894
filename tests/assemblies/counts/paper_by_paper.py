"""Scottish STV at its plainest, one paper at a time, as people at a table do it: the oracle of the real count.

It knows nothing of equal ballots, parcels or units. A paper's worth is a fraction, cut off after five decimals when it
is worked out anew; candidates who withdrew are crossed out on every paper before anyone begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from commonweal.assemblies.counts.ballots import Election

Votes = tuple[Fraction, ...]  # of every candidate; those who withdrew have none


class LotsNeededError(Exception):
    """The count hangs on lots that were not drawn."""


@dataclass
class Paper:
    """One ballot paper: its ranking, what it is worth, and whose pile it lies on (None: set aside, exhausted)."""

    ranking: tuple[int, ...]
    pile: int | None
    worth: Fraction = Fraction(1)


@dataclass(frozen=True)
class Counted:
    """The votes of every candidate after each stage, what was exhausted by then, and who is elected."""

    stages: list[Votes]
    exhausted: list[Fraction]
    elected: set[int]


def count(election: Election, order: Sequence[int] = ()) -> Counted:
    """Counts the papers; `order` are candidates as drawn by lot, the first favoured. Raises LotsNeededError."""
    rankings = [tuple(place for place in each if place not in election.withdrawn) for each in _papers(election)]
    papers = [Paper(ranking, ranking[0]) for ranking in rankings if ranking]
    quota = Fraction(len(papers) // (election.seats + 1) + 1)
    hopeful, elected, passed_on = set(election.standing()), set[int](), set[int]()
    stages, exhausted = [_votes(election, papers, quota, passed_on)], [Fraction(0)]
    while True:
        reached = {place for place in hopeful if stages[-1][place] >= quota}
        hopeful, elected = hopeful - reached, elected | reached
        if len(elected) + len(hopeful) <= election.seats or len(elected) == election.seats:
            return Counted(stages, exhausted, elected | (hopeful if len(elected) < election.seats else set()))
        surpluses = [place for place in elected - passed_on if stages[-1][place] > quota]
        if surpluses:
            giver = _pick(surpluses, stages, order, most=True)
            passed_on.add(giver)
            _move(papers, giver, hopeful, (stages[-1][giver] - quota) / stages[-1][giver])
        else:
            giver = _pick(list(hopeful), stages, order, most=False)
            hopeful.remove(giver)
            _move(papers, giver, hopeful, Fraction(1))
        stages.append(_votes(election, papers, quota, passed_on))
        exhausted.append(sum((paper.worth for paper in papers if paper.pile is None), Fraction(0)))


def _papers(election: Election) -> list[tuple[int, ...]]:
    return [ranking for ranking, number in election.ballots.items() for _ in range(number)]


def _votes(election: Election, papers: list[Paper], quota: Fraction, passed_on: set[int]) -> Votes:
    piles = [
        sum((paper.worth for paper in papers if paper.pile == place), Fraction(0))
        for place in range(len(election.candidates))
    ]
    return tuple(quota if place in passed_on else votes for place, votes in enumerate(piles))


def _move(papers: list[Paper], giver: int, hopeful: set[int], share: Fraction) -> None:
    for paper in papers:
        if paper.pile == giver:
            paper.worth = Fraction(int(paper.worth * share * 100_000), 100_000)
            paper.pile = next((place for place in paper.ranking if place in hopeful), None)


def _pick(tied: list[int], stages: list[Votes], order: Sequence[int], *, most: bool) -> int:
    """Who has the most votes, or the least; then who had, at the latest stage at which they differed; then by lot."""
    best = max if most else min
    for votes in reversed(stages):
        mark = best(votes[place] for place in tied)
        tied = [place for place in tied if votes[place] == mark]
    if len(tied) > 1:
        if not set(tied) <= set(order):
            raise LotsNeededError
        return (min if most else max)(tied, key=list(order).index)
    return tied[0]
