"""`commonweal registers`: read published registers of organisations, and keep what they say."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import click

from commonweal.basics.problems import Refused
from commonweal.cli.state import ready
from commonweal.organisations.register_reading import Reading, files, read

SHOWN: Final = 20  # problems a file shows on a terminal; all of them are in --json


@click.group(name="registers")
def command() -> None:
    """Read who organisations are: their names, numbers, owners and places, as registers publish them.

    Example:

        commonweal registers load academy-trusts.csv --dry-run
    """


@command.command(name="load")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--dry-run", is_flag=True, help="Read and report; store nothing.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def load(paths: tuple[Path, ...], dry_run: bool, as_json: bool) -> None:
    """Read registers (CSV or JSON files, or folders of them) and keep their facts, each with its source and licence.

    Every row is accounted for: it is understood, or it is set aside with a reason.

    Example:

        commonweal registers load academy-trusts.csv --dry-run
    """
    if not dry_run:
        ready()
    told: list[dict[str, Any]] = []
    for file in _given(paths):
        told.append(_told(file, store=not dry_run))
        if not as_json:
            click.echo("\n".join(_in_words(told[-1])))
    if not dry_run and any(not file["refused"] for file in told):
        _place()
    if as_json:
        click.echo(json.dumps({"files": told}, ensure_ascii=False, indent=2))
    sys.exit(1 if any(file["refused"] for file in told) else 0)


def _given(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from files([path]) if path.is_dir() and any(files([path])) else [path]


def _told(file: Path, store: bool) -> dict[str, Any]:
    try:
        reading = read(file)
        if store:
            _store(reading)
    except Refused as refusal:
        return {"path": str(file), "refused": refusal.plain}
    return {"path": str(file), **_summary(reading), "refused": None}


def _store(reading: Reading) -> None:
    """The one place where a register goes into the lake and the database."""
    from django.utils import timezone

    from commonweal.organisations.actions import load_register

    load_register(reading=reading, sample=False, by=None, now=timezone.now())


def _place() -> None:
    from django.utils import timezone

    from commonweal.spend.actions.accounts import draw_account

    draw_account(sample=False, by=None, now=timezone.now())


def _summary(reading: Reading) -> dict[str, Any]:
    return {
        "sha256": reading.sha256,
        "register": reading.register.slug,
        "title": reading.register.title,
        "licence": reading.register.licence,
        "attribution": reading.register.attribution,
        "rows": reading.rows,
        "understood": reading.understood,
        "set_aside": dict(reading.set_aside),
        "facts": len(reading.facts),
        "problems": [{"where": problem.where, "reason": problem.reason} for problem in reading.problems],
    }


def _in_words(file: dict[str, Any]) -> Iterator[str]:
    yield file["path"]
    if file["refused"]:
        yield f"  refused: {file['refused']}"
        return
    yield f"  {file['title']} ({file['licence']})"
    yield f"  {file['rows']:,} rows: {file['understood']:,} understood, {file['facts']:,} facts in them"
    for reason, count in file["set_aside"].items():
        yield f"  set aside: {count:,} × {reason}"
    problems = file["problems"]
    yield from (f"  problem: {problem['where']}: {problem['reason']}" for problem in problems[:SHOWN])
    if len(problems) > SHOWN:
        yield f"  … and {len(problems) - SHOWN:,} more; --json lists them all"
