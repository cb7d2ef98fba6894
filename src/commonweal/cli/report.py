"""`commonweal report`: the account of a selection, set in type for people who have to decide."""

import sys
from pathlib import Path
from typing import Any

import click

from commonweal.basics.problems import Refused
from commonweal.cli.choices import choosing, chosen, today
from commonweal.cli.state import ready


@click.command(name="report")
@choosing
@click.option(
    "--pdf",
    "path",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write the PDF.",
)
def command(path: Path, **asked: Any) -> None:
    """Write the report of a selection as a typeset PDF: findings, tables, method, coverage, bounds and sources.

    The same files, registers, region and day give the same PDF, byte for byte.

    Example:

        commonweal report --pdf report.pdf --payer "Sandport City Council" --from 2024-04 --to 2025-03
    """
    ready()
    from commonweal.spend import queries
    from commonweal.spend.report.gathering import report
    from commonweal.spend.report.queries import basis
    from commonweal.spend.report.typesetting import pdf

    lake, selection = chosen(asked)
    told = report(lake, selection, basis(selection, sample=queries.sample_in_view(), made=today()))
    try:
        _write(path, pdf(told))
    except Refused as refusal:
        click.echo(refusal.plain, err=True)
        sys.exit(1)
    click.echo(told.headline)
    click.echo(f"The report is written: {path}")


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Refused(f"The report cannot be written to {path}: {error.strerror}. Name another place.") from error
