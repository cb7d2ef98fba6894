"""Looking postcodes up: ward, district, LSOA and decile, in the order asked."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from commonweal.places.lookup import look_up, placed_postcodes
from commonweal.places.packs import Pack, Region
from commonweal.places.postcodes import clean

REGION = Region("Dunlin Coast", "dunlin-coast", False, "places 1", [2025], [2021], (1000, 1000), {}, [])
PACK = Pack(
    REGION,
    wards=pl.DataFrame({"code": ["Z05000001", "Z05000002"], "district": ["Z08000001", None]}),
    lsoas=pl.DataFrame({"code": ["Z01000001", "Z01000002"], "decile": [3, None]}, schema_overrides={"decile": pl.Int8}),
    postcodes=pl.DataFrame(
        {
            "postcode": ["L1 0AB", "L1 0AD", "L1 0AE"],
            "ward": ["Z05000001", "Z05000001", "Z05000002"],
            "lsoa": ["Z01000001", "Z01000002", None],
        }
    ),
)
PLACES = {
    "L1 0AB": ("Z05000001", "Z08000001", "Z01000001", 3),
    "L1 0AD": ("Z05000001", "Z08000001", "Z01000002", None),  # an LSOA whose decile nobody gave
    "L1 0AE": ("Z05000002", None, None, None),
}
NOWHERE = (None, None, None, None)
PLACED = placed_postcodes(PACK)


def test_what_a_postcode_tells() -> None:
    asked = pl.Series(["l10ab", "L1  0AD", None, "no postcode", "L1 0AE", "CH41 1AA", "L1 0AB"])
    assert look_up(asked, PLACED).rows() == [
        ("L1 0AB", *PLACES["L1 0AB"]),
        ("L1 0AD", *PLACES["L1 0AD"]),
        (None, *NOWHERE),
        (None, *NOWHERE),
        ("L1 0AE", *PLACES["L1 0AE"]),
        ("CH41 1AA", *NOWHERE),  # a postcode, elsewhere
        ("L1 0AB", *PLACES["L1 0AB"]),
    ]


def test_asking_nothing_is_answered_with_nothing() -> None:
    answer = look_up(pl.Series([], dtype=pl.String), PLACED)
    assert answer.height == 0
    assert answer.columns == ["postcode", "ward", "district", "lsoa", "decile"]


@given(st.lists(st.sampled_from(["l1 0ab", "L10AD", "L1 0AE", "CH41 1AA", "", "x", None]), max_size=40))
def test_a_row_is_answered_for_each_row_asked_and_as_one_alone_would_be(asked: list[str | None]) -> None:
    answers = look_up(pl.Series(asked, dtype=pl.String), PLACED).rows()
    assert answers == [(clean(written), *PLACES.get(clean(written) or "", NOWHERE)) for written in asked]
