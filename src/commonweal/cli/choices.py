"""What the verbs about the account share: which payments they are about, and which area is home."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from commonweal.basics.problems import Refused

if TYPE_CHECKING:
    from commonweal.basics.tables import Provenance
    from commonweal.spend.bases import Lake
    from commonweal.spend.locks.standing import Standing
    from commonweal.spend.selection import Selection

Verb = TypeVar("Verb", bound=Callable[..., Any])


class Month(click.ParamType[str]):
    """A month as a person types it: 2024-04."""

    name = "YYYY-MM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The month as typed, or the reason why it is none."""
        from commonweal.spend.selection import MONTH

        if not MONTH.fullmatch(str(value)):
            self.fail(f"{value!r} is not a month; write it like 2024-04.", param, ctx)
        return str(value)


OPTIONS: Final = (
    click.option("--payer", "payers", multiple=True, metavar="NAME", help="A payer; again for each of a group."),
    click.option("--home", metavar="AREA", help="The home area: a ward or district, by name or code; else the region."),
    click.option("--within", metavar="AREA", help="The region around home, such as a county: by name or code."),
    click.option("--from", "month_from", type=Month(), help="The first month."),
    click.option("--to", "month_to", type=Month(), help="The last month."),
    click.option(
        "--locks",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="A file of rules of what is locked, for this answer alone.",
    ),
)


def choosing(verb: Verb) -> Verb:
    """Gives a verb the options that choose payments and a home area; it takes them as keywords."""
    for option in reversed(OPTIONS):
        verb = option(verb)
    return verb


def chosen(asked: dict[str, Any]) -> "tuple[Lake, Selection]":
    """The lake in view and the payments asked for. Ends the command with 1 where an area or a payer is not known."""
    from commonweal.spend import queries
    from commonweal.spend.home import NO_REGION
    from commonweal.spend.locking import Locks

    sample = queries.sample_in_view()
    words = {name: asked[name] for name in ("home", "within", "month_from", "month_to") if asked[name]}
    if asked["payers"]:
        words["payers"] = ",".join(asked["payers"])
    try:
        selection = queries.selection(words, sample=sample)
        if selection.home is None:
            raise Refused(NO_REGION)
        if asked["locks"]:
            selection = replace(selection, locks=Locks.read(read_rules(asked["locks"])))
    except Refused as refusal:
        click.echo(refusal.plain, err=True)
        sys.exit(1)
    return queries.lake(sample=sample), selection


def about(selection: "Selection", definition: str) -> dict[str, Any]:
    """What an answer in JSON says of itself: whose data it is, what defines it, what was asked, and the rules."""
    from commonweal.spend.definitions import VERSION

    said, home = provenance(definition), selection.home
    assert home is not None
    return {
        **{name: getattr(said, name) for name in ("attribution", "licence", "licence_url", "snapshot", "geography")},
        "definitions": VERSION,
        "asked": selection.chosen(),
        "home": {"code": home.code, "name": home.name, "within": home.around or home.name, "wider": home.wider},
        "rules": standing_rules().told(selection.locks),
    }


def credit(definition: str) -> str:
    """Whose data an answer in words is, on its last line."""
    said = provenance(definition)
    return f"Source: {said.attribution}. {said.licence}"


def provenance(definition: str) -> "Provenance":
    """Where the figures in view come from."""
    from commonweal.spend.views.tables import provenance

    return provenance(definition)


def standing_rules() -> "Standing":
    """The locks in force here, for an answer to say which rules it goes by."""
    from commonweal.spend import queries
    from commonweal.spend.locks.queries import standing

    return standing(sample=queries.sample_in_view())


def read_rules(path: Path) -> str:
    """The text of a file of rules. Raises Refused for one that cannot be read as text."""
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}. Name a file of rules.") from error
    except UnicodeDecodeError as error:
        raise Refused(f"{path} cannot be read as text. Give a file of rules in UTF-8.") from error


def today() -> date:
    """The day whose wages and rules hold."""
    from django.utils import timezone

    return timezone.localdate()
