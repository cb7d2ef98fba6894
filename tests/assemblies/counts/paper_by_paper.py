"""Scottish STV at its plainest, one paper at a time, as people at a table do it: the oracle of the real count.

It knows nothing of equal ballots, parcels or names, and counts only where no lots have to be drawn.
"""

from dataclasses import dataclass

from commonweal.assemblies.counts.ballots import Election

ONE = 100_000


class LotsNeededError(Exception):
    """The count would hang on lots."""


@dataclass
class Paper:
    """One ballot paper: its ranking, what it is worth, and whose pile it lies on (None: set aside)."""

    ranking: tuple[int, ...]
    pile: int | None
    worth: int = ONE


def count(election: Election) -> tuple[list[list[int]], set[int]]:
    """The votes of every candidate after each stage, in units of 0.00001, and who is elected."""
    papers = [Paper(ranking, ranking[0]) for ranking, number in election.valid().items() for _ in range(number)]
    quota = (len(papers) // (election.seats + 1) + 1) * ONE
    hopeful, elected, passed_on = set(election.standing()), set[int](), set[int]()
    stages = [_votes(election, papers, quota, passed_on)]
    while True:
        reached = {place for place in hopeful if stages[-1][place] >= quota}
        hopeful, elected = hopeful - reached, elected | reached
        if len(elected) + len(hopeful) <= election.seats or len(elected) == election.seats:
            return stages, elected | (hopeful if len(elected) < election.seats else set())
        surpluses = [place for place in elected - passed_on if stages[-1][place] > quota]
        if surpluses:
            giver = _pick(surpluses, stages, -1)
            passed_on.add(giver)
            _move(papers, giver, hopeful, (stages[-1][giver] - quota, stages[-1][giver]))
        else:
            giver = _pick(list(hopeful), stages, 1)
            hopeful.remove(giver)
            _move(papers, giver, hopeful, (1, 1))
        stages.append(_votes(election, papers, quota, passed_on))


def _votes(election: Election, papers: list[Paper], quota: int, passed_on: set[int]) -> list[int]:
    piles = [sum(paper.worth for paper in papers if paper.pile == place) for place in range(len(election.candidates))]
    return [quota if place in passed_on else votes for place, votes in enumerate(piles)]


def _move(papers: list[Paper], giver: int, hopeful: set[int], share: tuple[int, int]) -> None:
    for paper in papers:
        if paper.pile == giver:
            paper.worth = paper.worth * share[0] // share[1]
            paper.pile = next((place for place in paper.ranking if place in hopeful), None)


def _pick(tied: list[int], stages: list[list[int]], direction: int) -> int:
    for votes in reversed(stages):
        mark = min(votes[place] * direction for place in tied)
        tied = [place for place in tied if votes[place] * direction == mark]
    if len(tied) > 1:
        raise LotsNeededError
    return tied[0]
