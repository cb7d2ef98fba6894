"""Standing orders: the rules that a body gives itself, versioned, and frozen for a vote once it opens."""

import json
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from hashlib import sha256
from math import ceil
from typing import Any, Final, Literal, Self, get_args

from commonweal.assemblies.counts.yes_no import Of, Threshold
from commonweal.assemblies.membership import MINIMUM_AGES
from commonweal.basics.problems import Refused

Receipts = Literal["choices", "tracker only"]
LEAST_FOUNDERS: Final = 3  # our choice: fewer could not run a meeting and count its hands
LEAST_PRESENT: Final = 3  # our choice: two tellers, and somebody whose hand they count
SHARES: Final = ("quorum_share", "majority", "orders_majority")
MOST_SECONDS: Final = 100  # our choice: beyond, a proposal is a petition
SILENT: Final = {"seconds": 0}  # what orders mean that were adopted before there was such a rule
MOST_MONTHS: Final = 24  # of a convenor; our choice, since responsibilities go round
MOST_NOTICE: Final = 90  # days; our choice: nobody keeps an evening free for longer


@dataclass(frozen=True, slots=True)
class StandingOrders:
    """What a body decides by. The defaults are what is offered to those who found one; they may change every one.

    `founders`: how many must found it; `quorum_share` of the members, and never fewer than `quorum_least` people, must
    be present to decide; `majority`: the share of yes, by `majority_of`, that carries, and whether reaching it is
    enough (`majority_reached`); `notice_days` before a meeting; `minimum_age` in years; `members_to_convene`: members
    who together may call a meeting that no convenor calls; `receipts`: what a voter can look up afterwards;
    `seconds`: members besides its author who must back a proposal before it is talked about; `orders_majority`: the
    share of yes, by `majority_of`, that is enough to change these orders; `convenor_months`: how long a convenor is
    elected for; `facilitator_opens`: whether whoever leads a meeting by turn may mark who is here and open its shows of
    hands, as convenors do.
    Raises Refused for a rule that could not be kept.
    """

    founders: int = 8  # our choice: a room of neighbours, and enough to fill the offices without one person holding two
    quorum_share: Fraction = Fraction(1, 10)  # our choice
    quorum_least: int = 8  # our choice: as many as found it, so that it can decide from its first evening on
    majority: Fraction = Fraction(1, 2)  # more than: the ordinary rule of meetings
    majority_of: Of = Of.FOR_AND_AGAINST
    majority_reached: bool = False
    notice_days: int = (
        7  # our choice; parish meetings in England have 7 clear days (Local Government Act 1972, sch. 12)
    )
    minimum_age: int = 16  # as for local elections in Scotland and Wales
    members_to_convene: int = 6  # a parish meeting may be convened by six electors (Local Government Act 1972, sch. 12)
    receipts: Receipts = "choices"
    seconds: int = 1  # "moved and seconded": parish councils' model standing orders (NALC 2018, 1b), to be confirmed
    orders_majority: Fraction = Fraction(2, 3)  # the customary share for changing rules, as in many clubs' and unions'
    convenor_months: int = 12  # our choice: a year, as most committees are elected for
    facilitator_opens: bool = False  # our choice: an assembly decides when it trusts to turns

    def __post_init__(self) -> None:
        if fault := self._fault():
            raise Refused(fault)

    def _fault(self) -> str | None:
        if self.founders < LEAST_FOUNDERS:
            return f"An assembly needs at least {LEAST_FOUNDERS} founders; {self.founders} are too few."
        if not 0 <= self.quorum_share <= 1:
            return "A quorum is a share of the members between 0 and 1, such as 1/10."
        if self.quorum_least < LEAST_PRESENT:
            return f"At least {LEAST_PRESENT} people must be present to decide; {self.quorum_least} are too few."
        if not 0 <= self.notice_days <= MOST_NOTICE:
            return f"Notice of a meeting is between 0 and {MOST_NOTICE} days, not {self.notice_days}."
        if self.minimum_age not in MINIMUM_AGES:
            return f"The minimum age can be {_either(MINIMUM_AGES)}, not {self.minimum_age}."
        if not 0 <= self.seconds <= MOST_SECONDS:
            return f"A proposal needs between 0 and {MOST_SECONDS} seconds, not {self.seconds}."
        if self.members_to_convene < 1:
            return "At least one member must be needed to call a meeting that no convenor calls."
        if not 1 <= self.convenor_months <= MOST_MONTHS:
            return f"A convenor is elected for 1 to {MOST_MONTHS} months, not {self.convenor_months}."
        if self.receipts not in get_args(Receipts):
            return f"Receipts can show {_either(get_args(Receipts))}."
        self.threshold()  # raises for a majority that means nothing
        Threshold(self.orders_majority, self.majority_of, reaching=True)
        return None

    @property
    def for_orders(self) -> Self:
        """These rules as they hold for a vote that would change them: its majority is the one that must be reached."""
        return replace(self, majority=self.orders_majority, majority_reached=True)

    def quorum(self, members: int) -> int:
        """How many people must be present for the body to decide, of so many members."""
        return max(self.quorum_least, ceil(members * self.quorum_share))

    def threshold(self) -> Threshold:
        """The share that must say yes. Raises Refused for one that cannot be met."""
        return Threshold(self.majority, self.majority_of, self.majority_reached)

    def written(self) -> str:
        """As one text, which `read` takes back unchanged. Equal orders give equal texts."""
        return json.dumps({each.name: _plain(getattr(self, each.name)) for each in fields(self)}, sort_keys=True)

    @classmethod
    def read(cls, text: str) -> Self:
        """From what `written` gave. Raises Refused for a text that is no standing orders, and says what to mend."""
        try:
            told = json.loads(text)
            if unknown := set(told) - {each.name for each in fields(cls)}:
                raise Refused(f"Standing orders have no rule called {min(unknown)!r}.")
            shares = {name: Fraction(told[name]) for name in SHARES if name in told}
            kinds = {"majority_of": Of(told["majority_of"])} if "majority_of" in told else {}
            return cls(**{**SILENT, **told, **shares, **kinds})
        except (ValueError, TypeError, AttributeError, ZeroDivisionError) as error:
            raise Refused(f"These are no standing orders: {error}.") from error

    def sha256(self) -> str:
        """The hash that an event names these rules by."""
        return sha256(self.written().encode()).hexdigest()


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Of) else str(value) if isinstance(value, Fraction) else value


def _either(choices: tuple[Any, ...]) -> str:
    *others, last = map(str, choices)
    return f"{', '.join(others)} or {last}"
