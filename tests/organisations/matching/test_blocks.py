"""The blocks that find candidates, beside looking at every pair. Names are made of letters at random."""

import random

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from commonweal.organisations.matching.candidates import MOST_LIKE, alike, equal
from commonweal.organisations.matching.near_words import SHORTEST, TWO_SLIPS, near
from commonweal.organisations.matching.postings import Asked, distinct, found, postings
from commonweal.organisations.matching.signatures import likeness, signatures
from commonweal.organisations.matching.spellings import hashed, spelled

numbers = st.lists(st.integers(0, 12), max_size=20)


@given(numbers, numbers, st.integers(1, 5))
def test_postings_are_every_pair_that_shares_a_number(asked: list[int], held: list[int], most: int) -> None:
    ours, theirs = np.array(asked, np.uint64), np.array(held, np.uint64)
    met = postings(Asked(ours, np.arange(len(asked))), theirs, None, most).pairs(0, len(asked))
    expected = {
        (place, other)
        for place, number in enumerate(asked)
        for other, shared in enumerate(held)
        if shared == number and held.count(number) <= most
    }
    assert set(zip(*(side.tolist() for side in met), strict=True)) == expected


@given(numbers, numbers)
def test_places_among_the_wanted(wanted: list[int], asked: list[int]) -> None:
    ascending = distinct(np.array(wanted, np.uint64))
    assert ascending.tolist() == sorted(set(wanted))
    places = found(ascending, np.array(asked, np.uint64)).tolist()
    assert [int(ascending[place]) if place >= 0 else None for place in places] == [
        number if number in wanted else None for number in asked
    ]


@pytest.mark.parametrize(
    ("word", "known", "is_near"),
    [
        ("oakum", "oakum", True),
        ("oakm", "oakum", True),
        ("oakuum", "oakum", True),
        ("oskum", "oakum", True),
        ("aokum", "oakum", True),
        ("oakmu", "oakum", True),
        ("oakley", "oakum", False),
        ("oakley", "oikleu", False),  # two slips in so short a word
        ("oakumtowe", "okaumtwe", True),  # two in a long one
        ("oakumtowe", "akumtowex", True),
        ("oakumtowe", "akumtwoex", False),  # three
        ("oak", "oat", False),  # too short to tell
    ],
)
def test_words_a_slip_of_the_pen_apart(word: str, known: str, is_near: bool) -> None:
    places, met = near(pl.Series([word]), pl.Series([known]))
    assert (places.tolist(), met.tolist()) == (([0], hashed(pl.Series([known])).tolist()) if is_near else ([], []))


words = st.lists(st.text("abc", min_size=1, max_size=9), min_size=1, max_size=8, unique=True)


@settings(deadline=None, max_examples=25)
@given(words, words)
def test_near_words_are_those_that_looking_at_every_pair_finds(asked: list[str], known: list[str]) -> None:
    """Looked at one by one; a word is met at most MOST_NEAR times, which so few words never are."""
    places, met = near(pl.Series(asked), pl.Series(known))
    numbers = dict(zip(hashed(pl.Series(known)).tolist(), known, strict=True))
    found = {(place, numbers[number]) for place, number in zip(places.tolist(), met.tolist(), strict=True)}
    assert found == {
        (place, other)
        for place, word in enumerate(asked)
        for other in known
        if min(len(word), len(other)) >= SHORTEST and OSA.distance(word, other) <= _most_slips(word, other)
    }


def _most_slips(word: str, other: str) -> int:
    """Two where both are long, one where either is short."""
    return 2 if len(word) >= TWO_SLIPS <= len(other) else 1


@settings(deadline=None)
@given(st.lists(st.text("abc ", min_size=1, max_size=9).map(str.strip).filter(bool), min_size=1, max_size=6))
def test_signatures_are_alike_for_equal_letters(names: list[str]) -> None:
    signed = signatures(pl.Series(names))
    rows = np.arange(len(names))
    assert likeness(signed, rows, signed, rows).tolist() == [1.0] * len(names)
    assert (signed == np.concatenate([signatures(pl.Series([name])) for name in names])).all()


def test_a_slip_anywhere_is_found_among_many() -> None:
    rng = random.Random(7)
    names = [
        "".join(rng.choices("abcdefghijklmnoprstuw", k=9)) + f" {rng.choice(('farm', 'shop'))}" for _ in range(500)
    ]
    slips = [name[:spot] + "z" + name[spot + 1 :] for name in names for spot in [rng.randrange(9)]]
    pairs = alike(spelled(pl.Series(slips)), spelled(pl.Series(names)))
    assert set(zip(range(500), range(500), strict=True)) <= set(zip(pairs.asked, pairs.held, strict=True))
    assert np.bincount(pairs.asked).max() <= MOST_LIKE


def test_equal_names_meet_in_any_order_and_spacing() -> None:
    held = spelled(pl.Series(["oakum tow ltd", "tow oakum", "oak umtow", "other"]))
    pairs = equal(spelled(pl.Series(["oakum tow"])), held)
    assert pairs.held.tolist() == [0, 1, 2]
