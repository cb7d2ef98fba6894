"""Gaps worked by hand, and what must hold of any."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.basics.living_wage import yearly_cost
from commonweal.spend.wealth.coops import Coops, coops
from commonweal.spend.wealth.gaps import Gap
from commonweal.spend.wealth.holders import Holder, Share
from commonweal.spend.wealth.ranges import Range
from commonweal.spend.wealth.rhythm import Rhythm, Span
from commonweal.spend.wealth.sectors import sector
from tests.spend.wealth.rows import DAY, YEAR, gaps, held, paid, reckoning

CLASSES = ("Catering", "Cleaning & Janitorial", "Legal Services")


def laundry() -> Gap:
    """Hospital linen, as in Cleveland: £1.2 million a year leaves, a tenth more may, one firm here holds a little."""
    months = [paid(month=month, leaving=100_000_00, possible=10_000_00, staying=2_000_00) for month in YEAR]
    holders = [
        held(section="S", division="96", owner="limited company", pence=900_000_00, suppliers=1),
        held(section="S", division="96", owner="limited company", ring="overseas", pence=300_000_00, suppliers=1),
        held(owner=None, ring="unknown", flow="possible", pence=120_000_00, suppliers=4),
        held(section="S", division="96", owner="worker co-op", ring="home", flow="staying", pence=24_000_00),
    ]
    [found] = gaps(months, holders, reckoning(registered={"96": 7, "81": 90})).ranked
    return found


def test_a_gap_worked_by_hand() -> None:
    gap = laundry()
    assert (gap.leaving, gap.possible, gap.staying) == (1_200_000_00, 120_000_00, 24_000_00)
    assert gap.rhythm == Rhythm(12, 12, 1)
    assert gap.payers == ("sandport",)
    assert (gap.local, gap.registered) == (1, 7)
    assert gap.divisions == (Share("96", 1_200_000_00),)
    assert gap.holders[0] == Holder("limited company", "uk", "leaving", 900_000_00, 1)
    assert [holder.flow for holder in gap.holders] == ["leaving", "leaving", "possible", "staying"]


def test_the_jobs_of_a_gap_worked_by_hand() -> None:
    gap, pay = laundry(), sector("S").pay
    job = yearly_cost(DAY)  # £30,011.26
    assert (pay.low, pay.central, pay.high) == (Fraction("0.3"), Fraction("0.42"), Fraction("0.6"))
    assert gap.jobs.central == Fraction(504_000_00, job)  # 42 % of £1.2 million: 16 jobs
    assert gap.jobs.low == Fraction(360_000_00, job)
    assert gap.jobs.high == Fraction(792_000_00, job)  # 60 % of £1.32 million
    assert gap.coops == Coops(jobs=16, fewest=1, most=2)


def test_a_score_is_the_product_of_the_factors_shown() -> None:
    gap = laundry()
    assert [(factor.name, factor.value) for factor in gap.factors] == [
        ("pounds", 1_200_000_00),
        ("rhythm", 1),
        ("few here", 1),
    ]
    assert gap.score() == 1_200_000_00


def test_many_suppliers_here_and_a_slow_rhythm_make_a_gap_smaller() -> None:
    months = [paid(month=YEAR[0], leaving=120_000_00)]
    [gap] = gaps(months, [held(flow="staying", ring="home", suppliers=12)], reckoning()).ranked
    assert [factor.value for factor in gap.factors] == [120_000_00, Fraction(1, 12), Fraction(1, 4)]
    assert gap.score() == 2_500_00


def test_a_gap_leads_to_its_payments() -> None:
    assert laundry().selections() == (
        {"proclass": "Catering"},
        {"proclass": "Catering", "ring": "uk"},
        {"proclass": "Catering", "ring": "overseas"},
        {"proclass": "Catering", "ring": "unknown"},
    )


def test_the_widest_gap_comes_first_and_ties_are_broken_by_what_may_leave_then_by_name() -> None:
    rows = [
        paid(proclass="Legal Services", leaving=500),
        paid(proclass="Catering", leaving=500),
        paid(proclass="Cleaning & Janitorial", leaving=500, possible=1),
        paid(proclass="Stationery", leaving=600),
        paid(proclass="Clothing", staying=10_000),  # nothing leaves: no gap
        paid(proclass="Utilities", leaving=-500),  # credits: no gap
        paid(proclass="Mail Services", possible=9000),  # may leave: last, without a score
    ]
    ranked = [gap.proclass for gap in gaps(rows, [], reckoning()).ranked]
    assert ranked == ["Stationery", "Cleaning & Janitorial", "Catering", "Legal Services", "Mail Services"]


def test_what_cannot_be_looked_at_is_counted() -> None:
    rows = [
        paid(proclass=None, leaving=1, possible=2, staying=3),
        paid(month="2019-01", leaving=10),
        paid(month=None, staying=20),
        paid(payer_slug="unheard of", possible=40),
    ]
    found = gaps(rows, [], reckoning())
    assert (found.ranked, found.uncategorised, found.out_of_span) == ((), 6, 70)


def test_without_an_industry_the_categorys_usual_one_gives_the_jobs() -> None:
    [gap] = gaps([paid(leaving=10_000_00)], [], reckoning(industries={"Catering": "I"})).ranked
    assert gap.jobs.central == sector("I").pay.central * 10_000_00 / yearly_cost(DAY)
    [gap] = gaps([paid(leaving=10_000_00)], [], reckoning()).ranked
    assert gap.jobs.central == sector(None).pay.central * 10_000_00 / yearly_cost(DAY)


def test_a_job_costs_more_in_london_so_there_are_fewer() -> None:
    [there], [here] = (gaps([paid(leaving=10_000_00)], [], reckoning(london=london)).ranked for london in (True, False))
    assert there.jobs.central * yearly_cost(DAY, london=True) == here.jobs.central * yearly_cost(DAY)
    assert there.jobs.central < here.jobs.central


def test_a_day_before_the_table_of_wages_is_refused() -> None:
    with pytest.raises(ValueError, match="begins on"):
        gaps([paid(leaving=1)], [], reckoning(on=DAY.replace(year=2010)))


@pytest.mark.parametrize(
    ("jobs", "fewest", "most"),
    [(0, 0, 0), (7, 0, 0), (8, 1, 1), (16, 1, 2), (50, 1, 6), (51, 2, 6), (400, 8, 50)],
)
def test_co_ops_of_a_sensible_size(jobs: int, fewest: int, most: int) -> None:
    assert coops(Range.exactly(jobs)) == Coops(jobs, fewest, most)
    assert coops(Range.exactly(jobs + Fraction(99, 100))) == Coops(jobs, fewest, most)


@given(st.fractions(-5, 10_000))
def test_every_co_op_has_a_sensible_number_of_workers(jobs: Fraction) -> None:
    found = coops(Range.exactly(jobs))
    assert found.fewest <= found.most
    if found.most:
        assert found.jobs / found.fewest <= 50
        assert found.jobs / found.most >= 8


pence = st.integers(-(10**9), 10**10)
rows = st.lists(
    st.builds(
        lambda **said: paid(**said),
        proclass=st.sampled_from([None, *CLASSES]),
        payer_slug=st.sampled_from(["sandport", "grebe"]),
        month=st.sampled_from([*YEAR, "2031-01", None]),
        leaving=pence,
        possible=pence,
        staying=pence,
    ),
    max_size=12,
)
BOTH = reckoning(spans={"sandport": Span(frozenset(YEAR)), "grebe": Span(frozenset(YEAR[:5]))})


@given(rows, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(given_rows: list[dict[str, Any]], dice: Any) -> None:
    shuffled = list(given_rows)
    dice.shuffle(shuffled)
    assert gaps(given_rows, [], BOTH) == gaps(shuffled, [], BOTH)


@given(rows)
def test_every_gap_leaves_something_and_its_bounds_are_in_order(given_rows: list[dict[str, Any]]) -> None:
    ranked = gaps(given_rows, [], BOTH).ranked
    assert [gap.score() for gap in ranked] == sorted((gap.score() for gap in ranked), reverse=True)
    for gap in ranked:
        assert max(gap.leaving, gap.possible) > 0
        assert 0 <= gap.jobs.low <= gap.jobs.central <= gap.jobs.high


@given(rows, st.integers(1, 10**9))
def test_more_money_that_leaves_never_makes_a_gap_smaller(given_rows: list[dict[str, Any]], more: int) -> None:
    one = [row for row in given_rows if row["proclass"] == "Catering"] + [paid(leaving=1)]
    wider = [*one[:-1], replace_leaving(one[-1], more)]
    before, after = (score_of(found) for found in (one, wider))
    assert before <= after


def replace_leaving(row: dict[str, Any], more: int) -> dict[str, Any]:
    return {**row, "leaving": row["leaving"] + more}


def score_of(found: list[dict[str, Any]]) -> Fraction:
    ranked = gaps(found, [], BOTH).ranked
    return ranked[0].score() if ranked else Fraction(0)
