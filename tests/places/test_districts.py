"""Districts: found for wards whose file names none, and neighbours told from the region's own."""

import polars as pl
import pytest

from commonweal.places.districts import neighbours, settle, witnessed
from tests.places.drawn import area, square, wards

OURS, THEIRS = "Z08000001", "Z08000002"


@pytest.mark.parametrize(
    ("witnesses", "district"),
    [
        ([OURS] * 4, OURS),
        ([OURS, OURS, OURS, THEIRS], OURS),  # three in four
        ([OURS, OURS, THEIRS], None),
        ([OURS, None, None], OURS),  # who says nothing is not heard
        ([None], None),
        ([], None),
    ],
)
def test_a_ward_s_district_is_what_lies_in_it_agrees_on(witnesses: list[str | None], district: str | None) -> None:
    lying_in_it = pl.Series("district", witnesses, dtype=pl.String).to_frame()
    assert witnessed(lying_in_it.with_columns(ward=pl.lit("Z05000001"))).get("Z05000001") == district


def placed(*rows: tuple[str, str, str]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"ward": pl.String, "how": pl.String, "district": pl.String}, orient="row")


def test_lsoas_are_asked_before_postcodes_and_a_ward_s_own_word_before_both() -> None:
    silent = [area("Z05000001", square(0, 0), None, None), area("Z05000002", square(1, 0), None, None)]
    telling = area("Z05000003", square(0, 1), THEIRS, "Curlew")
    lsoa = area("Z01000001", square(0.2, 0.2, 0.5))
    postcodes = placed(("Z05000001", "inside", THEIRS), ("Z05000002", "inside", THEIRS), ("Z05000003", "inside", OURS))
    settled = settle([*silent, telling], [lsoa], postcodes)
    assert [(ward.district, ward.district_name) for ward in settled] == [
        (OURS, "Dunlin"),
        (THEIRS, "Curlew"),
        (THEIRS, "Curlew"),
    ]


def test_a_postcode_beyond_the_boundary_says_nothing_of_the_ward() -> None:
    silent = [area("Z05000001", square(0, 0), None, None)]
    assert settle(silent, [], placed(("Z05000001", "nearest", OURS)))[0].district is None


def test_wards_that_name_their_district_are_left_as_they_are() -> None:
    assert settle(wards(), [], placed()) == wards()


@pytest.mark.parametrize(
    ("inside", "outside", "own", "neighbour"),
    [
        (0, 30, (), True),
        (1, 30, (), True),  # one corner cut off by a generalised boundary
        (10, 90, (), False),  # an older code of ours
        (0, 30, (THEIRS,), False),  # the wards name it
    ],
)
def test_a_neighbour_is_a_district_with_next_to_none_of_its_postcodes_inside(
    inside: int, outside: int, own: tuple[str, ...], neighbour: bool
) -> None:
    table = pl.DataFrame({"district": [THEIRS] * (inside + outside), "inside": [True] * inside + [False] * outside})
    assert (THEIRS in neighbours(table, own)) is neighbour


def test_a_postcode_that_names_no_district_is_nobody_s_neighbour() -> None:
    table = pl.DataFrame({"district": [None], "inside": [False]}, schema={"district": pl.String, "inside": pl.Boolean})
    assert neighbours(table, ()) == set()
