"""The story of a count as pages tell it: how much is counted again for it."""

from typing import Final

from commonweal.budgets.rules import phragmen
from commonweal.budgets.turns import Recount

RECOUNTS: Final = 150_000  # entries of ballots for which it is counted what would have changed a project's fate
A_PROJECT: Final = 100  # entries that take as much work as a project
COMPLETED_COSTS, PHRAGMEN_COSTS = 10, 4  # times as much work as another count


def turning(recount: Recount, work_for: int = RECOUNTS) -> list[int]:
    """The lost projects with most votes, as many as can be counted again at once."""
    election = recount.election
    lost = set(range(len(election.ids))) - set(recount.outcome.winners)
    work = len(election.ballots.projects) + A_PROJECT * len(election.ids)
    work *= COMPLETED_COSTS if recount.completed else PHRAGMEN_COSTS if recount.way.rule == phragmen.NAME else 1
    return sorted(lost, key=lambda place: -election.votes[place])[: work_for // max(1, work)]
