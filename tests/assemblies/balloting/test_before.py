"""What the record told before a vote closed, held against the event that closes it."""

from pathlib import Path
from typing import Any

import pytest

from commonweal.assemblies.balloting import before
from commonweal.basics.problems import Refused
from commonweal.record.replays import Folder

OPENED: dict[str, Any] = {
    "vote": "v",
    "text": "text:1",
    "rule": "approval",
    "electors": 8,
    "roll": "abc",
    "quorum": 3,
    "majority": "1/2",
    "channels": ["paper", "online"],
    "receipts": "choices",
}
CLOSED: dict[str, Any] = {
    **{name: value for name, value in OPENED.items() if name not in ("channels", "receipts")},
    "lots": [1, 0, 2],
    "withdrawn": [2],
    "turnout": {"online": 2, "code": 1, "assisted": 0, "paper": 1, "hands": 0},
}
DRAWN, GONE, ENDED = {"vote": "v", "order": [1, 0, 2]}, {"vote": "v", "option": 2}, {"vote": "v"}
TOLD: dict[str, list[dict[str, Any]]] = {
    before.OPENED: [OPENED],
    before.LOTS: [DRAWN],
    before.WITHDRAWN: [GONE],
    before.ENDED: [ENDED],
}


def check(told: dict[str, list[dict[str, Any]]], closed: dict[str, Any]) -> None:
    past = {(kind, "v"): bodies for kind, bodies in told.items()}
    before.check(closed, Folder(Path("nowhere"), past=past))


def test_a_vote_that_closed_as_it_opened() -> None:
    check(TOLD, CLOSED)


def test_a_vote_of_a_time_when_nothing_could_be_withdrawn() -> None:
    closed = {name: value for name, value in CLOSED.items() if name != "withdrawn"}
    check({**TOLD, before.WITHDRAWN: []}, closed)


@pytest.mark.parametrize(
    ("told", "closed", "said"),
    [
        ({before.OPENED: []}, {}, "tells 0 times that this vote opened"),
        ({before.OPENED: [OPENED, OPENED]}, {}, "tells 2 times that this vote opened"),
        ({}, {"roll": "abd"}, "closed with: roll"),
        ({}, {"electors": 9, "quorum": 2}, "closed with: electors, quorum"),
        ({}, {"text": "text:2"}, "closed with: text"),
        ({}, {"majority": "1/3"}, "closed with: majority"),
        ({}, {"turnout": {"hands": 1, "online": 1}}, "did not offer: hands"),
        ({before.OPENED: [{**OPENED, "channels": ["paper"]}]}, {}, "did not offer: code, online"),
        ({before.LOTS: []}, {}, "other lots"),
        ({before.LOTS: [{"order": [0, 1, 2]}]}, {}, "other lots"),
        ({before.LOTS: [DRAWN, DRAWN]}, {}, "other lots"),
        ({before.WITHDRAWN: []}, {}, "other options were withdrawn"),
        ({}, {"withdrawn": []}, "other options were withdrawn"),
        ({before.ENDED: []}, {}, "does not tell that the voting ended"),
        ({before.ABANDONED: [{"vote": "v"}]}, {}, "tells that it was stopped"),
    ],
)
def test_a_vote_that_closed_as_something_else(
    told: dict[str, list[dict[str, Any]]], closed: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        check({**TOLD, **told}, {**CLOSED, **closed})
