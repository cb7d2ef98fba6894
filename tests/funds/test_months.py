"""A pot month by month, by the days that entries count for."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from commonweal.funds.ledger import NOTHING, WAYS, Account, Entry, Kind, Posting, balances
from commonweal.funds.months import by_month

WHEN = datetime(2026, 3, 2, 12, tzinfo=UTC)


def entry(number: int, kind: Kind, day: date, pence: int, corrects: int | None = None) -> Entry:
    return Entry(number, kind, WHEN, day, [Posting(*WAYS[kind], pence)], corrects)


def test_no_entry_no_month() -> None:
    assert by_month([]) == []


def test_each_month_and_the_quiet_one_between() -> None:
    told = by_month(
        [
            entry(1, Kind.INCOME, date(2025, 12, 20), 100),
            entry(2, Kind.PROMISE, date(2026, 2, 3), 60),
            entry(3, Kind.PAYMENT, date(2026, 2, 9), 50),
            entry(4, Kind.PAYMENT_CORRECTED, date(2026, 2, 28), 50, corrects=3),
            entry(5, Kind.INCOME, date(2026, 2, 1), 7),
        ]
    )
    shown = [(each.month, each.came_in, each.paid, each.held[Account.FREE]) for each in told]
    assert shown == [(date(2025, 12, 1), 100, 0, 100), (date(2026, 1, 1), 0, 0, 100), (date(2026, 2, 1), 7, 0, 47)]
    assert told[-1].held[Account.PROMISED] == 60


def test_income_that_counts_for_the_month_before_what_it_paid_for() -> None:
    told = by_month([entry(1, Kind.INCOME, date(2026, 3, 2), 100), entry(2, Kind.PROMISE, date(2026, 3, 1), 100)])
    assert [each.held[Account.FREE] for each in told] == [0]


@given(st.lists(st.tuples(st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.integers(1, 10**6)), max_size=8))
def test_the_last_month_holds_what_the_books_hold(incomes: list[tuple[date, int]]) -> None:
    entries = [entry(n, Kind.INCOME, day, pence) for n, (day, pence) in enumerate(incomes, start=1)]
    told = by_month(entries)
    assert (told[-1].held if told else NOTHING) == balances(entries)
    assert sum(each.came_in for each in told) == sum(pence for _day, pence in incomes)
