"""`commonweal pots`: what is published about where money of pots comes from."""

import json
from pathlib import Path

import click

from commonweal.basics.money import exact
from commonweal.basics.problems import Refused
from commonweal.cli.state import ready
from commonweal.funds.contributions import Published, read_contributions, sums


@click.group(name="pots")
def command() -> None:
    """Pots, and where their money comes from.

    Example:

        commonweal pots contributions developer-agreement-*.csv --council "Sandport Council" --dry-run
    """


@command.command(name="contributions")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--council", required=True, help="The council that published the files, under its full name.")
@click.option("--dry-run", is_flag=True, help="Read and tell, and keep nothing.")
@click.option("--json", "in_json", is_flag=True, help="Answer in JSON.")
def load(files: tuple[Path, ...], council: str, dry_run: bool, in_json: bool) -> None:
    """Read what a council publishes of developers' contributions, and show it on the page of that name.

    Each FILE is a CSV of one of the three datasets of planning.data.gov.uk: agreements, contributions, transactions.
    Read together, a transaction tells what it was for. A row that was loaded before is not kept twice.

    Example:

        commonweal pots contributions developer-agreement-*.csv --council "Sandport Council"
    """
    if absent := [file for file in files if not file.is_file()]:
        raise click.UsageError(f"There is no file {absent[0]}.")
    try:
        read = read_contributions((file.name, file.read_bytes()) for file in files)
        new = None if dry_run else _kept(council, read)
    except Refused as refusal:
        raise click.ClickException(refusal.plain) from None
    told = _told(council, read, new)
    click.echo(json.dumps(told, ensure_ascii=False, indent=2) if in_json else _sentences(read, new))


def _kept(council: str, read: Published) -> int:
    ready()
    from django.utils import timezone

    from commonweal.funds.actions.publishing import load_contributions

    return load_contributions(council=council, said=read.contributions, by=None, now=timezone.now())


def _told(council: str, read: Published, new: int | None) -> dict[str, object]:
    return {
        "council": council,
        "rows": read.rows,
        "agreements": read.agreements,
        "in_units": read.in_units,
        "contributions": len(read.contributions),
        "new": new,
        "sums": [
            {"status": each.status, "rows": each.rows, "above_pence": each.above, "below_pence": each.below}
            for each in sums(read.contributions)
        ],
        "problems": [{"where": each.where, "reason": each.reason} for each in read.problems],
    }


def _sentences(read: Published, new: int | None) -> str:
    lines = [
        f"{read.rows} rows: {read.agreements} agreements, {len(read.contributions)} that name money, "
        f"{read.in_units} that name things, {len(read.problems)} that could not be read.",
        *(
            f"{each.status}: {each.rows} rows, {exact(each.above)} above nought and {exact(each.below)} below"
            for each in sums(read.contributions)
        ),
        *(f"{each.where}: {each.reason}" for each in read.problems),
        "Nothing was kept: this was a dry run." if new is None else f"{new} rows are new and kept.",
    ]
    return "\n".join(lines)
