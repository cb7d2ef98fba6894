"""`commonweal people`: accounts and roles, for whoever runs the host."""

import click

from commonweal.basics.problems import Refused
from commonweal.cli.state import ready


@click.group(name="people")
def command() -> None:
    """Open accounts and give roles. People sign in with a code sent to their e-mail address.

    Example:

        commonweal people give-role officer@council.example spend editor
    """


@command.command(name="give-role")
@click.argument("email")
@click.argument("room")
@click.argument("role")
def give_role(email: str, room: str, role: str) -> None:
    """Give the account of EMAIL a ROLE in a ROOM, opening the account if there is none.

    Example:

        commonweal people give-role officer@council.example spend editor
    """
    ready()
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email
    from django.utils import timezone

    from commonweal.people import actions

    try:
        validate_email(email)
        actions.give_role(email=email, room=room, name=role, by=None, now=timezone.now())
    except ValidationError as invalid:
        raise click.BadParameter("it is not an e-mail address.", param_hint="EMAIL") from invalid
    except Refused as refusal:
        raise click.ClickException(refusal.plain) from refusal
    click.echo(f"Done: the account may act as {role} in {room}.")


@command.command(name="take-role")
@click.argument("email")
@click.argument("room")
@click.argument("role")
def take_role(email: str, room: str, role: str) -> None:
    """Take a ROLE in a ROOM back from the account of EMAIL.

    Example:

        commonweal people take-role officer@council.example spend editor
    """
    ready()
    from django.utils import timezone

    from commonweal.people import actions

    try:
        actions.take_role(email=email, room=room, name=role, by=None, now=timezone.now())
    except Refused as refusal:
        raise click.ClickException(refusal.plain) from refusal
    click.echo(f"Done: the account is no longer {role} in {room}.")
