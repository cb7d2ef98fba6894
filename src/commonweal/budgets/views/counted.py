"""What the page says of an election that was counted: first the sum of it, then all rules, then project by project."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.basics.tables import Column, Table
from commonweal.budgets import telling
from commonweal.budgets.comparing import WAYS as EVERY_WAY
from commonweal.budgets.comparing import Compared
from commonweal.budgets.counting import Way
from commonweal.budgets.explaining import Explained, Lost, Won
from commonweal.budgets.pabulib.document import POINTED, RANKED, Budget
from commonweal.budgets.pabulib.groups import FEW, Group, due, got, groups
from commonweal.budgets.rules.outcomes import Outcome
from commonweal.budgets.telling import Words
from commonweal.budgets.views import fairness
from commonweal.budgets.views.fairness import BY_VOTES

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
BY_SHARES: Final = Way("equal-shares")
FIRST: Final = 8  # projects not funded that stand in view; the others unfold together


@dataclass(frozen=True, slots=True)
class Answer:
    """One election under all rules, and the story of one of them."""

    budget: Budget
    found: dict[Way, Compared]
    story: Explained
    words: Words
    turned: int  # lost projects for which it was counted again what would have changed their fate
    instead_of: Way  # whose story was asked for; another where that would take too long

    @property
    def beside(self) -> Compared | None:
        """The rule that the story is told beside: the usual one, or equal shares where that is the story."""
        return self.found[BY_SHARES if self.story.way == BY_VOTES else BY_VOTES]


def context(answer: Answer) -> dict[str, Any]:
    """All that the page says."""
    election, story, words = answer.words.election, answer.story, answer.words
    lost = [_lost(answer, each) for each in story.lost]
    return {
        "title": answer.budget.title or _("An election of projects"),
        "voters": election.ballots.voters,
        "projects": len(election.ids),
        "budget": words.money(election.budget),
        "rule": NAMES[story.way],
        "instead_of": NAMES[answer.instead_of] if story.way != answer.instead_of else "",
        "sums": [_sum(answer, each) for each in (answer.found[story.way], answer.beside) if each],
        "conditions": [*_ballots(answer.budget), *_conditions(words)],
        "side_by_side": [_sum(answer, each) for each in answer.found.values()],
        "rules": _rules(answer),
        "left_out": [NAMES[way] for way in EVERY_WAY if way not in answer.found],
        "per_voter": None if story.outcome.per_voter is None else words.money(story.outcome.per_voter),
        "won": list(_won(answer)),
        "lost": [("", lost[:FIRST])] + ([(_more(len(lost) - FIRST), lost[FIRST:])] if len(lost) > FIRST else []),
        "lost_in_all": len(lost),
        "turned": answer.turned,
        "ties": [
            {
                "names": [words.project(place) for place in tie.projects],
                "chosen": words.project(tie.chosen),
                "round": tie.round,
            }
            for tie in story.outcome.ties
        ],
        "everywhere": _everywhere(answer),
        "groups": list(_group_tables(answer)),
    }


def _sum(answer: Answer, found: Compared) -> dict[str, Any]:
    """One rule in four figures."""
    election = answer.words.election
    return {
        "rule": NAMES[found.way],
        "told": found.way == answer.story.way,
        "funded": len(found.outcome.rounds),
        "spent": answer.words.money(found.spent),
        "part": Fraction(found.spent, election.budget) if election.budget else None,
        "served": Fraction(found.served, max(1, election.ballots.voters)),
        "alike": len(set(found.outcome.winners) & set(answer.story.outcome.winners)),
    }


def _ballots(budget: Budget) -> Iterator[str]:
    """What a reader must know of the ballots."""
    if not len(budget.election.ballots.projects):
        yield _("No ballot names a project.")
    elif not budget.states_its_votes:
        yield _("The file does not say how many votes it holds, so nobody can tell whether some are missing.")
    if budget.vote_type in POINTED:
        yield _("Voters gave points to projects, and support counts as many times.")
    elif budget.vote_type == RANKED:
        yield _("Voters put projects in order: the last gets one point, the one before it two, and so on.")


def _conditions(words: Words) -> Iterator[str]:
    """What was asked of winners besides money."""
    asked = words.election.conditions
    if asked.least_votes:
        said = ngettext(
            "A project needs one vote to win.", "A project needs %(number)s votes to win.", asked.least_votes
        )
        yield said % {"number": f"{asked.least_votes:,}"}
    for group in asked.exclusive:
        said = _("Of these projects one at most may win: %(names)s.")
        yield said % {"names": "; ".join(map(words.project, group))}


def _won(answer: Answer) -> Iterator[dict[str, Any]]:
    """Each round: the winner, what the budget had left after it, and a bar of what was spent by then."""
    election, words = answer.words.election, answer.words
    costs = [election.costs[won.project] for won in answer.story.won]
    for won, cost, spent in zip(answer.story.won, costs, accumulate(costs), strict=True):
        yield {
            "name": words.project(won.project),
            "note": _note(won, words),
            "left": words.money(election.budget - spent),
            "before": _length(spent - cost, election.budget),
            "width": _length(cost, election.budget),
            "told": list(telling.of_winner(answer.story, won, words)),
            "rules": _funding(answer, won.project),
        }


def _length(part: int, whole: int) -> str:
    """A length for a drawing, in the same digits whatever the reader's language."""
    return f"{part / max(1, whole) * 100:.3f}%"


def _lost(answer: Answer, lost: Lost) -> dict[str, Any]:
    words = answer.words
    return {
        "name": words.project(lost.project),
        "note": _note(lost, words),
        "told": list(telling.of_loser(answer.story, lost, words)),
        "rules": _funding(answer, lost.project),
    }


def _note(project: Won | Lost, words: Words) -> str:
    """What stands below a project's name while it is folded."""
    votes = words.election.votes[project.project]
    said = ngettext("%(cost)s, one vote", "%(cost)s, %(number)s votes", votes)
    return said % {"cost": words.money(words.election.costs[project.project]), "number": f"{votes:,}"}


def _more(number: int) -> str:
    said = ngettext("One more, with fewer votes", "%(number)s more, with fewer votes", number)
    return said % {"number": f"{number:,}"}


def _funding(answer: Answer, place: int) -> str:
    """How many of the rules fund a project."""
    funding = sum(place in each.outcome.winners for each in answer.found.values())
    if not funding:
        return _("No rule here funds it.")
    said = ngettext("One of %(all)s rules funds it.", "%(number)s of %(all)s rules fund it.", funding)
    return said % {"number": funding, "all": len(answer.found)}


def _rules(answer: Answer) -> Table:
    columns = (
        Column("rule", _("Rule")),
        Column("spent", _("Spent")),
        Column("each", _("Winners that a voter named, on average")),
        Column("fair", str(fairness.DESERVED)),
        Column("priceable", str(fairness.BOUGHT)),
    )
    rows = [
        {
            "rule": NAMES[each.way],
            "spent": answer.words.money(each.spent),
            "each": f"{float(each.winners):.2f}",
            "fair": fairness.deserved(each.neglected),
            "priceable": fairness.bought(each.priceable),
        }
        for each in answer.found.values()
    ]
    return Table("rules", _("What each rule makes of it"), columns, rows)


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

    def part(outcome: Outcome) -> Fraction | None:
        return got(election, group, outcome) / share if share else None

    return {
        "group": unnamed.get(group.name, group.name),
        "voters": group.voters,
        "here": part(answer.story.outcome),
        "by_votes": part(answer.found[BY_VOTES].outcome),
    }
