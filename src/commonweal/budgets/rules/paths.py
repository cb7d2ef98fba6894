"""Where the money of a project's supporters went in a count by equal shares, round by round, exactly."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from commonweal.budgets.elections import Amounts, Election
from commonweal.budgets.rules.outcomes import Outcome
from commonweal.budgets.rules.purses import Purses


@dataclass(frozen=True, slots=True)
class Path:
    """What the supporters of a project held together at the beginning, and after each round that shares paid."""

    held: tuple[Fraction, ...]  # in the election's units

    @property
    def left(self) -> Fraction:
        """What they held at the end."""
        return self.held[-1]

    def short_after(self, cost: int) -> int | None:
        """The round after which they could no longer pay for their project: 0 for never could, None for always."""
        return next((round_ for round_, held in enumerate(self.held) if held < cost), None)

    def went(self) -> tuple[Fraction, ...]:
        """What they paid together in each round."""
        return tuple(before - after for before, after in zip(self.held, self.held[1:], strict=False))


def paths(election: Election, outcome: Outcome, places: Iterable[int]) -> dict[int, Path]:
    """The path of each of some projects in an outcome of equal shares."""
    purses, paid = _begun(election, outcome)
    voters = max(1, election.ballots.voters)
    held = {place: [purses.held(place) / voters] for place in places}
    for place in paid:
        if election.costs[place]:
            purses.buy(place)
        for each, path in held.items():
            path.append(purses.held(each) / voters)
    return {place: Path(tuple(path)) for place, path in held.items()}


def money_left(election: Election, outcome: Outcome) -> Amounts:
    """What each voter of each ballot has left at the end, nearly, in the election's units."""
    purses, paid = _begun(election, outcome)
    for place in filter(election.costs.__getitem__, paid):
        purses.buy(place)
    return purses.left() / max(1, election.ballots.voters)


def _begun(election: Election, outcome: Outcome) -> tuple[Purses, tuple[int, ...]]:
    """Everyone's purse before the first round, and what shares paid for, in order."""
    if outcome.per_voter is None:
        raise ValueError("only equal shares give everyone a purse")
    purse = outcome.per_voter * max(1, election.ballots.voters)
    paid = outcome.winners[: len(outcome.winners) - outcome.added]
    return Purses(election, int(purse)), paid
