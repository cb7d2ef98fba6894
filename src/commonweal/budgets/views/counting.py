"""Count an election: anyone sends a Pabulib file in, and sees what every rule makes of it. Nothing is kept."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commonweal.basics.problems import Refused
from commonweal.basics.tables import Column, Table
from commonweal.budgets import telling
from commonweal.budgets.comparing import WAYS as EVERY_WAY
from commonweal.budgets.comparing import Compared, Limits, compared
from commonweal.budgets.counting import Way, under
from commonweal.budgets.explaining import Explained, explained
from commonweal.budgets.forms.counting import ElectionForm
from commonweal.budgets.pabulib.document import Budget
from commonweal.budgets.pabulib.groups import FEW, Group, due, got, groups
from commonweal.budgets.pabulib.reading import read
from commonweal.budgets.turns import Recount
from commonweal.budgets.views import stories

MISTAKEN: Final = 400  # the status of a page that was sent something it cannot count
MOST_PROJECTS: Final = 500  # of an election on the page; our choice, so that an answer comes at once
LIMITS: Final = Limits(entries=8_000, counts=400)
COUNTED: Final = 1_500_000  # entries of ballots that add1 may go through

NAMES: Final = {
    Way("greedy"): gettext_lazy("Most votes first"),
    Way("greedy", "cardinality"): gettext_lazy("Most votes for the money first"),
    Way("phragmen"): gettext_lazy("Phragmén’s rule"),
    Way("equal-shares"): gettext_lazy("Equal shares"),
    Way("equal-shares", "cardinality"): gettext_lazy("Equal shares, each project worth the same"),
    Way("equal-shares", "cost", "add1"): gettext_lazy("Equal shares, then more for everyone"),
    Way("equal-shares", "cardinality", "add1"): gettext_lazy("Equal shares, each worth the same, then more"),
    Way("equal-shares", "cost", "add1-greedy"): gettext_lazy("Equal shares, more for everyone, then by votes"),
    Way("equal-shares", "cardinality", "add1-greedy"): gettext_lazy(
        "Equal shares, each worth the same, more, then by votes"
    ),
}
COLUMNS: Final = {
    "neighborhood": gettext_lazy("Neighbourhood"),
    "district": gettext_lazy("District"),
    "age": gettext_lazy("Age"),
    "sex": gettext_lazy("Sex"),
}
BY_VOTES: Final = Way("greedy")


@dataclass(frozen=True, slots=True)
class Answer:
    """One election under all rules, and the story of one of them."""

    budget: Budget
    found: dict[Way, Compared]
    story: Explained
    words: telling.Words
    turned: int  # lost projects for which it was counted again what would have changed their fate


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def count_election(request: HttpRequest) -> HttpResponse:
    """The form; and the answer to what was sent with it."""
    if request.method != "POST":
        return render(request, "budgets/count.html", {"form": ElectionForm()})
    form = ElectionForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            answer = _answer(form)
            return render(request, "budgets/counted.html", _context(answer))
        except Refused as refusal:
            form.add_error("sent", refusal.plain)
    return render(request, "budgets/count.html", {"form": form}, status=MISTAKEN)


def _answer(form: ElectionForm) -> Answer:
    budget = read(form.cleaned_data["sent"].read())
    election = under(budget.election, form.cleaned_data["least_votes"] or 0, [])
    if len(election.ids) > MOST_PROJECTS:
        raise Refused(
            _("There are %(number)s projects. This page takes %(most)s; the command “commonweal budget compare” all.")
            % {"number": f"{len(election.ids):,}", "most": MOST_PROJECTS}
        )
    counts = min(LIMITS.counts or 0, COUNTED // max(1, len(election.ballots.projects)))
    found = {each.way: each for each in compared(election, limits=replace(LIMITS, counts=counts))}
    way = form.chosen() if form.chosen() in found else Way("equal-shares")
    recount = Recount(election, way, election.order, found[way].outcome)
    turning = stories.turning(recount)
    return Answer(
        budget,
        found,
        explained(recount, turning),
        telling.Words(election, budget.currency, budget.names),
        len(turning),
    )


def _context(answer: Answer) -> dict[str, Any]:
    election, story = answer.words.election, answer.story
    return {
        "title": answer.budget.title or _("An election of projects"),
        "voters": election.ballots.voters,
        "projects": len(election.ids),
        "budget": answer.words.money(election.budget),
        "rules": _rules(answer),
        "left_out": [NAMES[way] for way in EVERY_WAY if way not in answer.found],
        "rule": NAMES[story.way],
        "per_voter": None if story.outcome.per_voter is None else answer.words.money(story.outcome.per_voter),
        "won": [
            {
                "name": answer.words.project(won.project),
                "told": stories.said(telling.of_winner(story, won, answer.words)),
            }
            for won in story.won
        ],
        "lost": [
            {
                "name": answer.words.project(lost.project),
                "told": stories.said(telling.of_loser(story, lost, answer.words)),
            }
            for lost in story.lost
        ],
        "turned": answer.turned,
        "ties": [
            {
                "names": [answer.words.project(place) for place in tie.projects],
                "chosen": answer.words.project(tie.chosen),
                "round": tie.round,
            }
            for tie in story.outcome.ties
        ],
        "everywhere": _everywhere(answer),
        "groups": list(_group_tables(answer)),
    }


def _rules(answer: Answer) -> Table:
    columns = (
        Column("rule", _("Rule")),
        Column("winners", _("Projects funded"), "count"),
        Column("spent", _("Spent")),
        Column("served", _("Voters with a winner"), "share"),
        Column("each", _("Winners that a voter named, on average")),
        Column("fair", _("Groups left with less than they deserve")),
        Column("priceable", _("Could equal money have bought it?")),
    )
    voters = max(1, answer.words.election.ballots.voters)
    known = {True: _("Yes"), False: _("No"), None: _("Not known: too many ballots to search here")}
    rows = [
        {
            "rule": NAMES[each.way],
            "winners": len(each.outcome.rounds),
            "spent": answer.words.money(each.spent),
            "served": Fraction(each.served, voters),
            "each": f"{float(each.winners):.2f}",
            "fair": _deserved(each.neglected),
            "priceable": known[each.priceable],
        }
        for each in answer.found.values()
    ]
    return Table("rules", _("All rules, side by side"), columns, rows)


def _deserved(neglected: int) -> str:
    if not neglected:
        return _("None")
    told = ngettext("Those of one project", "Those of %(number)s projects", neglected)
    return told % {"number": neglected}


def _everywhere(answer: Answer) -> Table:
    """Each project, and how many rules fund it."""
    columns = (
        Column("project", _("Project")),
        Column("cost", _("Costs")),
        Column("votes", _("Votes"), "count"),
        Column("rules", _("Rules that fund it"), "count"),
    )
    election = answer.words.election
    places, outcomes = range(len(election.ids)), [each.outcome for each in answer.found.values()]
    funding = [sum(place in outcome.winners for outcome in outcomes) for place in places]
    rows = [
        {
            "project": answer.words.project(place),
            "cost": answer.words.money(election.costs[place]),
            "votes": election.votes[place],
            "rules": funding[place],
        }
        for place in sorted(places, key=lambda place: (-funding[place], -election.votes[place]))
    ]
    caption = _("Every project, under %(number)s rules") % {"number": len(answer.found)}
    return Table("projects", caption, columns, rows)


def _group_tables(answer: Answer) -> Iterator[Table]:
    """For each column that tells voters apart: what part of its share each group got, by this rule and by votes."""
    found: dict[str, list[Group]] = {}
    for group in groups(answer.budget):
        found.setdefault(group.column, []).append(group)
    for column, parts in found.items():
        columns = (
            Column("group", str(COLUMNS[column])),
            Column("voters", _("Voters"), "count"),
            Column("here", _("Got of its share"), "share"),
            Column("by_votes", _("By votes alone"), "share"),
        )
        yield Table(f"by-{column}", str(COLUMNS[column]), columns, [_group(answer, part) for part in parts])


def _group(answer: Answer, group: Group) -> dict[str, Any]:
    election = answer.words.election
    share = due(election, group)
    unnamed = {"": _("Not told"), FEW: _("Groups of fewer than ten, together")}
    return {
        "group": unnamed.get(group.name, group.name),
        "voters": group.voters,
        "here": got(election, group, answer.story.outcome) / share if share else None,
        "by_votes": got(election, group, answer.found[BY_VOTES].outcome) / share if share else None,
    }
