"""What is assumed of industries: every share has bounds, a source, and a plain word on whose figure it is."""

from fractions import Fraction
from string import ascii_uppercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.spend.wealth.ranges import Range
from commonweal.spend.wealth.sectors import ANY, SHARES, Sector, assumptions, section_of, sector, sectors


def shares(*three: str) -> Range:
    return Range(*(Fraction(each) for each in three))


@pytest.mark.parametrize(
    ("sic", "section"),
    [
        ("01110", "A"),
        ("43999", "F"),
        ("81210", "N"),  # cleaning of buildings
        ("96010", "S"),  # washing of textiles: laundries
        ("86", "Q"),
        ("99000", "U"),
        ("00", None),
        ("", None),
        (None, None),
        ("none supplied", None),
    ],
)
def test_an_industry_code_is_in_a_section(sic: str | None, section: str | None) -> None:
    assert section_of(sic) == section


def test_what_a_pound_does_worked_by_hand() -> None:
    made_up = Sector(
        pay=shares("0.2", "0.4", "0.6"),
        purchases=shares("0.1", "0.3", "0.5"),
        pay_local=shares("0.5", "0.75", "1"),
        purchases_local=shares("0", "0.5", "1"),
    )
    # low 0.2 x 0.5 + 0.1 x 0; central 0.4 x 0.75 + 0.3 x 0.5; high: 0.6 + 0.5 is more than the pound, so 1
    assert made_up.spent_again() == shares("0.1", "0.45", "1")


def test_the_highest_is_what_one_pound_allows() -> None:
    made_up = Sector(shares("0", "0", "0.8"), shares("0", "0", "0.5"), shares("0", "0", "0.9"), shares("0", "0", "0.6"))
    # the pound goes first where more of it stays: 0.8 x 0.9 + 0.2 x 0.6
    assert made_up.spent_again().high == Fraction("0.84")


def test_every_assumption_is_a_share_with_a_source_and_a_status() -> None:
    for each in assumptions():
        assert each.share in SHARES
        assert each.section == ANY or each.section in ascii_uppercase
        assert 0 <= each.range.low <= each.range.high <= 1
        assert each.status in ("published", "our choice")
        assert len(each.source) > 20
    assert len({(each.section, each.share) for each in assumptions()}) == len(assumptions())


@pytest.mark.parametrize("letter", sorted(sectors()))
def test_pay_and_purchases_fit_in_the_pound_and_an_unknown_industry_could_be_any(letter: str) -> None:
    known, unknown = sector(letter), sector(None)
    assert known.pay.central + known.purchases.central <= 1
    assert known.pay.low + known.purchases.low <= 1
    assert unknown.spent_again().low <= known.spent_again().low
    assert known.spent_again().high <= unknown.spent_again().high


def test_an_industry_without_a_row_has_the_ranges_of_any() -> None:
    assert sector("T") == sector(None)


def test_a_tenth_to_three_fifths_is_likely_to_be_spent_again_everywhere() -> None:
    assert all(Fraction(1, 10) < each.spent_again().central < Fraction(3, 5) for each in sectors().values())


@given(st.data())
def test_no_split_of_a_pound_leaves_the_bounds(data: st.DataObject) -> None:
    each = sector(data.draw(st.sampled_from(sorted(sectors()))))

    def within(bounds: Range) -> Fraction:
        return data.draw(st.fractions(bounds.low, bounds.high, max_denominator=1000))

    pay, purchases = within(each.pay), within(each.purchases)
    if pay + purchases <= 1:
        again = pay * within(each.pay_local) + purchases * within(each.purchases_local)
        assert each.spent_again().low <= again <= each.spent_again().high
