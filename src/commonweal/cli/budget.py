"""`commonweal budget`: count elections of projects from Pabulib files, by any rule, as anyone can again."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import click

from commonweal.basics.problems import Refused
from commonweal.budgets import counting
from commonweal.budgets.counting import COMPLETIONS, TITLES, UTILITIES, Name, Way
from commonweal.budgets.elections import Election
from commonweal.budgets.pabulib import reading
from commonweal.budgets.pabulib.document import Budget
from commonweal.budgets.rules import equal_shares
from commonweal.budgets.rules.completions import Completion
from commonweal.budgets.rules.outcomes import Bar, Outcome, Utility, barred, spent

Counted = tuple[Path, Budget, Outcome] | tuple[Path, str]


@click.group(name="budget")
def command() -> None:
    """Budgets that residents share out.

    Example:

        commonweal budget count ward.pb --rule equal-shares
    """


@command.command(name="count")
@click.argument("files", nargs=-1, required=True, metavar="FILE.pb...", type=click.Path(path_type=Path))
@click.option("--rule", required=True, type=click.Choice(tuple(TITLES)), help="How to count.")
@click.option("--utility", default="cost", type=click.Choice(UTILITIES), help="What a supporter has of a project.")
@click.option("--completion", default="none", type=click.Choice(COMPLETIONS), help="What becomes of money left over.")
@click.option("--tie-order", "order", multiple=True, metavar="ID", help="Projects as drawn by lot, the first favoured.")
@click.option("--least-votes", default=0, type=click.IntRange(0), metavar="N", help="Votes a project must have to win.")
@click.option("--exclusive", multiple=True, metavar="ID,ID", help="Projects of which one at most may win.")
@click.option("--json", "in_json", is_flag=True, help="Answer in JSON.")
def count(**asked: Any) -> None:
    """Count the ballots in Pabulib files: which projects are funded, in what order, at what price to supporters.

    Exact, and nothing is left to chance: a tie is broken by the order given, else by the projects' ids, and named. A
    file that cannot be counted for sure is refused, with the line.

    Example:

        commonweal budget count ward.pb --rule equal-shares --completion add1 --json
    """
    files: tuple[Path, ...] = asked["files"]
    if absent := [file for file in files if not file.is_file()]:
        raise click.UsageError(f"There is no file {absent[0]}.")
    for option, what in (("order", "An order for ties"), ("exclusive", "What excludes one another")):
        if asked[option] and len(files) > 1:
            raise click.UsageError(f"{what} belongs to one election: name one file with it.")
    if asked["completion"] != "none" and asked["rule"] != equal_shares.NAME:
        raise click.UsageError("Only equal shares are completed: leave --completion out with this rule.")
    way = Way(cast(Name, asked["rule"]), cast(Utility, asked["utility"]), cast(Completion, asked["completion"]))
    counted = [_counted(file, way, asked) for file in files]
    if asked["in_json"]:
        click.echo(json.dumps({"elections": [_told(each, way) for each in counted]}, ensure_ascii=False, indent=2))
    else:
        for each in counted:
            _say(each, way)
    if any(len(each) == 2 for each in counted):
        sys.exit(1)


def _counted(path: Path, way: Way, asked: dict[str, Any]) -> Counted:
    try:
        budget = reading.read(_content(path))
        groups = [[each.strip() for each in group.split(",")] for group in asked["exclusive"]]
        budget = replace(budget, election=counting.under(budget.election, asked["least_votes"], groups))
        order = counting.tie_order(budget.election, asked["order"])
        return path, budget, counting.count(budget.election, way, order)
    except Refused as refusal:
        return path, refusal.plain


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(reading.LARGEST_FILE + 1)
    except OSError as error:
        raise Refused(f"The file cannot be opened: {error.strerror}.") from error
    if len(content) > reading.LARGEST_FILE:
        raise Refused("The file is larger than a gigabyte, and is not read.")
    return content


def _told(counted: Counted, way: Way) -> dict[str, Any]:
    if len(counted) == 2:
        return {"path": str(counted[0]), "refused": counted[1]}
    path, budget, outcome = counted
    return {"path": str(path), **counting.as_json(budget.election, way, outcome)}


def _say(counted: Counted, way: Way) -> None:
    if len(counted) == 2:
        click.echo(f"{counted[0]}: {counted[1]}", err=True)
    else:
        click.echo("\n".join(_in_words(*counted, way)))


def _in_words(path: Path, budget: Budget, outcome: Outcome, way: Way) -> Iterator[str]:
    election = budget.election
    currency = f" {budget.currency}" if budget.currency else ""
    yield budget.title or path.name
    yield (
        f"{TITLES[way.rule]}. Voters: {election.ballots.voters:,}. Projects: {len(election.ids):,}. "
        f"Budget: {election.money(election.budget)}{currency}"
    )
    for number, each in enumerate(outcome.rounds, start=1):
        name = budget.names[each.project]
        yield (
            f"{number:>4}. {election.ids[each.project]}{f' {name}' if name else ''}: costs "
            f"{election.money(election.costs[each.project])}{currency}, supporters: {election.votes[each.project]:,}"
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
