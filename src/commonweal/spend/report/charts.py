"""The report's charts: bars on one scale, the nearer the greener, and hatched where nobody knows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, cast

from commonweal.spend.report.values import Bar, Chart, Fill, Part
from commonweal.spend.report.words import between, percent, pounds
from commonweal.spend.wealth.multiplier import Rounds

Row = Mapping[str, Any]

MOST_BARS: Final = 12  # in one chart: more than these are read in the table


def whole(rings: Sequence[Row], labels: Mapping[str, str]) -> Chart:
    """All the money that can be influenced as one bar, by how near it went, as the headline above it counts."""
    total = sum(max(0, row["influenceable"]) for row in rings) or 1
    parts, start = [], 0.0
    for row in rings:
        size = max(0, row["influenceable"]) / total
        if size:
            parts.append(Part(cast(Fill, row["ring"]), start, size))
        start += size
    key = tuple((cast(Fill, row["ring"]), f"{labels[row['ring']]}: {_of(row, total)}") for row in rings)
    told = "Of the money that can be influenced: " + "; ".join(text for _, text in key)
    bar = Bar("All of it", tuple(parts), pounds(sum(row["influenceable"] for row in rings)))
    return Chart("Where it went", told, (bar,), key)


def rings(rows: Sequence[Row], labels: Mapping[str, str]) -> Chart:
    """A bar for each ring: what can be influenced in the ring's colour, and what is locked dotted behind it."""
    longest = max((abs(row["pence"]) for row in rows), default=0) or 1
    bars = []
    for row in rows:
        free, locked = max(0, row["influenceable"]) / longest, max(0, row["locked"]) / longest
        parts = [Part(cast(Fill, row["ring"]), 0.0, free)] if free else []
        parts += [Part("locked", free, locked)] if locked else []
        bars.append(Bar(labels[row["ring"]], _held(parts), pounds(row["pence"])))
    told = "; ".join(f"{bar.label}: {bar.figure}" for bar in bars)
    key: tuple[tuple[Fill, str], ...] = (("locked", "Locked: no payer can move it"),)
    return Chart("How near, ring by ring", told, tuple(bars), key if any(row["locked"] for row in rows) else ())


def bounds(rows: Iterable[Row], label: str, title: str) -> Chart:
    """A bar a row: sure as far as the least share, hatched from there to the most."""
    rows, bars = list(rows), []
    for row in rows[:MOST_BARS]:
        least, most = row["share_at_least"], row["share_at_most"]
        if least is None or most is None:
            continue
        parts = [Part("home", 0.0, least)] if least else []
        parts += [Part("unknown", least, most - least)] if most > least else []
        bars.append(Bar(str(row[label]), tuple(parts), between(least, most).removeprefix("from ")))
    told = "; ".join(f"{bar.label}: {bar.figure}" for bar in bars)
    key: tuple[tuple[Fill, str], ...] = (
        ("home", "Stays at home for sure"),
        ("unknown", "May stay: the supplier is not placed"),
    )
    drawn = f"{title}: the {MOST_BARS} that paid most" if len(rows) > MOST_BARS else title
    return Chart(drawn, told, tuple(bars), key)


def gaps(rows: Iterable[Row], label: str, title: str) -> Chart:
    """A bar a gap: what leaves each year for sure, and hatched what may leave as well."""
    rows = list(rows)
    longest = max((max(0, row["leaving"]) + max(0, row["possible"]) for row in rows), default=0) or 1
    bars = []
    for row in rows:
        sure, perhaps = max(0, row["leaving"]) / longest, max(0, row["possible"]) / longest
        parts = [Part("uk", 0.0, sure)] if sure else []
        parts += [Part("unknown", sure, perhaps)] if perhaps else []
        bars.append(Bar(str(row[label]), _held(parts), f"{pounds(row['leaving'])} a year"))
    told = "; ".join(f"{bar.label}: {bar.figure}" for bar in bars)
    key: tuple[tuple[Fill, str], ...] = (("uk", "Leaves for sure"), ("unknown", "May leave as well"))
    return Chart(title, told, tuple(bars), key)


def three_rounds(rounds: Rounds, here: str) -> Chart:
    """The three rounds: sure to the low end, hatched to the high one."""
    names = ("Round 1: spent", f"Round 2: received in {here}", f"Round 3: spent again in {here}")
    longest = max(float(rounds.first), float(rounds.second.high), float(rounds.third.high)) or 1.0
    ends = (
        (float(rounds.first), float(rounds.first)),
        *((float(r.low), float(r.high)) for r in (rounds.second, rounds.third)),
    )
    bars = []
    for name, (low, high) in zip(names, ends, strict=True):
        sure = max(0.0, low) / longest
        parts = [Part("home", 0.0, sure)] if sure else []
        parts += [Part("unknown", sure, (high - max(0.0, low)) / longest)] if high > max(0.0, low) else []
        figure = pounds(round(low)) if low == high else f"{pounds(round(low))} to {pounds(round(high))}"
        bars.append(Bar(name, _held(parts), figure))
    told = "; ".join(f"{bar.label}: {bar.figure}" for bar in bars)
    return Chart("The three rounds", told, tuple(bars), (("home", "At least"), ("unknown", "At most")))


def _of(row: Row, total: int) -> str:
    return f"{pounds(row['influenceable'])}, {percent(max(0, row['influenceable']) / total)}"


def _held(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Parts within the bar's length, whatever credits make of them."""
    return tuple(Part(each.fill, min(each.start, 1.0), min(each.size, 1.0 - min(each.start, 1.0))) for each in parts)
