"""What if: worked by hand, kept in a link, and never more than leaves."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.basics.living_wage import yearly_cost
from commonweal.basics.problems import Refused
from commonweal.spend.wealth.gaps import Gap
from commonweal.spend.wealth.multiplier import Money
from commonweal.spend.wealth.scenarios import Scenario, effect, from_link, scenario
from commonweal.spend.wealth.sectors import sector
from tests.spend.wealth.rows import DAY, YEAR, gaps, held, paid, reckoning

BY = reckoning()
SPENT = [Money("S", 0, 1_200_000_00, 0), Money("F", 800_000_00, 0, 0)]  # £2 million, two fifths of it at home


def linen() -> Gap:
    """£1.2 million a year, all of it to laundries elsewhere."""
    months = [paid(month=month, leaving=100_000_00) for month in YEAR]
    [found] = gaps(months, [held(section="S", pence=1_200_000_00)], BY).ranked
    return found


def test_a_quarter_brought_home_worked_by_hand() -> None:
    found = effect(scenario("Catering", "25"), linen(), SPENT, BY)
    assert (found.a_year, found.moved) == (300_000_00, 300_000_00)
    assert found.before.second.central == 800_000_00
    assert found.after.second.central == 1_100_000_00
    again = sector("S").spent_again()  # what a laundry spends again here comes on top
    assert found.after.third.central - found.before.third.central == 300_000_00 * again.central
    gained = found.after.lm3().central - found.before.lm3().central
    assert gained == 300_000_00 * (1 + again.central) / 2_000_000_00
    assert found.jobs.central == Fraction("0.42") * 300_000_00 / yearly_cost(DAY)


def test_what_is_assumed_stands_beside_it() -> None:
    assumed = effect(scenario("Catering", "25"), linen(), SPENT, BY).assumed
    assert [(each.what, each.value) for each in assumed] == [
        ("Share of the money that pays wages", "42 % (30 % to 60 %)"),
        ("Share of pay that goes to people here", "75 % (67 % to 90 %)"),
        ("Share of purchases made here", "30 % (10 % to 60 %)"),
        ("Cost of a full-time job a year", "£30,011.26"),
    ]
    assert all(each.source for each in assumed)


def test_moving_nothing_changes_nothing() -> None:
    found = effect(scenario("Catering", "0"), linen(), SPENT, BY)
    assert found.after == found.before
    assert (found.a_year, found.jobs.high) == (0, 0)


def test_what_is_not_placed_is_guessed_the_same_before_and_after() -> None:
    money = [*SPENT, Money(None, 0, 0, 500_000_00)]
    found = effect(scenario("Catering", "100"), linen(), money, BY)
    assert found.after.second.central - found.before.second.central == 1_200_000_00


def test_a_gap_of_another_category_is_refused() -> None:
    with pytest.raises(Refused, match="in which money leaves"):
        effect(scenario("Stationery", "5"), linen(), SPENT, BY)


@pytest.mark.parametrize(
    ("percent", "reason"),
    [
        ("-1", "From 0 to 100"),
        ("100.01", "From 0 to 100"),
        ("1e9", "From 0 to 100"),
        ("", "as a number"),
        ("half", "as a number"),
        ("NaN", "as a number"),
        ("Infinity", "as a number"),
        ("12.345", "two places"),
        ("1e-9", "two places"),
    ],
)
def test_a_share_that_cannot_be_is_refused(percent: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        scenario("Catering", percent)


@pytest.mark.parametrize(("proclass", "home"), [("", ""), ("  ", ""), ("x" * 101, ""), ("Catering", "x" * 101)])
def test_a_name_that_cannot_be_is_refused(proclass: str, home: str) -> None:
    with pytest.raises(Refused, match="that are listed"):
        scenario(proclass, "5", home)


def test_a_link_reads_the_same_for_the_same_scenario() -> None:
    link = '{"class":"Cleaning & Janitorial","home":"E08000012","percent":"12.5","v":1}'
    assert scenario("Cleaning & Janitorial", "12.50 %", "E08000012").link() == link
    assert from_link(link) == Scenario("Cleaning & Janitorial", Decimal("12.5"), "E08000012")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "null",
        "{",
        '{"class":"Catering","home":"","percent":12.5,"v":1}',
        '{"class":"Catering","home":"","percent":"12.5","v":2}',
        '{"class":"Catering","percent":"12.5","v":1}',
        "[" * 100_000,
    ],
)
def test_a_text_that_is_no_link_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="no scenario that we can read"):
        from_link(text)


@given(st.integers(0, 10_000), st.text(st.characters(blacklist_categories=("Cs",)), max_size=100))
def test_a_link_brings_back_its_scenario(hundredths: int, home: str) -> None:
    asked = scenario("Catering", str(Decimal(hundredths) / 100), home)
    assert from_link(asked.link()) == asked


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_bringing_more_home_never_lowers_a_figure(one: int, two: int) -> None:
    less, more = (
        effect(scenario("Catering", str(Decimal(each) / 100)), linen(), SPENT, BY) for each in sorted((one, two))
    )
    assert less.a_year <= more.a_year <= 1_200_000_00
    for first, then in ((less.after.lm3(), more.after.lm3()), (less.jobs, more.jobs)):
        assert first.low <= then.low
        assert first.central <= then.central
        assert first.high <= then.high


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=4), st.integers(0, 10_000))
def test_every_penny_that_moves_is_taken_from_what_leaves(parts: list[int], hundredths: int) -> None:
    sections = "SFNQ"
    held_by = [held(section=section, pence=pence) for section, pence in zip(sections, parts, strict=False)]
    [gap] = gaps([paid(leaving=sum(parts))], held_by, BY).ranked
    found = effect(
        scenario("Catering", str(Decimal(hundredths) / 100)),
        gap,
        [Money(s, 0, p, 0) for s, p in zip(sections, parts, strict=False)],
        BY,
    )
    assert found.after.second.central == found.moved <= sum(parts)
    assert found.after.first == found.before.first
