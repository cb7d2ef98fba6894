"""`commonweal verify`: whether a published record is what was signed, on anybody's machine."""

import json
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from commonweal.basics.problems import Refused

if TYPE_CHECKING:
    from commonweal.record.notes import Key, Note
    from commonweal.record.replays import LookedUp, Replays
    from commonweal.record.verifying import Report

# The rooms' modules, free of Django, that say in REPLAYS what can be worked out again.
REPLAYING: Final = tuple(f"commonweal.{room}.replays" for room in ("assemblies", "budgets", "funds", "spend"))
SHOWN: Final = 20  # problems that a terminal shows; --json gives all
PATH: Final = click.Path(path_type=Path)


@click.command(name="verify")
@click.argument("folder", type=PATH, metavar="DIR")
@click.option("--checkpoint", "checkpoints", multiple=True, type=PATH, help="A checkpoint you kept; give any number.")
@click.option("--key", metavar="KEY", help="The public key that you kept: a file, or the key itself.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def command(folder: Path, checkpoints: tuple[Path, ...], key: str | None, as_json: bool) -> None:
    """Check the published record in DIR: every event, hash and signature, and work out again what can be.

    Needs no network, no account and no trust in the host. Names the first event that is not what was signed. Ends with
    0 where all is in order, and with 1 where it is not.

    Example:

        commonweal verify record --checkpoint checkpoint-of-may.txt
    """
    from commonweal.record.verifying import verify
    from commonweal.record.vouching import Kept

    if not folder.is_dir():
        raise click.BadParameter(f"there is no folder {folder}.", param_hint="DIR")
    kept = Kept(tuple(_note(path) for path in checkpoints), _key(key) if key else None)
    report = verify(folder, kept, replays(), looked_up())
    click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2) if as_json else "\n".join(_in_words(report)))
    sys.exit(0 if report.verified else 1)


def replays() -> "Replays":
    """Every replay that a room registers."""
    return {kind: replay for name in REPLAYING for kind, replay in import_module(name).REPLAYS.items()}


def looked_up() -> "LookedUp":
    """Every kind of event that some replay looks back at."""
    modules = (import_module(name) for name in REPLAYING)
    return {kind: about for module in modules for kind, about in getattr(module, "LOOKED_UP", {}).items()}


def _note(path: Path) -> "Note":
    from commonweal.record import notes

    try:
        return notes.read(path.read_text())
    except (OSError, ValueError) as fault:
        raise click.BadParameter(f"{path.name} cannot be read.", param_hint="--checkpoint") from fault
    except Refused as refusal:
        raise click.BadParameter(refusal.plain, param_hint="--checkpoint") from refusal


def _key(given: str) -> "Key":
    from commonweal.record import notes

    try:
        path = Path(given)
        text = path.read_text().splitlines()[-1] if path.is_file() else given
        return notes.read_key(text)
    except (OSError, ValueError, IndexError) as fault:
        raise click.BadParameter("the key cannot be read.", param_hint="--key") from fault
    except Refused as refusal:
        raise click.BadParameter(refusal.plain, param_hint="--key") from refusal


def _in_words(report: "Report") -> Iterator[str]:
    yield "Verified." if report.verified else "Not verified."
    yield f"  events in order: {report.events:,}; checkpoints that hold: {report.checkpoints:,}"
    for kind, counted in report.replays.items():
        same, different, withheld = counted["same"], counted["different"], counted["withheld"]
        yield f"  worked out again, {kind}: {same:,} the same, {different:,} different, {withheld:,} without inputs"
    if report.withheld:
        yield f"  texts withheld, erased as the record tells: {report.withheld:,}"
    for problem in report.problems[:SHOWN]:
        yield f"  {problem.where}: {problem.reason}"
    if len(report.problems) > SHOWN:
        yield f"  … and {len(report.problems) - SHOWN:,} more; --json lists them all"
    if report.first_bad:
        yield f"The first bad event is {report.first_bad:,}."
    elif report.between:
        yield f"The first bad event is one of {report.between[0]:,} to {report.between[1]:,}; nothing here tells which."
