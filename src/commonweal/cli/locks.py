"""`commonweal locks`: the rules of what a payer cannot move; show them, keep a region's own, go back."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commonweal.basics.problems import Refused
from commonweal.cli.choices import read_rules
from commonweal.cli.state import ready

if TYPE_CHECKING:
    from commonweal.spend.models import LockRules

Act = Callable[[bool], "LockRules"]


@click.group(name="locks")
def command() -> None:
    """Show the rules of what is locked, and keep a region's own.

    Example:

        commonweal locks show > rules.toml
    """


@command.command()
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON: the rules, whose they are, and their history.")
def show(as_json: bool) -> None:
    """Print the rules in force as a file of rules, which `commonweal locks keep` takes back.

    Example:

        commonweal locks show > rules.toml
    """
    ready()
    from commonweal.spend import queries
    from commonweal.spend.locks.queries import history, standing

    sample = queries.sample_in_view()
    now = standing(sample=sample)
    if not as_json:
        click.echo(f"# Locks: {' '.join(now.sentence().split())}\n\n{now.locks.written()}", nl=False)
        return
    versions = [
        {
            "version": each.number,
            "kept_at": each.kept_at.isoformat(),
            "as_published": each.published,
            "name": each.locks.fingerprint(),
            "changes": each.locks.changes(each.before),
        }
        for each in history(sample=sample)
    ]
    rules = [_rule(rule) for rule in now.locks.rules]
    click.echo(json.dumps({**now.told(), "rules": rules, "history": versions}, ensure_ascii=False, indent=2))


@command.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def keep(file: Path, as_json: bool) -> None:
    """Make the rules of a file the region's own, and draw the account by them.

    Example:

        commonweal locks keep rules.toml
    """
    ready()
    from django.utils import timezone

    from commonweal.spend.actions.locks import keep_locks
    from commonweal.spend.locking import Locks

    def act(sample: bool) -> "LockRules":
        return keep_locks(locks=Locks.read(read_rules(file)), sample=sample, by=None, now=timezone.now())

    _done(act, as_json)


@command.command()
@click.option("--version", "number", type=click.IntRange(min=1), help="An earlier version to keep again.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def restore(number: int | None, as_json: bool) -> None:
    """Go back to the rules published with commonweal, or to an earlier version of the region's own.

    Example:

        commonweal locks restore
    """
    ready()
    from django.utils import timezone

    from commonweal.spend.actions.locks import keep_locks, restore_published_locks
    from commonweal.spend.locks.queries import kept_as

    def act(sample: bool) -> "LockRules":
        if number is None:
            return restore_published_locks(sample=sample, by=None, now=timezone.now())
        locks = kept_as(number, sample=sample)
        if locks is None:
            raise Refused(f"No rules were kept as version {number}. commonweal locks show --json lists the versions.")
        return keep_locks(locks=locks, sample=sample, by=None, now=timezone.now())

    _done(act, as_json)


def _done(act: Act, as_json: bool) -> None:
    """Act, draw the account where other words are looked for now, and say what was changed."""
    from django.utils import timezone

    from commonweal.spend import queries
    from commonweal.spend.actions.accounts import draw_account
    from commonweal.spend.locks.queries import history, standing

    sample = queries.sample_in_view()
    before = queries.lake(sample=sample).fingerprint()
    try:
        kept = act(sample)
    except Refused as refusal:
        click.echo(refusal.plain, err=True)
        sys.exit(1)
    drawn = queries.lake(sample=sample).fingerprint() != before
    if drawn:
        draw_account(sample=sample, by=None, now=timezone.now())
    version = history(sample=sample)[0]
    changes = version.locks.changes(version.before)
    if as_json:
        told = {**standing(sample=sample).told(), "version": kept.version, "changed": changes, "account_drawn": drawn}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join([*changes, f"Kept as version {kept.version}: {standing(sample=sample).sentence()}"]))


def _rule(rule: Any) -> dict[str, Any]:
    kinds = dict.fromkeys(kind for kind, _written in rule.tests)
    told = {"name": rule.name, "reason": rule.reason, "source": rule.source, "switched_on": rule.switched_on}
    return {**told, **{kind: list(rule.of(kind)) for kind in kinds}}
