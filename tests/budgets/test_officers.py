"""Costing officers: named per budget, they answer ideas for an office; and everyone else is kept out."""

from typing import Any

import pytest
from django.test import Client

from commonweal.assemblies.authority import Overstepped
from commonweal.assemblies.models import RefusedAttempt
from commonweal.basics.problems import Refused
from commonweal.budgets.actions.costing import Answer, answer_for_office
from commonweal.budgets.actions.officers import Chosen, name_officer, officer_of, withdraw_officer
from commonweal.budgets.actions.removal import remove_sample_budgets
from commonweal.budgets.cycle import Phase
from commonweal.budgets.models import Budget, Costing, Idea, Officer
from commonweal.people.models import User
from commonweal.record.models import Event
from tests.assemblies.test_pages import after, at, browser, region, words  # noqa: F401 - fixtures too
from tests.budgets.conftest import Shared
from tests.funds.conftest import NEXT

pytestmark = [pytest.mark.db, pytest.mark.django_db]
BUDGET = "/budgets/quayside-decides/"
PARKS = Chosen("parks@council.example", "Parks, Dunlin Council")
CAN = Answer(True, 200_00, "Two planks and a back.", "Parks, Dunlin Council")
FORM = {"feasible": "yes", "pence": "200", "words": "Two planks and a back.", "by_whom": "Parks, Dunlin Council"}


@pytest.fixture
def costed(shared: Shared, at: Any) -> Shared:  # noqa: F811
    """Two ideas that wait for an answer, and an officer of the parks."""
    at(NEXT)
    name_officer(budget=shared.budget, chosen=PARKS, by=shared.convenor, now=NEXT)
    shared.open(Phase.IDEAS)
    for title in ("A bench", "A moon"):
        shared.idea(title)
    shared.open(Phase.COSTING)
    return shared


def officer() -> User:
    return User.objects.get(email=PARKS.email)


def text(address: str, client: Client | None = None) -> str:
    answer = (client or browser()).get(address, follow=True)
    assert answer.status_code == 200, address
    return words(answer)


def entered() -> list[str]:
    return [each.body["entered"] for each in Event.objects.filter(kind="idea-answered").order_by("number")]


def test_an_officer_is_named_answers_what_waits_and_the_office_alone_is_shown(shared: Shared, at: Any) -> None:  # noqa: F811
    at(NEXT)
    chair, parks = browser(shared.convenor), {"email": PARKS.email, "office": PARKS.office}
    assert "Costing officers: who answers ideas" in text(f"{BUDGET}run/", chair)
    said = after(chair, f"{BUDGET}officers/", **parks)
    assert "Parks, Dunlin Council since 30 November 2026, 0 answers" in said
    assert "http://testserver/budgets/quayside-decides/costing/" in said
    assert PARKS.email not in said
    assert "is a costing officer of this budget already" in after(chair, f"{BUDGET}officers/", **parks)
    there = browser(officer())
    assert "Ideas are still gathered" in text(f"{BUDGET}costing/", there)
    shared.open(Phase.IDEAS)
    ideas = [shared.idea(title) for title in ("A bench", "A moon", "A swing")]
    shared.open(Phase.COSTING)
    shared.answer(ideas[2], 100_00)
    assert "What waits for your office’s answer: 2 ideas" in text(BUDGET, there)
    waiting = text(f"{BUDGET}costing/", there)
    assert "2 ideas wait" in waiting
    assert "A swing" not in waiting
    assert "A bench is what we need." in text(f"{BUDGET}costing/1/", there)
    assert "The answer is published." in after(there, f"{BUDGET}costing/1/", **FORM)
    no = {**FORM, "feasible": "no", "pence": "", "words": "The moon is not ours.", "by_whom": "Legal, Dunlin Council"}
    assert "Each idea has its answer. Thank you." in after(there, f"{BUDGET}costing/2/", **no)
    public = text(f"{BUDGET}ideas/1/")
    assert "It can be done, for £200.00. Two planks and a back. Parks, Dunlin Council, 30 November 2026" in public
    assert "Entered by a convenor" not in public
    assert "The moon is not ours. Legal, Dunlin Council" in text(f"{BUDGET}ideas/2/")
    assert "Parks, the council, 30 November 2026. Entered by a convenor for the office." in text(f"{BUDGET}ideas/3/")
    assert entered() == ["by a convenor for the office", *["by a costing officer"] * 2]


def test_an_answer_says_what_is_wrong_with_it_and_nothing_is_kept(costed: Shared) -> None:
    there = browser(officer())
    assert "Say what it costs" in after(there, f"{BUDGET}costing/1/", **{**FORM, "pence": ""})
    assert "Choose" in after(there, f"{BUDGET}costing/1/", **{**FORM, "feasible": ""})
    assert not Costing.objects.exists()
    after(there, f"{BUDGET}costing/1/", **FORM)
    again = {**FORM, "pence": "250", "words": "With arms."}
    assert "Answer for your office" in text(f"{BUDGET}ideas/1/", there)
    after(there, f"{BUDGET}costing/1/", **again)
    assert "Earlier answers" in text(f"{BUDGET}ideas/1/")


