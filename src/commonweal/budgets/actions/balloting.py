"""The ballot of a budget, on the assemblies' roll and receipts; and its count, once the vote closes.

A budget is voted on as the body votes on anything: by a vote by ballot on a proposal. What a ballot says, who has one
in which area and how it is counted comes from here; casting, codes, papers, help, receipts and the roll are the
assemblies' own (docs/decisions/0029).
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal.assemblies.actions.effects import set_terms
from commonweal.assemblies.actions.opening import Electorate, open_box
from commonweal.assemblies.actions.opening import Plan as BoxPlan
from commonweal.assemblies.actions.votes import made
from commonweal.assemblies.balloting import boxes, cells, slates
from commonweal.assemblies.balloting.questions import Question
from commonweal.assemblies.decisions import Terms
from commonweal.assemblies.models import Decision, Member, Proposal, Vote
from commonweal.basics.money import exact
from commonweal.basics.problems import Refused
from commonweal.budgets import cycle, tallying
from commonweal.budgets.actions.founding import ROOM, about, advance, check_due, check_money, held, locked
from commonweal.budgets.cycle import Phase
from commonweal.budgets.models import Area, Budget, Idea, Project
from commonweal.budgets.replays import COUNTED
from commonweal.budgets.tallying import Counted, Frame
from commonweal.people.models import User
from commonweal.places import queries as places
from commonweal.record.actions import append

FEWEST_IN_AN_AREA: Final = cells.LEAST  # electors: with fewer, an area's result would show how each of them voted
# As `get_absolute_url` has it, written out: putting addresses together reads in the whole site, for a command too.
ADDRESS: Final = "/budgets/{slug}/"
NOT_LISTED: Final = "{number} ideas that can be done are neither on the shortlist nor left off for a reason."


@dataclass(frozen=True, slots=True)
class Polling:
    """Where people vote, and until when."""

    closes_at: datetime
    online: bool = True
    by_paper: bool = True


@transaction.atomic
def open_ballot(*, budget: Budget, polling: Polling, by: User, now: datetime) -> Vote:
    """Open the vote on the shortlist: projects, money, rules and the roll are frozen.

    Raises Refused where the phase is not due, an idea waits for its fate, the pot lacks the money, or an area has too
    few electors.
    """
    budget = held(budget, by)
    again = budget.vote is not None and budget.vote.state == Vote.State.ABANDONED
    if not again:
        _check_not_open(budget)
        check_due(budget, Phase.BALLOT, now)
    _check_listed(budget)
    check_money(budget)
    projects, areas = _numbered(budget), list(budget.areas.all())
    frame = frame_of(budget, projects, areas)
    electorate = _electorate(budget, areas)
    proposal = _proposed(budget, projects, by, now)
    plan = _box_plan(budget, polling, projects, (frame, electorate))
    vote = open_box(proposal=proposal, plan=plan, by=by, now=now)
    _check_areas(vote, areas)
    budget.vote = vote
    budget.save(update_fields=["vote"])
    ids = [str(each.public_id) for each in projects]
    rules = {
        "vote": str(vote.public_id),
        "projects": ids,
        "minimum_age": budget.minimum_age,
        "breakdown": budget.breakdown,
    }
    if not again:
        budget.stages.filter(phase=Phase.BALLOT).update(ends_on=timezone.localdate(polling.closes_at))
        advance(budget, Phase.BALLOT, {**rules, **tallying.frozen(frame)}, by, now)
    else:
        append(ROOM, "ballot-opened", {**about(budget), **rules, **tallying.frozen(frame)}, by=by, now=now)
    return vote


@transaction.atomic
def count_ballots(*, vote: Vote, decision: Decision, by: User | None, now: datetime) -> Budget | None:
    """Count the budget that a closed vote belongs to; None where it belongs to none. Part of the act that closes it."""
    found = Budget.objects.filter(vote=vote).first()
    if found is None:
        return None
    budget = locked(found)
    ballots = vote.box.ballots.encode()
    counted = counted_of(budget)
    results = tallying.results(counted)
    told = {
        **about(budget),
        **tallying.frozen(frame_of_vote(budget)),
        "vote": str(vote.public_id),
        "decision": str(decision.public_id),
        "carried": decision.carried,
        "ballots_sha256": sha256(ballots).hexdigest(),
        "withdrawn": vote.box.withdrawn,
        "lots": vote.box.lots,
        "results": results,
    }
    advance(budget, Phase.COUNT, {}, by, now)
    event = append(ROOM, COUNTED, told, by=by, now=now)
    budget.counted_event = event.number
    budget.save(update_fields=["counted_event"])
    _tell_winners(budget, decision, counted)
    return budget


def counted_of(budget: Budget) -> tuple[Counted, ...]:
    """Each area of a budget whose vote is closed, counted."""
    assert budget.vote is not None
    return tallying.tally(frame_of_vote(budget), boxes.read(budget.vote.box.ballots.encode())[0].ballots)


def frame_of_vote(budget: Budget) -> Frame:
    """What was frozen when the ballot opened, with what was withdrawn and drawn since."""
    assert budget.vote is not None
    projects = list(budget.projects.filter(place__isnull=False).order_by("place").select_related("area"))
    frame = frame_of(budget, projects, list(budget.areas.all()))
    return replace(frame, withdrawn=tuple(budget.vote.box.withdrawn), lots=tuple(budget.vote.box.lots))


def frame_of(budget: Budget, projects: list[Project], areas: list[Area]) -> Frame:
    """The slate of a budget with its rules. Raises Refused for what nobody could vote on or count."""
    where = {area.pk: place for place, area in enumerate(areas)}
    lying = tuple(where[each.area_id] for each in projects)
    slate = slates.Slate(
        budget.kind,
        tuple(each.pence for each in projects),
        lying,
        tuple(slates.Area(each.name, each.pence, each.whole) for each in areas),
        budget.most,
    )
    exclusive = tallying.exclusive_groups([each.one_of for each in projects], lying)
    return Frame(slate, budget.rules().way(), budget.least_votes, exclusive)


def _box_plan(budget: Budget, polling: Polling, projects: list[Project], frozen: tuple[Frame, Electorate]) -> BoxPlan:
    """The vote as the assemblies hold it. Projects of one title are told apart by their ideas."""
    titles = Counter(each.title for each in projects)
    names = [f"{each.title} (idea {each.idea.number})" if titles[each.title] > 1 else each.title for each in projects]
    frame, electorate = frozen
    return BoxPlan(
        Question(budget.kind, tuple(names), 1, frame.slate),
        by_paper=polling.by_paper,
        online=polling.online,
        closes_at=polling.closes_at,
        breakdown=budget.rules().breakdown,
        about=ADDRESS.format(slug=budget.slug),
        notes=tuple(_note(each) for each in projects),
        electorate=electorate,
    )


def _note(project: Project) -> str:
    """What a voter should know of a project beside its cost."""
    told = _("Of the projects for “%(choice)s” one at most can win")
    return str(told % {"choice": project.one_of}) if project.one_of else ""


def _check_not_open(budget: Budget) -> None:
    """Raises Refused for whoever comes second: another convenor, or the same form sent again."""
    if budget.at() == Phase.BALLOT:
        raise Refused("The ballot of this budget is open already. Nothing was done a second time.")


def _check_listed(budget: Budget) -> None:
    waiting = [
        idea
        for idea in budget.ideas.filter(state=Idea.State.OPEN, project__isnull=True).prefetch_related("costings")
        if (latest := next(iter(idea.costings.all()), None)) and latest.feasible
    ]
    if waiting:
        raise Refused(NOT_LISTED.format(number=len(waiting)))
    if not budget.projects.exists():
        raise Refused("No project is on the shortlist, so there is nothing to vote on.")


def _numbered(budget: Budget) -> list[Project]:
    """The projects as they stand on the ballot: area by area, in the order in which their ideas came."""
    projects = list(budget.projects.select_related("area", "idea").order_by("area__number", "idea__number"))
    Project.objects.filter(budget=budget).update(place=None)
    for place, each in enumerate(projects):
        each.place = place
    Project.objects.bulk_update(projects, ["place"])
    return projects


def _electorate(budget: Budget, areas: list[Area]) -> Electorate:
    """Each member with the cell of their area. Who lives in none of them votes on everyone's projects alone."""
    parts = [(place, tuple(each.parts)) for place, each in enumerate(areas) if not each.whole]
    members = budget.body.members.filter(state=Member.State.ADMITTED).values_list("pk", "postcode")
    wards = _wards([postcode for _pk, postcode in members]) if parts else {}
    found: dict[int, str] = {}
    for pk, postcode in members:
        at = cycle.area_of(postcode, wards.get(postcode, ""), tuple(codes for _place, codes in parts))
        if at is not None:
            found[pk] = str(parts[at][0])
        elif len(parts) < len(areas):
            found[pk] = slates.NOWHERE
    return Electorate(budget.minimum_age, found)


