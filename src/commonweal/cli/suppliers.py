"""`commonweal suppliers`: who the suppliers are, as published registers tell it."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import click

from commonweal.basics.problems import Refused
from commonweal.basics.tables import as_csv_metadata, as_plain_csv
from commonweal.cli.state import ready
from commonweal.organisations.register_reading import Reading, files, read
from commonweal.organisations.registers import KINDS

ANY: Final = "any"
STATUSES: Final = {"sure": "found for sure", "review": "for a person to look at", "none": "not found"}
SHOWN: Final = 20  # problems a file shows on a terminal; --json gives more


@click.group(name="suppliers")
def command() -> None:
    """Say who suppliers are: their names, numbers, owners and places, as registers publish them.

    Example:

        commonweal suppliers load academies academy-trusts.csv --dry-run
    """


@command.command(name="load", epilog=f"Kinds: {', '.join((*KINDS, ANY))}.")
@click.argument("words", nargs=-1, required=True, metavar="[KIND] PATH...")
@click.option("--dry-run", is_flag=True, help="Read and report; store nothing.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def load(words: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Read registers and keep their facts, each with its source and licence.

    A PATH is a register as it was published (CSV, tab-separated or JSON, zipped or not), or a folder of them. KIND says
    which register it should be; a file that is another is refused. With "any", or without a KIND, each file is told by
    its columns. Every row is accounted for: it is understood, or it is set aside with a reason.

    Example:

        commonweal suppliers load companies-house BasicCompanyDataAsOneFile-2026-11-01.zip
    """
    kind, paths = _asked(words)
    if not dry_run:
        ready()
    told: list[dict[str, Any]] = []
    for file in _given(paths):
        told.append(_told(file, kind, store=not dry_run))
        if not as_json:
            click.echo("\n".join(_in_words(told[-1])))
    if not dry_run and any(not file["refused"] for file in told):
        _place()
    if as_json:
        click.echo(json.dumps({"files": told}, ensure_ascii=False, indent=2))
    sys.exit(1 if any(file["refused"] for file in told) else 0)


def _asked(words: tuple[str, ...]) -> tuple[str | None, tuple[Path, ...]]:
    first, *others = words
    known = first in KINDS or first == ANY
    if known and not others:
        raise click.UsageError(f"Name the file of the register as well: commonweal suppliers load {first} FILE")
    if others and not known and not Path(first).exists() and Path(first).name == first and not Path(first).suffix:
        raise click.UsageError(f"{first!r} is no kind of register. Kinds: {', '.join((*KINDS, ANY))}.")
    paths = tuple(map(Path, others if known else words))
    return first if first in KINDS else None, paths


def _given(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from files([path]) if path.is_dir() and any(files([path])) else [path]


def _told(file: Path, kind: str | None, store: bool) -> dict[str, Any]:
    try:
        reading = read(file, kind)
        if store:
            _store(reading)
        else:
            for _ in reading.tables:
                pass
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
    counts = reading.counts
    return {
        "sha256": reading.sha256,
        "register": reading.register.slug,
        "part": reading.part,
        "title": reading.register.title,
        "licence": reading.register.licence,
        "attribution": reading.register.attribution,
        "rows": counts.rows,
        "understood": counts.understood,
        "set_aside": dict(counts.set_aside),
        "left_out": dict(counts.left_out),
        "facts": counts.facts,
        "problems": [{"where": problem.where, "reason": problem.reason} for problem in counts.problems],
    }


def _in_words(file: dict[str, Any]) -> Iterator[str]:
    yield file["path"]
    if file["refused"]:
        yield f"  refused: {file['refused']}"
        return
    part = f", part {file['part']}" if file["part"] else ""
    yield f"  {file['title']}{part} ({file['licence']})"
    yield f"  {file['rows']:,} rows: {file['understood']:,} understood, {file['facts']:,} facts in them"
    for reason, count in file["set_aside"].items():
        yield f"  set aside: {count:,} × {reason}"
    for reason, count in file["left_out"].items():
        yield f"  in {count:,} of the rows understood: {reason}"
    problems = file["problems"]
    yield from (f"  problem: {problem['where']}: {problem['reason']}" for problem in problems[:SHOWN])
    if len(problems) > SHOWN:
        total = sum(file["set_aside"].values()) + sum(file["left_out"].values())
        yield f"  … and {total - SHOWN:,} more; --json lists up to a thousand"


@command.command(name="match")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def match(as_json: bool) -> None:
    """Find who was paid: match every payee of the files held with the registers held, and draw the account.

    What is sure is taken; what is doubtful waits for a person on the site. Payees matched before, with the same
    registers, are not matched again, and what people decided stands.

    Example:

        commonweal suppliers match --json
    """
    ready()
    from django.utils import timezone

    from commonweal.spend.actions.accounts import draw_account

    drawn = draw_account(sample=_sample(), by=None, now=timezone.now())
    if as_json:
        click.echo(json.dumps({"suppliers": drawn.matching}, indent=2))
    else:
        click.echo("\n".join(_matched_in_words(drawn.matching)))


@command.command(name="export")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False, writable=True), metavar="FILE.csv")
def export(path: Path) -> None:
    """Write who each payee is, as last matched: payee, org_id, name, probability and status (sure, review or none).

    One row a payee as published; for review, the organisation is the likeliest one. Private persons and redacted payees
    are not among them. The sources and their licences stand beside it, in FILE.csv-metadata.json.

    Example:

        commonweal suppliers export matches.csv
    """
    ready()
    from commonweal.spend import queries

    table = queries.payee_table(sample=_sample())
    if not table.rows:
        click.echo("There is no payee to write yet. Bring files in: commonweal spend import FILE", err=True)
        click.echo("If files are held, match them anew: commonweal suppliers match", err=True)
        sys.exit(1)
    path.write_bytes(as_plain_csv(table))
    path.with_name(f"{path.name}-metadata.json").write_bytes(as_csv_metadata(table, path.name, source_column=False))
    click.echo(f"{len(table.rows):,} payees written to {path}")


def _sample() -> bool:
    """The sample's suppliers while the sample is in view, as on the site; else the real ones."""
    from commonweal.spend.queries import sample_in_view

    return sample_in_view()


def _matched_in_words(matching: dict[str, dict[str, int]]) -> Iterator[str]:
    from commonweal.basics.money import exact

    if not matching:
        yield "There is no supplier yet. Bring files in: commonweal spend import FILE"
    for status, said in STATUSES.items():
        if told := matching.get(status):
            suppliers, payments = _counted(told["suppliers"], "supplier"), _counted(told["payments"], "payment")
            yield f"{said}: {suppliers}, {payments} of {exact(told['pence'])}"


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