def test_a_steward_names_officers_too_and_nobody_else(costed: Shared) -> None:
    steward = costed.quayside.steward
    lights = Chosen("lights@council.example", "Lights")
    name_officer(budget=costed.budget, chosen=lights, by=steward, now=NEXT)
    assert "Costing officers" in text(BUDGET, browser(steward))
    for name in ("Knot", "Stranger"):
        with pytest.raises(Overstepped):
            name_officer(budget=costed.budget, chosen=lights, by=costed.user(name), now=NEXT)
        member = browser(costed.user(name))
        assert member.get(f"{BUDGET}officers/").status_code == 403
        assert member.post(f"{BUDGET}officers/").status_code == 403
        assert member.get(f"{BUDGET}costing/").status_code == 403
        assert member.post(f"{BUDGET}costing/1/", FORM).status_code == 403
    assert RefusedAttempt.objects.filter(body=costed.budget.body).count() == 4
    assert browser(officer()).get(f"{BUDGET}run/").status_code == 403
    assert browser().get(f"{BUDGET}costing/").url.startswith("/sign-in/")  # type: ignore[attr-defined]


def test_who_was_withdrawn_is_told_so_and_the_attempt_is_kept(costed: Shared) -> None:
    there = browser(officer())
    said = after(browser(costed.convenor), f"{BUDGET}officers/{Officer.objects.get().pk}/withdraw/")
    assert "Withdrawn. What was answered stays." in said
    no_longer = "Since 30 November 2026 you no longer answer ideas of this budget for an office. Nothing was changed."
    assert no_longer in text(f"{BUDGET}costing/", there)
    assert not RefusedAttempt.objects.exists()  # looking is no attempt
    assert no_longer in after(there, f"{BUDGET}costing/1/", **FORM)
    attempt = RefusedAttempt.objects.get()
    assert (attempt.body, attempt.user, attempt.what) == (costed.budget.body, officer(), no_longer)
    with pytest.raises(Overstepped, match="no longer answer"):
        answer_for_office(idea=Idea.objects.earliest("pk"), answer=CAN, by=officer(), now=NEXT)
    with pytest.raises(Refused, match="withdrawn already"):
        withdraw_officer(officer=Officer.objects.get(), by=costed.convenor, now=NEXT)
    name_officer(budget=costed.budget, chosen=PARKS, by=costed.convenor, now=NEXT)
    assert officer_of(costed.budget, officer()).until is None


def test_a_stranger_withdraws_nobody_and_an_officer_themself(costed: Shared) -> None:
    held = Officer.objects.get()
    assert "Only a convenor" in after(browser(costed.user("Knot")), f"{BUDGET}officers/{held.pk}/withdraw/")
    withdraw_officer(officer=held, by=officer(), now=NEXT)
    assert [each.body.keys() for each in Event.objects.filter(kind="officer-withdrawn")] == [{"budget", "sample"}]


def test_outside_its_phases_nothing_is_answered_and_nobody_named(shared: Shared) -> None:
    name_officer(budget=shared.budget, chosen=PARKS, by=shared.convenor, now=NEXT)
    shared.shortlist(ideas={"A bench": 200_00})
    idea = Idea.objects.get()
    with pytest.raises(Refused, match="on the shortlist with the cost that was told"):
        answer_for_office(idea=idea, answer=CAN, by=officer(), now=NEXT)
    shared.ballot()
    with pytest.raises(Refused, match="until the ballot opens"):
        answer_for_office(idea=idea, answer=CAN, by=officer(), now=NEXT)
    with pytest.raises(Refused, match="no officer is needed"):
        name_officer(budget=shared.budget, chosen=Chosen("a@b.example", "Lights"), by=shared.convenor, now=NEXT)
    assert "no longer answered" in text(f"{BUDGET}costing/", browser(officer()))


@pytest.mark.parametrize("office", ["", " ", "x" * 201, "parks@council.example"])
def test_an_office_is_named_and_nobody(office: str) -> None:
    with pytest.raises(Refused, match="which office answers"):
        Chosen("parks@council.example", office)


def test_an_account_that_goes_leaves_the_offices_answer(costed: Shared) -> None:
    answer_for_office(idea=Idea.objects.earliest("pk"), answer=CAN, by=officer(), now=NEXT)
    officer().delete()
    assert Costing.objects.get().by_whom == PARKS.office
    assert "Entered by a convenor" not in text(f"{BUDGET}ideas/1/")
    assert "Nobody yet" in text(f"{BUDGET}officers/", browser(costed.convenor))


def test_the_samples_budgets_go_with_their_officers(costed: Shared) -> None:
    answer_for_office(idea=Idea.objects.earliest("pk"), answer=CAN, by=officer(), now=NEXT)
    Budget.objects.update(sample=True)
    assert remove_sample_budgets(by=None, now=NEXT) == 1
    assert not Officer.objects.exists()