def _wards(postcodes: list[str]) -> dict[str, str]:
    """By postcode, the ward that it lies in; nothing while there is no region."""
    region = places.in_view()
    if region is None:
        return {}
    return places.wards_of(region, set(postcodes))


def _check_areas(vote: Vote, areas: list[Area]) -> None:
    """Raises Refused for an area so small that its result would show how people voted."""
    if len(areas) == 1:
        return
    told = Counter(cells.area_of(cell) for cell in vote.electors.values_list("cell", flat=True))
    for place, area in enumerate(areas):
        electors = told.total() if area.whole else told[str(place)]
        if electors < FEWEST_IN_AN_AREA:
            raise Refused(
                f"{area.name} has {electors} voters. With fewer than {FEWEST_IN_AN_AREA} its result would show how "
                "they voted. Hold the budget with fewer areas."
            )


def _proposed(budget: Budget, projects: list[Project], by: User, now: datetime) -> Proposal:
    """The proposal that the vote is on: what it says is what the decision will say."""
    lines = [f"{each.area.name}: {each.title}, {exact(each.pence)}" for each in projects]
    text = "\n".join([f"These projects are put to the vote in {budget.name}. {RULED[budget.rule]}", "", *lines])
    proposal = made(body=budget.body, title=budget.name, text=text, by=by, now=now)
    if proposal.state == Proposal.State.SECONDING:  # the body decided to hold this budget already
        proposal.state = Proposal.State.OPEN
        proposal.save(update_fields=["state"])
    pence = sum(each.pence for each in budget.areas.all())
    asks_of = budget.pot.accountable if budget.pot.rules().policy.holder_accepts else ""
    terms = Terms(pence=pence, purpose=purpose_of(budget), asks_of=asks_of)
    set_terms(proposal=proposal, terms=terms, supersedes=None, by=by, now=now)
    return proposal


def purpose_of(budget: Budget) -> str:
    """What money is promised for, as the decision of the vote says it."""
    return f"Winners of {budget.name}"


def _tell_winners(budget: Budget, decision: Decision, counted: tuple[Counted, ...]) -> None:
    projects = list(budget.projects.filter(place__isnull=False).order_by("place"))
    ranks = {option: rank for each in counted for rank, option in enumerate(each.winners, start=1)}
    for project in projects:
        assert project.place is not None
        project.won = decision.carried and project.place in ranks
        project.rank = ranks.get(project.place) if project.won else None
    Project.objects.bulk_update(projects, ["won", "rank"])
    decision.elected = [each.title for each in projects if each.won]
    decision.save(update_fields=["elected"])


RULED: Final = {
    "equal-shares": "Winners are found by the method of equal shares.",
    "greedy": "Winners are found by votes, the most first.",
    "phragmen": "Winners are found by Phragmén’s rule.",
}
