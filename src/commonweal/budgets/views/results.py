"""The result of a budget as a story: area by area, round by round, what each age group got, and all of it as files."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from commonweal.budgets import telling
from commonweal.budgets.actions.balloting import counted_of
from commonweal.budgets.explaining import explained
from commonweal.budgets.forms.running import SAYS
from commonweal.budgets.models import Budget, Project
from commonweal.budgets.pabulib.document import Budget as Document
from commonweal.budgets.pabulib.sections import Text
from commonweal.budgets.pabulib.writing import sections_of, write
from commonweal.budgets.rules.outcomes import spent
from commonweal.budgets.tallying import Counted
from commonweal.budgets.turns import Recount
from commonweal.budgets.views import result_tables as tables
from commonweal.budgets.views import stories
from commonweal.budgets.views.acting import Seen, seen
from commonweal.budgets.views.fairness import fair
from commonweal.budgets.views.naming import COUNTED_BY
from commonweal.funds.views.reading import file_of


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
        "tells_age": held.vote.box.breakdown == tables.BY_AGE,
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


@require_safe
def table_file(request: HttpRequest, slug: str, area: int, name: str, ending: str) -> HttpResponse:
    """A table of the result as a file: every project of an area, or what each age group or area there got."""
    at = seen(request, slug)
    held = _counted(at)
    where = get_object_or_404(held.areas, number=area)
    found = next(each for each in counted_of(held) if each.area == where.number - 1)
    if found.outcome is None or name not in (tables.PROJECTS, tables.AGES, tables.AREAS):
        raise Http404
    if name == tables.PROJECTS:
        names = {each.place: each.title for each in held.projects.filter(place__isnull=False)}
        return file_of(tables.beside(found, tuple(names[option] for option in found.options)), ending)
    table = tables.by_age(held, found) if name == tables.AGES else tables.by_area(held, found)
    if table is None:
        raise Http404
    return file_of(table, ending)


def _counted(at: Seen) -> Budget:
    if at.budget.counted_event is None:
        raise Http404
    return at.budget


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
    told |= {"beside": tables.beside(counted, titles), "ages": tables.by_age(held, counted)}
    told["own_areas"] = tables.by_area(held, counted)
    told["fair"] = fair(counted, held.rules().way())
    here = f"{reverse('budget-results', args=[held.slug])}{counted.area + 1}/"
    told |= {"projects_file": here + tables.PROJECTS, "ages_file": here + tables.AGES}
    told["own_areas_file"] = here + tables.AREAS
    return told


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
