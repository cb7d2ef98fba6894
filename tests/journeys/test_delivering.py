"""A finished budget is paid for: promises, payments by milestone, and what was not spent back in the pot."""

from typing import Any

import pytest

from commonweal.assemblies.decisions import Terms
from commonweal.basics.problems import Refused
from commonweal.budgets.actions.delivery import Step, finish_project, plan_milestone, reach_milestone
from commonweal.budgets.actions.founding import open_phase
from commonweal.budgets.cycle import Phase
from commonweal.budgets.models import Project
from commonweal.funds.actions.paying import approve_payment
from commonweal.funds.models import Payment
from commonweal.funds.queries import lines
from commonweal.journeys.delivering.actions import promise_winners, request_spent, return_unspent
from commonweal.record.models import Event
from tests.assemblies.test_pages import after, at, browser, region, words  # noqa: F401 - fixtures too
from tests.budgets.conftest import LATER, Shared
from tests.budgets.conftest import account as account
from tests.budgets.conftest import body as body
from tests.budgets.conftest import convenor as convenor
from tests.budgets.conftest import gathering as gathering
from tests.budgets.conftest import in_the_room as in_the_room
from tests.budgets.conftest import meeting as meeting
from tests.budgets.conftest import quayside as quayside
from tests.budgets.conftest import shared as shared
from tests.funds.conftest import APPROVERS, decided

pytestmark = [pytest.mark.db, pytest.mark.django_db]


@pytest.fixture
def counted(shared: Shared) -> Shared:
    """A budget in which a bench (£200) and a crossing (£300) won, and that is being delivered."""
    shared.shortlist()
    vote = shared.ballot()
    shared.vote_all(vote, {"Tern": (0, 1), "Grebe": (0, 1)})
    shared.count(vote)
    open_phase(budget=shared.budget, phase=Phase.DELIVERY, by=shared.convenor, now=LATER)
    return shared


def winner(counted: Shared, title: str) -> Project:
    return counted.budget.projects.get(title=title)


def reached(counted: Shared, project: Project, spent: int) -> None:
    step = plan_milestone(project=project, step=Step("It stands", LATER.date(), spent), by=counted.convenor, now=LATER)
    reach_milestone(milestone=step, day=LATER.date(), spent=spent, by=counted.convenor, now=LATER)


def finished(counted: Shared, project: Project, *, done: bool) -> None:
    finish_project(project=project, done=done, why="So it is.", by=counted.convenor, now=LATER)


def paid(counted: Shared, payment: Payment) -> None:
    """Approvers approve until it is paid."""
    for name in APPROVERS:
        payment.refresh_from_db()
        if payment.state == Payment.State.WAITING:
            approve_payment(payment=payment, by=counted.user(name), now=LATER)


def test_winners_are_promised_paid_by_milestone_and_what_is_left_returns(counted: Shared) -> None:
    steward, bench = counted.quayside.steward, winner(counted, "A bench")
    free = counted.quayside.held()["free"]
    promises = promise_winners(budget=counted.budget, by=steward, now=LATER)
    assert [each.pence for each in promises] == [200_00, 300_00]
    assert counted.quayside.held()["promised"] == 500_00
    told = ["Winners of Quayside decides: A bench", "Winners of Quayside decides: A crossing"]
    assert [each.what_for for each in promises] == told
    assert [line.words for line in lines(counted.quayside.pot)][-2:] == told  # as the books and their files say it

    reached(counted, bench, 120_00)
    paid(counted, request_spent(project=bench, by=steward, now=LATER))
    reached(counted, bench, 30_00)
    paid(counted, request_spent(project=bench, by=steward, now=LATER))
    finished(counted, bench, done=True)
    assert return_unspent(project=bench, by=steward, now=LATER).released == 50_00

    crossing = winner(counted, "A crossing")
    finished(counted, crossing, done=False)
    return_unspent(project=crossing, by=steward, now=LATER)
    held = counted.quayside.held()
    assert (held["promised"], held["free"]) == (0, free - 150_00)
    payments = Payment.objects.filter(promise=promises[0], state=Payment.State.PAID)
    assert [each.pence for each in payments.order_by("number")] == [120_00, 30_00]
    assert {each.promise.decision_id for each in payments} == {counted.budget.vote.decision.pk}


