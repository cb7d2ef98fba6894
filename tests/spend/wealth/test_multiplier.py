"""LM3 worked by hand, and what must hold of it whatever the money."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.basics.problems import Refused
from commonweal.spend.wealth.multiplier import Answered, Money, Rounds, placed_share, rounds
from commonweal.spend.wealth.ranges import Range
from commonweal.spend.wealth.sectors import ANY, Sector, sectors
from commonweal.spend.wealth.surveys import Survey


def shares(*three: str) -> Range:
    return Range(*(Fraction(each) for each in three))


SURE = Sector(*(shares(each, each, each) for each in ("0.4", "0.2", "0.75", "0.5")))  # spends 40p of each pound again
WIDE = Sector(shares("0.2", "0.4", "0.6"), shares("0", "0", "0"), shares("1", "1", "1"), shares("0", "0", "0"))
KNOWN = {"S": SURE, ANY: WIDE}
PENCE = st.integers(-(10**9), 10**12)


@st.composite
def spending(draw: st.DrawFn) -> list[Money]:
    sections = st.sampled_from([None, *sorted(sectors())])
    one = st.builds(Money, section=sections, here=PENCE, away=PENCE, unknown=PENCE)
    return [*draw(st.lists(one, max_size=5)), Money("F", 10**11, 10**11, 10**10)]


@pytest.mark.parametrize(
    ("money", "second", "third", "lm3"),
    [
        # all of £100 stays, and 40p of each pound is spent again: 100 + 100 + 40 over 100
        ([Money("S", 10000, 0, 0)], (10000,) * 3, (4000,) * 3, ("2.4",) * 3),
        # a quarter stays
        ([Money("S", 2500, 7500, 0)], (2500,) * 3, (1000,) * 3, ("1.35",) * 3),
        # nothing stays
        ([Money("S", 0, 10000, 0)], (0,) * 3, (0,) * 3, ("1",) * 3),
        # a fifth not placed: none of it here, a quarter like the rest, or all of it
        ([Money("S", 2000, 6000, 2000)], (2000, 2500, 4000), (800, 1000, 1600), ("1.28", "1.35", "1.56")),
        # an unknown industry: 20p, 40p or 60p of each pound again
        ([Money(None, 5000, 5000, 0)], (5000,) * 3, (1000, 2000, 3000), ("1.6", "1.7", "1.8")),
        # two industries are added up
        (
            [Money("S", 5000, 0, 0), Money(None, 0, 5000, 0)],
            (5000,) * 3,
            (2000,) * 3,
            ("1.7",) * 3,
        ),
    ],
)
def test_lm3_worked_by_hand(
    money: list[Money], second: tuple[int, ...], third: tuple[int, ...], lm3: tuple[str, ...]
) -> None:
    found = rounds(money, known=KNOWN)
    assert found == Rounds(10000, Range(*map(Fraction, second)), Range(*map(Fraction, third)))
    assert found.lm3() == shares(*lm3)


def test_an_answer_takes_the_place_of_the_assumption_for_that_suppliers_money() -> None:
    money = [Money(None, 10000, 0, 0)]
    asked = Answered(Money(None, 5000, 0, 0), Survey("tern laundry", 100, 60, Fraction(1), Fraction(0), 0))
    # half spends 60p of each pound again for sure; the other half 20p, 40p or 60p
    assert rounds(money, [asked], KNOWN).third == Range(Fraction(4000), Fraction(5000), Fraction(6000))


@pytest.mark.parametrize("money", [[], [Money("S", 0, 0, 0)], [Money("S", 500, -600, 0)]])
def test_without_money_there_is_nothing_to_follow(money: list[Money]) -> None:
    with pytest.raises(Refused, match="no money to follow"):
        rounds(money)


@pytest.mark.parametrize(
    ("here", "away", "share"), [(1, 3, Fraction(1, 4)), (0, 0, 0), (5, 0, 1), (-5, 10, 0), (10, -5, 1), (-1, -1, 0)]
)
def test_money_not_placed_is_likeliest_to_be_as_placed_money_is(here: int, away: int, share: Fraction) -> None:
    assert placed_share([Money("S", here, away, 7)]) == share


@given(spending())
def test_order_and_splitting_change_nothing_but_pence(money: list[Money]) -> None:
    assert rounds(money) == rounds(money[::-1])


@given(st.lists(st.builds(Money, st.none(), *[st.integers(0, 10**12)] * 3), min_size=1, max_size=5))
def test_lm3_of_money_without_credits_is_from_one_to_three(money: list[Money]) -> None:
    if sum(each.pence() for each in money):
        lm3 = rounds(money).lm3()
        assert 1 <= lm3.low <= lm3.central <= lm3.high <= 3


@given(spending(), st.integers(0, 10**10))
def test_money_brought_home_raises_every_figure(money: list[Money], moved: int) -> None:
    before = rounds(money).lm3()
    last = money[-1]
    after = rounds([*money[:-1], replace(last, here=last.here + moved, away=last.away - moved)]).lm3()
    assert (before.low, before.high) <= (after.low, after.high)
    assert before.low <= after.low
    assert before.high <= after.high


@given(spending(), st.integers(0, 10**10))
def test_placing_money_only_narrows_the_bounds(money: list[Money], placed: int) -> None:
    before = rounds(money).lm3()
    last = money[-1]
    for found in (
        replace(last, here=last.here + placed, unknown=last.unknown - placed),
        replace(last, away=last.away + placed, unknown=last.unknown - placed),
    ):
        after = rounds([*money[:-1], found]).lm3()
        assert before.low - Fraction(1, 10**9) <= after.low
        assert after.high <= before.high + Fraction(1, 10**9)
