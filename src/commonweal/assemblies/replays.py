"""Replays of assemblies: each decision worked out again from what its event holds."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from commonweal.assemblies.balloting import before
from commonweal.assemblies.balloting.recount import counted
from commonweal.assemblies.counts.yes_no import Of, Threshold, Votes, count
from commonweal.record.replays import Body, Inputs, Replays


def carried(body: Body) -> bool:
    """Whether a show of hands carried, by the rules and the room that were frozen when the vote opened.

    Raises Refused for numbers that cannot be.
    """
    threshold = Threshold(Fraction(body["majority"]), Of(body["majority_of"]), body["majority_reached"])
    votes = Votes(body["yes"], body["no"], body["abstain"], electors=body["members"])
    quorate = body["present"] >= body["quorum"] and votes.cast <= body["present"]
    return quorate and count(votes, threshold).carried


def decided(body: Body, inputs: Inputs) -> Mapping[str, Any]:
    """The outcome of a decision's event. It needs no inputs: the event holds all that it hangs on."""
    return {"carried": carried(body)}


def closed(body: Body, inputs: Inputs) -> Mapping[str, Any]:
    """The outcome of a vote by ballot, counted again under the rules and the roll that it opened with.

    Raises Refused where it closed with others, or where ballots, roll and papers cannot belong together.
    """
    before.check(body, inputs)
    return counted(body, inputs)


REPLAYS: Final[Replays] = {("assemblies", "decided"): decided, ("assemblies", "box-closed"): closed}
LOOKED_UP: Final = before.LOOKED_UP
