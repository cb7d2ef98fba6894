"""What the bank says beside the books: which lines are which entries, and what is left over."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.basics.problems import Refused
from commonweal.funds.ledger import WAYS, Entry, Kind, Posting
from commonweal.funds.reconciling import (
    WITHIN,
    Agreement,
    Move,
    check_together,
    of_books,
    reconcile,
    said_together,
)

FIRST = date(2026, 11, 1)
WHEN = datetime(2026, 11, 1, 12, tzinfo=UTC)


def move(number: int, day: int, pence: int = 100) -> Move:
    return Move(number, FIRST + timedelta(days=day), pence)


def test_a_line_and_an_entry_of_the_same_sum_within_some_days_are_one() -> None:
    assert reconcile([move(1, 3)], [move(7, 0)]) == Agreement(((1, 7),), (), ())
    assert reconcile([move(1, WITHIN.days)], [move(7, 0)]).pairs == ((1, 7),)
    assert reconcile([move(1, WITHIN.days + 1)], [move(7, 0)]) == Agreement((), (1,), (7,))
    assert reconcile([move(1, 0, 100)], [move(7, 0, -100)]) == Agreement((), (1,), (7,))


def test_of_one_sum_each_is_paired_once_the_earliest_first() -> None:
    bank, books = [move(1, 5), move(2, 0), move(3, 9)], [move(8, 1), move(9, 6)]
    assert reconcile(bank, books) == Agreement(((2, 8), (1, 9)), (3,), ())


def test_what_was_corrected_moved_nothing() -> None:
    def entry(number: int, kind: Kind, corrects: int | None = None) -> Entry:
        return Entry(number, kind, WHEN, FIRST, [Posting(*WAYS[kind], 100)], corrects)

    books = [
        entry(1, Kind.INCOME),
        entry(2, Kind.INCOME),
        entry(3, Kind.INCOME_CORRECTED, corrects=1),
        entry(4, Kind.PROMISE),
        entry(5, Kind.PAYMENT),
    ]
    assert [(each.number, each.pence) for each in of_books(books)] == [(2, 100), (5, -100)]


def test_several_entries_can_be_one_line_to_the_penny() -> None:
    line, entries = move(1, 0, 300), [move(7, 0, 100), move(8, 40, 200)]
    check_together(line, entries)
    with pytest.raises(Refused, match=r"come to £1\.00, and the bank says £3\.00"):
        check_together(line, entries[:1])
    with pytest.raises(Refused, match="Choose the entries"):
        check_together(line, [])
    assert said_together([line], entries, {1: {7, 8}}) == {1: {7, 8}}
    assert said_together([line], entries[:1], {1: {7, 8}}) == {}  # one was corrected since


days = st.lists(st.integers(0, 30), max_size=5)


@given(days, days)
def test_no_other_pairing_explains_more(at_bank: list[int], in_books: list[int]) -> None:
    bank = [move(number, day) for number, day in enumerate(at_bank)]
    books = [move(number, day) for number, day in enumerate(in_books)]
    found = reconcile(bank, books)
    shorter, longer = sorted((at_bank, in_books), key=len)
    near = [
        sum(abs(a - b) <= WITHIN.days for a, b in zip(shorter, each, strict=True))
        for each in permutations(longer, len(shorter))
    ]
    most = max(near)
    assert len(found.pairs) == most
    assert len(found.pairs) + len(found.only_bank) == len(bank)
    assert len(found.pairs) + len(found.only_books) == len(books)
    assert all(abs(at_bank[line] - in_books[entry]) <= WITHIN.days for line, entry in found.pairs)
