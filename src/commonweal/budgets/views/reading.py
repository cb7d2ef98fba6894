"""What everyone can read of budgets: the list, a budget, a project, and the result as a story."""

from collections.abc import Iterator
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.assemblies.models import Vote
from commonweal.assemblies.views.acting import in_sample
from commonweal.basics.tables import Column, Table
from commonweal.budgets import queries, telling
from commonweal.budgets.actions.balloting import counted_of
from commonweal.budgets.counting import Way, count
from commonweal.budgets.cycle import Phase, within
from commonweal.budgets.explaining import explained
from commonweal.budgets.forms.running import SAYS
from commonweal.budgets.models import Budget, Photo, Project, Stage
from commonweal.budgets.pabulib.document import Budget as Document
from commonweal.budgets.pabulib.sections import Text
from commonweal.budgets.pabulib.writing import sections_of, write
from commonweal.budgets.rules.outcomes import spent
from commonweal.budgets.tallying import Counted
from commonweal.budgets.turns import Recount
from commonweal.budgets.views import stories
from commonweal.budgets.views.acting import Seen, seen
from commonweal.budgets.views.naming import CALLED, COUNTED_BY

BY_VOTES: Final = Way("greedy")


@require_safe
def budgets(request: HttpRequest) -> HttpResponse:
    """Every budget there is, the latest first."""
    found = list(queries.budgets(sample=in_sample()))
    rows = [{"budget": each, "phase": CALLED.get(each.phase, _("Not begun"))} for each in found]
    return render(request, "budgets/budgets.html", {"rows": rows})


@require_safe
def budget(request: HttpRequest, slug: str) -> HttpResponse:
    """A budget: where it stands, what anyone can do now, its money, its phases and its rules."""
    at = seen(request, slug)
    held = at.budget
    context = {
        "at": at,
        "budget": held,
        "areas": held.areas.all(),
        "phases": [_phase(held, each) for each in held.stages.all()],
        "counts": queries.counts(held),
        "takes_ideas": takes_ideas(held),
        "voting": held.vote if held.vote and held.vote.state == Vote.State.OPEN else None,
        "rules": held.rules(),
        "says": SAYS[held.kind],
        "counted_by": COUNTED_BY[held.rule],
        "projects": held.projects.select_related("area").order_by("area__number", "-won", "rank", "number"),
        "lessons": held.lessons.all(),
    }
    return render(request, "budgets/budget.html", context)


