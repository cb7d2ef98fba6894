"""Who answers ideas for an office: costing officers, named and withdrawn per budget by its convenors and stewards."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from commonweal.assemblies.actions.meetings import convening
from commonweal.assemblies.authority import Overstepped
from commonweal.basics.problems import Refused
from commonweal.budgets.actions.founding import ROOM, about, locked
from commonweal.budgets.cycle import BEFORE_THE_BALLOT
from commonweal.budgets.models import Budget, Officer
from commonweal.funds.models import Keeper
from commonweal.funds.queries import roles
from commonweal.people.actions import open_account
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.record.actions.texts import commit_text

LONGEST_OFFICE: Final = 200
NO_OFFICE: Final = "Say which office answers: its name, and nobody's own."
NO_OFFICER: Final = "Only a costing officer of this budget can do that."
NO_LONGER: Final = "Since {day} you no longer answer ideas of this budget for an office. Nothing was changed."


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whom an office sends: the address that they sign in with, and the office. Raises Refused without an office."""

    email: str
    office: str

    def __post_init__(self) -> None:
        if not 0 < len(self.office.strip()) <= LONGEST_OFFICE or "@" in self.office:
            raise Refused(NO_OFFICE)


@transaction.atomic
def name_officer(*, budget: Budget, chosen: Chosen, by: User, now: datetime) -> Officer:
    """Have an account answer ideas of a budget for an office; it is opened where there is none. The event names nobody.

    Raises Refused for who is neither a convenor nor a steward of the pot, once the ballot has opened, and for somebody
    who is an officer of this budget already.
    """
    budget = locked(budget)
    _check_naming(budget, by)
    if budget.at() not in BEFORE_THE_BALLOT:
        raise Refused("The ballot has opened, and ideas are no longer answered. So no officer is needed.")
    user = open_account(email=chosen.email, by=by, now=now)
    if budget.officers.filter(user=user, until__isnull=True).exists():
        raise Refused("Who has this address is a costing officer of this budget already.")
    officer = Officer.objects.create(budget=budget, user=user, office=chosen.office.strip(), since=now)
    append(ROOM, "officer-named", {**about(budget), "office": commit_text(officer.office)}, by=by, now=now)
    return officer


@transaction.atomic
def withdraw_officer(*, officer: Officer, by: User, now: datetime) -> Officer:
    """End an officer's task. What they answered stays. An officer can end their own."""
    budget = locked(officer.budget)
    officer = Officer.objects.select_for_update(of=("self",)).get(pk=officer.pk)
    if officer.user_id != by.pk:
        _check_naming(budget, by)
    if officer.until is not None:
        raise Refused("This officer was withdrawn already. Nothing was changed.")
    officer.until = now
    officer.save(update_fields=["until"])
    append(ROOM, "officer-withdrawn", about(budget), by=by, now=now)
    return officer


def officer_of(budget: Budget, by: User) -> Officer:
    """The officer of this budget who acts. Raises Overstepped for who is none, or is none any more."""
    theirs = budget.officers.filter(user=by).order_by("until")
    held = theirs.filter(until__isnull=True).first()
    if held is not None:
        return held
    former = theirs.last()
    if former is None or former.until is None:
        raise Overstepped(NO_OFFICER)
    raise Overstepped(NO_LONGER.format(day=f"{timezone.localtime(former.until):%-d %B %Y}"))


def names_officers(budget: Budget, by: User) -> bool:
    """Whether somebody names the officers of a budget: a convenor of its body, or a steward of its pot."""
    try:
        _check_naming(budget, by)
    except Overstepped:
        return False
    return True


def _check_naming(budget: Budget, by: User) -> None:
    """Raises Overstepped for who is neither a convenor of the body nor a steward of the pot."""
    member = budget.body.members.filter(user=by).first()
    if Keeper.Role.STEWARD not in roles(budget.pot, member):
        convening(budget.body, by)
