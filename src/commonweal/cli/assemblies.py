"""`commonweal assemblies`: what a host does for people's privacy."""

import json
import sys

import click

from commonweal.basics.problems import Refused
from commonweal.cli.state import ready


@click.group(name="assemblies")
def command() -> None:
    """Keep private things about members no longer than need be, and forget who asks to be forgotten.

    Example:

        commonweal assemblies retain --dry-run
    """


@command.command()
@click.option("--dry-run", is_flag=True, help="Say what would be erased, and erase nothing.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def retain(dry_run: bool, as_json: bool) -> None:
    """Erase what has been kept longer than docs/retention.md says. Run it once a day.

    Example:

        commonweal assemblies retain --dry-run
    """
    ready()
    from django.utils import timezone

    from commonweal.assemblies.actions import retention

    now = timezone.now()
    if dry_run:
        found = {keeping: rows.count() for keeping, rows in retention.due(now).items()}
    else:
        found = retention.retain(by=None, now=now)
    told = [{"what": each.what, "kept_days": each.days, "number": number} for each, number in found.items()]
    if as_json:
        click.echo(json.dumps({"dry_run": dry_run, "erased": told}, indent=2))
        return
    click.echo("Would be erased:" if dry_run else "Erased:")
    for row in told:
        click.echo(f"{row['number']:>6,}  {row['what']}, kept {row['kept_days']} days")


@command.command()
@click.argument("email")
def forget(email: str) -> None:
    """Remove the account of EMAIL, and what is private about that person in every assembly.

    Votes and decisions stand, and the record goes on holding. It cannot be taken back.

    Example:

        commonweal assemblies forget neighbour@sample.example
    """
    ready()
    from django.utils import timezone

    from commonweal.assemblies.actions.forgetting import forget_person
    from commonweal.people.models import User

    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        click.echo("No account has that address. Nothing was changed.", err=True)
        sys.exit(1)
    try:
        places = forget_person(user=user, by=None, now=timezone.now())
    except Refused as refusal:
        raise click.ClickException(refusal.plain) from refusal
    click.echo(f"Done: the account is removed, with what was private about it in {places} assemblies.")
