"""Coverage: what is held of each payer and month, and which months compare like with like."""

from datetime import date
from typing import Any

import pytest

from commonweal.spend.coverage import coverage, like_for_like, months_between, without_months


def row(month: str, payments: int = 100, payer: str = "sandport", **more: Any) -> dict[str, Any]:
    counted = {"payments_in": payments, "from_250": payments, "from_500": payments, "from_25000": 0}
    stated = {"net_payments": payments, "gross_payments": 0, "pence": payments * 100, "files": 1}
    return {
        "payer_slug": payer,
        "payer": payer.title(),
        "month": month,
        "payments": payments,
        **counted,
        **stated,
        **more,
    }


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2023-11", "2024-02", ["2023-11", "2023-12", "2024-01", "2024-02"]),
        ("2024-05", "2024-05", ["2024-05"]),
    ],
)
def test_months_between(first: str, last: str, months: list[str]) -> None:
    assert months_between(first, last) == months


def test_a_month_without_payments_between_two_that_have_some_is_missing() -> None:
    [payer] = coverage([row("2024-01"), row("2024-03")])
    assert [(month.month, month.state) for month in payer.months] == [
        ("2024-01", "held"),
        ("2024-02", "missing"),
        ("2024-03", "held"),
    ]


def test_a_handful_of_late_invoices_is_not_a_month_held() -> None:
    [payer] = coverage([row("2024-01", 9), row("2024-02"), row("2024-03")])
    assert [month.state for month in payer.months] == ["partly", "held", "held"]


def test_many_tails_of_neighbours_files_do_not_make_each_other_usual() -> None:
    held = [row("2010-11", 20), row("2010-12", 9000), row("2011-05", 30), row("2011-06", 9500), row("2012-10", 25)]
    [payer] = coverage(held)
    assert sorted(payer.held()) == ["2010-12", "2011-06"]


def test_only_months_held_of_every_payer_compare_like_with_like() -> None:
    payers = coverage(
        [row("2024-01"), row("2024-02"), row("2024-02", payer="ternsea"), row("2024-03", payer="ternsea")]
    )
    assert like_for_like(payers) == ["2024-02"]
    assert like_for_like([]) == []


def test_a_quarter_in_words_covers_its_months_but_compares_with_none() -> None:
    quarter = row("", 40)
    spans = {"period_from": date(2024, 4, 1), "period_to": date(2024, 6, 30)}
    [payer] = coverage([], [{**quarter, **spans}, {**quarter, "period_from": None, "period_to": None}])
    assert [(month.month, month.state) for month in payer.months] == [
        (month, "in a period") for month in ("2024-04", "2024-05", "2024-06")
    ]
    assert payer.undated == 40
    assert like_for_like([payer]) == []
    by_month = coverage([row("2024-02", payer="ternsea")])
    assert like_for_like([payer, *by_month]) == ["2024-02"]
    assert without_months([payer, *by_month]) == ["Sandport"]


def test_a_payer_whose_files_give_no_date_at_all_is_not_forgotten() -> None:
    [payer] = coverage([], [{**row("", 40), "period_from": None, "period_to": None}])
    assert (payer.months, payer.undated, payer.basis) == ((), 40, "net")


@pytest.mark.parametrize(
    ("stated", "basis"),
    [
        ({"net_payments": 100, "gross_payments": 0}, "net"),
        ({"net_payments": 0, "gross_payments": 100}, "gross"),
        ({"net_payments": 0, "gross_payments": 0}, "unstated"),
        ({"net_payments": 40, "gross_payments": 60}, "mixed"),
    ],
)
def test_net_or_gross(stated: dict[str, int], basis: str) -> None:
    [payer] = coverage([row("2024-01", **stated)])
    assert payer.basis == basis


@pytest.mark.parametrize(
    ("reaching", "threshold"),
    [
        ({"from_250": 100, "from_500": 98, "from_25000": 3}, 50000),
        ({"from_250": 100, "from_500": 97, "from_25000": 3}, 25000),
        ({"from_250": 100, "from_500": 100, "from_25000": 100}, 2500000),
        ({"from_250": 60, "from_500": 40, "from_25000": 0}, None),
    ],
)
def test_the_threshold_is_the_one_that_almost_all_payments_reach(
    reaching: dict[str, int], threshold: int | None
) -> None:
    [payer] = coverage([row("2024-01", **reaching)])
    assert payer.threshold == threshold


def test_the_months_of_a_year_stand_in_a_row_of_twelve() -> None:
    [payer] = coverage([row("2023-12"), row("2024-01")])
    [first, second] = payer.years()
    assert (first.year, second.year) == ("2023", "2024")
    assert [month and month.month for month in first.months] == [None] * 11 + ["2023-12"]
    assert len(second.months) == 12
