"""The cast of every pot: the assembly that governs it, its steward, three approvers, a member, a stranger."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from commonweal.assemblies.actions.effects import set_terms
from commonweal.assemblies.actions.votes import propose
from commonweal.assemblies.decisions import Terms
from commonweal.assemblies.models import Decision, Meeting
from commonweal.funds.actions.founding import Appointment, Plan, appoint_keeper, found_pot
from commonweal.funds.actions.moving import Income, Wanted, promise_money, receive_income
from commonweal.funds.models import Keeper, Pot, Promise
from commonweal.people.models import User
from tests.assemblies.conftest import EVENING, NOW, Account, user_of
from tests.assemblies.conftest import account as account
from tests.assemblies.conftest import body as body
from tests.assemblies.conftest import convenor as convenor
from tests.assemblies.conftest import decided as counted
from tests.assemblies.conftest import gathering as gathering
from tests.assemblies.conftest import in_the_room as in_the_room
from tests.assemblies.conftest import meeting as meeting
from tests.laid import Laid

NEXT = EVENING + timedelta(days=1)
STEWARD, APPROVERS, MEMBER = "Grebe", ("Plover", "Curlew", "Avocet"), "Dunlin"
FEES = Plan("Quayside pot", "What Quayside needs", "Quayside club", "membership-fees")


def decided(meeting: Meeting, title: str, terms: Terms | None = None, supersedes: Decision | None = None) -> Decision:
    """A decision that all eight in the room carry."""
    knot = user_of(meeting.body, "Knot")
    proposal = propose(body=meeting.body, title=title, text="So be it.", by=knot, now=NOW)
    set_terms(proposal=proposal, terms=terms or Terms(), supersedes=supersedes, by=knot, now=NOW)
    return counted(proposal, meeting)


@dataclass
class Quayside:
    """A pot with £1,000 in it, its people, and the decision to spend £400 of it on a laundry."""

    pot: Pot
    meeting: Meeting
    laundry: Decision
    stranger: User
    people: dict[str, User] = field(default_factory=dict)

    def user(self, name: str) -> User:
        if name == "Stranger":
            return self.stranger
        return self.people.setdefault(name, user_of(self.meeting.body, name))

    @property
    def steward(self) -> User:
        return self.user(STEWARD)

    def income(self, pence: int = 1_000_00, day: datetime = NEXT, by: str = STEWARD) -> None:
        income = Income(pence, day.date(), "Fees of members, November 2026")
        receive_income(pot=self.pot, income=income, by=self.user(by), now=NEXT)

    def promise(self, pence: int = 400_00, decision: Decision | None = None, purpose: str = "a laundry") -> Promise:
        under = decision or self.laundry
        return promise_money(pot=self.pot, wanted=Wanted(under, pence, purpose), by=self.steward, now=NEXT)

    def held(self) -> dict[str, int]:
        return dict(self.pot.accounts.values_list("name", "balance"))


@pytest.fixture
def quayside(in_the_room: Meeting, account: Account, laid: Laid) -> Quayside:
    laid("quayside", lambda: found(in_the_room, account))
    laundry = Decision.objects.get(proposal__title="A laundry")
    return Quayside(Pot.objects.get(), in_the_room, laundry, User.objects.get(email="stranger@sample.example"))


def found(meeting: Meeting, account: Account) -> None:
    founding = decided(meeting, "A pot")
    convenor = user_of(meeting.body, "Tern")
    pot = found_pot(plan=FEES, decision=founding, by=convenor, now=NEXT)
    roles = [(STEWARD, Keeper.Role.STEWARD), *((name, Keeper.Role.APPROVER) for name in APPROVERS)]
    for name, role in roles:
        member = meeting.body.members.get(shown_name=name)
        appoint_keeper(pot=pot, chosen=Appointment(member, role, founding), by=convenor, now=NEXT)
    laundry = decided(meeting, "A laundry", Terms(pence=400_00, purpose="a laundry"))
    Quayside(pot, meeting, laundry, account("Stranger")).income()
