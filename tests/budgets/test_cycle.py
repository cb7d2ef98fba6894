"""A budget from its first idea to what was learnt: what each phase asks and refuses, what it leaves in the record."""

from dataclasses import replace
from datetime import timedelta

import pytest

from commonweal.assemblies.actions.forgetting import forget_person
from commonweal.assemblies.authority import Overstepped
from commonweal.basics.problems import Refused
from commonweal.budgets import queries
from commonweal.budgets.actions.costing import leave_off, shortlist_idea
from commonweal.budgets.actions.delivery import (
    Step,
    finish_project,
    plan_milestone,
    reach_milestone,
    tell_lesson,
    tell_progress,
)
from commonweal.budgets.actions.founding import AreaPlan, Plan, found_budget, open_phase, set_dates, set_rules
from commonweal.budgets.actions.ideas import answer_appeal, appeal_hiding, hide_idea, merge_ideas, take_back
from commonweal.budgets.cycle import Dates, Phase, Rules
from commonweal.budgets.ideas import Words
from commonweal.budgets.models import Hiding, Idea
from commonweal.record.models import CommittedText, Event
from tests.budgets.conftest import IDEAS, LATER, VOTERS, Shared
from tests.funds.conftest import NEXT, Quayside

pytestmark = [pytest.mark.db, pytest.mark.django_db]


def test_a_budget_goes_from_ideas_to_what_was_learnt(shared: Shared) -> None:
    shared.shortlist()
    vote = shared.ballot()
    shared.vote_all(
        vote, {"Tern": (0, 1), "Grebe": (0,), "Plover": (0, 2), "Curlew": (1,), "Avocet": (1,), "Dunlin": ()}
    )
    decision = shared.count(vote)
    assert decision.carried
    assert decision.elected == ["A bench", "A crossing"]
    assert [(each.project.title, each.pence, each.decision) for each in queries.winners(shared.budget)] == [
        ("A bench", 200_00, decision),
        ("A crossing", 300_00, decision),
    ]

    shared.budget.refresh_from_db()
    assert shared.budget.at() == Phase.COUNT
    bench, crossing = (each.project for each in queries.winners(shared.budget))
    by, day = shared.convenor, LATER.date()
    open_phase(budget=shared.budget, phase=Phase.DELIVERY, by=by, now=LATER)
    step = plan_milestone(project=bench, step=Step("It stands", day, 180_00), by=by, now=LATER)
    reach_milestone(milestone=step, day=day, spent=150_00, by=by, now=LATER)
    tell_progress(project=bench, words="It stands by the lamp.", picture=None, by=by, now=LATER)
    finish_project(project=bench, done=True, why="There is a bench.", by=by, now=LATER)
    with pytest.raises(Refused, match="Of 1 projects nobody has said"):
        open_phase(budget=shared.budget, phase=Phase.LEARNT, by=by, now=LATER)
    finish_project(project=crossing, done=False, why="The road is to be dug up.", by=by, now=LATER)
    open_phase(budget=shared.budget, phase=Phase.LEARNT, by=by, now=LATER)
    tell_lesson(budget=shared.budget, words="Ask about the road first.", by=by, now=LATER)
    kinds = [event.kind for event in Event.objects.filter(room="budgets").order_by("number")]
    assert kinds[0] == "budget-founded"
    assert kinds[-1] == "lesson-told"
    opened = [kind.removesuffix("-opened") for kind in kinds if kind.endswith("-opened")]
    assert opened == [phase.value for phase in Phase]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"areas": ()}, "from 1 to 200 areas"),
        ({"name": "…"}, "a name with letters"),
        ({"areas": (AreaPlan("East", 1), AreaPlan("west", 1))}, "One area at most is everyone's"),
        ({"areas": (AreaPlan("East", 1), AreaPlan("east", 1, ("L1",)))}, "the same name"),
    ],
)
def test_a_plan_says_what_is_wrong_with_it(changed: dict[str, object], why: str) -> None:
    good = Plan("Quayside decides", "", (AreaPlan("All", 500_00),))
    with pytest.raises(Refused, match=why):
        replace(good, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rules", "why"),
    [
        ({"kind": "shouting"}, "what a ballot says"),
        ({"kind": "projects-points"}, "how many points"),
        ({"minimum_age": 12}, "the least age of voters: 11, 16, 18"),
        ({"rule": "lottery"}, "how to count"),
        ({"least_votes": -1}, "fewest votes"),
    ],
)
def test_rules_that_nobody_can_hold_are_refused(rules: dict[str, object], why: str) -> None:
    with pytest.raises(Refused, match=why):
        Rules(**rules)  # type: ignore[arg-type]


