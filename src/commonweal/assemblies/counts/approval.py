"""Approval: each ballot names as many candidates as it likes, and those whom most approve of are elected."""

from collections.abc import Sequence
from typing import Final

from commonweal.assemblies.counts.ballots import Election
from commonweal.assemblies.counts.results import Result, Stage, Tie, TieNotBroken
from commonweal.assemblies.counts.ties import break_tie, lots
from commonweal.basics.problems import Refused

NAME: Final = "approval"
TITLE: Final = "Approval"


def count(election: Election, order: Sequence[str] = ()) -> Result:
    """Counts the ballots; every candidate on one is approved of, in whatever order they stand there.

    `order` are candidates as drawn by lot, the first favoured. Nobody is elected of whom nobody approves. Raises
    TieNotBroken where lots have to tell and were not drawn, Refused where there is nothing to count.
    """
    ballots = sum(election.valid().values())
    if not ballots:
        raise Refused("There is no ballot that approves of a candidate who stands, so there is nothing to count.")
    drawn = lots(order, election)
    approvals = _approvals(election)
    elected: list[int] = []
    ties: list[Tie] = []
    while len(elected) < election.seats and (best := _best(approvals, elected)):
        if len(best) <= election.seats - len(elected):
            elected += sorted(best, key=election.candidates.__getitem__)
            continue
        broken = break_tie(best, (), drawn, most=True)
        chosen, how = (election.candidates[broken.chosen], broken.how) if broken else (None, "")
        ties.append(Tie(1, "seat", tuple(sorted(election.named(best))), chosen, how))
        if broken is None:
            raise TieNotBroken(_result(election, approvals, elected, ties))
        elected.append(broken.chosen)
    return _result(election, approvals, elected, ties)


def _approvals(election: Election) -> dict[int, int]:
    approvals = dict.fromkeys(election.standing(), 0)
    for ranking, ballots in election.valid().items():
        for place in ranking:
            approvals[place] += ballots
    return approvals


def _best(approvals: dict[int, int], elected: Sequence[int]) -> list[int]:
    """Those not yet elected of whom most approve; none where nobody approves of anyone left."""
    left = {place: votes for place, votes in approvals.items() if place not in elected and votes}
    return [place for place, votes in left.items() if votes == max(left.values())]


def _result(election: Election, approvals: dict[int, int], elected: Sequence[int], ties: Sequence[Tie]) -> Result:
    names = election.named(elected)
    votes = {election.candidates[place]: votes for place, votes in approvals.items()}
    return Result(
        rule=NAME,
        title=election.title,
        seats=election.seats,
        ballots=sum(election.valid().values()),
        quota=None,
        decimals=0,
        elected=names,
        stages=(Stage("approvals", (), votes, exhausted=0, lost=0, elected=names),),
        ties=tuple(ties),
    )
