"""Instant runoff: one seat, ranked ballots. Whoever is last goes out until somebody holds more than half."""

from collections.abc import Sequence
from typing import Final

from commonweal.assemblies.counts.ballots import Election
from commonweal.assemblies.counts.results import Result
from commonweal.assemblies.counts.tally import Tally
from commonweal.basics.problems import Refused

NAME: Final = "instant-runoff"
TITLE: Final = "Instant runoff"


def count(election: Election, order: Sequence[str] = ()) -> Result:
    """Counts the ballots for one seat; `order` are candidates as drawn by lot, the first favoured.

    The quota is more than half of the votes that still count at the last stage: exhausted ballots raise no bar.
    Raises TieNotBroken where no stage breaks a tie and lots were not drawn, Refused where there is nothing to count.
    """
    if election.seats != 1:
        raise Refused(f"Instant runoff fills one seat, and here are {election.seats}. Count several by Scottish STV.")
    tally = Tally(election, NAME, 0, order)
    tally.end_stage("first-preferences", (), _with_more_than_half(tally))
    while tally.vacancies:
        going = _next_to_go(tally)
        tally.exclude(going)
        tally.end_stage("exclusion", going, _with_more_than_half(tally))
    tally.quota = _half(tally) + 1
    return tally.result()


def _half(tally: Tally) -> int:
    return (tally.ballots - tally.exhausted) // 2


def _with_more_than_half(tally: Tally) -> list[int]:
    return [place for place in tally.continuing if tally.votes[place] > _half(tally)]


def _next_to_go(tally: Tally) -> tuple[int, ...]:
    """The last; or all who tie for last, where together they hold fewer votes than anyone else.

    Then each of them goes before anyone else does, whatever the order, so lots would decide nothing.
    """
    least = min(tally.votes[place] for place in tally.continuing)
    last = [place for place in tally.continuing if tally.votes[place] == least]
    others = [tally.votes[place] for place in tally.continuing if tally.votes[place] > least]
    if others and least * len(last) < min(others):
        return tuple(sorted(last, key=tally.election.candidates.__getitem__))
    return (tally.choose(last, "exclusion"),)
