"""The `commonweal` command: one file a group, loaded only when it is called, so that each verb starts at once."""

from importlib import import_module

import click

from commonweal.basics.disks import FULL, is_full

GROUPS = (
    "account",
    "assemblies",
    "backup",
    "budget",
    "count",
    "gaps",
    "locks",
    "people",
    "pots",
    "record",
    "region",
    "report",
    "restore",
    "sample",
    "spend",
    "suppliers",
    "up",
    "verify",
)


class Groups(click.Group):
    """Finds each group in the file of its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(GROUPS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in GROUPS:
            return None
        command = import_module(f"{__name__}.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """A full disk is told in a sentence, whichever verb met it: each of them leaves nothing half-done."""
        try:
            return super().invoke(ctx)
        except Exception as fault:
            if not is_full(fault):
                raise
            raise click.ClickException(f"{FULL}; nothing half-done was kept. Make room, then run it again.") from fault


@click.command(cls=Groups, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="commonweal")
def main() -> None:
    """Follow the public pound, decide together where it goes.

    Example:

        commonweal spend import payments-june.csv --dry-run
    """
