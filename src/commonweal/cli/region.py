"""commonweal region: adopt a region, from published boundaries to a pack that every other part looks places up in; and
say how many people live in its wards.
"""

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from commonweal.basics.problems import Problem, Refused
from commonweal.cli.state import ready

if TYPE_CHECKING:
    from commonweal.places.actions import Counted
    from commonweal.places.building import Built
    from commonweal.places.residents import Residents

SHOWN: Final = 20  # problems printed for a person; --json prints all


class ManyFiles(click.Command):
    """Lets an option take all the file names that follow it, as a shell's `*` writes them."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        many = {name for option in self.params if option.multiple for name in option.opts}
        return super().parse_args(ctx, list(_one_name_each(args, many)))


def _one_name_each(args: Sequence[str], many: set[str]) -> Iterator[str]:
    """`--wards a b` as `--wards a --wards b`."""
    option = None
    waiting = False
    for argument in args:
        if argument.startswith("-") and len(argument) > 1:
            name, equals, _ = argument.partition("=")
            option = name if name in many else None
            waiting = option is not None and not equals
            yield argument
        elif option is None or waiting:
            waiting = False
            yield argument
        else:
            yield from (option, argument)


@click.group()
def command() -> None:
    """Adopt a region: its wards, neighbourhoods and postcodes, and how many people live there.

    Example:

    \b
        commonweal region build Ambridge --wards wards.geojson
        commonweal region residents ward-population-estimates-mid-2022.xlsx
    """


files = click.Path(path_type=Path)


@command.command("build", cls=ManyFiles)
@click.argument("name")
@click.option("--wards", multiple=True, required=True, type=files, metavar="FILE...", help="Ward boundaries (GeoJSON).")
@click.option("--lsoas", multiple=True, type=files, metavar="FILE...", help="LSOA boundaries (GeoJSON).")
@click.option("--postcodes", multiple=True, type=files, metavar="FILE...", help="ONSPD, NSPL or Code-Point Open (CSV).")
@click.option("--deprivation", multiple=True, type=files, metavar="FILE...", help="Deprivation deciles by LSOA (CSV).")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def build_region(
    name: str,
    wards: tuple[Path, ...],
    lsoas: tuple[Path, ...],
    postcodes: tuple[Path, ...],
    deprivation: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Make a region pack from published boundaries, postcodes and deprivation.

    Each option takes one file or several. Postcodes are placed by their coordinates, never by the ward code they carry.

    Example:

    \b
        commonweal region build "Liverpool City Region" --wards wards-*.geojson \\
            --lsoas lsoa-*.geojson --postcodes codepoint-*.csv --deprivation imd.csv
    """
    from commonweal.places.building import Request, build
    from commonweal.places.packs import slug_of

    if not slug_of(name):
        raise click.BadParameter("it needs at least one letter from a to z, or a figure.", param_hint="NAME")
    regions = Path(os.environ.get("COMMONWEAL_HOME", "var")) / "regions"
    try:
        built = build(Request(name, wards, lsoas, postcodes, deprivation, regions))
    except Refused as refusal:
        if as_json:
            click.echo(json.dumps({"refused": refusal.plain}, ensure_ascii=False))
        raise click.ClickException(refusal.plain) from refusal
    _adopt(built)
    click.echo(json.dumps(_outcome(built), ensure_ascii=False) if as_json else "\n".join(_lines(built)))


def _adopt(built: "Built") -> None:
    ready()
    from django.utils import timezone

    from commonweal.journeys.placing.actions import adopt_and_place

    try:
        adopt_and_place(pack=built.pack, by=None, now=timezone.now())
    except Refused as refusal:
        raise click.ClickException(refusal.plain) from refusal


def _outcome(built: "Built") -> dict[str, Any]:
    region = built.pack.region
    return {
        "name": region.name,
        "slug": region.slug,
        "pack": str(built.pack.folder),
        "sha256": built.pack.sha256,
        "wards": region.counts["wards"],
        "districts": region.counts["districts"],
        "lsoas": region.counts["lsoas"],
        "postcodes": built.postcodes,
        "problems": _told(built.problems),
        "warnings": built.warnings,
        "refused": None,
    }


