"""Breaking ties: by the stages before, else by an order that people drew; never by chance or by the order of a file."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from commonweal.assemblies.counts.ballots import Election
from commonweal.basics.problems import Refused

Votes = Sequence[int]  # a candidate's votes by place


@dataclass(frozen=True, slots=True)
class Broken:
    """Whom a tie was broken for, and how."""

    chosen: int
    how: str


def lots(order: Sequence[str], election: Election) -> dict[int, int]:
    """Where each candidate stands in an order drawn by lot. Raises Refused for a name twice or of nobody."""
    places = {name: place for place, name in enumerate(election.candidates)}
    if strangers := [name for name in order if name not in places]:
        raise Refused(f"The order for ties names {strangers[0]!r}, who is no candidate. Write names as the ballots do.")
    if len(set(order)) < len(order):
        raise Refused("The order for ties names a candidate twice. Write each name once.")
    return {places[name]: drawn for drawn, name in enumerate(order)}


def break_tie(
    tied: Collection[int], history: Sequence[Votes], drawn: Mapping[int, int], *, most: bool
) -> Broken | None:
    """Who of the tied is to be taken: who had the most votes (or the least) when they last differed, else by lot.

    `history` is the votes at the end of each stage, the first one first. Where at that stage some are still equal,
    those alone are compared at the stages before. In the order drawn, the first is favoured: taken first for a seat or
    for a surplus, and last for exclusion. None where only lots could tell and they were not drawn.
    """
    left = set(tied)
    for number, votes in _latest_first(history):
        mark = (max if most else min)(votes[place] for place in left)
        left = {place for place in left if votes[place] == mark}
        if len(left) == 1:
            return Broken(left.pop(), f"by the votes at stage {number}")
    if not left <= drawn.keys():
        return None
    return Broken((min if most else max)(left, key=drawn.__getitem__), "by the order given")


def _latest_first(history: Sequence[Votes]) -> Iterator[tuple[int, Votes]]:
    return reversed(list(enumerate(history, start=1)))
