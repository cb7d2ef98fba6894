"""How regularly money is paid: the months in which it is, of the months that are held."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, Literal

from commonweal.spend.coverage import Coverage, months_between

Name = Literal[
    "every month", "most months", "quarterly", "yearly", "now and then", "once", "never for sure", "too early to tell"
]

MONTHS_A_YEAR: Final = 12
ENOUGH: Final = 3  # months held before we speak of a rhythm: our choice, a quarter
EVERY: Final = Fraction(11, 12)  # our choice: one month in a year may be missed
MOST: Final = Fraction(1, 2)
QUARTERLY: Final = Fraction(1, 4)  # four months in twelve or fewer, three of every quarter without
NOT_KNOWN: Final = Fraction(
    1, 2
)  # our choice, for a rhythm that it is too early to tell: neither one thing nor the other


@dataclass(frozen=True, slots=True)
class Span:
    """The months held of one payer: those with dates of their own, and those that are only within a longer period."""

    dated: frozenset[str]
    within: frozenset[str] = frozenset()

    @classmethod
    def of(cls, coverage: Coverage) -> "Span":
        """The months that coverage calls held, and in a period."""
        in_a_period = (month.month for month in coverage.months if month.state == "in a period")
        return cls(frozenset(coverage.held()), frozenset(in_a_period))

    def months(self) -> int:
        return len(self.dated | self.within) if self.within else len(self.dated)

    def holds(self, row: Mapping[str, Any]) -> bool:
        """Whether what was paid in a month or period lies whole in the months held."""
        if row["month"]:
            return row["month"] in self.dated
        if not row["period_from"]:
            return False
        last = row["period_to"] or row["period_from"]
        return self.dated | self.within >= set(months_between(f"{row['period_from']:%Y-%m}", f"{last:%Y-%m}"))


@dataclass(frozen=True, slots=True)
class Rhythm:
    """In how many months money was paid, of how many that were held, a payer's month being one; and the word for it."""

    paid: int
    held: int
    years: int  # calendar years in which money was paid

    def share(self) -> Fraction:
        """The share of months in which money was paid, 0 to 1; NOT_KNOWN where too few months are held."""
        return Fraction(self.paid, self.held) if self.held >= ENOUGH else NOT_KNOWN

    def name(self) -> Name:
        if self.held < ENOUGH:
            return "too early to tell"
        if self.paid == 0:
            return "never for sure"
        by_share: tuple[tuple[Fraction, Name], ...] = (
            (EVERY, "every month"),
            (MOST, "most months"),
            (QUARTERLY, "quarterly"),
        )
        if self.paid > 1:
            often = next((name for share, name in by_share if self.share() >= share), None)
            return often or ("yearly" if self.paid <= 2 * self.years and self.years > 1 else "now and then")
        return "once"


def rhythm(rows: Sequence[Mapping[str, Any]], spans: Mapping[str, Span]) -> Rhythm:
    """The rhythm of one category's money that leaves, from rows of gap_years.sql that lie in the months held: over the
    payers who paid any, or over all of them where none of it leaves for sure.

    Only months with a date of their own tell: a file that gives a quarter does not say in which of its months it paid.
    A month in which a payer's credits outweigh its payments, or less than a pound is paid, is not a month paid.
    """
    paying = [row for row in rows if row["months_paid"]]
    told = paying if any(row["leaves_for_sure"] for row in rows) else rows
    held = sum(len(spans[payer].dated) for payer in {row["payer_slug"] for row in told})
    return Rhythm(sum(row["months_paid"] for row in paying), held, len({row["year"] for row in paying}))


def yearly(flows: Iterable[tuple[str, int]], spans: Mapping[str, Span]) -> int:
    """Pence a year: each payer's pence, as if it had paid as much in twelve months as in those held of it."""
    by_payer: dict[str, int] = {}
    for payer, pence in flows:
        by_payer[payer] = by_payer.get(payer, 0) + pence
    paid = ((pence, spans[payer].months()) for payer, pence in by_payer.items() if pence)
    return sum(round(Fraction(pence * MONTHS_A_YEAR, months)) for pence, months in paid)