def _lines(built: "Built") -> Iterator[str]:
    from commonweal.places.remarks import counted

    region, postcodes = built.pack.region, built.postcodes
    districts, wards, lsoas = (region.counts[what] for what in ("districts", "wards", "lsoas"))
    yield f"{region.name}: {counted(districts, 'district')} and {counted(wards, 'ward')}, {counted(lsoas, 'LSOA')}."
    if postcodes["read"]:
        yield (
            f"{postcodes['read']:,} postcodes read: {postcodes['inside']:,} in a ward, {postcodes['nearest']:,} just "
            f"beyond one and placed in the nearest, {postcodes['outside']:,} elsewhere."
        )
    yield from built.warnings
    yield from _problems(built.problems)
    yield f"The pack is in {built.pack.folder}."


@command.command("residents")
@click.argument("file", type=files)
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def count_region(file: Path, as_json: bool) -> None:
    """Say how many people live in each ward, so that pounds can be shown for each of them.

    FILE is a table of wards as it was published, in CSV or as a workbook: population estimates of the Office for
    National Statistics, a download of Nomis, a census table, or any table of ward codes and counts. Of several years
    the latest is taken. A later file takes the place of an earlier one.

    Example:

    \b
        commonweal region residents ward-population-estimates-mid-2022.xlsx
    """
    ready()
    from django.utils import timezone

    from commonweal.places.actions import count_residents
    from commonweal.places.residents import read_residents

    try:
        reading = read_residents(file)
        counted = count_residents(reading=reading, sample=False, by=None, now=timezone.now())
    except Refused as refusal:
        if as_json:
            click.echo(json.dumps({"refused": refusal.plain}, ensure_ascii=False))
        raise click.ClickException(refusal.plain) from refusal
    except OSError as error:
        raise click.ClickException(f"The counts cannot be kept: {error.strerror}. Nothing was changed.") from error
    told = _counted(reading, counted)
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else "\n".join(_counted_lines(reading, counted)))


def _counted(reading: "Residents", counted: "Counted") -> dict[str, Any]:
    held = counted.held
    return {
        "region": held.region.name,
        "file": held.file_name,
        "sha256": held.sha256,
        "kind": held.kind,
        "sheet": reading.sheet,
        "when": held.when,
        "licence": held.licence,
        "attribution": held.attribution,
        "changed": counted.changed,
        "rows": reading.read,
        "set_aside": dict(reading.set_aside),
        "wards": held.wards,
        "residents": held.people,
        "passed_over": counted.passed_over,
        "without": [{"code": code, "name": name} for code, name in counted.without],
        "problems": _told(counted.problems),
        "notes": list(reading.notes),
        "refused": None,
    }


def _counted_lines(reading: "Residents", done: "Counted") -> Iterator[str]:
    from commonweal.places.remarks import counted

    held = done.held
    yield f"{held.region.name}: {held.people:,} residents in {counted(held.wards, 'ward')} ({reading.told()})."
    yield from reading.notes
    if not done.changed:
        yield "This file is held already; nothing was changed."
    if done.passed_over:
        rest = "that is no ward" if done.passed_over == 1 else "that are no wards"
        yield f"Passed over: {counted(done.passed_over, 'code')} of the file {rest} of the region."
    if done.without:
        named = ", ".join(f"{name} ({code})" for code, name in done.without[:SHOWN])
        more = f" and {len(done.without) - SHOWN:,} more (all with --json)" if len(done.without) > SHOWN else ""
        yield f"Without a count: {named}{more}. If their boundaries changed, give a file of their year."
    if not held.licence:
        yield "We do not know this file's terms. Ask whoever published it before you pass its counts on."
    yield from _problems(done.problems)


def _told(problems: Sequence[Problem]) -> list[dict[str, str]]:
    return [{"where": problem.where, "reason": problem.reason} for problem in problems]


def _problems(problems: Sequence[Problem]) -> Iterator[str]:
    from commonweal.places.remarks import counted

    if problems:
        yield f"{counted(len(problems), 'problem')}:"
    yield from (f"  {problem.where}: {problem.reason}" for problem in problems[:SHOWN])
    if len(problems) > SHOWN:
        yield f"  and {len(problems) - SHOWN:,} more (all with --json)"
