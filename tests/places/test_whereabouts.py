"""Where a postcode is, anywhere in the United Kingdom."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.places.packs import Pack, Region
from commonweal.places.postcodes import AREAS
from commonweal.places.whereabouts import ABROAD, region_of, regions, whereabouts

PACK = Pack(
    Region("Dunlin Coast", "dunlin-coast", False, "places 2", [2025], [2021], (1000, 1000), {}, []),
    wards=pl.DataFrame({"code": ["Z05000001"], "district": ["Z08000001"]}),
    lsoas=pl.DataFrame({"code": ["Z01000001"], "decile": [2]}, schema_overrides={"decile": pl.Int8}),
    postcodes=pl.DataFrame(
        {
            "postcode": ["L1 0AB"],
            "ward": ["Z05000001"],
            "lsoa": ["Z01000001"],
            "county": ["Z10000001"],
            "region": [None],
        },
        schema_overrides={"region": pl.String},
    ),
    beyond=pl.DataFrame(
        {"postcode": ["PR1 1AA"], "district": ["Z07000001"], "county": ["Z10000002"], "region": ["Z12000009"]}
    ),
)


@pytest.mark.parametrize(
    ("written", "places"),
    [
        ("l10ab", ("Z05000001", "Z08000001", "Z10000001", "E12000002", 2)),
        ("PR1 1AA", (None, "Z07000001", "Z10000002", "Z12000009", None)),  # beyond the region, as its file says
        ("M1 1AA", (None, None, None, "E12000002", None)),  # only its first half is known
        ("no postcode", (None, None, None, None, None)),
    ],
)
def test_as_near_as_pack_and_postcode_tell(written: str, places: tuple[object, ...]) -> None:
    assert whereabouts(pl.Series([written]), PACK).drop("postcode", "outside").rows() == [places]


@pytest.mark.parametrize(
    ("written", "outside"),
    [
        ("L1 0AB", False),
        ("L1 9ZZ", False),  # perhaps new: others with this first half are in the region
        ("PR1 1AA", True),
        ("M1 1AA", True),
        ("no postcode", False),
    ],
)
def test_what_is_surely_outside_the_region(written: str, outside: bool) -> None:
    assert whereabouts(pl.Series([written]), PACK)["outside"].to_list() == [outside]
    assert whereabouts(pl.Series([written]), None)["outside"].to_list() == [False]


@pytest.mark.parametrize(
    ("postcode", "region"),
    [
        ("CH41 1AA", "E12000002"),  # Wirral
        ("CH5 1AA", "W92000004"),  # the same area, across the border
        ("SK17 6AA", "E12000004"),  # Buxton
        ("EC1A 1BB", "E12000007"),
        ("TD15 1AA", "E12000001"),  # Berwick, in a Scottish area
        ("BT1 1AA", "N92000002"),
        ("JE2 3AA", ABROAD),
    ],
)
def test_the_region_of_a_postcode(postcode: str, region: str) -> None:
    assert pl.DataFrame({"postcode": [postcode]}).select(region_of("postcode")).item() == region


def test_every_postcode_area_has_a_region() -> None:
    armed_forces_and_banks = {"BF", "BX"}  # no place on the ground
    assert set(AREAS.split("|")) - regions().keys() == armed_forces_and_banks


def test_without_a_region_the_first_half_still_tells() -> None:
    (told,) = whereabouts(pl.Series(["G1 1AA"]), None).to_dicts()
    assert (told["ward"], told["region"]) == (None, "S92000003")


@given(st.lists(st.sampled_from(["L1 0AB", "PR1 1AA", "CH5 1AA", "x", None]), max_size=30))
def test_a_row_is_answered_for_each_row_asked(asked: list[str | None]) -> None:
    assert whereabouts(pl.Series(asked, dtype=pl.String), PACK).height == len(asked)
