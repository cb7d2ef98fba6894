"""`commonweal account`: where the money went, what stays, and how sure that is."""

import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import click

from commonweal.cli.choices import about, choosing, chosen, credit, standing_rules
from commonweal.cli.state import ready

if TYPE_CHECKING:
    from commonweal.spend.home import Home
    from commonweal.spend.wealth.multiplier import Rounds
    from commonweal.spend.whole import Rows

NOTHING_HELD: Final = "There is no payment to tell of. Bring files in: commonweal spend import FILE"


@click.command(name="account")
@choosing
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON: every table of the account.")
def command(as_json: bool, **asked: Any) -> None:
    """Say where the money went: home, the rest of its region, and further away, with what is unknown always shown.

    Shares are of influenceable spend, what no rule locks, and lie between a lower and an upper bound: a supplier not
    placed yet may be local or not.

    Example:

        commonweal account --payer "Sandport City Council" --home Sandport --from 2024-04 --to 2025-03 --json
    """
    ready()
    from commonweal.spend import queries
    from commonweal.spend.wealth.telling import rounds_of
    from commonweal.spend.whole import whole_account

    lake, selection = chosen(asked)
    tables = whole_account(lake, selection)
    rounds = rounds_of(lake, selection, queries.surveys(sample=queries.sample_in_view()))
    assert selection.home is not None
    if as_json:
        told = {**about(selection, "local_share"), **_told(tables, rounds)}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2, default=_plain))
    else:
        click.echo("\n".join(_in_words(tables, rounds, selection.home) if lake.payments else [NOTHING_HELD]))
        click.echo(f"Locks: {standing_rules().sentence(selection.locks)}\n{credit('local_share')}")


def _told(tables: "dict[str, Rows]", rounds: "Rounds | None") -> dict[str, Any]:
    from commonweal.spend.wealth.told import rounds_as_json
    from commonweal.spend.whole import SINGLE

    told = {name: (rows[0] if rows else None) if name in SINGLE else rows for name, rows in tables.items()}
    return {**told, "multiplier": rounds_as_json(rounds) if rounds else None}


def _plain(value: Any) -> str | int:
    return value.isoformat() if isinstance(value, date) else int(value)


def _in_words(tables: "dict[str, Rows]", rounds: "Rounds | None", home: "Home") -> Iterator[str]:
    from commonweal.basics.money import exact

    totals = tables["totals"]
    if not totals or not totals[0]["payments"]:
        yield "No payment that is held matches. Choose other payers or months."
        return
    yield f"{totals[0]['payments']:,} payments of {exact(totals[0]['pence'])}; home is {home.name}"
    labels = home.labels()
    for ring in tables["where_it_went"]:
        yield f"  {labels[ring['ring']]}: {exact(ring['pence'])}, of it influenceable {exact(ring['influenceable'])}"
    share = tables["local_share"][0]
    yield f"Influenceable: {exact(share['pence'] or 0)}; locked: {exact(share['locked'] or 0)}"
    yield f"Stays at home: {_between(share['share_at_least'], share['share_at_most'])}"
    if home.around:
        yield f"Stays in {home.around}: {_between(share['near_at_least'], share['near_at_most'])}"
    if rounds:
        lm3 = rounds.lm3()
        low, central, high = (float(figure) for figure in (lm3.low, lm3.central, lm3.high))
        yield f"Each pound comes to £{central:.2f} here in three rounds (from £{low:.2f} to £{high:.2f})"


def _between(least: float | None, most: float | None) -> str:
    if least is None or most is None:
        return "cannot be told: the payments, less the credits, come to nothing"
    return f"from {least:.1%} to {most:.1%}"