def test_no_more_is_shared_out_than_the_decision_allows(shared: Shared) -> None:
    plan = Plan("Another", "", (AreaPlan("All", 500_01),))
    with pytest.raises(Refused, match=r"allows £500\.00, and this is £500\.01"):
        found_budget(plan=plan, pot=shared.budget.pot, decision=shared.budget.decision, by=shared.convenor, now=NEXT)


def test_only_a_convenor_sets_up_and_opens(shared: Shared) -> None:
    for name in ("Knot", "Stranger"):
        with pytest.raises(Overstepped):
            open_phase(budget=shared.budget, phase=Phase.IDEAS, by=shared.user(name), now=NEXT)
    with pytest.raises(Refused, match="next phase of this budget is: ideas"):
        shared.open(Phase.COSTING)


def test_days_and_rules_are_frozen_once_a_phase_opens(shared: Shared) -> None:
    by, today = shared.convenor, NEXT.date()
    week = Dates(today, today + timedelta(days=7))
    set_dates(budget=shared.budget, phase=Phase.IDEAS, dates=week, by=by, now=NEXT)
    shared.open(Phase.IDEAS)
    with pytest.raises(Refused, match="stay as they are"):
        set_dates(budget=shared.budget, phase=Phase.IDEAS, dates=Dates(), by=by, now=NEXT)
    with pytest.raises(Refused, match="they have until"):
        shared.open(Phase.COSTING)
    set_rules(budget=shared.budget, rules=Rules(least_votes=2), by=by, now=NEXT)
    shared.now = NEXT + timedelta(days=8)
    with pytest.raises(Refused, match="Ideas are taken while"):
        shared.idea("Too late")
    shared.open(Phase.COSTING)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"title": ""}, "a short title"),
        ({"title": "A\nbench"}, "on one line"),
        ({"title": "A" * 121}, "at most 120 letters"),
        ({"words": " "}, "what should be done"),
        ({"place": "x" * 201}, "where it is"),
        ({"point": (-1, 5)}, "not in Great Britain"),
    ],
)
def test_an_idea_says_what_is_wrong_with_it(changed: dict[str, object], why: str) -> None:
    with pytest.raises(Refused, match=why):
        replace(Words("A bench", "To sit on."), **changed)  # type: ignore[arg-type]


def test_two_projects_of_one_name_are_told_apart_on_the_ballot(shared: Shared) -> None:
    shared.open(Phase.IDEAS)
    ideas = [shared.idea("A bench", by=name) for name in ("Knot", "Stranger")]
    shared.open(Phase.COSTING)
    for idea in ideas:
        shared.answer(idea, 100_00)
    shared.open(Phase.SHORTLIST)
    for idea in ideas:
        shortlist_idea(idea=idea, one_of="", by=shared.convenor, now=NEXT)
    assert shared.ballot().box.options == ["A bench (idea 1)", "A bench (idea 2)"]


def test_a_stranger_puts_an_idea_forward_and_takes_it_back(shared: Shared) -> None:
    shared.open(Phase.IDEAS)
    idea = shared.idea("A swing", by="Stranger")
    with pytest.raises(Overstepped, match="it is number 1"):
        shared.idea("A swing", by="Stranger")
    with pytest.raises(Refused, match="Only who put"):
        take_back(idea=idea, by=shared.convenor, now=NEXT)
    take_back(idea=idea, by=shared.user("Stranger"), now=NEXT)
    assert CommittedText.objects.get(commitment=idea.commitment).text == ""
    assert not queries.ideas(shared.budget).exists()


def test_whose_account_goes_is_forgotten_and_what_is_on_the_ballot_stays(shared: Shared) -> None:
    shared.open(Phase.IDEAS)
    kept, gone = shared.idea("A swing", by="Stranger"), shared.idea("A slide", by="Stranger")
    shared.open(Phase.COSTING)
    for idea in (kept, gone):
        shared.answer(idea, 100_00)
    shared.open(Phase.SHORTLIST)
    shortlist_idea(idea=kept, one_of="", by=shared.convenor, now=NEXT)
    stranger = shared.user("Stranger")
    forget_person(user=stranger, by=stranger, now=NEXT)
    assert [(each.title, each.by) for each in Idea.objects.all()] == [("A swing", None), ("Withheld", None)]
    assert CommittedText.objects.get(commitment=gone.commitment).text == ""


def test_merged_ideas_lead_on_and_are_led_back_to(shared: Shared) -> None:
    shared.open(Phase.IDEAS)
    one, other = shared.idea("A bench"), shared.idea("Somewhere to sit")
    words = Words("Benches", "Two of them.")
    merged = merge_ideas(ideas=[one, other], area=one.area, words=words, by=shared.convenor, now=NEXT)
    assert set(merged.merged_from.all()) == {one, other}
    assert Idea.objects.get(pk=one.pk).merged_into == merged
    told = Event.objects.get(kind="ideas-merged").body
    assert told["of"] == sorted([str(one.public_id), str(other.public_id)])
    with pytest.raises(Refused, match="merged, hidden or answered"):
        merge_ideas(ideas=[one, merged], area=one.area, words=words, by=shared.convenor, now=NEXT)


