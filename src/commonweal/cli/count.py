"""`commonweal count`: who is elected by ranked ballots, stage by stage, from files that anyone can count again."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click

from commonweal.assemblies.counts import blt, condorcet, instant_runoff
from commonweal.assemblies.counts.ballots import Election, plain
from commonweal.assemblies.counts.results import Result, Stage, Tie, TieNotBroken, as_json
from commonweal.assemblies.counts.rules import RULES
from commonweal.basics.problems import Refused

DRAWN: Final = "Give it with --tie-order, the first drawn first."
DONE: Final = {
    "first-preferences": "First preferences are counted.",
    "approvals": "Approvals are counted.",
    "surplus": "The surplus of {names} is passed on.",
    "exclusion": "Out of the count: {names}. The ballots are passed on.",
    "last-vacancies": "As many candidates are left as seats.",
}
CHOICE: Final = {
    "surplus": "whose surplus is passed on first",
    "exclusion": "who goes out",
    "seat": "who gets the seat",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """One file: its result as far as the count came, why it went no further, and who would beat everyone else."""

    path: Path
    result: Result | None = None
    refused: str = ""
    condorcet: str | None = None


@click.command(name="count")
@click.argument("files", nargs=-1, required=True, metavar="FILE.blt...", type=click.Path(path_type=Path))
@click.option("--rule", required=True, type=click.Choice(tuple(RULES)), help="How to count.")
@click.option(
    "--tie-order",
    "order",
    multiple=True,
    metavar="NAME|FILE",
    help="Candidates as drawn by lot, the first favoured: a name, again for each, or a file with a name on each line.",
)
@click.option("--json", "in_json", is_flag=True, help="Answer in JSON.")
def command(files: tuple[Path, ...], rule: str, order: tuple[str, ...], in_json: bool) -> None:
    """Count the ballots in BLT files and tell every stage: who was elected, who went out, where the votes went.

    Nothing is left to chance. Where a rule calls for lots the count stops and names the candidates: draw lots, and
    count again with the order drawn. A file that cannot be counted for sure is refused, with the line.

    Example:

        commonweal count ward.blt --rule scottish-stv --json
    """
    if absent := [file for file in files if not file.is_file()]:
        raise click.UsageError(f"There is no file {absent[0]}.")
    if order and len(files) > 1:
        raise click.UsageError("An order for ties belongs to one election: name one file with --tie-order.")
    counted = [_counted(file, rule, order) for file in files]
    if in_json:
        told = [_told(each) for each in counted]
        named = [{"file": str(each.path), **one} for each, one in zip(counted, told, strict=True)]
        click.echo(json.dumps(named if len(files) > 1 else told[0], ensure_ascii=False, indent=2))
    else:
        for each in counted:
            _say(each)
    if any(each.refused for each in counted):
        sys.exit(1)


def _counted(path: Path, rule: str, order: Sequence[str]) -> Counted:
    try:
        election = blt.read(_content(path))
        result = RULES[rule].count(election, _names(order, election))
    except TieNotBroken as tie:
        return Counted(path, tie.so_far, f"{tie.plain} {DRAWN}")
    except Refused as refusal:
        return Counted(path, refused=refusal.plain)
    beats_all = condorcet.winner(election) if rule == instant_runoff.NAME else None
    return Counted(path, result, condorcet=beats_all)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(blt.LARGEST_FILE + 1)
    except OSError as error:
        raise Refused(f"The file cannot be opened: {error.strerror}.") from error


def _names(order: Sequence[str], election: Election) -> list[str]:
    """The names of an order; what is no candidate's name and is a file stands for the names in it."""
    names: list[str] = []
    for name in order:
        if name not in election.candidates and Path(name).is_file():
            lines = _content(Path(name)).decode("utf-8-sig", errors="replace").splitlines()
            names += filter(None, map(plain, lines))
        else:
            names.append(plain(name))
    return names


def _told(counted: Counted) -> dict[str, Any]:
    told = as_json(counted.result) if counted.result else {}
    if counted.refused:
        return {**told, "refused": counted.refused}
    by_runoff = counted.result is not None and counted.result.rule == instant_runoff.NAME
    return {**told, "condorcet_winner": counted.condorcet} if by_runoff else told


def _say(counted: Counted) -> None:
    if counted.result:
        click.echo("\n".join(_in_words(counted.path, counted.result)))
    if counted.refused:
        click.echo(f"{counted.path}: {counted.refused}", err=True)
    elif counted.result and counted.result.rule == instant_runoff.NAME:
        click.echo(f"Would beat each of the others one to one: {counted.condorcet or 'nobody'}")


def _in_words(path: Path, result: Result) -> Iterator[str]:
    quota = f", quota {result.quota:,}" if result.quota else ""
    yield result.title or path.name
    yield f"{RULES[result.rule].title}: {result.seats} to elect, {result.ballots:,} valid ballots{quota}"
    before: Stage | None = None
    for number, stage in enumerate(result.stages, start=1):
        yield ""
        yield f"Stage {number}. {DONE[stage.action].format(names=', '.join(stage.candidates))}"
        yield from _table(result, stage, before)
        before = stage
    yield ""
    yield from (_tie_in_words(tie) for tie in result.ties)
    yield f"Elected: {', '.join(result.elected) or 'nobody yet'}"


def _table(result: Result, stage: Stage, before: Stage | None) -> Iterator[str]:
    """Candidates with votes, most first, what each gained or gave, and the votes that nobody holds."""
    rows = [(name, units, before.votes[name] if before else None) for name, units in stage.votes.items()]
    rows = sorted((row for row in rows if row[1] or row[2]), key=lambda row: (-row[1], row[0]))
    rows.append(("exhausted", stage.exhausted, before.exhausted if before else None))
    rows.append(("lost in rounding down", stage.lost, before.lost if before else None))
    shown = [row for row in rows if row[1] or row[2]]
    width = max(len(name) for name, *_ in shown)
    for name, units, earlier in shown:
        change = "" if earlier is None or units == earlier else _signed(result, units - earlier)
        mark = "elected" if name in stage.elected else ""
        yield f"  {name:<{width}}  {result.written(units):>13}  {change:>14}  {mark}".rstrip()


def _signed(result: Result, units: int) -> str:
    return f"{'+' if units > 0 else '-'}{result.written(abs(units))}"


def _tie_in_words(tie: Tie) -> str:
    answer = f"{tie.chosen}, {tie.how}" if tie.chosen else "only lots can say"
    return f"Tie at stage {tie.stage}, {CHOICE[tie.purpose]}, {' or '.join(tie.candidates)}: {answer}"
