"""Equal shares and its completion as a paper tells them, in fractions, voter by voter: the oracle of the fast ones."""

from collections.abc import Sequence
from fractions import Fraction

from commonweal.budgets.elections import Election
from commonweal.budgets.rules.outcomes import Utility

Vote = dict[int, int]  # points by place
Bought = list[tuple[int, Fraction]]  # each winner, and the price of a point


def votes_of(election: Election) -> list[Vote]:
    """Each voter's points, those who named nothing left out."""
    ballots, votes = election.ballots, []
    for number, weight in enumerate(ballots.weights):
        entries = range(ballots.starts[number], ballots.starts[number + 1])
        vote = {int(ballots.projects[entry]): int(ballots.points[entry]) for entry in entries}
        votes += [vote] * int(weight)
    return votes


def equal_shares(election: Election, utility: Utility, order: Sequence[int], extra: int = 0) -> Bought:
    """The winners in order, each with its price per point."""
    votes, bought = votes_of(election), []
    purse = Fraction(election.budget, max(1, election.ballots.voters)) + extra * election.unit
    left = [purse] * len(votes)
    for place in order:
        if election.scores[place] and not election.costs[place] and may_win(election, place, bought):
            bought.append((place, Fraction(0)))
    while True:
        prices = {}
        for place, cost in enumerate(election.costs):
            supporters = [voter for voter, vote in enumerate(votes) if place in vote]
            if (
                cost
                and may_win(election, place, bought)
                and supporters
                and sum(left[each] for each in supporters) >= cost
            ):
                prices[place] = price(cost, [(left[each], votes[each][place]) for each in supporters])
        if not prices:
            return bought
        rates = {place: each / (election.costs[place] if utility == "cost" else 1) for place, each in prices.items()}
        winner = min(prices, key=lambda place: (rates[place], order.index(place)))
        bought.append((winner, prices[winner]))
        for voter, vote in enumerate(votes):
            left[voter] -= min(left[voter], prices[winner] * vote.get(winner, 0))


def may_win(election: Election, place: int, bought: Bought) -> bool:
    """Whether a project is not bought yet, has votes enough, and is excluded by none that is bought."""
    voters = sum(1 for vote in votes_of(election) if place in vote)
    out = [other for group in election.conditions.exclusive if place in group for other in group]
    return voters >= election.conditions.least_votes and not {place, *out} & {winner for winner, _ in bought}


def price(cost: int, supporters: list[tuple[Fraction, int]]) -> Fraction:
    """What each point costs, where those who have less than their points ask for pay all they have."""
    poor, rich = Fraction(0), sum(points for _, points in supporters)
    for left, points in sorted(supporters, key=lambda each: each[0] / each[1]):
        if left >= (cost - poor) / rich * points:
            return (cost - poor) / rich
        poor, rich = poor + left, rich - points
    raise AssertionError("they can pay for it together")


def add_one(election: Election, utility: Utility, order: Sequence[int], *, until_over: bool) -> Bought:
    """One unit more for everyone, and again, with nothing skipped."""
    extra, now = 0, equal_shares(election, utility, order)
    while _waiting(election, now) and (until_over or not _full(election, now)):
        extra += 1
        following = equal_shares(election, utility, order, extra)
        if sum(election.costs[place] for place, _ in following) > election.budget:
            break
        now = following
    return now


def _waiting(election: Election, bought: Bought) -> list[int]:
    return [place for place, score in enumerate(election.scores) if score and may_win(election, place, bought)]


def _full(election: Election, bought: Bought) -> bool:
    left = election.budget - sum(election.costs[place] for place, _ in bought)
    return all(election.costs[place] > left for place in _waiting(election, bought))


def purses_after(election: Election, bought: Bought) -> list[Fraction]:
    """What each voter who named something has left."""
    votes = votes_of(election)
    left = [Fraction(election.budget, max(1, election.ballots.voters))] * len(votes)
    for winner, paid in bought:
        for voter, vote in enumerate(votes):
            left[voter] -= min(left[voter], paid * vote.get(winner, 0))
    return left
