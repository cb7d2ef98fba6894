"""The rules of an assembly, as tables: standing orders, membership, meetings, hands."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.assemblies import hands, meetings, membership
from commonweal.assemblies.counts.yes_no import Of
from commonweal.assemblies.hands import Hands
from commonweal.assemblies.membership import Applicant
from commonweal.assemblies.standing_orders import StandingOrders
from commonweal.basics.problems import Refused

ORDERS = StandingOrders()
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("members", "share", "least", "quorum"),
    [
        (8, "1/10", 8, 8),  # a small assembly: its founders
        (80, "1/10", 8, 8),
        (81, "1/10", 8, 9),  # a tenth of 81 is more than 8 people
        (1000, "1/10", 8, 100),
        (1000, "0", 12, 12),
        (3, "1", 3, 3),
    ],
)
def test_how_many_must_be_present(members: int, share: str, least: int, quorum: int) -> None:
    assert replace(ORDERS, quorum_share=Fraction(share), quorum_least=least).quorum(members) == quorum


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"founders": 2}, "at least 3 founders"),
        ({"quorum_share": Fraction(11, 10)}, "between 0 and 1"),
        ({"quorum_least": 1}, "1 are too few"),
        ({"majority": Fraction(0)}, "A threshold is a share of the votes"),
        ({"majority": Fraction(1)}, "A threshold is a share of the votes"),  # more than all cannot be met
        ({"notice_days": -1}, "between 0 and 90 days"),
        ({"minimum_age": 17}, "11, 16 or 18, not 17"),
        ({"members_to_convene": 0}, "At least one member"),
        ({"receipts": "names"}, "choices or tracker only"),
    ],
)
def test_orders_that_could_not_be_kept_are_refused(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        replace(ORDERS, **changed)


ANY_ORDERS = st.builds(
    StandingOrders,
    founders=st.integers(3, 200),
    quorum_share=st.fractions(0, 1, max_denominator=100),
    quorum_least=st.integers(3, 500),
    majority=st.fractions(Fraction(1, 100), Fraction(99, 100), max_denominator=100),
    majority_of=st.sampled_from(Of),
    majority_reached=st.booleans(),
    notice_days=st.integers(0, 90),
    minimum_age=st.sampled_from(membership.MINIMUM_AGES),
    members_to_convene=st.integers(1, 50),
    receipts=st.sampled_from(["choices", "tracker only"]),
)


@given(ANY_ORDERS)
def test_orders_come_back_from_their_text(orders: StandingOrders) -> None:
    again = StandingOrders.read(orders.written())
    assert again == orders
    assert again.sha256() == orders.sha256()


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"majority": "x"}', '{"majority": "1/0"}', '{"king": 1}', '{"founders": "x"}']
)
def test_a_text_that_is_no_standing_orders_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        StandingOrders.read(text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Robin Tern", "robin  TERN", True),
        ("Robin Tern", "Tern, Robin", True),  # some forms ask for the surname first
        ("Róisín O'Grebe", "Roisin OGrebe", True),
        ("Robin Tern", "Robyn Tern", True),
        ("Robin Tern", "R. John Tern", True),
        ("Robin Tern", "Robin Tern Jr", False),
        ("Ann Tern", "Ian Tern", False),
        ("Robin Tern", "Tern", False),
    ],
)
def test_who_may_be_the_same_person(one: str, other: str, same: bool) -> None:
    first, second = (Applicant(name, "R", "L1 0AB", 18) for name in (one, other))
    assert membership.perhaps_the_same(first, second) == same
    assert not membership.perhaps_the_same(first, replace(second, postcode="L1 0AD"))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (("", "Tern", "L1 0AB", 18), "full name"),
        (("Robin Tern", " . ", "L1 0AB", 18), "the name that others see"),
        (("x" * 121, "Tern", "L1 0AB", 18), "at most 120"),
        (("Robin Tern", "Tern", "L1 0AB", 17), "age band"),
    ],
)
def test_what_an_applicant_must_say(told: tuple[Any, ...], said: str) -> None:
    with pytest.raises(Refused, match=said):
        Applicant(*told)


@pytest.mark.parametrize(
    ("check", "said"),
    [
        (lambda: meetings.check_call(NOON, NOON - timedelta(hours=1), ORDERS), "before now"),
        (lambda: meetings.check_call(NOON, NOON + timedelta(days=7, seconds=-1), ORDERS), "28 November 2026, 12:00"),
        (lambda: meetings.check_call(NOON, NOON + timedelta(days=400), ORDERS), "Check the year"),
        (lambda: meetings.check_opening(NOON, NOON + timedelta(hours=1, seconds=1)), "too early"),
        (lambda: meetings.check_opening(NOON, NOON - timedelta(hours=13)), "has passed"),
        (lambda: meetings.check_quorum(7, 8, ORDERS), "7 of the 8 people are present"),
        (lambda: membership.check_age(11, 16), "at least 16"),
        (lambda: hands.check(Hands(5, 3, 1), 8), "9 hands, and 8 people"),
        (lambda: Hands(-1, 0, 0), "less than nought"),
    ],
)
def test_what_is_refused_and_why(check: Callable[[], None], said: str) -> None:
    with pytest.raises(Refused, match=said):
        check()


def test_what_is_just_allowed() -> None:
    meetings.check_call(NOON, NOON + timedelta(days=7), ORDERS)
    meetings.check_opening(NOON, NOON + timedelta(hours=1))
    meetings.check_quorum(8, 8, ORDERS)
    membership.check_age(16, 16)
    hands.check(Hands(5, 2, 1), 8)


@pytest.mark.parametrize(
    ("counted", "agreed"),
    [
        ([], None),
        ([Hands(5, 2, 1)], None),
        ([Hands(5, 2, 1), Hands(5, 2, 1)], Hands(5, 2, 1)),
        ([Hands(5, 2, 1), Hands(5, 1, 2)], None),
    ],
)
def test_two_tellers_must_say_the_same(counted: list[Hands], agreed: Hands | None) -> None:
    assert hands.agreed(counted) == agreed
