"""The box: all ballots of a vote in the order of their random keys, as they are published once it is closed."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from commonweal.assemblies.balloting import cells
from commonweal.assemblies.balloting.questions import Question
from commonweal.assemblies.counts.ballots import Preferences
from commonweal.basics.problems import Refused

UNREADABLE: Final = "the ballots are not written as a box is"


@dataclass(frozen=True, slots=True)
class Ballot:
    """One ballot: its random key, the places of the options chosen, and the cell that it counts in."""

    key: str
    choices: Preferences
    cell: str = cells.UNASKED


@dataclass(frozen=True, slots=True)
class Box:
    """The ballots of a vote. Where standing orders allow a tracker only, `trackers` stand apart from the ballots,
    whose keys are then new ones: a voter sees that theirs was counted, and cannot show what it said.
    """

    ballots: tuple[Ballot, ...]
    trackers: tuple[str, ...] = ()

    def holds(self, key: str) -> bool:
        """Whether the ballot of a tracker was counted."""
        return key in self.trackers or (not self.trackers and self.ballot(key) is not None)

    def ballot(self, key: str) -> Ballot | None:
        """The ballot of a key."""
        return next((each for each in self.ballots if each.key == key), None)

    def by_cell(self) -> Mapping[str, Counter[Preferences]]:
        """The ballots of each cell that is published."""
        found: dict[str, Counter[Preferences]] = {}
        for each in self.ballots:
            found.setdefault(each.cell, Counter())[each.choices] += 1
        return found


def closed(ballots: Iterable[Ballot], fresh_keys: Sequence[str] = (), *, by_area: bool = False) -> Box:
    """The box as it is published: small cells merged, in the order of keys.

    `fresh_keys`: as many new random keys as there are ballots, where a tracker may not lead to what was chosen.
    `by_area`: in a vote on projects each area is counted apart, so only age groups within it are merged.
    """
    cast = sorted(ballots, key=lambda each: each.key)
    merge = cells.merged_within if by_area else cells.merged
    names = merge(Counter(each.cell for each in cast))
    keys = list(fresh_keys) or [each.key for each in cast]
    merged = [Ballot(key, each.choices, names[each.cell]) for key, each in zip(keys, cast, strict=True)]
    trackers = tuple(each.key for each in cast) if fresh_keys else ()
    return Box(tuple(sorted(merged, key=lambda each: each.key)), trackers)


def written(box: Box, question: Question) -> bytes:
    """The box as a file: one line a ballot within JSON. Equal boxes give equal bytes. Options are numbers from 0."""
    head = {"options": len(question.options), "rule": question.rule, "seats": question.seats}
    told = [json.dumps([each.key, list(each.choices), each.cell]) for each in box.ballots]
    parts = [f'"{name}":{json.dumps(value)}' for name, value in head.items()]
    parts.append('"ballots":[\n{}]'.format(",\n".join(told)))
    parts.append(f'"trackers":{json.dumps(box.trackers)}')
    return ("{" + ",\n".join(parts) + "}\n").encode()


def read(content: bytes) -> tuple[Box, Mapping[str, Any]]:
    """What `written` wrote: the box, and its head with the rule, the seats and the number of options.

    Raises Refused for what is no box, for a key twice, and for a ballot that the rule does not allow.
    """
    try:
        told = json.loads(content)
        ballots = tuple(Ballot(str(key), tuple(map(int, choices)), str(cell)) for key, choices, cell in told["ballots"])
        box = Box(ballots, tuple(map(str, told["trackers"])))
        head = {name: told[name] for name in ("options", "rule", "seats")}
    except (ValueError, TypeError, KeyError):
        raise Refused(UNREADABLE) from None
    if len({each.key for each in ballots}) < len(ballots) or len(set(box.trackers)) < len(box.trackers):
        raise Refused("a key stands in the box twice")
    if box.trackers and len(box.trackers) != len(ballots):
        raise Refused("there are not as many trackers as ballots")
    return box, head
