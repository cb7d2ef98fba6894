"""What a supplier says of itself takes the place of what is assumed; what cannot be is sent back with the reason."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.spend.wealth.ranges import Range
from commonweal.spend.wealth.sectors import sector
from commonweal.spend.wealth.surveys import Survey, read

GOOD = {"turnover": "£1,000,000", "pay": "400000", "pay_local": "90%", "purchases": "300000", "purchases_local": "50"}


def test_a_survey_as_typed() -> None:
    assert read("tern laundry", GOOD) == Survey(
        "tern laundry", 1_000_000_00, 400_000_00, Fraction(9, 10), Fraction(1, 2), 300_000_00
    )


@pytest.mark.parametrize(
    ("typed", "about", "reason"),
    [
        ({"turnover": "-1"}, "turnover", "more than nothing"),  # the one the issue names
        ({"turnover": "0"}, "turnover", "more than nothing"),
        ({"turnover": ""}, "turnover", "as a number, in pounds"),
        ({"turnover": "about a million"}, "turnover", "as a number, in pounds"),
        ({"turnover": "NaN"}, "turnover", "as a number, in pounds"),
        ({"turnover": "Infinity"}, "turnover", "as a number, in pounds"),
        ({"pay": "-5"}, "pay", "less than nothing"),
        ({"pay": "1000001"}, "pay", "more than turnover"),
        ({"purchases": "-5"}, "purchases", "less than nothing"),
        ({"purchases": "600001"}, "purchases", "together are more than turnover"),
        ({"pay_local": "101"}, "pay_local", "from 0 to 100"),
        ({"pay_local": "-1"}, "pay_local", "from 0 to 100"),
        ({"purchases_local": "100.01"}, "purchases_local", "from 0 to 100"),
        ({"purchases_local": ""}, "purchases_local", "as a number, in per cent"),
    ],
)
def test_an_answer_that_cannot_be_is_sent_back(typed: dict[str, str], about: str, reason: str) -> None:
    problems = read("tern laundry", {**GOOD, **typed})
    assert isinstance(problems, list)
    [problem] = problems
    assert problem.where == about
    assert reason in problem.reason


def test_every_fault_is_told_at_once() -> None:
    problems = read("tern laundry", {"turnover": "-1", "pay": "x", "pay_local": "200", "purchases_local": "1"})
    assert isinstance(problems, list)
    assert [problem.where for problem in problems] == ["pay", "turnover", "pay_local"]


def test_what_is_spent_again_worked_by_hand() -> None:
    survey = Survey("tern laundry", 100, 40, Fraction(9, 10), Fraction(1, 2), 30)
    assert survey.spent_again(sector("S")) == Range.exactly(Fraction("0.51"))  # 0.4 x 0.9 + 0.3 x 0.5


def test_purchases_not_told_are_assumed_within_what_pay_leaves() -> None:
    survey = Survey("tern laundry", 100, 80, Fraction(1), Fraction(1))
    assumed = sector("S").purchases
    assert survey.spent_again(sector("S")).low == Fraction("0.8") + assumed.low
    assert survey.spent_again(sector("S")).high == 1  # 0.35 of purchases would be more than the pound


@given(st.dictionaries(st.sampled_from(sorted(GOOD)), st.text(max_size=12)))
def test_whatever_is_typed_gives_a_survey_that_can_be_or_reasons(typed: dict[str, str]) -> None:
    found = read("tern laundry", {**GOOD, **typed})
    if isinstance(found, Survey):
        assert 0 <= found.spent_again(sector(None)).high <= 1
    else:
        assert found
        assert all(problem.reason.endswith(".") for problem in found)
