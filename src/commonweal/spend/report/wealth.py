"""The sections of the report that tell what could be: the local multiplier and the widest gaps."""

from collections.abc import Iterable
from typing import Final

from commonweal.basics.money import exact
from commonweal.basics.tables import Column
from commonweal.spend.home import Home
from commonweal.spend.report import charts
from commonweal.spend.report.values import Listed, Section
from commonweal.spend.report.words import counted, pounds
from commonweal.spend.wealth.gaps import Gap, Gaps
from commonweal.spend.wealth.multiplier import Rounds
from commonweal.spend.wealth.ranges import Range
from commonweal.spend.wealth.sectors import ANY, assumptions

WIDEST: Final = 10  # gaps that the report tells; the site has all
SHARES: Final = {
    "pay": "Of a supplier's turnover, what goes on pay",
    "purchases": "Of a supplier's turnover, what buys from UK suppliers",
    "pay_local": "Of pay, what goes to people here",
    "purchases_local": "Of purchases, what is bought here",
}


def multiplier(rounds: Rounds | None, home: Home, asked: int) -> Section:
    """What each pound comes to in three rounds, and what that takes for granted. `asked`: suppliers that answered."""
    title = "What each pound comes to"
    if rounds is None:
        return Section(
            "multiplier", title, ("There is no money to follow: the payments, less the credits, come to nothing.",)
        )
    words = [
        f"{in_pounds(rounds)} This is LM3, the New Economics Foundation's measure: what is spent, what suppliers here "
        "receive of it, and what those spend again here on people and firms. What happens after that is not counted.",
        f"{counted(asked, 'supplier has', 'suppliers have')} answered what they pay and buy here. "
        f"For all others the shares below are assumed, "
        "each within a range, so the interval is wide and honest; every answer narrows it."
        if asked
        else "No supplier has been asked yet what it pays and buys here, so the shares below are assumed, each in a "
        "range. The interval is wide and honest; every answer narrows it.",
    ]
    columns: tuple[Column, ...] = (
        Column("what", "What is assumed where an industry is not known"),
        Column("range", "Likeliest (least to most)"),
    )
    columns += (Column("status", "Status"), Column("source", "Source"))
    rows = [
        {"what": SHARES[each.share], "range": _percents(each.range), "status": each.status, "source": each.source}
        for each in assumptions()
        if each.section == ANY
    ]
    table = Listed("Assumptions of the multiplier", columns, rows)
    drawn = charts.three_rounds(rounds, home.name)
    return Section("multiplier", title, tuple(words), (drawn,), (table,), ("industries",))


def in_pounds(rounds: Rounds) -> str:
    """The multiplier in a sentence."""
    low, central, high = (exact(round(end * 100)) for end in _ends(rounds.lm3()))
    return (
        f"Each £1 that can be influenced comes to about {central} here in three rounds: at least {low}, at most {high}."
    )


def widest(found: Gaps, home: Home) -> Section:
    """The ten widest gaps, with how often, who is here, and the jobs that the money would make."""
    title = "The widest gaps"
    here = home.around or home.name
    shown = found.ranked[:WIDEST]
    words = [
        f"A gap is a kind of thing that is bought again and again from outside {here} while few "
        f"suppliers here hold any of "
        "it: work that people here could do. A leak is about money, never a judgement on a firm. "
        "Gaps are ranked by the "
        "pounds a year that leave for sure, how regularly, and how few suppliers here are paid."
    ]
    if not shown:
        words = ["There is no gap to show: no money that has a category is known to leave, or may leave."]
    words.append(
        f"Not looked at: {pounds(found.uncategorised)} whose category could not be told, and "
        f"{pounds(found.out_of_span)} "
        "in months that are not held whole."
    )
    tables = (
        (Listed(title, COLUMNS, [_row(gap) for gap in shown], max(0, len(found.ranked) - WIDEST)),) if shown else ()
    )
    bars = ({"name": gap.proclass, "leaving": gap.leaving, "possible": gap.possible} for gap in shown)
    drawn = (charts.gaps(bars, "name", "Leaves each year"),) if shown else ()
    return Section("gaps", title, tuple(words), drawn, tables, ("gap_years", "gap_holders"))


COLUMNS: Final = (
    Column("gap", "Category"),
    Column("leaving", "Leaves a year", "money"),
    Column("possible", "May leave as well", "money"),
    Column("rhythm", "How often"),
    Column("local", "Paid here", "count"),
    Column("registered", "Registered here", "count"),
    Column("jobs", "Jobs at the real living wage"),
)


def _row(gap: Gap) -> dict[str, object]:
    low, high = (round(float(end)) for end in (gap.jobs.low, gap.jobs.high))
    return {
        "gap": gap.proclass,
        "leaving": gap.leaving,
        "possible": gap.possible,
        "rhythm": gap.rhythm.name(),
        "local": gap.local,
        "registered": gap.registered,
        "jobs": f"{low:,}" if low == high else f"{low:,} to {high:,}",
    }


def _percents(share: Range) -> str:
    low, central, high = (f"{round(float(each) * 100)}%" for each in _ends(share))
    return f"{central} ({low} to {high})"


def _ends(range_: Range) -> Iterable[float]:
    return float(range_.low), float(range_.central), float(range_.high)
