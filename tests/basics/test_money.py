"""Money as text: exact to the penny, or rounded so that a person can hold it in mind."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.basics.money import exact, rounded

AMOUNTS = st.integers(min_value=-(10**15), max_value=10**15)
WORDS = {"": 1, "million": 10**6, "billion": 10**9}


@pytest.mark.parametrize(
    ("pence", "written"),
    [
        (0, "£0.00"),
        (5, "£0.05"),
        (-5, "-£0.05"),
        (123450, "£1,234.50"),
        (-100000000, "-£1,000,000.00"),
    ],
)
def test_exact_says_every_penny(pence: int, written: str) -> None:
    assert exact(pence) == written


@pytest.mark.parametrize(
    ("pence", "written"),
    [
        (0, "£0.00"),
        (49, "£0.49"),  # never "£0": something was paid
        (-1, "-£0.01"),
        (100, "£1"),
        (149, "£1"),
        (150, "£2"),  # halves go away from zero
        (-150, "-£2"),
        (9600, "£96"),
        (1234567, "£12,300"),
        (99_949_999, "£999,000"),
        (99_950_000, "£1.00 million"),  # what rounds up to a million is one
        (42_100_000_00 // 10, "£4.21 million"),
        (999_499_999_99, "£999 million"),
        (999_500_000_00, "£1.00 billion"),
        (12_340_000_000_00, "£12.3 billion"),
        (-1_234_000_000_000_00, "-£1,230 billion"),
    ],
)
def test_rounded_keeps_three_figures(pence: int, written: str) -> None:
    assert rounded(pence) == written


def read(written: str) -> int:
    """The pence that a text of ours stands for, its figures taken as exact."""
    sign, digits, word = re.fullmatch(r"(-?)£([\d,.]+) ?(\w*)", written).groups()
    whole, _, decimals = digits.replace(",", "").partition(".")
    pence = int(whole + decimals) * WORDS[word] * 100 // 10 ** len(decimals)
    return -pence if sign else pence


@given(AMOUNTS)
def test_exact_loses_nothing(pence: int) -> None:
    assert read(exact(pence)) == pence


@given(AMOUNTS)
def test_rounded_is_within_half_of_its_last_figure(pence: int) -> None:
    assert abs(read(rounded(pence)) - pence) <= max(50, abs(pence) // 200)


@given(AMOUNTS, AMOUNTS)
def test_rounding_never_turns_the_order_round(one: int, other: int) -> None:
    assert (read(rounded(one)) <= read(rounded(other))) or one > other


@given(AMOUNTS)
def test_rounded_is_short(pence: int) -> None:
    assert len(re.sub(r"\D", "", rounded(pence))) <= (3 if abs(pence) < 10**5 else 7)
