"""The cast of every budget: the assembly that holds it over its pot, its convenor, its voters, and a stranger."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from commonweal.assemblies.actions.casting import Marked, cast, form_for, who
from commonweal.assemblies.actions.closing import close_box, stop_voting
from commonweal.assemblies.balloting import slates
from commonweal.assemblies.decisions import Terms
from commonweal.assemblies.models import Ballot, Decision, Vote
from commonweal.budgets.actions import balloting
from commonweal.budgets.actions.balloting import Polling, open_ballot
from commonweal.budgets.actions.costing import Answer, answer_idea, shortlist_idea
from commonweal.budgets.actions.founding import AreaPlan, Plan, found_budget, open_phase
from commonweal.budgets.actions.ideas import put_forward
from commonweal.budgets.cycle import Phase, Rules
from commonweal.budgets.ideas import Words
from commonweal.budgets.models import Budget, Idea
from commonweal.people.models import User
from tests.assemblies.conftest import NAMES, ORDERS
from tests.assemblies.conftest import account as account
from tests.assemblies.conftest import body as body
from tests.assemblies.conftest import convenor as convenor
from tests.assemblies.conftest import gathering as gathering
from tests.assemblies.conftest import in_the_room as in_the_room
from tests.assemblies.conftest import meeting as meeting
from tests.funds.conftest import NEXT, Quayside, decided
from tests.funds.conftest import quayside as quayside

END = NEXT + timedelta(days=5)
LATER = END + timedelta(hours=1)
VOTERS = NAMES[: ORDERS.founders]
EVERYWHERE = AreaPlan("All of Quayside", 500_00)
IDEAS = {"A bench": 200_00, "A crossing": 300_00, "A garden": 250_00}  # by title, what each costs


@dataclass
class Shared:
    """£500 shared out by Quayside's assembly, and what people do in it."""

    quayside: Quayside
    budget: Budget
    now: datetime = NEXT

    def user(self, name: str) -> User:
        return self.quayside.user(name)

    @property
    def convenor(self) -> User:
        return self.user("Tern")

    def open(self, *phases: Phase) -> None:
        for phase in phases:
            open_phase(budget=self.budget, phase=phase, by=self.convenor, now=self.now)

    def idea(self, title: str, by: str = "Knot", area: int = 1) -> Idea:
        words = Words(title, f"{title} is what we need.")
        where = self.budget.areas.get(number=area)
        return put_forward(budget=self.budget, area=where, words=words, by=self.user(by), now=self.now)

    def answer(self, idea: Idea, pence: int | None, words: str = "It can be done.") -> None:
        answer = Answer(bool(pence), pence, words, "Parks, the council")
        answer_idea(idea=idea, answer=answer, by=self.convenor, now=self.now)

    def shortlist(self, one_of: str = "", ideas: dict[str, int] | None = None) -> None:
        """Every idea put forward, answered and shortlisted."""
        self.open(Phase.IDEAS)
        put = {self.idea(title): pence for title, pence in (ideas or IDEAS).items()}
        self.open(Phase.COSTING)
        for idea, pence in put.items():
            self.answer(idea, pence)
        self.open(Phase.SHORTLIST)
        for idea in put:
            shortlist_idea(idea=idea, one_of=one_of, by=self.convenor, now=self.now)

    def ballot(self) -> Vote:
        vote = open_ballot(budget=self.budget, polling=Polling(END), by=self.convenor, now=self.now)
        self.budget.refresh_from_db()
        return vote

    def vote(self, vote: Vote, name: str, *choices: int) -> Ballot:
        marked = Marked(choices, form_for(who(vote, self.user(name))))
        return cast(vote=vote, marked=marked, by=self.user(name), now=self.now)

    def vote_all(self, vote: Vote, choices: dict[str, tuple[int, ...]]) -> None:
        """Each votes as told; the others of the eight hand in an empty ballot, so that enough take part."""
        for name in VOTERS:
            self.vote(vote, name, *choices.get(name, ()))

    def vote_all_but(self, voted: str, vote: Vote) -> None:
        """All others hand in an empty ballot."""
        for name in VOTERS:
            if name != voted:
                self.vote(vote, name)

    def count(self, vote: Vote) -> Decision:
        stop_voting(vote=vote, by=self.convenor, now=LATER)
        return close_box(vote=vote, by=self.convenor, now=LATER)

    def won(self) -> list[str]:
        return list(
            self.budget.projects.filter(won=True).order_by("area__number", "rank").values_list("title", flat=True)
        )


def found(quayside: Quayside, rules: Rules | None = None, areas: tuple[AreaPlan, ...] = (EVERYWHERE,)) -> Budget:
    pence = sum(each.pence for each in areas)
    decision = decided(quayside.meeting, "Hold a budget", Terms(pence=pence, purpose=""))
    plan = Plan("Quayside decides", "For all who live here.", areas, rules or Rules())
    return found_budget(plan=plan, pot=quayside.pot, decision=decision, by=quayside.user("Tern"), now=NEXT)


@pytest.fixture
def shared(quayside: Quayside) -> Shared:
    return Shared(quayside, found(quayside))


EAST, WEST = AreaPlan("East", 100_00, ("L1",)), AreaPlan("West", 100_00, ("L8 1",))
ALL = AreaPlan("All", 300_00)


@pytest.fixture
def parted(quayside: Quayside, monkeypatch: pytest.MonkeyPatch) -> Shared:
    """Five in the East, three in the West, and money for each and for all; a project in each area."""
    monkeypatch.setattr(balloting, "FEWEST_IN_AN_AREA", 3)
    body = quayside.pot.body
    body.members.filter(shown_name__in=VOTERS[5:]).update(postcode="L8 1AA")
    shared = Shared(quayside, found(quayside, Rules(kind=slates.KNAPSACK), (ALL, EAST, WEST)))
    shared.open(Phase.IDEAS)
    ideas = [shared.idea(title, area=area) for area, title in ((1, "A library"), (2, "A bench"), (3, "A swing"))]
    shared.open(Phase.COSTING)
    for idea in ideas:
        shared.answer(idea, 90_00)
    shared.open(Phase.SHORTLIST)
    for idea in ideas:
        shortlist_idea(idea=idea, one_of="", by=shared.convenor, now=NEXT)
    return shared
