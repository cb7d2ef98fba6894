"""The tables of a result: every project by this rule and by votes alone, and what ages and areas got of their share."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext as _

from commonweal.assemblies.balloting import boxes, cells
from commonweal.basics.tables import Column, Provenance, Table
from commonweal.budgets.actions.balloting import frame_of_vote
from commonweal.budgets.ages import age_groups
from commonweal.budgets.counting import count
from commonweal.budgets.models import Budget
from commonweal.budgets.own_areas import own_areas
from commonweal.budgets.pabulib.groups import Group, due, got
from commonweal.budgets.rules.outcomes import Outcome
from commonweal.budgets.tallying import Counted
from commonweal.budgets.views.fairness import BY_VOTES

BY_AGE: Final = "age"  # a breakdown of assemblies/balloting/cells.py
PROJECTS, AGES, AREAS = "projects", "ages", "areas"  # as their files are called


def beside(counted: Counted, titles: tuple[str, ...]) -> Table:
    """Each project of an area under this rule and by votes alone. The area has projects."""
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
    caption = _("Every project, under this rule and by votes alone")
    return Table(f"{PROJECTS}-{counted.area + 1}", caption, columns, rows, provenance=_source())


def by_age(held: Budget, counted: Counted) -> Table | None:
    """What part of its share each age group of an area got, by this rule and by votes alone. The area has projects.

    None where ballots tell no age, or too few voted for one group to stand apart from the others.
    """
    assert held.vote is not None
    assert counted.outcome is not None
    ballots = boxes.read(held.vote.box.ballots.encode())[0].ballots
    groups = age_groups(frame_of_vote(held), counted.area, ballots)
    if not groups:
        return None
    named = [(called(each.name), each) for each in groups]
    return _shares(counted, named, AGES, _("What each age group got of its share"))


def by_area(held: Budget, counted: Counted) -> Table | None:
    """What part of its share the voters of each other area got of what is everyone's; None of any other area."""
    assert held.vote is not None
    assert counted.outcome is not None
    groups = own_areas(frame_of_vote(held), counted.area, boxes.read(held.vote.box.ballots.encode())[0].ballots)
    if not groups:
        return None
    said = {"": _("In none of the other areas"), cells.OTHERS: _("Areas with fewer than ten voters, together")}
    named = [(said.get(each.name, each.name), each) for each in groups]
    return _shares(counted, named, AREAS, _("What each area got of its share of this"))


def _shares(counted: Counted, named: Sequence[tuple[str, Group]], name: str, caption: str) -> Table:
    by_votes = count(counted.election, BY_VOTES, counted.order)
    columns = (
        Column("group", _("Age") if name == AGES else _("Area")),
        Column("voters", _("Voters"), "count"),
        Column("here", _("Got of its share"), "share"),
        Column("by_votes", _("By votes alone"), "share"),
    )
    rows = [{"group": said, **_row(counted, each, by_votes)} for said, each in named]
    return Table(f"{name}-{counted.area + 1}", caption, columns, rows, provenance=_source())


def _row(counted: Counted, group: Group, by_votes: Outcome) -> dict[str, Any]:
    election = counted.election
    share = due(election, group)

    def part(outcome: Outcome | None) -> Fraction | None:
        return got(election, group, outcome) / share if share and outcome else None

    return {"voters": group.voters, "here": part(counted.outcome), "by_votes": part(by_votes)}


def called(name: str) -> str:
    """An age group in words, those put together named one by one."""
    if not name:
        return _("Age not told")
    parts = [_("ballots that tell no age") if each == cells.UNTOLD else each for each in name.split(cells.TOGETHER)]
    if len(parts) == 1:
        return parts[0]
    said = _("%(groups)s together, since one of them is fewer than ten")
    return said % {"groups": _(" and ").join(parts)}


def _source() -> Provenance:
    said = _("worked out from the published ballots of this vote")
    return Provenance(attribution=said, licence=_("the licence is for the people who run this site to say"))
