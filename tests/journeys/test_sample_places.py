"""The sample's places: one coast in six districts, whole, made of codes that are nobody's."""

import csv
import io
import json
import re
from collections import Counter
from pathlib import Path

import pytest
import shapely
from shapely import Point
from shapely.geometry import shape

from commonweal.journeys.sample import geofiles, geography, names
from commonweal.places.postcodes import clean

SEED = 20


@pytest.fixture(scope="module")
def coast() -> geography.Geography:
    return geography.make(SEED)


def test_it_has_six_districts_sixty_wards_and_about_three_neighbourhoods_a_ward(coast: geography.Geography) -> None:
    assert [district.name for district in coast.districts] == [name for name, _, _ in names.DISTRICTS]
    assert Counter(ward.district.name for ward in coast.wards) == {name: n for name, _, n in names.DISTRICTS}
    assert len(coast.wards) == 60
    assert 2.5 < len(coast.neighbourhoods) / len(coast.wards) < 4


@pytest.mark.parametrize("seed", [1, 2, SEED])
def test_wards_and_neighbourhoods_tile_the_land_without_gap_or_overlap(seed: int) -> None:
    made = geography.make(seed)
    wards, parts = [ward.shape for ward in made.wards], [place.shape for place in made.neighbourhoods]
    assert shapely.coverage_is_valid(wards)
    assert shapely.coverage_is_valid(parts)
    assert shapely.union_all(wards).geom_type == "Polygon"
    assert sum(ward.area for ward in wards) == sum(part.area for part in parts)
    assert all(type(ward).__name__ == "Polygon" and ward.is_valid for ward in wards)


def test_each_district_is_one_piece(coast: geography.Geography) -> None:
    for district in coast.districts:
        own = [ward.shape for ward in coast.wards if ward.district == district]
        assert shapely.coverage_union_all(own).geom_type == "Polygon", district.name


def test_every_postcode_lies_in_its_ward_and_could_be_typed_into_a_form(coast: geography.Geography) -> None:
    assert len({one.text for one in coast.postcodes}) == len(coast.postcodes) > 2_000
    for one in coast.postcodes:
        assert clean(one.text) == one.text
        assert re.match(r"BX[4-6]\d ", one.text)  # the banks that BX is for end at BX10
        assert one.ward.shape.contains(Point(one.easting, one.northing))


def test_no_code_can_be_mistaken_for_a_real_one(coast: geography.Geography) -> None:
    places = (*coast.districts, *coast.wards, *coast.neighbourhoods)
    codes = [place.code for place in places]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"Z\d{8}", code) for code in codes)  # real ones begin with E, W, S, N, K, J, L or M


def test_hardship_gathers_as_on_an_old_port_s_coast(coast: geography.Geography) -> None:
    deciles = Counter(place.decile for place in coast.neighbourhoods)
    assert sorted(deciles) == list(range(1, 11))
    assert 0.25 < deciles[1] / len(coast.neighbourhoods) < 0.33
    assert sorted(place.rank for place in coast.neighbourhoods) == list(range(1, len(coast.neighbourhoods) + 1))


def test_the_same_seed_draws_the_same_coast_and_another_seed_another() -> None:
    drawn = [geofiles.wards(geography.make(seed)) for seed in (5, 5, 6)]
    assert drawn[0] == drawn[1] != drawn[2]


def test_the_boundary_files_say_their_grid_and_give_back_the_shapes(coast: geography.Geography) -> None:
    file = json.loads(geofiles.wards(coast))
    assert file["crs"]["properties"]["name"].endswith("27700")
    for feature, ward in zip(file["features"], coast.wards, strict=True):
        assert feature["properties"]["WD25CD"] == ward.code
        assert feature["properties"]["LAD25NM"] == ward.district.name
        assert shape(feature["geometry"]).equals(ward.shape)


def test_the_postcode_file_is_laid_out_like_the_directory_of_the_ons(coast: geography.Geography) -> None:
    rows = list(csv.DictReader(io.StringIO(geofiles.postcodes(coast).decode())))
    assert tuple(rows[0]) == geofiles.POSTCODES
    assert [(row["osgrdind"], row["oseast1m"]) for row in rows[-3:]] == [("9", "")] * 3
    assert not {row["osward"] for row in rows} & {ward.code for ward in coast.wards}  # last decade's, as published


def test_the_deprivation_file_names_each_neighbourhood_once(coast: geography.Geography) -> None:
    rows = list(csv.DictReader(io.StringIO(geofiles.deprivation(coast).decode())))
    assert [row[geofiles.DEPRIVATION[0]] for row in rows] == [place.code for place in coast.neighbourhoods]
    assert [int(row[geofiles.DECILE]) for row in rows] == [place.decile for place in coast.neighbourhoods]


@pytest.mark.real
def test_no_real_ward_district_or_region_bears_a_name_of_the_sample(published: Path) -> None:
    with (published / "places" / "wards-to-local-authorities.csv").open(encoding="utf-8") as file:
        real = {cell.strip().casefold() for row in csv.reader(file) for cell in row}
    ours = {*names.WARDS, *(name for name, _, _ in names.DISTRICTS), names.REGION}
    assert not {name for name in ours if name.casefold() in real}
