"""What `commonweal budget` answers, in JSON and in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from commonweal.budgets import counting, telling
from commonweal.budgets.comparing import Compared
from commonweal.budgets.counting import TITLES, Way
from commonweal.budgets.elections import Election
from commonweal.budgets.explaining import Explained
from commonweal.budgets.pabulib.document import Budget
from commonweal.budgets.pabulib.groups import FEW, Group, due, got, groups
from commonweal.budgets.rules.outcomes import Bar, Outcome, barred, spent

ANSWERS: Final = {True: "yes", False: "no", None: "not known"}
UNNAMED: Final = {"": "not told", FEW: "too few to tell apart"}


@dataclass(frozen=True, slots=True)
class Counted:
    """A file's budget under the conditions asked for, and what was found of it."""

    path: Path
    budget: Budget
    order: tuple[int, ...]

    @property
    def election(self) -> Election:
        return self.budget.election


def counted_words(each: Counted, outcome: Outcome, way: Way) -> Iterator[str]:
    """A count: the winners in order, ties, and what could not win."""
    budget, election = each.budget, each.election
    currency = f" {budget.currency}" if budget.currency else ""
    yield budget.title or each.path.name
    yield (
        f"{TITLES[way.rule]}. Voters: {election.ballots.voters:,}. Projects: {len(election.ids):,}. "
        f"Budget: {election.money(election.budget)}{currency}"
    )
    if not budget.states_its_votes:
        yield "The file does not say how many votes it holds, so nobody can tell whether some are missing."
    for number, round_ in enumerate(outcome.rounds, start=1):
        name = budget.names[round_.project]
        yield (
            f"{number:>4}. {election.ids[round_.project]}{f' {name}' if name else ''}: costs "
            f"{election.money(election.costs[round_.project])}{currency}, "
            f"supporters: {election.votes[round_.project]:,}"
        )
    for tie in outcome.ties:
        tied = ", ".join(election.ids[place] for place in tie.projects)
        yield f"A tie for place {tie.round}, between {tied}: {election.ids[tie.chosen]}, by the order of ties"
    for bar in barred(election, outcome.winners):
        yield f"{election.ids[bar.project]} could not win: {_why(election, bar)}"
    left = election.budget - spent(election, outcome.winners)
    yield f"Projects funded: {len(outcome.rounds)}. Left over: {election.money(left)}{currency}"


def _why(election: Election, bar: Bar) -> str:
    if bar.excluded_by is not None:
        return f"{election.ids[bar.excluded_by]} won, and only one of them may"
    return f"it has {election.votes[bar.project]:,} of the {election.conditions.least_votes:,} votes that it needs"


def compared_told(election: Election, found: Compared) -> dict[str, Any]:
    """What all rules make of one election, as plain values for JSON."""
    told = counting.as_json(election, found.way, found.outcome)
    return {name: told[name] for name in ("rule", "utility", "completion", "winners", "spent", "budget", "voters")} | {
        "voters_with_a_winner": found.served,
        "money_per_voter": str(found.money / election.unit),
        "winners_per_voter": str(found.winners),
        "neglected": found.neglected,
        "priceable": found.priceable,
    }


def compared_words(each: Counted, found: list[Compared]) -> Iterator[str]:
    """The same as a table."""
    words = telling.Words(each.election, each.budget.currency)
    yield f"{each.budget.title or each.path.name}: {each.election.ballots.voters:,} voters"
    yield f"{'':<36}{'winners':>8}{'spent':>20}{'have one':>10}{'each':>7}  EJR+  priceable"
    for one in found:
        share = one.served / max(1, each.election.ballots.voters)
        yield (
            f"{_name(one.way):<36}{len(one.outcome.rounds):>8}{words.money(one.spent):>20}{share:>10.1%}"
            f"{float(one.winners):>7.2f}  {'no' if one.neglected else 'yes':<6}{ANSWERS[one.priceable]}"
        )


def _name(way: Way) -> str:
    parts: list[str] = [way.rule]
    if way.rule != "phragmen":
        parts.append(way.utility)
    if way.completion != "none":
        parts.append(way.completion)
    return ", ".join(parts)


def explained_told(each: Counted, found: Explained) -> dict[str, Any]:
    """Every project and group explained, as plain values for JSON; money is text, exact."""
    words = telling.Words(each.election, each.budget.currency, each.budget.names)
    ids = each.election.ids
    won = (
        {"project": ids[one.project], "won": True, "told": list(telling.of_winner(found, one, words))}
        for one in found.won
    )
    lost = (
        {
            "project": ids[one.project],
            "won": False,
            "wins_at_cost": None if one.turn is None or one.turn.cost is None else each.election.money(one.turn.cost),
            "wins_with_supporters": one.turn.supporters if one.turn else None,
            "least": bool(one.turn and one.turn.least),
            "told": list(telling.of_loser(found, one, words)),
        }
        for one in found.lost
    )
    return {"projects": [*won, *lost], "groups": [_group_told(each, found, group) for group in groups(each.budget)]}


def _group_told(each: Counted, found: Explained, group: Group) -> dict[str, Any]:
    by_votes = counting.count(each.election, Way("greedy"), each.order)
    unit = each.election.unit
    return {
        "column": group.column,
        "name": group.name,
        "voters": group.voters,
        "due": str(due(each.election, group) / unit),
        "got": str(got(each.election, group, found.outcome) / unit),
        "got_by_greedy": str(got(each.election, group, by_votes) / unit),
    }


def explained_words(each: Counted, found: Explained) -> Iterator[str]:
    """The same in sentences."""
    words = telling.Words(each.election, each.budget.currency, each.budget.names)
    yield f"{each.budget.title or each.path.name}: {TITLES[found.way.rule]}"
    for won in found.won:
        yield f"{won.number:>4}. {words.project(won.project)}: {' '.join(telling.of_winner(found, won, words))}"
    for lost in found.lost:
        yield f"   -  {words.project(lost.project)}: {' '.join(telling.of_loser(found, lost, words))}"
    by_votes = counting.count(each.election, Way("greedy"), each.order)
    for group in groups(each.budget):
        share = due(each.election, group)
        if share:
            parts = [float(got(each.election, group, outcome) / share) for outcome in (found.outcome, by_votes)]
            yield (
                f"{group.column} {UNNAMED.get(group.name, group.name)}: {group.voters:,} voters got {parts[0]:.0%} of "
                f"their share, by votes {parts[1]:.0%}"
            )
