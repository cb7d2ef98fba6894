"""`commonweal restore`: a host as it was when a backup was made."""

import json
import os
from functools import partial
from pathlib import Path

import click

from commonweal.basics.problems import Refused


@click.command(name="restore")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def command(file: Path, as_json: bool) -> None:
    """Restore a host from the backup FILE into COMMONWEAL_HOME, which must be empty or not there.

    Every part is checked first; where one is missing or changed, nothing is restored. A backup of a host with
    PostgreSQL goes into the empty database that DATABASE_URL names.

    Example:

        COMMONWEAL_HOME=restored commonweal restore commonweal-sunday.tar
    """
    from commonweal.journeys.upkeep.backups import restore
    from commonweal.journeys.upkeep.databases import load_postgresql

    if not file.is_file():
        raise click.BadParameter(f"there is no file {file}.", param_hint="FILE")
    home = Path(os.environ.get("COMMONWEAL_HOME", "var")).resolve()
    url = os.environ.get("DATABASE_URL", "")
    try:
        backup = restore(file, home, partial(load_postgresql, url) if url.startswith("postgres") else None)
    except Refused as refusal:
        raise click.ClickException(refusal.plain) from refusal
    except OSError as error:
        raise click.ClickException(f"The backup could not be restored ({error.strerror}). Nothing was kept.") from error
    if as_json:
        click.echo(json.dumps({"home": str(home), "made_at": backup.made_at, "files": len(backup.parts)}))
    else:
        click.echo(f"Restored into {home}: {len(backup.parts):,} files, as they were at {backup.made_at}.")
        click.echo("Check it: commonweal record publish DIR, then commonweal verify DIR.")
