"""Replays of pots: the balances of each entry worked out again from the entry before it and from its own postings.

So the first event whose balances do not follow is found, whoever keeps the books.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from commonweal.basics.problems import Refused
from commonweal.funds.ledger import CORRECTED_BY, NOTHING, WAYS, Account, Balances, Kind, Posting, after
from commonweal.record.replays import Body, Inputs, LookedUp, Replays

ROOM: Final = "funds"
CLOSED: Final = "period-closed"


def _entered(kind: Kind) -> Callable[[Body, Inputs], Mapping[str, Any]]:
    def replay(body: Body, inputs: Inputs) -> Mapping[str, Any]:
        """The number of an entry and the balances that it leaves. Raises Refused for one that breaks the rules."""
        last = _last_entry(body["pot"], inputs)
        before = _held(last) if last else NOTHING
        postings = [Posting(Account(there), Account(here), pence) for there, here, pence in body["postings"]]
        if not postings or any((each.from_account, each.to_account) != WAYS[kind] for each in postings):
            raise Refused(f"its postings are not those of the kind {kind}")
        _check_day(body, inputs)
        _check_corrected(kind, body, inputs)
        held = after(before, postings)
        return {
            "entry": last["entry"] + 1 if last else 1,
            "balances": {str(name): pence for name, pence in held.items()},
        }

    return replay


def _last_entry(pot: str, inputs: Inputs) -> Body | None:
    """The pot's entry before this one: each kind keeps its own order, so the last of one of them."""
    told = [earlier[-1] for kind in Kind if (earlier := inputs.earlier(kind, pot))]
    return max(told, key=lambda each: int(each["entry"]), default=None)


def _held(body: Body) -> Balances:
    return {name: int(body["balances"][name]) for name in Account}


def _check_day(body: Body, inputs: Inputs) -> None:
    closed = inputs.earlier(CLOSED, body["pot"])
    if closed and date.fromisoformat(body["day"]) <= max(date.fromisoformat(each["through"]) for each in closed):
        raise Refused("it counts for a day that was closed before")


def _check_corrected(kind: Kind, body: Body, inputs: Inputs) -> None:
    """A correction takes back, as a whole, an earlier entry that nothing corrected yet."""
    for wrong, right in CORRECTED_BY.items():
        if kind != right:
            continue
        named = [each for each in inputs.earlier(wrong, body["pot"]) if each["entry"] == body["corrects"]]
        if not named or _pence(named[0]) != _pence(body):
            raise Refused("it does not take back the entry that it names")
        if any(each["corrects"] == body["corrects"] for each in inputs.earlier(right, body["pot"])):
            raise Refused("the entry that it names was corrected before")


def _pence(body: Body) -> list[int]:
    return [pence for _from, _to, pence in body["postings"]]


REPLAYS: Final[Replays] = {(ROOM, kind): _entered(kind) for kind in Kind}
LOOKED_UP: Final[LookedUp] = {**{(ROOM, kind): "pot" for kind in Kind}, (ROOM, CLOSED): "pot"}
