"""`commonweal spend`: read published payments, and store them."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from commonweal.basics.cores import cores
from commonweal.basics.disks import FULL, is_full
from commonweal.cli.state import ready

SHOWN = 20  # problems and warnings a file shows on a terminal; all of them are in --json
INTERRUPTED = "Stopped. Files done: {count}. What was done is whole; run the same command again for the others."
INTERRUPTED_CODE = 130  # what a shell says of a program that ended at Ctrl-C
NOT_DRAWN = "The files named are whole, but {full}, so the rest waits. Make room, then run the same command again."
DRY_KEY = b"a dry run stores nothing, so its tokens need no secret"


@click.group(name="spend")
def command() -> None:
    """Read what public bodies publish about whom they paid.

    Example:

        commonweal spend import payments-june.csv --dry-run
    """


@command.command(name="import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--payer", metavar="NAME", help="Who paid, where the files do not say so themselves.")
@click.option("--dry-run", is_flag=True, help="Read and report; store nothing.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def import_(paths: tuple[Path, ...], payer: str | None, dry_run: bool, as_json: bool) -> None:
    """Read spend files (csv, tsv, xls, xlsx, xlsb, ods; folders and zips of them) and store their payments.

    Every record is accounted for: it is a payment, or it is set aside with a reason.

    Example:

        commonweal spend import payments-june.csv --payer "Sandport City Council" --dry-run
    """
    files: list[dict[str, Any]] = []
    drawn = True
    try:
        for summary in _read_all(paths, payer) if dry_run else _import_all(paths, payer):
            files.append(summary)
            if not as_json:
                click.echo("\n".join(_in_words(summary)))
    except KeyboardInterrupt:
        click.echo(INTERRUPTED.format(count=len(files)), err=True)
        sys.exit(INTERRUPTED_CODE)
    except Exception as fault:
        if not files or not is_full(fault):
            raise
        click.echo(NOT_DRAWN.format(full=FULL), err=True)
        drawn = False
    if as_json:
        click.echo(json.dumps({"files": files}, ensure_ascii=False, indent=2))
    sys.exit(1 if not drawn or any(summary["refused"] for summary in files) else 0)


def _read_all(paths: Iterable[Path], payer: str | None) -> Iterator[dict[str, Any]]:
    from commonweal.spend.reading import Options, sources
    from commonweal.spend.reading.side_by_side import read_all

    options = Options(key=DRY_KEY, payer=payer)
    for _, reading in read_all(sources(list(paths)), options, _workers(), _progress):
        yield reading.summary()


def _import_all(paths: Iterable[Path], payer: str | None) -> Iterator[dict[str, Any]]:
    ready()
    from django.utils import timezone

    from commonweal.spend.actions.imports import Asked, import_paths

    asked = Asked(payer=payer, workers=_workers())
    for told in import_paths(paths=list(paths), asked=asked, by=None, now=timezone.now(), watch=_progress):
        yield told.summary


def _workers() -> int:
    from commonweal.spend.reading.side_by_side import workers_for

    return workers_for(cores())


@contextmanager
def _progress(path: str) -> Iterator[Callable[[float], None]]:
    """A bar on a terminal, and silence where the output is read by a program."""
    with click.progressbar(length=100, label=path, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def show(share: float) -> None:
            bar.update(int(share * 100) - bar.pos)

        yield show


def _in_words(summary: dict[str, Any]) -> Iterator[str]:
    from commonweal.basics.money import exact

    yield summary["path"]
    if summary["refused"]:
        yield f"  refused: {summary['refused']}"
        return
    number = summary["payments"]
    payments = f"{number:,} payment{'' if number == 1 else 's'} of {exact(summary['total_pence'])}"
    yield f"  {payments}, paid by {', '.join(summary['payers'])}"
    if summary["date_from"]:
        yield f"  from {summary['date_from']} to {summary['date_to']}"
    for reason, count in summary["set_aside"].items():
        yield f"  set aside: {count:,} × {reason}"
    notes = [f"{problem['where']}: {problem['reason']}" for problem in summary["problems"]]
    for kind, lines in (("note", summary["warnings"]), ("problem", notes)):
        yield from (f"  {kind}: {line}" for line in lines[:SHOWN])
        if len(lines) > SHOWN:
            yield f"  … and {len(lines) - SHOWN:,} more; --json lists them all"
