"""Every command says in its --help what it does, with an example, and stands in the documentation."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from commonweal.cli import main

DOCUMENTED_IN = ("README.md", "docs/commands.md")
NOT_DOCUMENTED = f"not in {' or '.join(DOCUMENTED_IN)}"


def commands(command: click.Command, name: str = "commonweal") -> Iterator[tuple[str, click.Command]]:
    """A command and all below it, each with the words that call it."""
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for each in command.list_commands(context):
            below = command.get_command(context, each)
            assert below is not None, f"{name} lists {each} and does not know it"
            yield from commands(below, f"{name} {each}")


def faults(command: click.Command, name: str, documentation: str) -> list[str]:
    """What a command leaves unsaid."""
    told = " ".join(CliRunner().invoke(command, ["--help"], prog_name=name).output.split())
    unsaid = []
    if name not in told.partition("Example:")[2]:
        unsaid.append(f"{name}: --help has no example that calls it")
    if name not in documentation:
        unsaid.append(f"{name}: {NOT_DOCUMENTED}")
    return unsaid


def test_a_command_without_an_example_or_a_place_in_the_documentation_is_found() -> None:
    @click.group()
    def shop() -> None:
        """Example: shop sell pears"""

    @shop.command()
    def sell() -> None:
        """Sell something."""

    found = [fault for name, each in commands(shop, "shop") for fault in faults(each, name, "`shop` keeps a shop")]
    assert found == [
        "shop sell: --help has no example that calls it",
        "shop sell: not in README.md or docs/commands.md",
    ]


def test_every_command_has_an_example_and_is_documented(project: Path) -> None:
    documentation = "\n".join(path.read_text() for name in DOCUMENTED_IN if (path := project / name).is_file())
    assert [fault for name, each in commands(main) for fault in faults(each, name, documentation)] == []


@pytest.mark.parametrize("wrong", [["fly"], ["--fly"]])
def test_wrong_usage_exits_with_2(wrong: list[str]) -> None:
    assert CliRunner().invoke(main, wrong).exit_code == 2
