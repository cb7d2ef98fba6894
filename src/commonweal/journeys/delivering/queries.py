"""What became of the money of a budget's winners: given, promised, spent, asked for, paid and returned."""

from dataclasses import dataclass
from itertools import zip_longest

from django.db.models import Sum

from commonweal.budgets.models import Budget, Project
from commonweal.budgets.queries import Winner, winners
from commonweal.funds.actions.moving import waiting
from commonweal.funds.models import Promise


@dataclass(frozen=True, slots=True)
class Money:
    """One winner's money, in pence. `promise` is None before it is promised."""

    project: Project
    given: int
    promise: Promise | None
    spent: int  # what its milestones took
    waits: int  # asked for, and not approved yet

    @property
    def due(self) -> int:
        """What was spent and is neither paid nor asked for."""
        return self.spent - self.waits - self.promise.paid if self.promise else 0

    @property
    def returns(self) -> int:
        """What may go back to the pot now: whether it was done is told, and all that was spent is paid."""
        over = self.promise is not None and self.project.fate and not self.waits and self.due <= 0
        return self.promise.left if over and self.promise else 0


def money_of(budget: Budget) -> list[Money]:
    """Each winner's money, in the order in which the count found them."""
    won = winners(budget)
    return [_money(each, promise) for each, promise in zip_longest(won, promises_to(won))]


def promises_to(won: list[Winner]) -> list[Promise]:
    """The promises to winners, in their order: the first under the decision that they won by. None before that."""
    if not won:
        return []
    made = won[0].budget.pot.promises.filter(decision=won[0].decision).select_related("pot").order_by("number")
    found = list(made[: len(won)])
    alike = [promise.pence for promise in found] == [each.pence for each in won]
    return found if alike else []


def _money(won: Winner, promise: Promise | None) -> Money:
    spent = won.project.milestones.aggregate(pence=Sum("spent"))["pence"] or 0
    return Money(won.project, won.pence, promise, spent, waiting(promise) if promise else 0)
