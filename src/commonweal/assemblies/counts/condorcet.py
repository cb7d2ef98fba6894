"""The Condorcet winner: whoever would beat every other candidate one to one. Often there is one; not always."""

from commonweal.assemblies.counts.ballots import Election


def winner(election: Election) -> str | None:
    """The candidate whom more ballots rank above each other candidate than below, or None.

    A ballot that ranks only one of two ranks that one higher. One round finds the only candidate who could be it: each
    who loses or draws a duel is out of the question. A second round of duels proves it.
    """
    first, *others = election.standing()
    leader = first
    for place in others:
        if _margin(election, leader, place) <= 0:
            leader = place
    rivals = (place for place in election.standing() if place != leader)
    return election.candidates[leader] if all(_margin(election, leader, rival) > 0 for rival in rivals) else None


def _margin(election: Election, one: int, other: int) -> int:
    """Ballots that rank one higher than the other, less those that rank the other higher."""
    margin = 0
    for ranking, ballots in election.ballots.items():
        for place in ranking:
            if place == one:
                margin += ballots
                break
            if place == other:
                margin -= ballots
                break
    return margin
