"""The winners of a budget are paid from its pot, under the decision of the vote that they won.

Their money is promised in one stroke, a promise a winner, in the order in which the count found them; so the first
promises under that decision are theirs, one after another, and nothing else needs to say whose each is. What their
milestones took is asked for, and once it is told whether a winner was done, what was not spent returns to the pot.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from commonweal.basics.money import exact
from commonweal.basics.problems import Refused
from commonweal.budgets.actions.founding import locked
from commonweal.budgets.models import Budget, Project
from commonweal.budgets.queries import Winner, winners
from commonweal.funds.actions.moving import Wanted, promise_money, release_promise, waiting
from commonweal.funds.actions.paying import request_payment
from commonweal.funds.models import Payment, Promise
from commonweal.people.models import User

NO_WINNERS = "No project of this budget has won, so there is nothing to promise."
PROMISED = "The money of these winners is promised already. Nothing was promised a second time."
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
    if _promises(won):
        raise Refused(PROMISED)
    wanted = [Wanted(each.decision, each.pence, each.purpose) for each in won]
    return [promise_money(pot=budget.pot, wanted=each, by=by, now=now) for each in wanted]


@transaction.atomic
def request_spent(*, project: Project, by: User, now: datetime) -> Payment:
    """A steward asks that what a winner's milestones took be paid, as far as nobody asked for it; approvers approve.

    Raises Refused where nothing is left to ask for: so a form that is sent twice asks once.
    """
    promise = _promise(project)
    due = _due(project, promise)
    if due <= 0:
        raise Refused("All that the milestones took is paid or asked for. Note the next milestone first.")
    words = f"{project.title}: what its milestones took"
    return request_payment(promise=promise, pence=due, words=words, by=by, now=now)


@transaction.atomic
def return_unspent(*, project: Project, by: User, now: datetime) -> Promise:
    """A steward gives back what a winner did not need, once it is told whether it was done.

    Raises Refused before, while some of what was spent is not paid, and where nothing is left.
    """
    promise = _promise(project)
    if not project.fate:
        raise Refused("First tell whether this project was done: until then it may need the rest of its money.")
    unpaid = _due(project, promise) + waiting(promise)
    if unpaid > 0:
        raise Refused(f"{exact(unpaid)} that was spent is not paid yet. Have it paid first, and then return the rest.")
    if not promise.left:
        raise Refused("All of this project's money is spent or returned.")
    return release_promise(promise=promise, pence=promise.left, by=by, now=now)


def _promises(won: list[Winner]) -> list[Promise]:
    """The promises to winners, in their order; none before they were made."""
    made = won[0].budget.pot.promises.filter(decision=won[0].decision).order_by("number")
    return list(made[: len(won)])


def _promise(project: Project) -> Promise:
    """What was promised to a winner, its budget held until the transaction ends. Raises Refused where nothing was."""
    won = winners(locked(project.budget))
    made = _promises(won) if won else []
    project.refresh_from_db()
    found = [promise for each, promise in zip(won, made, strict=False) if each.project.pk == project.pk]
    if len(made) < len(won) or not found:
        raise Refused(NOT_PROMISED)
    return found[0]


def _due(project: Project, promise: Promise) -> int:
    """The pence that reached milestones took, and that are neither paid nor asked for."""
    spent = project.milestones.aggregate(pence=Sum("spent"))["pence"] or 0
    return spent - promise.paid - waiting(promise)
