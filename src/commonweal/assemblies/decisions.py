"""Decisions: from when to when one holds, what it is for, and whether it authorises an act."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from commonweal.basics.money import exact
from commonweal.basics.problems import Refused

MOST_PENCE: Final = 10**12  # an amount beyond ten thousand million pounds is a slip of the keyboard; our choice


@dataclass(frozen=True, slots=True)
class Terms:
    """What a proposal says of the decision that may come of it.

    It holds from `begins_on` to `ends_on`, both included, each None where nothing is said. `pence` is the most that may
    be moved under it, for `purpose`. `asks_of` is the accountable body that must accept it before anybody acts, or
    empty: what a council owns or must do by law stays the council's to do. Raises Refused for terms that could not be
    kept.
    """

    begins_on: date | None = None
    ends_on: date | None = None
    pence: int | None = None
    purpose: str = ""
    asks_of: str = ""

    def __post_init__(self) -> None:
        if self.begins_on and self.ends_on and self.ends_on < self.begins_on:
            raise Refused("The last day lies before the first. Choose a later last day.")
        if self.pence is not None and not 0 < self.pence <= MOST_PENCE:
            raise Refused("Write an amount of money above nought, such as 2,500, or leave it out.")


@dataclass(frozen=True, slots=True)
class Disclosure:
    """An interest of one's own in a proposal, in words without a name, and whether one takes no part in the vote.

    Raises Refused where nothing is said.
    """

    text: str
    recuses: bool

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise Refused("Write what the interest is, without a name: for example “I work for the hospital”.")


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision as it stands today. `named` is how a refusal calls it; `followed_from` is the first day on which the
    decision numbered `followed_by` takes its place; `accepted` is None while the accountable body has not answered."""

    named: str
    carried: bool
    decided_at: datetime
    terms: Terms
    followed_by: int | None = None
    followed_from: date | None = None
    accepted: bool | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody wants to do under a decision: on which day, with how much money, for what."""

    at: datetime
    day: date  # of `at`, where the body is
    pence: int | None = None
    purpose: str = ""


def check(decision: Standing, act: Act) -> None:
    """Raises Refused, with the reason, where a decision does not authorise an act.

    An act that moves money needs a decision that names an amount. Whoever pays out keeps the sum of all payments under
    one decision within it: this sees one act at a time.
    """
    for fault in (_of_time(decision, act), _of_acceptance(decision), _of_substance(decision, act)):
        if fault:
            raise Refused(f"{decision.named} {fault}")


def _of_time(decision: Standing, act: Act) -> str:
    terms = decision.terms
    if not decision.carried:
        return "was not carried, so it authorises nothing."
    if decision.decided_at > act.at:
        return f"was taken later, on {decision.decided_at:%-d %B %Y}."
    if decision.followed_from and decision.followed_from <= act.day:
        return f"was superseded by decision {decision.followed_by}."
    if terms.begins_on and act.day < terms.begins_on:
        return f"holds from {terms.begins_on:%-d %B %Y} on. Wait until then."
    if terms.ends_on and terms.ends_on < act.day:
        return f"expired on {terms.ends_on:%-d %B %Y}. Ask the assembly to decide again."
    return ""


def _of_acceptance(decision: Standing) -> str:
    asked = decision.terms.asks_of
    if asked and decision.accepted is None:
        return f"waits for {asked} to accept it. Until then it tells what people want, and nobody may act on it."
    return f"was declined by {asked}, so nobody may act on it." if asked and not decision.accepted else ""


def _of_substance(decision: Standing, act: Act) -> str:
    terms = decision.terms
    if act.pence is not None and terms.pence is None:
        return "names no amount, so it moves no money. Ask the assembly for a decision that names one."
    if act.pence is not None and terms.pence is not None and act.pence > terms.pence:
        return f"allows {exact(terms.pence)}, and this is {exact(act.pence)}. Ask for less, or for another decision."
    if act.purpose and terms.purpose and act.purpose.casefold() != terms.purpose.casefold():
        return f"is for {terms.purpose}, and not for {act.purpose}."
    return ""