def test_a_form_that_is_sent_twice_moves_money_once(counted: Shared) -> None:
    steward, bench = counted.quayside.steward, winner(counted, "A bench")
    promise_winners(budget=counted.budget, by=steward, now=LATER)
    with pytest.raises(Refused, match="promised under this decision already"):
        promise_winners(budget=counted.budget, by=steward, now=LATER)
    reached(counted, bench, 120_00)
    request_spent(project=bench, by=steward, now=LATER)
    with pytest.raises(Refused, match="All that the milestones took is paid or asked for"):
        request_spent(project=bench, by=steward, now=LATER)
    assert Payment.objects.filter(promise__decision=counted.budget.vote.decision).count() == 1


def test_nothing_returns_while_it_may_be_needed_or_is_owed(counted: Shared) -> None:
    steward, bench = counted.quayside.steward, winner(counted, "A bench")
    with pytest.raises(Refused, match="not promised yet"):
        request_spent(project=bench, by=steward, now=LATER)
    promise_winners(budget=counted.budget, by=steward, now=LATER)
    with pytest.raises(Refused, match="First tell whether this project was done"):
        return_unspent(project=bench, by=steward, now=LATER)
    reached(counted, bench, 120_00)
    finished(counted, bench, done=True)
    with pytest.raises(Refused, match=r"£120\.00 that was spent is not paid yet"):
        return_unspent(project=bench, by=steward, now=LATER)
    paid(counted, request_spent(project=bench, by=steward, now=LATER))
    return_unspent(project=bench, by=steward, now=LATER)
    with pytest.raises(Refused, match="All of this project's money is spent or returned"):
        return_unspent(project=bench, by=steward, now=LATER)


def test_who_is_no_steward_moves_nothing(counted: Shared) -> None:
    before = Event.objects.count()
    for name in ("Stranger", "Dunlin", "Tern"):
        with pytest.raises(Refused):
            promise_winners(budget=counted.budget, by=counted.user(name), now=LATER)
    assert (Event.objects.count(), counted.quayside.held()["promised"]) == (before, 0)


def test_where_the_pot_has_too_little_for_all_winners_none_is_promised_anything(counted: Shared) -> None:
    paint = decided(counted.quayside.meeting, "Paint", Terms(pence=600_00))
    counted.quayside.promise(600_00, paint, "paint")
    before, held = Event.objects.count(), counted.quayside.held()
    assert held["free"] == 400_00  # enough for the bench alone
    with pytest.raises(Refused):
        promise_winners(budget=counted.budget, by=counted.quayside.steward, now=LATER)
    assert (Event.objects.count(), counted.quayside.held()) == (before, held)


def test_the_page_of_the_money_leads_a_steward_from_promise_to_return(counted: Shared, at: Any) -> None:  # noqa: F811
    at(LATER)
    page, bench = "/budgets/quayside-decides/money/", winner(counted, "A bench")
    steward, stranger = browser(counted.quayside.steward), browser()
    assert "Promise each winner its money" not in words(stranger.get(page))
    assert "Promise each winner its money" in words(steward.get(page))
    assert "Each winner’s money is promised." in after(steward, f"{page}promise/")
    pot = words(stranger.get(counted.quayside.pot.get_absolute_url()))
    assert "Winners of Quayside decides: A bench £200.00, £200.00 still to pay" in pot
    reached(counted, bench, 120_00)
    assert "Ask for £120.00 that was spent" in words(steward.get(page))
    said = after(steward, f"{page}{bench.number}/ask/")
    assert "£0.00 paid, £120.00 asked for, £0.00 returned to the pot." in said
    paid(counted, Payment.objects.get(promise__decision=counted.budget.vote.decision))
    finished(counted, bench, done=True)
    assert "Return £80.00 to the pot" in words(steward.get(page))
    assert "£120.00 paid, £0.00 asked for, £80.00 returned to the pot." in after(
        steward, f"{page}{bench.number}/return/"
    )
    assert "Return £" not in words(stranger.get(page))


def test_a_stranger_presses_nothing(counted: Shared, at: Any) -> None:  # noqa: F811
    at(LATER)
    before = Event.objects.count()
    said = after(browser(counted.quayside.stranger), "/budgets/quayside-decides/money/promise/")
    assert "is promised." not in said
    assert Event.objects.count() == before
