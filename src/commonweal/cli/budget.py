"""`commonweal budget`: count elections of projects from Pabulib files, by any rule, as anyone can again."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from commonweal.basics.problems import Refused
from commonweal.budgets import counting
from commonweal.budgets.comparing import WAYS, Compared, compared
from commonweal.budgets.counting import COMPLETIONS, TITLES, UTILITIES, Name, Way
from commonweal.budgets.explaining import Explained, explained
from commonweal.budgets.pabulib import reading
from commonweal.budgets.pabulib.writing import write
from commonweal.budgets.rules import equal_shares
from commonweal.budgets.rules.completions import Completion
from commonweal.budgets.rules.outcomes import Outcome, Utility
from commonweal.budgets.turns import Recount
from commonweal.cli import budget_words as words
from commonweal.cli.budget_words import Counted

Verb = TypeVar("Verb", bound=Callable[..., Any])
Found = TypeVar("Found")


def judged(verb: Verb) -> Verb:
    """Gives a verb its files, and what is asked of an election besides the rule; it takes them as keywords."""
    for option in (
        click.option("--json", "in_json", is_flag=True, help="Answer in JSON."),
        click.option("--exclusive", multiple=True, metavar="ID,ID", help="Projects of which one may win."),
        click.option(
            "--least-votes", default=0, type=click.IntRange(0), metavar="N", help="Votes that a winner needs."
        ),
        click.option("--tie-order", "order", multiple=True, metavar="ID", help="Projects by lot, the first favoured."),
        click.argument("files", nargs=-1, required=True, metavar="FILE.pb...", type=click.Path(path_type=Path)),
    ):
        verb = option(verb)
    return verb


def ruled(verb: Verb) -> Verb:
    """Gives a verb the options that name a rule."""
    for option in (
        click.option(
            "--completion", default="none", type=click.Choice(COMPLETIONS), help="What to do with money left."
        ),
        click.option("--utility", default="cost", type=click.Choice(UTILITIES), help="What a project is worth."),
        click.option("--rule", required=True, type=click.Choice(tuple(TITLES)), help="How to count."),
    ):
        verb = option(verb)
    return verb


@click.group(name="budget")
def command() -> None:
    """Budgets that residents share out.

    Example:

        commonweal budget count ward.pb --rule equal-shares
    """


@command.command(name="count")
@judged
@ruled
def count(**asked: Any) -> None:
    """Count the ballots in Pabulib files: which projects are funded, in what order, at what price to supporters.

    Exact, and nothing is left to chance: a tie is broken by the order given, else by the projects' ids, and named. A
    file that cannot be counted for sure is refused, with the line.

    Example:

        commonweal budget count ward.pb --rule equal-shares --completion add1 --json
    """
    way = _way(asked)

    def counted(each: Counted) -> Outcome:
        return counting.count(each.election, way, each.order)

    def told(each: Counted, outcome: Outcome) -> dict[str, Any]:
        return counting.as_json(each.election, way, outcome)

    _answer(asked, counted, told, lambda each, outcome: words.counted_words(each, outcome, way))


@command.command(name="compare")
@judged
def compare(**asked: Any) -> None:
    """Count elections under all rules, side by side: winners, money spent, who has something of it, proportionality.

    Example:

        commonweal budget compare ward.pb
    """

    def told(each: Counted, found: list[Compared]) -> dict[str, Any]:
        return {"rules": [words.compared_told(each.election, one) for one in found]}

    _answer(asked, lambda each: list(compared(each.election, WAYS, each.order)), told, words.compared_words)


@command.command(name="explain")
@judged
@ruled
def explain(**asked: Any) -> None:
    """Say of every project why it won or lost, and what would have changed it; and what each group of voters got.

    What would have changed it is counted again, for each project that lost.

    Example:

        commonweal budget explain ward.pb --rule equal-shares
    """
    way = _way(asked)

    def found(each: Counted) -> Explained:
        outcome = counting.count(each.election, way, each.order)
        return explained(Recount(each.election, way, each.order, outcome), range(len(each.election.ids)))

    _answer(asked, found, words.explained_told, words.explained_words)


@command.command(name="tidy")
@click.argument("file", metavar="FILE.pb", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="The file to write, else standard output.")
def tidy(file: Path, out: Path | None) -> None:
    """Write a Pabulib file in one plain dialect, with the numbers that it states counted anew.

    Example:

        commonweal budget tidy ward.pb --out tidy.pb
    """
    if not file.is_file():
        raise click.UsageError(f"There is no file {file}.")
    try:
        content = write(reading.read(_content(file)))
        if out:
            out.write_bytes(content)
        else:
            click.echo(content, nl=False)
    except Refused as refusal:
        raise click.ClickException(f"{file}: {refusal.plain}") from refusal
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written: {error.strerror}.") from error


def _way(asked: dict[str, Any]) -> Way:
    if asked["completion"] != "none" and asked["rule"] != equal_shares.NAME:
        raise click.UsageError("Only equal shares are completed: leave --completion out with this rule.")
    return Way(cast(Name, asked["rule"]), cast(Utility, asked["utility"]), cast(Completion, asked["completion"]))


def _answer(
    asked: dict[str, Any],
    find: Callable[[Counted], Found],
    tell: Callable[[Counted, Found], dict[str, Any]],
    say: Callable[[Counted, Found], Iterator[str]],
) -> None:
    """Each file's answer, in JSON or in words; ends with 1 where a file was refused."""
    files: tuple[Path, ...] = asked["files"]
    if absent := [file for file in files if not file.is_file()]:
        raise click.UsageError(f"There is no file {absent[0]}.")
    for option, what in (("order", "An order for ties"), ("exclusive", "What excludes one another")):
        if asked[option] and len(files) > 1:
            raise click.UsageError(f"{what} belongs to one election: name one file with it.")
    answers: list[dict[str, Any]] = []
    for path in files:
        try:
            each = _read(path, asked)
            found = find(each)
        except Refused as refusal:
            answers.append({"path": str(path), "refused": refusal.plain})
            if not asked["in_json"]:
                click.echo(f"{path}: {refusal.plain}", err=True)
            continue
        answers.append({"path": str(path)})
        if asked["in_json"]:
            answers[-1] |= tell(each, found)
        else:
            click.echo("\n".join(say(each, found)))
    if asked["in_json"]:
        click.echo(json.dumps({"elections": answers}, ensure_ascii=False, indent=2))
    if any("refused" in answer for answer in answers):
        sys.exit(1)


def _read(path: Path, asked: dict[str, Any]) -> Counted:
    budget = reading.read(_content(path))
    exclusive = [[each.strip() for each in group.split(",")] for group in asked["exclusive"]]
    budget = replace(budget, election=counting.under(budget.election, asked["least_votes"], exclusive))
    return Counted(path, budget, counting.tie_order(budget.election, asked["order"]))


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(reading.LARGEST_FILE + 1)
    except OSError as error:
        raise Refused(f"The file cannot be opened: {error.strerror}.") from error
    if len(content) > reading.LARGEST_FILE:
        raise Refused("The file is larger than a gigabyte, and is not read.")
    return content
