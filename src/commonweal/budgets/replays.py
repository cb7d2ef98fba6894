"""Replays of budgets: each count worked out again from the ballots that the vote published, under the rules that the
ballot opened with.
"""

from collections.abc import Mapping
from typing import Any, Final

from commonweal.assemblies.balloting import boxes
from commonweal.basics.problems import Refused
from commonweal.record.replays import Body, Inputs, LookedUp, Replays

ROOM: Final = "budgets"
OPENED, COUNTED = "ballot-opened", "budget-counted"
CLOSED: Final = "box-closed"  # by the assemblies
FROZEN: Final = ("slate", "rule", "utility", "completion", "least_votes", "exclusive")


def counted(body: Body, inputs: Inputs) -> Mapping[str, Any]:
    """The winners of each area, counted again.

    Raises Refused where the ballot opened with other rules or projects, or the ballots answer another question.
    """
    # Here, so that `commonweal verify` starts at once: arrays are read in only where a budget was counted.
    from commonweal.budgets import tallying

    opened = inputs.earlier(OPENED, str(body["vote"]))
    if len(opened) != 1:
        raise Refused(f"the record tells {len(opened)} times that this ballot opened, and a ballot opens once")
    if others := sorted(name for name in (*FROZEN, "budget") if opened[0][name] != body[name]):
        raise Refused(f"the ballot opened with something else than it was counted with: {', '.join(others)}")
    _check_vote(body, inputs)
    box, head = boxes.read(inputs.bound(ballots_name(body), body["ballots_sha256"]))
    frame = tallying.read(body)
    if head != {"options": len(frame.slate.costs), "rule": frame.slate.kind, "seats": 1}:
        raise Refused("the ballots answer another question than the event tells of")
    return {"results": tallying.results(tallying.tally(frame, box.ballots))}


def _check_vote(body: Body, inputs: Inputs) -> None:
    """Raises Refused unless the vote closed with these ballots on these projects. Its own replay checks its roll."""
    closed = inputs.elsewhere("assemblies", CLOSED, str(body["vote"]))
    if len(closed) != 1:
        raise Refused(f"the record tells {len(closed)} times that the vote closed, and a vote closes once")
    vote = closed[0]
    if any(vote.get(name) != body[name] for name in ("slate", "ballots_sha256", "withdrawn", "lots", "carried")):
        raise Refused("the vote closed with other ballots, or on other projects, than were counted here")


def ballots_name(body: Body) -> str:
    """The input that holds the ballots of a budget: the same bytes that the vote published."""
    return f"{body['vote']}.ballots.json"


REPLAYS: Final[Replays] = {(ROOM, COUNTED): counted}
LOOKED_UP: Final[LookedUp] = {(ROOM, OPENED): "vote", ("assemblies", CLOSED): "vote"}
