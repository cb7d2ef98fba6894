"""How names differ, and the spellings that meet. All names are invented."""

from collections import defaultdict

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.organisations.matching.comparing import difference
from commonweal.organisations.matching.readings import readings
from commonweal.organisations.matching.spellings import spelled
from commonweal.organisations.names import normalised

RARE = defaultdict(lambda: 1.0)


@pytest.mark.parametrize(
    ("written", "core"),
    [
        ("Oakum Mgmt Svcs Limited", "oakum management services"),
        ("Oakum Management Services", "oakum management services"),
        ("Oakum (NW) Ltd", "oakum north west"),  # and "North Wset" is a slip away
        ("Oakum & Bros Co Ltd", "oakum brothers"),
        ("First Oakum Ltd", "1st oakum"),
        ("The Company Limited", "co ltd"),  # nothing but words that say nothing: they are all there is
    ],
)
def test_one_spelling_for_each_word(written: str, core: str) -> None:
    assert spelled(pl.Series([normalised(written)])).core.to_list() == [core]


@pytest.mark.parametrize(
    ("payee", "keys"),
    [
        ("Oakum Ltd T/A The Tow", {"oakum ltd trading as the tow", "oakum ltd", "tow"}),
        ("Oakum Ltd (12345)", {"oakum ltd"}),
        ("0012345 Oakum Ltd", {"0012345 oakum ltd", "oakum ltd"}),
        ("Oakum Ltd DD", {"oakum ltd dd", "oakum ltd"}),
        ("Oakum Limi", {"oakum ltd"}),
        ("Oakum TowLtd", {"oakum towltd", "oakum tow ltd"}),
        ("Oakum LimitedDirect Debit", {"oakum limiteddirect debit", "oakum ltd direct debit", "oakum ltd"}),
        ("Oakum Community Int", {"oakum cic"}),  # cut short
        ("Oakum Comm Interest Co - Crosby", {"oakum comm interest co crosby", "oakum cic"}),
        ("Oakum Ltd - Crosby", {"oakum ltd crosby", "oakum ltd"}),
        ("person-0123456789abcdef", set()),
        ("Redacted", set()),
        ("***", set()),
    ],
)
def test_the_ways_to_read_a_payee(payee: str, keys: set[str]) -> None:
    assert set(readings(pl.DataFrame({"row": [0], "payee": [payee]}))["key"]) == keys


@pytest.mark.parametrize(
    ("asked", "held", "told"),
    [
        ("oakum tow", "oakum tow", {"shared": 2}),
        ("tow oakum", "oakum tow", {"shared": 2, "reordered": 1}),
        (
            "aokum tow",
            "oakum tow",
            {"shared": 1, "slips": 1, "near": 0.8, "swapped": 1, "first": 1},
        ),  # the first letter too
        (
            "oaqumx tow",
            "oakum tow",
            {"shared": 1, "slips": 2, "wild": 1, "near": 0.6},
        ),  # wild for five letters
        ("oaku tow", "oakum tow", {"shared": 1, "slips": 1, "near": 0.8, "left_out": 1}),
        ("oakumtow", "oakum tow", {"joined": 1, "near": 2}),
        ("oakum tow prop", "oakum tow properties", {"shared": 2, "shortened": 1}),
        ("j oakum", "james oakum", {"shared": 1, "initials": 1}),
        ("oakum group", "oakum", {"shared": 1, "extra": 1, "kin_extra": 1}),
        ("oakum", "oakum holdings", {"shared": 1, "missing": 1, "kin_missing": 1}),
        ("oakum crosby", "oakum", {"shared": 1, "extra": 1, "place_extra": 1}),
        ("oakum 2", "oakum 3", {"shared": 1, "slips": 1, "short": 1, "figures": 1, "first": 1}),
        ("oakum limitde", "oakum", {"shared": 1}),
    ],
)
def test_what_stands_between_two_names(asked: str, held: str, told: dict[str, float]) -> None:
    found = difference(asked.split(), held.split(), RARE)._asdict()
    assert {name: value for name, value in found.items() if value} == told


words = st.lists(st.text("abcdef", min_size=1, max_size=8), min_size=1, max_size=5)


@given(words)
def test_a_name_differs_from_itself_in_nothing(name: list[str]) -> None:
    told = difference(name, name, RARE)._asdict()
    assert {value for field, value in told.items() if field != "shared"} == {0.0}


@given(words, words)
def test_a_difference_counts_nothing_below_nought(asked: list[str], held: list[str]) -> None:
    assert min(difference(asked, held, RARE)) >= 0
