"""`commonweal record`: sign the public record, publish it, and see how far it goes."""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commonweal.basics.problems import Refused
from commonweal.cli.state import ready

if TYPE_CHECKING:
    from commonweal.record.replays import Offer


@click.group(name="record")
def command() -> None:
    """The public record: every act, numbered, which nobody can change unseen.

    Example:

        commonweal record publish public/record
    """


@command.command(name="checkpoint")
@click.option("--new-key", is_flag=True, help="Make a new key first, because the old one is lost or known to others.")
def checkpoint(new_key: bool) -> None:
    """Sign the record as it stands, and print the checkpoint. Where nothing is new, print the last one again.

    Example:

        commonweal record checkpoint
    """
    ready()
    from django.utils import timezone

    from commonweal.record.actions.checkpoints import make_checkpoint, replace_key

    try:
        if new_key:
            replace_key(by=None, now=timezone.now())
        made = make_checkpoint(by=None, now=timezone.now())
    except Refused as refusal:
        raise click.ClickException(refusal.plain) from refusal
    click.echo(made.note, nl=False)


@command.command(name="publish")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
def publish(folder: Path) -> None:
    """Write the record into DIR as plain files that anyone can copy and check. A second run adds only what is new.

    Example:

        commonweal record publish public/record
    """
    ready()
    from django.utils import timezone

    from commonweal.record.actions.publishing import publish

    try:
        done = publish(folder=folder, offers=offers(), by=None, now=timezone.now())
    except Refused as refusal:
        raise click.ClickException(refusal.plain) from refusal
    except OSError as fault:
        told = (
            f"The folder cannot be written: {fault.strerror}. What is there is whole; run the same again when it can."
        )
        raise click.ClickException(told) from fault
    click.echo(f"Published: {done.checkpoint.size:,} events, {done.new:,} of them new.")
    click.echo(f"Anyone can check it: commonweal verify {folder}")


@command.command(name="show")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def show(as_json: bool) -> None:
    """Say how many events there are, how many are signed, and by which key; and print the newest checkpoint.

    Example:

        commonweal record show
    """
    ready()
    told = _told()
    click.echo(json.dumps(told, ensure_ascii=False, indent=2) if as_json else "\n".join(_in_words(told)))


def offers() -> "Mapping[str, Offer]":
    """What each room offers for its replays, by room."""
    from commonweal.assemblies.models.boxes import offered as boxes_offered
    from commonweal.budgets.queries import offered as budgets_offered
    from commonweal.spend import queries, replay_inputs

    lake = partial(replay_inputs.offered, queries.lake_folder())
    return {"assemblies": boxes_offered, "budgets": budgets_offered, "spend": lake}


def _told() -> dict[str, Any]:
    from commonweal.record import queries

    latest = queries.latest_checkpoint()
    return {
        "events": queries.size(),
        "signed": latest.size if latest else 0,
        "checkpoints": queries.checkpoints().count(),
        "key": latest.key if latest else None,
        "made_at": latest.made_at.isoformat() if latest else None,
        "checkpoint": latest.note if latest else None,
    }


def _in_words(told: dict[str, Any]) -> Iterator[str]:
    yield f"Events: {told['events']:,}, of which {told['signed']:,} are signed"
    if not told["checkpoint"]:
        yield "No checkpoint yet. Make one with: commonweal record checkpoint"
        return
    yield f"Checkpoints: {told['checkpoints']:,}, the newest of {told['made_at']}"
    yield f"Key: {told['key']}"
    yield ""
    yield told["checkpoint"]