def test_an_idea_is_hidden_by_the_policy_and_shown_again_by_another_convenor(shared: Shared) -> None:
    shared.open(Phase.IDEAS)
    idea = shared.idea("A rude word")
    with pytest.raises(Refused, match="Choose one of the reasons"):
        hide_idea(idea=idea, reason="I do not like it", by=shared.convenor, now=NEXT)
    hiding = hide_idea(idea=idea, reason="insult", by=shared.convenor, now=NEXT)
    assert not queries.ideas(shared.budget).exists()
    assert CommittedText.objects.get(commitment=idea.commitment).text == ""
    appeal_hiding(hiding=hiding, text="It is a name.", by=shared.user("Knot"), now=NEXT)
    with pytest.raises(Refused, match="another convenor"):
        answer_appeal(hiding=hiding, show=True, by=shared.convenor, now=NEXT)
    Hiding.objects.update(by=None)  # whoever hid it is a member no more
    answer_appeal(hiding=hiding, show=True, by=shared.convenor, now=NEXT)
    assert queries.ideas(shared.budget).get() == idea


def test_each_idea_is_owed_an_answer_and_its_fate(shared: Shared) -> None:
    shared.open(Phase.IDEAS)
    bench, moon, garden = shared.idea("A bench"), shared.idea("The moon"), shared.idea("A garden")
    shared.open(Phase.COSTING)
    shared.answer(bench, 200_00)
    with pytest.raises(Refused, match="2 ideas have no answer yet, idea 2 among them"):
        shared.open(Phase.SHORTLIST)
    shared.answer(moon, None, "It cannot be had.")
    shared.answer(garden, 900_00)
    shared.open(Phase.SHORTLIST)
    with pytest.raises(Refused, match="does not say that it can be done"):
        shortlist_idea(idea=moon, one_of="", by=shared.convenor, now=NEXT)
    with pytest.raises(Refused, match=r"costs £900\.00, and All of Quayside has £500\.00"):
        shortlist_idea(idea=garden, one_of="", by=shared.convenor, now=NEXT)
    shortlist_idea(idea=bench, one_of="", by=shared.convenor, now=NEXT)
    with pytest.raises(Refused, match="1 ideas that can be done are neither"):
        shared.ballot()
    leave_off(idea=garden, why="It costs more than there is.", by=shared.convenor, now=NEXT)
    assert shared.ballot().box.options == ["A bench"]


def test_no_ballot_opens_on_money_that_is_not_there(quayside: Quayside, shared: Shared) -> None:
    shared.shortlist()
    quayside.promise()
    quayside.pot.accounts.filter(name="free").update(balance=499_99)
    with pytest.raises(Refused, match=r"has £499\.99 free, and this budget shares out £500\.00"):
        shared.ballot()


def test_milestones_stay_within_what_the_project_was_given(shared: Shared) -> None:
    shared.shortlist()
    vote = shared.ballot()
    shared.vote_all(vote, dict.fromkeys(VOTERS, (0,)))
    shared.count(vote)
    by, day = shared.convenor, LATER.date()
    open_phase(budget=shared.budget, phase=Phase.DELIVERY, by=by, now=LATER)
    bench, crossing = (shared.budget.projects.get(title=title) for title in ("A bench", "A crossing"))
    with pytest.raises(Refused, match="Only winners"):
        plan_milestone(project=crossing, step=Step("Paint", day, 1), by=by, now=LATER)
    step = plan_milestone(project=bench, step=Step("It stands", day, 200_00), by=by, now=LATER)
    with pytest.raises(Refused, match=r"take £0\.01 more than the £200\.00"):
        plan_milestone(project=bench, step=Step("A plaque", day, 1), by=by, now=LATER)
    with pytest.raises(Refused, match="still to come"):
        reach_milestone(milestone=step, day=day + timedelta(days=1), spent=0, by=by, now=LATER)
    with pytest.raises(Refused, match="More than the rest"):
        reach_milestone(milestone=step, day=day, spent=200_01, by=by, now=LATER)
    with pytest.raises(Refused, match="not reached yet"):
        finish_project(project=bench, done=True, why="Nearly.", by=by, now=LATER)


def test_the_record_names_nobody_and_repeats_no_words(shared: Shared) -> None:
    shared.shortlist()
    told = " ".join(str(event.body) for event in Event.objects.filter(room="budgets"))
    assert not [name for name in ("Knot", "Tern", *IDEAS) if name in told]
