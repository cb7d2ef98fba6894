"""The books of a pot: worked tables, then what must hold whatever is done."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.basics.problems import Refused
from commonweal.funds.ledger import (
    MOST_PENCE,
    NOTHING,
    WAYS,
    Account,
    Entry,
    Kind,
    Posting,
    after,
    balances,
    check_closing,
    check_open,
    correction,
)

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def entry(number: int, kind: Kind, *pence: int, corrects: int | None = None) -> Entry:
    """An entry made `number` hours after noon."""
    at = NOON + timedelta(hours=number)
    return Entry(number, kind, at, at.date(), [Posting(*WAYS[kind], each) for each in pence], corrects)


@pytest.mark.parametrize(
    ("kind", "pence", "free", "promised", "paid", "source"),
    [
        (Kind.INCOME, 1_000_00, 1_000_00, 0, 0, -1_000_00),
        (Kind.PROMISE, 400_00, 600_00, 400_00, 0, -1_000_00),
        (Kind.PAYMENT, 250_00, 600_00, 150_00, 250_00, -1_000_00),
        (Kind.RELEASE, 50_00, 650_00, 100_00, 250_00, -1_000_00),
        (Kind.PAYMENT_CORRECTED, 250_00, 650_00, 350_00, 0, -1_000_00),
        (Kind.PAYMENT, 249_99, 650_00, 100_01, 249_99, -1_000_00),
        (Kind.INCOME_CORRECTED, 1_00, 649_00, 100_01, 249_99, -999_00),
    ],
)
def test_a_pot_from_its_first_pound_on(
    kind: Kind, pence: int, free: int, promised: int, paid: int, source: int
) -> None:
    story = [
        (Kind.INCOME, 1_000_00),
        (Kind.PROMISE, 400_00),
        (Kind.PAYMENT, 250_00),
        (Kind.RELEASE, 50_00),
        (Kind.PAYMENT_CORRECTED, 250_00),
        (Kind.PAYMENT, 249_99),
        (Kind.INCOME_CORRECTED, 1_00),
    ]
    told = story[: story.index((kind, pence)) + 1]
    books = [
        entry(number, each, much, corrects=1 if "corrected" in each else None)
        for number, (each, much) in enumerate(told, start=1)
    ]
    assert balances(books) == dict(zip(Account, (free, promised, paid, source), strict=True))


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Kind.PROMISE, "The pot has £10.00 free, and this needs £10.01"),
        (Kind.PAYMENT, "£5.00 of the pot is promised, and this needs £10.01"),
        (Kind.RELEASE, "£5.00 of the pot is promised, and this needs £10.01"),
        (Kind.PAYMENT_CORRECTED, "£2.00 was paid from the pot, and this takes £10.01 back"),
        (Kind.INCOME_CORRECTED, "The pot has £10.00 free, and this needs £10.01"),
    ],
)
def test_no_account_falls_below_nought(kind: Kind, said: str) -> None:
    held = {Account.FREE: 10_00, Account.PROMISED: 5_00, Account.PAID: 2_00, Account.SOURCE: -17_00}
    with pytest.raises(Refused, match=said):
        after(held, [Posting(*WAYS[kind], 10_01)])


def test_postings_of_one_entry_count_together() -> None:
    held = balances([entry(1, Kind.INCOME, 6_00, 4_00)])
    assert held[Account.FREE] == 10_00
    with pytest.raises(Refused, match=r"The pot has £4\.00 free, and this needs £5\.00"):
        after(held, entry(2, Kind.PROMISE, 6_00, 5_00).postings)


@pytest.mark.parametrize("pence", [0, -1, MOST_PENCE + 1, True, 1.0])
def test_moves_that_are_none(pence: int) -> None:
    with pytest.raises(Refused):
        Posting(Account.FREE, Account.PROMISED, pence)


def test_money_that_stays_where_it_is() -> None:
    with pytest.raises(Refused, match="was not moved"):
        Posting(Account.FREE, Account.FREE, 1)


def test_nothing_is_paid_that_was_not_promised() -> None:
    with pytest.raises(Refused, match="from promised to paid, and nowhere else"):
        Entry(1, Kind.PAYMENT, NOON, NOON.date(), [Posting(Account.FREE, Account.PAID, 1)])
    with pytest.raises(Refused):
        Entry(1, Kind.INCOME, NOON, NOON.date(), [])


def test_a_correction_takes_back_what_it_names() -> None:
    paid = entry(3, Kind.PAYMENT, 2_00, 1_00)
    kind, postings = correction(paid)
    assert (kind, [each.pence for each in postings]) == (Kind.PAYMENT_CORRECTED, [2_00, 1_00])
    for kind in (Kind.PROMISE, Kind.RELEASE):
        with pytest.raises(Refused, match="Only income and payments are corrected"):
            correction(entry(1, kind, 1))
    for kind, corrects in ((Kind.INCOME_CORRECTED, None), (Kind.INCOME, 1)):
        with pytest.raises(Refused, match="names the entry that it corrects"):
            entry(2, kind, 1, corrects=corrects)


@pytest.mark.parametrize(
    ("day", "closed", "said"),
    [
        (date(2026, 12, 1), None, None),
        (date(2026, 12, 2), None, "still to come"),
        (date(2026, 11, 30), date(2026, 11, 30), "closed up to 30 November 2026"),
        (date(2026, 12, 1), date(2026, 11, 30), None),
    ],
)
def test_days_that_are_open(day: date, closed: date | None, said: str | None) -> None:
    if said is None:
        check_open(day, closed, today=date(2026, 12, 1))
        return
    with pytest.raises(Refused, match=said):
        check_open(day, closed, today=date(2026, 12, 1))


def test_a_period_closes_once_it_is_over_and_never_opens_again() -> None:
    today = date(2026, 12, 1)
    check_closing(date(2026, 11, 30), None, today)
    with pytest.raises(Refused, match="once its last day is over"):
        check_closing(today, None, today)
    for through in (date(2026, 10, 31), date(2026, 11, 30)):
        with pytest.raises(Refused, match="closed up to 30 November 2026 already"):
            check_closing(through, date(2026, 11, 30), today)


def books(acts: list[tuple[Kind, int]]) -> list[Entry]:
    """The acts of a list that are not refused, as books."""
    made: list[Entry] = []
    for kind, pence in acts:
        named = 1 if "corrected" in kind else None
        try:
            candidate = entry(len(made) + 1, kind, pence, corrects=named)
            after(balances(made), candidate.postings)
        except Refused:
            continue
        made.append(candidate)
    return made


ACTS = st.lists(st.tuples(st.sampled_from(Kind), st.integers(-5, 300)), max_size=25)


@given(ACTS)
def test_whatever_is_done_nothing_falls_below_nought_and_all_adds_up(acts: list[tuple[Kind, int]]) -> None:
    made = books(acts)
    held = balances(made)
    assert sum(held.values()) == 0
    assert min(held[each] for each in Account if each != Account.SOURCE) >= 0 >= held[Account.SOURCE]
    for account in Account:
        came = sum(p.pence for each in made for p in each.postings if p.to_account == account)
        went = sum(p.pence for each in made for p in each.postings if p.from_account == account)
        assert held[account] == came - went


@given(ACTS, st.integers(0, 26))
def test_a_past_moment_shows_what_was_held_then(acts: list[tuple[Kind, int]], hours: int) -> None:
    made = books(acts)
    held = NOTHING
    for each in made[:hours]:
        held = after(held, each.postings)
    assert balances(made, until=NOON + timedelta(hours=hours)) == held
