"""`commonweal gaps`: what is bought again and again from elsewhere while few suppliers here hold any of it."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import click

from commonweal.cli.choices import about, choosing, chosen, credit, standing_rules, today
from commonweal.cli.state import ready

if TYPE_CHECKING:
    from commonweal.spend.wealth.gaps import Gap, Gaps

SHOWN: Final = 10  # gaps that a terminal shows; --json gives all


@click.command(name="gaps")
@choosing
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def command(as_json: bool, **asked: Any) -> None:
    """Rank the gaps: categories in which money that could be influenced leaves the region, month after month.

    Each comes with pounds a year, the rhythm of the payments, who holds them now, the suppliers that exist here, and
    the jobs and co-ops that the money would make at the real living wage.

    Example:

        commonweal gaps --from 2024-04 --to 2025-03 --json
    """
    ready()
    from commonweal.spend import queries
    from commonweal.spend.wealth.telling import gaps_of, reckoning

    lake, selection = chosen(asked)
    by = reckoning(lake, selection, today(), queries.registered_here(sample=queries.sample_in_view()))
    found = gaps_of(lake, selection, by)
    if as_json:
        told = {**about(selection, "gap_years"), **_told(found)}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_in_words(found)))
        click.echo(f"Locks: {standing_rules().sentence(selection.locks)}\n{credit('gap_years')}")


def _told(found: "Gaps") -> dict[str, Any]:
    from commonweal.spend.wealth.told import gap_as_json

    return {
        "gaps": [gap_as_json(gap) for gap in found.ranked],
        "uncategorised_pence": found.uncategorised,
        "out_of_span_pence": found.out_of_span,
    }


def _in_words(found: "Gaps") -> Iterator[str]:
    from commonweal.basics.money import exact

    if not found.ranked:
        yield "There is no gap to show: no money that has a category is known to leave."
    for number, gap in enumerate(found.ranked[:SHOWN], start=1):
        yield from _gap_in_words(number, gap)
    if len(found.ranked) > SHOWN:
        yield f"… and {len(found.ranked) - SHOWN:,} more; --json lists them all"
    if found.uncategorised:
        yield f"Not looked at, since no category is known: {exact(found.uncategorised)}"
    if found.out_of_span:
        yield f"Not looked at, since it is in no month that is held whole: {exact(found.out_of_span)}"


def _gap_in_words(number: int, gap: "Gap") -> Iterator[str]:
    from commonweal.basics.money import exact

    low, high = (round(jobs) for jobs in (gap.jobs.low, gap.jobs.high))
    yield f"{number}. {gap.proclass}"
    yield f"   leaves each year: {exact(gap.leaving)}, perhaps {exact(gap.possible)} more; stays: {exact(gap.staying)}"
    yield f"   {gap.rhythm.name()}; suppliers of the region paid: {gap.local}; registered here: {gap.registered:,}"
    if gap.coops.most:
        yield f"   jobs at the real living wage: {low:,} to {high:,}; co-ops: {gap.coops.fewest} to {gap.coops.most}"
    else:
        yield f"   jobs at the real living wage: {low:,} to {high:,}"
