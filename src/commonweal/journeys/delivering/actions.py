"""The winners of a budget are paid from its pot, under the decision of the vote that they won.

Their money is promised in one stroke, a promise a winner, in the order in which the count found them; so the first
promises under that decision are theirs, one after another, and nothing else needs to say whose each is. What their
milestones took is asked for, and once it is told whether a winner was done, what was not spent returns to the pot.
"""

from datetime import datetime

from django.db import transaction

from commonweal.basics.money import exact
from commonweal.basics.problems import Refused
from commonweal.budgets.actions.founding import locked
from commonweal.budgets.models import Budget, Project
from commonweal.budgets.queries import winners
from commonweal.funds.actions.moving import Wanted, promise_money, release_promise
from commonweal.funds.actions.paying import request_payment
from commonweal.funds.models import Payment, Promise
from commonweal.journeys.delivering.queries import Money, money_of
from commonweal.people.models import User

NO_WINNERS = "No project of this budget has won, so there is nothing to promise."
PROMISED = "Money is promised under this decision already. Nothing was promised a second time."
NOT_PROMISED = "The money of this project is not promised yet. Promise what the winners were given first."


@transaction.atomic
def promise_winners(*, budget: Budget, by: User, now: datetime) -> list[Promise]:
    """A steward sets apart what each winner was given, all or nothing. Raises Refused where it was done, or cannot be.

    What stands in the way is what stands in the way of any promise: too little free in the pot, a decision that no
    longer holds or waits for whoever holds the money, somebody who is no steward.
    """
    budget = locked(budget)
    won = winners(budget)
    if not won:
        raise Refused(NO_WINNERS)
    if budget.pot.promises.filter(decision=won[0].decision).exists():
        raise Refused(PROMISED)
    wanted = [Wanted(each.decision, each.pence, each.purpose, part=each.project.title) for each in won]
    return [promise_money(pot=budget.pot, wanted=each, by=by, now=now) for each in wanted]


@transaction.atomic
def request_spent(*, project: Project, by: User, now: datetime) -> Payment:
    """A steward asks that what a winner's milestones took be paid, as far as nobody asked for it; approvers approve.

    Raises Refused where nothing is left to ask for: so a form that is sent twice asks once.
    """
    money, promise = _held(project)
    if money.due <= 0:
        raise Refused("All that the milestones took is paid or asked for. Note the next milestone first.")
    words = f"{project.title}: what its milestones took"
    return request_payment(promise=promise, pence=money.due, words=words, by=by, now=now)


@transaction.atomic
def return_unspent(*, project: Project, by: User, now: datetime) -> Promise:
    """A steward gives back what a winner did not need, once it is told whether it was done.

    Raises Refused before, while some of what was spent is not paid, and where nothing is left.
    """
    money, promise = _held(project)
    if not money.project.fate:
        raise Refused("First tell whether this project was done: until then it may need the rest of its money.")
    if unpaid := max(0, money.due) + money.waits:
        raise Refused(f"{exact(unpaid)} that was spent is not paid yet. Have it paid first, and then return the rest.")
    if not money.returns:
        raise Refused("All of this project's money is spent or returned.")
    return release_promise(promise=promise, pence=money.returns, by=by, now=now)


def _held(project: Project) -> tuple[Money, Promise]:
    """A winner's money, its budget held until the transaction ends. Raises Refused where nothing was promised."""
    found = next((each for each in money_of(locked(project.budget)) if each.project.pk == project.pk), None)
    if found is None or found.promise is None:
        raise Refused(NOT_PROMISED)
    return found, found.promise
