"""Elections made for tests: small enough to count by hand, with few different numbers, so that ties abound."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from commonweal.budgets.elections import Ballots, Conditions, Election, Entries, approvals, gathered, whole

IDS = "abcdefghij"


def election(costs: Sequence[int], budget: int, votes: Sequence[str]) -> Election:
    """Projects a, b, c and so on; each vote names those it approves of: "ac"."""
    ids = tuple(IDS[: len(costs)])
    return Election(ids, tuple(costs), budget, approvals([[ids.index(each) for each in vote] for vote in votes]))


def pointed(votes: Sequence[dict[int, int]]) -> Ballots:
    """Ballots from points by place."""
    entries = [(voter, place, given) for voter, vote in enumerate(votes) for place, given in vote.items()]
    voters, places, points = (whole(part) for part in zip(*entries, strict=True)) if entries else [whole([])] * 3
    return gathered(len(votes), np.ones(len(votes), dtype=np.int64), Entries(voters, places, points))


@st.composite
def elections(draw: st.DrawFn, *, most_points: int = 1) -> Election:
    """Elections of up to seven projects and twelve voters, some of whom name nothing."""
    costs = draw(st.lists(st.sampled_from((0, 1, 2, 3, 6, 10, 30)), min_size=1, max_size=7))
    vote = st.dictionaries(st.integers(0, len(costs) - 1), st.integers(1, most_points), max_size=len(costs))
    votes = draw(st.lists(vote, min_size=1, max_size=12))
    budget = draw(st.sampled_from((0, 1, 5, 12, 30, 60)))
    return Election(tuple(IDS[: len(costs)]), tuple(costs), budget, pointed(votes))


@st.composite
def conditioned(draw: st.DrawFn) -> Election:
    """Elections that ask for votes, and where some projects exclude one another."""
    found = draw(elections())
    places = st.integers(0, len(found.ids) - 1)
    groups = draw(st.lists(st.sets(places, min_size=2, max_size=3), max_size=2)) if len(found.ids) > 1 else []
    exclusive = tuple(tuple(sorted(group)) for group in groups)
    return replace(found, conditions=Conditions(draw(st.integers(0, 4)), exclusive))
