"""The sample's first assembly shares out money twice: one budget is finished, the other is voted on."""

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from random import Random
from typing import Any, Final

from django.utils import timezone

from commonweal.assemblies.actions.acceptance import Reply, enter_answer
from commonweal.assemblies.actions.casting import Marked, cast, form_for
from commonweal.assemblies.actions.closing import close_box, stop_voting
from commonweal.assemblies.balloting import slates
from commonweal.assemblies.balloting.slates import Slate
from commonweal.assemblies.counts.ballots import Preferences
from commonweal.assemblies.models import Body, Decision, Member, Vote
from commonweal.budgets.actions.balloting import FEWEST_IN_AN_AREA, Polling, open_ballot
from commonweal.budgets.actions.costing import Answer, answer_for_office, shortlist_idea
from commonweal.budgets.actions.delivery import (
    Step,
    finish_project,
    plan_milestone,
    reach_milestone,
    tell_lesson,
    tell_progress,
)
from commonweal.budgets.actions.founding import AreaPlan, Plan, found_budget, open_phase
from commonweal.budgets.actions.ideas import merge_ideas, put_forward
from commonweal.budgets.actions.officers import Chosen, name_officer
from commonweal.budgets.cycle import Phase, Rules, area_of
from commonweal.budgets.ideas import Words
from commonweal.budgets.models import Area, Budget, Idea
from commonweal.funds.actions.paying import approve_payment
from commonweal.funds.models import Payment, Pot
from commonweal.journeys.delivering.actions import promise_winners, request_spent, return_unspent
from commonweal.journeys.delivering.queries import money_of
from commonweal.journeys.sample.pots.actions import APPROVERS, STEWARD
from commonweal.people.models import User
from commonweal.places import queries as places

OFFICER: Final = "officer@sample.example"
OFFICE: Final = "Sandport Council, neighbourhood works"
OF_TEN: Final = 10
Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Sharing:
    """An assembly that shares money out, its members, the dice, and the moment up to which the story is told."""

    body: Body
    members: list[Member]
    rng: Random
    now: datetime
    points: Mapping[str, tuple[int, int]]  # by postcode, where it is

    @property
    def convenor(self) -> User:
        return self.user(0)

    def user(self, place: int) -> User:
        user = self.members[place % len(self.members)].user
        assert user is not None
        return user

    def ago(self, days: float) -> datetime:
        return self.now - timedelta(days=days)


def share_out(*, body: Body, rng: Random, now: datetime) -> None:
    """Hold both budgets, by the verbs that everyone uses."""
    told = tomllib.loads(files(__package__).joinpath("budgets.toml").read_text("utf-8"))
    members = list(body.members.filter(state=Member.State.ADMITTED, user__isnull=False).order_by("pk"))
    sharing = _Sharing(body, members, rng, now, _points({each.postcode for each in members}))
    for each in told["budget"]:
        _hold(sharing, each)


def _hold(sharing: _Sharing, told: Told) -> None:
    days, by = told["days"], sharing.convenor
    budget = _founded(sharing, told)
    ideas = _ideas(sharing, budget, told)
    open_phase(budget=budget, phase=Phase.COSTING, by=by, now=sharing.ago(days["costing"]))
    named = name_officer(budget=budget, chosen=Chosen(OFFICER, OFFICE), by=by, now=sharing.ago(days["costing"]))
    officer = named.user
    assert officer is not None
    for idea, each in ideas:
        pence = each.get("pence")
        answer = Answer(pence is not None, pence, each["answer"], OFFICE)
        answer_for_office(idea=idea, answer=answer, by=officer, now=sharing.ago(days["costing"] - 1))
    open_phase(budget=budget, phase=Phase.SHORTLIST, by=by, now=sharing.ago(days["shortlist"]))
    for idea, each in ideas:
        if "pence" in each:
            one_of = each.get("one_of", "")
            shortlist_idea(idea=idea, one_of=one_of, by=by, now=sharing.ago(days["shortlist"]))
    polling = Polling(sharing.ago(days["closes"]))
    vote = open_ballot(budget=budget, polling=polling, by=by, now=sharing.ago(days["ballot"]))
    wanted = [each["wanted"] for _idea, each in sorted(ideas, key=_on_the_ballot) if "pence" in each]
    _vote(sharing, vote, wanted, told)
    if days["closes"] > 0:
        _count(sharing, budget, vote, days)
        _deliver(sharing, budget, told)
        _learn(sharing, budget, told)


def _founded(sharing: _Sharing, told: Told) -> Budget:
    pot = Pot.objects.get(name=told["pot"], body=sharing.body)
    decision = Decision.objects.get(proposal__title=told["decision"], body=sharing.body)
    parts = _parts(sharing)
    everyones, *others = told["areas"]
    areas = [AreaPlan(everyones["name"], everyones["pence"])]
    areas += [AreaPlan(each["name"], each["pence"], part) for each, part in zip(others, parts, strict=False)]
    rules = Rules(told["kind"], told.get("most", 0), breakdown=told.get("breakdown", ""))
    plan = Plan(told["name"], told["words"], areas, rules)
    at = sharing.ago(told["days"]["founded"])
    budget = found_budget(plan=plan, pot=pot, decision=decision, by=sharing.convenor, now=at)
    opened = sharing.ago(told["days"]["ideas"])
    open_phase(budget=budget, phase=Phase.IDEAS, by=sharing.convenor, now=opened)
    return budget


def _parts(sharing: _Sharing) -> list[tuple[str, ...]]:
    """The beginnings of the neighbours' postcodes in two parts; none where one part would have too few neighbours."""
    living = Counter(each.postcode[:-2] for each in sharing.members)
    sectors = sorted(living)
    for cut in range(1, len(sectors)):
        parts = [tuple(sectors[:cut]), tuple(sectors[cut:])]
        if all(sum(living[each] for each in part) >= FEWEST_IN_AN_AREA for part in parts):
            return parts
    return []


