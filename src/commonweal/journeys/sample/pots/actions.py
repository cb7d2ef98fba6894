"""The sample's first assembly keeps three pots: money comes in, is promised under decisions, and is paid or waits."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from importlib.resources import files
from itertools import accumulate
from typing import Any, Final

from django.utils import timezone

from commonweal.assemblies.actions.acceptance import Reply, enter_answer
from commonweal.assemblies.models import Body, Decision, Member
from commonweal.funds.actions.banking import bring_in_statement
from commonweal.funds.actions.founding import Appointment, Plan, appoint_keeper, found_pot
from commonweal.funds.actions.moving import Income, Wanted, promise_money, receive_income
from commonweal.funds.actions.paying import approve_payment, request_payment
from commonweal.funds.grants import Recipient
from commonweal.funds.models import Keeper, Pot
from commonweal.funds.statements import BankLine, Statement
from commonweal.people.models import User

ACCEPTED: Final = "Mend the steps down to the shore"  # the council has answered to this one
STEWARD, APPROVERS = 1, (2, 4, 6)  # among the members, in the order in which they came
Step = tuple[float, Callable[..., object]]  # how many days ago, and what was done


@dataclass(frozen=True, slots=True)
class _Keeping:
    """An assembly whose members keep pots, and the moment up to which the story is told."""

    body: Body
    members: list[Member]
    now: datetime

    def ago(self, days: float) -> datetime:
        return self.now - timedelta(days=days)

    def user(self, place: int) -> User:
        user = self.members[place].user
        assert user is not None
        return user

    def decision(self, title: str) -> Decision:
        return Decision.objects.get(body=self.body, proposal__title=title)


def keep_pots(*, body: Body, now: datetime) -> None:
    """Found the pots, choose who keeps them, and let money come in and go as pots.toml tells it."""
    told = tomllib.loads(files(__package__).joinpath("pots.toml").read_text("utf-8"))
    members = list(body.members.filter(state=Member.State.ADMITTED, user__isnull=False).order_by("pk"))
    keeping = _Keeping(body, members, now)
    accepted = keeping.decision(ACCEPTED)
    day = timezone.localdate(accepted.decided_at + timedelta(days=10))
    reply = Reply(True, "The council’s neighbourhood committee", day, "Minute 12 of the sample")
    enter_answer(decision=accepted, reply=reply, by=keeping.user(0), now=keeping.ago(9))
    for each in told["pot"]:
        pot = _found(keeping, each, keeping.decision(told["founded_by"]), keeping.ago(told["founded_days_ago"]))
        for days, step in sorted(_steps(keeping, pot, each), key=lambda step: -step[0]):
            step(now=keeping.ago(days))
        if "bank" in each:
            _statement(keeping, pot, each["bank"])


def _found(keeping: _Keeping, told: Mapping[str, Any], decision: Decision, at: datetime) -> Pot:
    plan = Plan(**{name: told[name] for name in ("name", "purpose", "accountable", "source_kind")})
    pot = found_pot(plan=plan, decision=decision, by=keeping.user(0), now=at)
    roles = [(STEWARD, Keeper.Role.STEWARD), *((place, Keeper.Role.APPROVER) for place in APPROVERS)]
    for place, role in roles:
        chosen = Appointment(keeping.members[place], role, decision)
        appoint_keeper(pot=pot, chosen=chosen, by=keeping.user(0), now=at)
    return pot


def _steps(keeping: _Keeping, pot: Pot, told: Mapping[str, Any]) -> Iterator[Step]:
    steward = keeping.user(STEWARD)
    for each in told["income"]:
        day = timezone.localdate(keeping.ago(each.get("day", each["days_ago"])))
        income = Income(each["pence"], day, each["words"])
        yield each["days_ago"], partial(receive_income, pot=pot, income=income, by=steward)
    for each in told["promise"]:
        decision = keeping.decision(each["decision"])
        to = Recipient(each["to"]) if "to" in each else None
        wanted = Wanted(decision, each["pence"], decision.proposal.terms.purpose, to)
        yield each["days_ago"], partial(promise_money, pot=pot, wanted=wanted, by=steward)
        for payment in each["payment"]:
            yield payment["days_ago"], partial(_pay, keeping, pot, payment)


def _statement(keeping: _Keeping, pot: Pot, told: Sequence[Mapping[str, Any]]) -> None:
    """The bank's statement, as its file would be read."""
    balances = accumulate(each["pence"] for each in told)
    lines = [
        BankLine(timezone.localdate(keeping.ago(each["days_ago"])), each["pence"], each["words"], 1, balance)
        for each, balance in zip(told, balances, strict=True)
    ]
    read = Statement(len(lines), tuple(lines), ())
    bring_in_statement(pot=pot, read=read, by=keeping.user(STEWARD), now=keeping.ago(1))


def _pay(keeping: _Keeping, pot: Pot, told: Mapping[str, Any], *, now: datetime) -> None:
    """Each pot of the sample has made one promise, so its payments are of that one."""
    promise, steward = pot.promises.get(), keeping.user(STEWARD)
    payment = request_payment(promise=promise, pence=told["pence"], words=told["words"], by=steward, now=now)
    for place in reversed(APPROVERS[-told["approved"] :]):
        payment = approve_payment(payment=payment, by=keeping.user(place), now=now + timedelta(hours=1))
