"""`commonweal backup`: everything this host keeps, in one file."""

import json
from pathlib import Path

import click

from commonweal.basics.problems import Refused
from commonweal.cli.state import ready


@click.command(name="backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def command(file: Path, as_json: bool) -> None:
    """Write everything this host keeps into FILE: database, lake, published files, regions and keys.

    The host may go on working meanwhile. Keys and private things are in it: keep it where nobody else can read it.

    Example:

        commonweal backup commonweal-sunday.tar
    """
    ready()
    from django.utils import timezone

    from commonweal.journeys.upkeep.actions import back_up

    try:
        backup = back_up(path=file, now=timezone.now())
    except Refused as refusal:
        raise click.ClickException(refusal.plain) from refusal
    except OSError as error:
        raise click.ClickException(f"The backup could not be written ({error.strerror}). Nothing was kept.") from error
    if as_json:
        click.echo(json.dumps({"file": str(file), "files": len(backup.parts), "bytes": backup.size}))
    else:
        click.echo(f"Backed up: {len(backup.parts):,} files, {backup.size:,} bytes. Keep {file} in another place.")