def _ideas(sharing: _Sharing, budget: Budget, told: Told) -> list[tuple[Idea, Told]]:
    """Each idea that was not merged, put forward by one neighbour after another."""
    areas = list(budget.areas.all())
    found: list[tuple[Idea, Told]] = []
    for number, each in enumerate(told["idea"]):
        area = areas[min(each.get("area", 1), len(areas)) - 1]
        living = [member.postcode for member in sharing.members if _lives_in(area, member.postcode)]
        postcode = living[(3 * number) % len(living)]
        words = Words(each["title"], each["words"], each.get("place", ""), sharing.points.get(postcode))
        at = sharing.ago(told["days"]["ideas"] - 1 - number / 2)
        if "of" in each:
            former = [idea for idea, _told in found if idea.number in each["of"]]
            idea = merge_ideas(ideas=former, area=area, words=words, by=sharing.convenor, now=at)
            found = [pair for pair in found if pair[0] not in former]
        else:
            idea = put_forward(budget=budget, area=area, words=words, by=sharing.user(number + 2), now=at)
        found.append((idea, each))
    return found


def _lives_in(area: Area, postcode: str) -> bool:
    return area.whole or area_of(postcode, "", (tuple(area.parts),)) == 0


def _on_the_ballot(pair: tuple[Idea, Told]) -> tuple[int, int]:
    idea, _told = pair
    return idea.area.number, idea.number


def _vote(sharing: _Sharing, vote: Vote, wanted: list[int], told: Told) -> None:
    slate = vote.box.question().slate
    assert slate is not None
    at = sharing.ago(told["days"]["ballot"] - 1)
    electors = vote.electors.filter(held=False, member__user__isnull=False).select_related("vote", "member__user")
    for elector in electors.order_by("pk")[: told["voted"]]:
        assert elector.member is not None
        assert elector.member.user is not None
        choices = _choices(sharing.rng, slate, elector.cell, wanted)
        cast(vote=vote, marked=Marked(choices, form_for(elector)), by=elector.member.user, now=at)


def _choices(rng: Random, slate: Slate, cell: str, wanted: list[int]) -> Preferences:
    liked = [place for place in slate.offered(cell) if rng.randrange(OF_TEN) < wanted[place]]
    if slate.kind != slates.POINTS:
        return tuple(liked)
    given: list[int] = []
    for area in slate.open_to(cell):
        if there := [place for place in liked if slate.areas[place] == area]:
            given += [rng.choice(there) for _ in range(slate.most)]
    return tuple(sorted(given))


def _count(sharing: _Sharing, budget: Budget, vote: Vote, days: Mapping[str, float]) -> None:
    by, at = sharing.convenor, sharing.ago(days["closes"])
    stop_voting(vote=vote, by=None, now=at)
    decision = close_box(vote=vote, by=None, now=at)
    reply = Reply(True, "The council’s neighbourhood committee", timezone.localdate(at), "Minute 15 of the sample")
    enter_answer(decision=decision, reply=reply, by=by, now=sharing.ago(days["delivery"]))
    open_phase(budget=budget, phase=Phase.DELIVERY, by=by, now=sharing.ago(days["delivery"]))


def _deliver(sharing: _Sharing, budget: Budget, told: Told) -> None:
    by, steward = sharing.convenor, sharing.user(STEWARD)
    promise_winners(budget=budget, by=steward, now=sharing.ago(told["days"]["delivery"] - 1))
    for each in told["delivered"]:
        project = budget.projects.filter(title=each["title"], won=True).first()
        if project is None:
            continue
        planned = sharing.ago(told["days"]["delivery"] - 1)
        for step in each["steps"]:
            due = timezone.localdate(sharing.ago(step["due"]))
            plan = Step(step["title"], due, step["pence"])
            milestone = plan_milestone(project=project, step=plan, by=by, now=planned)
            if "reached" in step:
                at = sharing.ago(step["reached"])
                told_at = {"day": timezone.localdate(at), "spent": step["spent"], "by": by, "now": at}
                reach_milestone(milestone=milestone, **told_at)
                if step["spent"]:
                    _pay(sharing, request_spent(project=project, by=steward, now=at), at)
        tell_progress(project=project, words=each["progress"], picture=None, by=by, now=sharing.ago(3))
        done, why = "done" in each, each.get("done") or each["not_done"]
        finish_project(project=project, done=done, why=why, by=by, now=sharing.ago(2))
    budget.refresh_from_db()
    for money in money_of(budget):
        if money.returns:
            return_unspent(project=money.project, by=steward, now=sharing.ago(1))


def _pay(sharing: _Sharing, payment: Payment, at: datetime) -> None:
    for place in APPROVERS[: payment.promise.pot.approvers]:
        payment = approve_payment(payment=payment, by=sharing.user(place), now=at + timedelta(hours=1))


def _learn(sharing: _Sharing, budget: Budget, told: Told) -> None:
    if budget.projects.filter(won=True, fate="").exists():
        return  # other dice, other winners: nobody has said yet what became of them
    at = sharing.ago(told["days"]["learnt"])
    open_phase(budget=budget, phase=Phase.LEARNT, by=sharing.convenor, now=at)
    tell_lesson(budget=budget, words=told["learnt"], by=sharing.convenor, now=at)


def _points(postcodes: set[str]) -> dict[str, tuple[int, int]]:
    region = places.in_view()
    if region is None or not region.sample:
        return {}
    return places.points_of(region, postcodes)
