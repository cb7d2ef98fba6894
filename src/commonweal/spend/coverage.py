"""Coverage: for each payer and month, whether a file is held, and how it was published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

Row = Mapping[str, Any]
State = Literal["held", "partly", "in a period", "missing"]

# Our choice: a month with less than a tenth of its payer's usual number of payments is the tail of a neighbour's file.
PARTLY: Final = 0.1
# Pence: £25,000 for central government and the NHS (HM Treasury, 2010), £500 for councils (Local Government
# Transparency Code 2015, part 2.1), £250 for those who publish more than they must.
THRESHOLDS: Final = (25_000_00, 500_00, 250_00)
ALMOST_ALL: Final = 0.98  # of payments at or above a threshold, for the threshold to be the likely one


@dataclass(frozen=True, slots=True)
class Month:
    """One payer's month: what is held of it."""

    month: str
    state: State
    payments: int = 0
    pence: int = 0
    files: int = 0


@dataclass(frozen=True, slots=True)
class Year:
    """A year's twelve months in a row; None before the payer's first month and after its last."""

    year: str
    months: tuple[Month | None, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """One payer's months from its first to its last, with how its payments are stated."""

    payer_slug: str
    payer: str
    months: tuple[Month, ...]
    basis: str  # "net", "gross", "unstated" or "mixed"
    threshold: int | None  # pence, where the payments themselves show one
    undated: int  # payments without a date or a period

    def held(self) -> set[str]:
        """The months that can be compared with another payer's or year's."""
        return {month.month for month in self.months if month.state == "held"}

    def years(self) -> list[Year]:
        """The months by calendar year, to be laid out in rows."""
        by_month = {month.month: month for month in self.months}
        years = sorted({month[:4] for month in by_month})
        return [Year(year, tuple(by_month.get(f"{year}-{number:02d}") for number in range(1, 13))) for year in years]


def coverage(rows: Iterable[Row], periods: Iterable[Row] = ()) -> list[Coverage]:
    """From the rows of coverage.sql and periods.sql, a payer at a time, by name."""
    by_payer: dict[str, tuple[list[Row], list[Row]]] = {}
    for kind, found in enumerate((rows, periods)):
        for row in found:
            by_payer.setdefault(row["payer_slug"], ([], []))[kind].append(row)
    return sorted((_of_payer(*held) for held in by_payer.values()), key=lambda each: each.payer)


def like_for_like(each: Iterable[Coverage]) -> list[str]:
    """The months that are held of every payer, oldest first: the only ones a comparison may use.

    A payer whose files give no month at all is in no month's figure, so it is passed over; see without_months.
    """
    held = [months for payer in each if (months := payer.held())]
    return sorted(set.intersection(*held)) if held else []


def without_months(each: Iterable[Coverage]) -> list[str]:
    """The payers whose files give no month: they are in every total, and in no comparison of months."""
    return [payer.payer for payer in each if not payer.held()]


def months_between(first: str, last: str) -> list[str]:
    """Every month from `2023-11` to `2024-02`, both included."""
    start, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{number // 12}-{number % 12 + 1:02d}" for number in range(start, end + 1)]


def _of_payer(rows: list[Row], periods: list[Row]) -> Coverage:
    by_month = {row["month"]: row for row in rows}
    covered = {month for row in periods if row["period_from"] for month in _months_of(row)}
    known = by_month.keys() | covered
    usual = _usual([row["payments"] for row in rows])
    months = (
        [_month(month, by_month.get(month), usual, covered) for month in months_between(min(known), max(known))]
        if known
        else []
    )
    undated = sum(row["payments"] for row in periods if not row["period_from"])
    payer = (rows or periods)[0]
    return Coverage(
        payer["payer_slug"], payer["payer"], tuple(months), _basis(rows + periods), _threshold(rows + periods), undated
    )


def _usual(months: list[int]) -> int:
    """The size of the month in which the middle payment lies: many small tails of neighbours' files do not move it."""
    so_far = 0
    for payments in sorted(months):
        so_far += payments
        if 2 * so_far >= sum(months):
            return payments
    return 0


def _month(month: str, row: Row | None, usual: float, covered: set[str]) -> Month:
    if row is not None and row["payments"] >= PARTLY * usual:
        return Month(month, "held", row["payments"], row["pence"], row["files"])
    if month in covered:
        return Month(month, "in a period")
    if row is not None:
        return Month(month, "partly", row["payments"], row["pence"], row["files"])
    return Month(month, "missing")


def _months_of(row: Row) -> list[str]:
    last = row["period_to"] or row["period_from"]
    return months_between(f"{row['period_from']:%Y-%m}", f"{last:%Y-%m}")


def _basis(rows: list[Row]) -> str:
    payments, net, gross = (sum(row[name] for row in rows) for name in ("payments", "net_payments", "gross_payments"))
    for basis, number in (("net", net), ("gross", gross), ("unstated", payments - net - gross)):
        if number == payments:
            return basis
    return "mixed"


def _threshold(rows: list[Row]) -> int | None:
    payments = sum(row["payments_in"] for row in rows)
    for threshold in THRESHOLDS:
        if payments and sum(row[f"from_{threshold // 100}"] for row in rows) >= ALMOST_ALL * payments:
            return threshold
    return None
