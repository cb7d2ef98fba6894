"""Whether money of a pot may move: under which decision, how much, for what, until when, and with whose approval.

A decision says how much, for what, and from when to when (`assemblies.decisions` holds each act against that). Here the
sum of all acts under one decision is kept within it, and a payment is approved by enough people, never by its author.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from commonweal.assemblies import decisions
from commonweal.assemblies.decisions import Act, Standing
from commonweal.basics.money import exact
from commonweal.basics.problems import Refused
from commonweal.funds.policies import Policy

FEWEST_APPROVERS: Final = 1
USUAL_APPROVERS: Final = 2  # our choice: besides the author two pairs of eyes, as banks ask of clubs
MOST_APPROVERS: Final = 20  # our choice: beyond it nothing would ever be paid


@dataclass(frozen=True, slots=True)
class Rules:
    """What a pot asks of every move: its policy, who holds the money in law, and the last day to spend it, if any."""

    policy: Policy
    accountable: str
    spend_by: date | None = None


def check_promise(decision: Standing, act: Act, used: int, rules: Rules) -> None:
    """Whether money may be promised under a decision; raises Refused with the reason where it may not.

    `used`: the pence that are promised or paid under that decision already, in all pots together.
    """
    check_decision(decision, act, rules)
    allowed, asked = decision.terms.pence or 0, act.pence or 0
    if used + asked > allowed:
        raise Refused(
            f"{decision.named} allows {exact(allowed)}. {exact(used)} of it is promised or paid, so {exact(asked)} "
            f"more is too much by {exact(used + asked - allowed)}. Ask for less, or for another decision."
        )


def check_decision(decision: Standing, act: Act, rules: Rules) -> None:
    """Whether one act lies within its decision and the pot's rules. Raises Refused."""
    if rules.spend_by and act.day > rules.spend_by:
        raise Refused(
            f"The money of this pot was to be spent by {rules.spend_by:%-d %B %Y}. Ask {rules.accountable} what "
            "becomes of the rest."
        )
    decisions.check(decision, act)
    if rules.policy.holder_accepts and decision.terms.asks_of.casefold() != rules.accountable.casefold():
        raise Refused(
            f"{rules.accountable} holds this money and must by law decide on it with you. {decision.named} does not "
            f"ask for its acceptance. Decide again, and name {rules.accountable} as who must accept it."
        )


def check_request(pence: int, left: int, waiting: int) -> None:
    """Whether a payment fits into what is left of its promise, besides the payments that wait for approval."""
    if pence > left - waiting:
        told = f", and payments of {exact(waiting)} wait for approval" if waiting else ""
        raise Refused(
            f"{exact(left)} of this promise is left{told}. "
            f"{exact(pence)} is too much by {exact(pence - left + waiting)}."
        )


def check_approver(approver: int, author: int | None, approved: Collection[int | None]) -> None:
    """Whether a member may approve a payment: not their own, and not twice. Members are told apart by a number."""
    if author is None:
        raise Refused("Who asked for this payment is no longer a member. Withdraw it, and ask for it anew.")
    if approver == author:
        raise Refused("Who asks for a payment does not approve it. Somebody else has to.")
    if approver in approved:
        raise Refused("You approved this payment already. It waits for somebody else.")


def enough(approvals: int, needed: int) -> bool:
    """Whether a payment has the approvals that its pot asks for."""
    return approvals >= needed


def check_needed(approvers: int) -> None:
    """Raises Refused for a number of approvers that no pot can ask for."""
    if not FEWEST_APPROVERS <= approvers <= MOST_APPROVERS:
        raise Refused(f"A payment has from {FEWEST_APPROVERS} to {MOST_APPROVERS} approvers. Choose a number between.")
