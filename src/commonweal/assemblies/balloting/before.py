"""What the record told of a vote before it closed: how it opened, what was withdrawn, which lots were drawn, its end.

The event that closes a vote repeats all of it, so that it can be counted from that event alone. Here the two are held
against each other: whoever closes a vote under other rules, or with another roll, than it opened with is found out.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from commonweal.assemblies.balloting import rolls
from commonweal.basics.problems import Refused
from commonweal.record.replays import Body, Inputs, LookedUp

OPENED, WITHDRAWN, LOTS, ENDED, ABANDONED = (
    "box-opened",
    "option-withdrawn",
    "lots-drawn",
    "voting-ended",
    "vote-abandoned",
)
LOOKED_UP: Final[LookedUp] = {("assemblies", kind): "vote" for kind in (OPENED, WITHDRAWN, LOTS, ENDED, ABANDONED)}
THROUGH: Final[Mapping[str, Sequence[str]]] = {  # the channels of the roll, by the way of voting that was offered
    "online": rolls.ON_SCREEN,
    "paper": (rolls.PAPER,),
    "hands": (rolls.HANDS,),
}


def check(closed: Body, inputs: Inputs) -> None:
    """Raises Refused where a vote did not open, go on and end as the event that closes it says."""
    opened, ended, abandoned = (inputs.earlier(kind, str(closed["vote"])) for kind in (OPENED, ENDED, ABANDONED))
    if len(opened) != 1:
        raise Refused(f"the record tells {len(opened)} times that this vote opened, and a vote opens once")
    if len(ended) != 1 or abandoned:
        raise Refused("the record does not tell that the voting ended before the count, or tells that it was stopped")
    others = sorted(name for name in opened[0].keys() & closed.keys() if opened[0][name] != closed[name])
    if others:
        raise Refused(f"the vote opened with something else than it closed with: {', '.join(others)}")
    _check_channels(opened[0], closed)
    _check_between(closed, inputs)


def _check_channels(opened: Body, closed: Body) -> None:
    offered = {channel for way in opened["channels"] for channel in THROUGH[way]}
    used = {channel for channel, number in closed["turnout"].items() if number}
    if not used <= offered:
        raise Refused(f"people voted in a way that this vote did not offer: {', '.join(sorted(used - offered))}")


def _check_between(closed: Body, inputs: Inputs) -> None:
    about = str(closed["vote"])
    withdrawn = [each["option"] for each in inputs.earlier(WITHDRAWN, about)]
    if sorted(withdrawn) != sorted(closed.get("withdrawn", [])):
        raise Refused("other options were withdrawn than the count left out")
    drawn = [each["order"] for each in inputs.earlier(LOTS, about)]
    if drawn != ([closed["lots"]] if closed["lots"] else []):
        raise Refused("other lots were drawn than the count was made with")