@require_safe
def project(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A project: what it is, what the office answered, what came of it, and its delivery."""
    at = seen(request, slug)
    found = get_object_or_404(at.budget.projects.select_related("area", "idea"), number=number)
    found.budget = at.budget
    milestones = list(found.milestones.all())
    planned, used = sum(each.pence for each in milestones), sum(each.spent or 0 for each in milestones)
    context = {
        "at": at,
        "project": found,
        "idea": found.idea,
        "lineage": found.idea.merged_from.order_by("number"),
        "costing": found.idea.costings.first(),
        "rivals": _rivals(found),
        "milestones": milestones,
        "planned": planned,
        "spent": used,
        "left": found.pence - used,
        "progress": found.progress.select_related("photo"),
        "delivers": at.convenes and found.won and not found.fate and at.budget.at() == Phase.DELIVERY,
    }
    return render(request, "budgets/project.html", context)


@require_safe
def photo(request: HttpRequest, slug: str, number: int, key: int) -> HttpResponse:
    """One photo of a project."""
    at = seen(request, slug)
    found = get_object_or_404(Photo, progress__project__budget=at.budget, progress__project__number=number, pk=key)
    response = HttpResponse(bytes(found.content), content_type=found.kind)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@require_safe
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """The result as a story: area by area, round by round, and why each project won or did not."""
    at = seen(request, slug)
    held = _counted(at)
    assert held.vote is not None
    projects = {each.place: each for each in held.projects.filter(place__isnull=False)}
    areas = list(held.areas.all())
    told = [_story(held, each, areas[each.area].name, projects) for each in counted_of(held)]
    context = {
        "at": at,
        "budget": held,
        "vote": held.vote,
        "decision": held.vote.decision,
        "carried": held.vote.decision.carried,
        "areas": told,
        "counted_by": COUNTED_BY[held.rule],
        "says": SAYS[held.kind],
        "several": len(told) > 1,
    }
    return render(request, "budgets/results.html", context)


@require_safe
def area_file(request: HttpRequest, slug: str, area: int) -> HttpResponse:
    """The count of one area as a Pabulib file, for any program that counts participatory budgets."""
    at = seen(request, slug)
    held = _counted(at)
    where = get_object_or_404(held.areas, number=area)
    found = next(each for each in counted_of(held) if each.area == area - 1)
    names = {each.place: each.title for each in held.projects.filter(place__isnull=False)}
    response = HttpResponse(write(_document(held, where.name, found, names)), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{held.slug}-{area}.pb"'
    return response


def takes_ideas(held: Budget) -> bool:
    """Whether anyone can put an idea forward today."""
    stage = next(each for each in held.stages.all() if each.phase == Phase.IDEAS)
    return held.at() == Phase.IDEAS and within(stage.dates(), timezone.localdate())


def _counted(at: Seen) -> Budget:
    if at.budget.counted_event is None:
        raise Http404
    return at.budget


def _phase(held: Budget, stage: Stage) -> dict[str, Any]:
    state = "now" if stage.phase == held.phase else "over" if stage.opened_at else "ahead"
    return {"stage": stage, "called": CALLED[stage.phase], "state": state}


def _rivals(found: Project) -> Any:
    if not found.one_of:
        return ()
    return found.budget.projects.filter(area=found.area, one_of__iexact=found.one_of).exclude(pk=found.pk)


def _story(held: Budget, counted: Counted, name: str, projects: dict[int | None, Project]) -> dict[str, Any]:
    """One area: the winners in order with what each left of the money, the others with what they lacked."""
    election, outcome = counted.election, counted.outcome
    told: dict[str, Any] = {
        "name": name,
        "number": counted.area + 1,
        "voters": election.ballots.voters,
        "pence": election.budget,
        "won": [],
        "lost": [],
    }
    if outcome is None:
        return told
    titles = tuple(projects[option].title for option in counted.options)
    words = telling.Words(election, "GBP", titles, translation)
    recount = Recount(election, held.rules().way(), counted.order, outcome)
    story = explained(recount, stories.turning(recount))

    def about(place: int, sentences: Iterator[str]) -> dict[str, Any]:
        return {"project": projects[counted.options[place]], "told": list(sentences)}

    left = election.budget
    for won in story.won:
        left -= election.costs[won.project]
        told["won"].append({**about(won.project, telling.of_winner(story, won, words)), "left": left})
    told["lost"] = [about(lost.project, telling.of_loser(story, lost, words)) for lost in story.lost]
    told["spent"] = spent(election, outcome.winners)
    told["per_voter"] = None if outcome.per_voter is None else words.money(outcome.per_voter)
    told["ties"] = [
        {"round": tie.round, "names": [titles[each] for each in tie.projects], "chosen": titles[tie.chosen]}
        for tie in outcome.ties
    ]
    told["drawn"] = bool(held.vote and held.vote.box.lots)
    told["beside"] = _beside(counted, titles)
    return told


def _beside(counted: Counted, titles: tuple[str, ...]) -> Table:
    """Each project under this rule and by votes alone."""
    election, outcome = counted.election, counted.outcome
    assert outcome is not None
    by_votes = count(election, BY_VOTES, counted.order)
    columns = (
        Column("project", _("Project")),
        Column("cost", _("Costs"), "money"),
        Column("votes", _("Votes"), "count"),
        Column("here", _("Funded")),
        Column("by_votes", _("By votes alone")),
    )
    known = {True: _("Yes"), False: _("No")}
    rows = [
        {
            "project": titles[place],
            "cost": election.costs[place],
            "votes": election.votes[place],
            "here": known[place in outcome.winners],
            "by_votes": known[place in by_votes.winners],
        }
        for place in sorted(range(len(titles)), key=lambda place: -election.votes[place])
    ]
    return Table(f"beside-{counted.area + 1}", _("Every project, under this rule and by votes alone"), columns, rows)


def _document(held: Budget, name: str, counted: Counted, names: dict[int | None, str]) -> Document:
    titles = tuple(names[option] for option in counted.options)
    meta = {"description": held.name, "country": "United Kingdom", "unit": held.body.name, "subunit": name}
    sections = sections_of(counted.election, {**meta, "currency": "GBP", "rule": held.rule}, titles)
    kind = sections["META"].rows[0][1]
    selected = tuple("1" if option in counted.winners else "0" for option in counted.options)
    sections["PROJECTS"].columns["selected"] = 3
    for row, told in zip(sections["PROJECTS"].rows, selected, strict=True):
        row.append(told)
    return Document(counted.election, held.name, "GBP", kind, held.rule, titles, selected, Text("", sections))
