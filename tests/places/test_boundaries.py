"""Boundary files: any year, any of three ways to write coordinates, and a clear sentence for anything else."""

import json
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely import Geometry, Point, Polygon

from commonweal.basics.problems import Problem, Refused
from commonweal.places.boundaries import Area, Kind, read_boundaries, vintages
from tests.places.drawn import degrees, feature, lsoa_features, mercator, square, ward_features, write_geojson

SOUND = {"WD25CD": "Z05000001", "WD25NM": "Quayside"}


def read(path: Path, *features: dict[str, Any], kind: Kind = "ward", crs: str | None = "EPSG::27700") -> Any:
    return read_boundaries([write_geojson(path / "given.geojson", features, crs)], kind)


def metres_apart(area: Area, shape: Geometry) -> float:
    """How far two outlines stray from each other, in degrees of about 100 km."""
    return float(shapely.hausdorff_distance(area.outline, shape))


@pytest.mark.parametrize(
    ("keys", "vintage", "district", "district_name"),
    [
        (("WD25CD", "WD25NM", "LAD25CD", "LAD25NM"), 2025, "Z08000001", "Dunlin"),
        (("wd25cd", "wd25nm", "lad25cd", "lad25nm"), 2025, "Z08000001", "Dunlin"),
        (("WD13CD", "WD13NM"), 2013, None, None),  # no district at all
        (("WD23CD", "WD23NM", "LADCD_ACTIVE"), 2023, "Z08000001", None),
        (("WDCD", "WDNM", "LADCD", "LADNM"), None, "Z08000001", "Dunlin"),
    ],
)
def test_wards_of_any_year(
    tmp_path: Path, keys: tuple[str, ...], vintage: int | None, district: str | None, district_name: str | None
) -> None:
    areas = read(tmp_path, *ward_features(keys)).areas
    first = areas[0]
    assert [area.code for area in areas] == ["Z05000001", "Z05000002", "Z05000003", "Z05000004"]
    assert (first.name, first.vintage, first.district, first.district_name) == (
        "Ward 1",
        vintage,
        district,
        district_name,
    )
    assert first.outline.contains(first.point)


@pytest.mark.parametrize(("year", "vintage"), [(11, 2011), (21, 2021)])
def test_lsoas_of_any_year_tell_their_district_s_name_in_their_own(tmp_path: Path, year: int, vintage: int) -> None:
    areas = read(tmp_path, *lsoa_features(year), kind="lsoa").areas
    assert vintages(areas) == [vintage]
    assert (areas[0].name, areas[0].district, areas[0].district_name) == ("Dunlin 001A", "Z08000001", "Dunlin")


def test_of_two_years_in_one_file_the_newer_counts(tmp_path: Path) -> None:
    both = {"WD22CD": "Z05000009", "WD22NM": "Before", "WD24CD": "Z05000001", "WD24NM": "After", "WD24NMW": "Wedyn"}
    area = read(tmp_path, feature(both, square(0, 0))).areas[0]
    assert (area.code, area.name, area.vintage) == ("Z05000001", "After", 2024)


@pytest.mark.parametrize(("name", "district"), [("E06999999", "E06999999"), ("wards_2013", None), (None, None)])
def test_a_collection_named_for_its_district_gives_it(tmp_path: Path, name: str | None, district: str | None) -> None:
    path = write_geojson(tmp_path / "w.geojson", ward_features(("WD13CD", "WD13NM")), name=name)
    assert read_boundaries([path], "ward").areas[0].district == district


@pytest.mark.parametrize(
    "crs",
    ["EPSG::27700", "EPSG::3857", "OGC:1.3:CRS84", "EPSG::4326", "EPSG::900913"],
)
@pytest.mark.parametrize("declared", [True, False])
def test_coordinates_are_read_as_declared_or_as_their_numbers_show(tmp_path: Path, crs: str, declared: bool) -> None:
    ground = degrees(square(0, 0))
    written = {"27700": square(0, 0), "3857": mercator(ground), "900913": mercator(ground)}.get(
        crs[-6:].strip(":"), ground
    )
    area = read(tmp_path, feature(SOUND, written), crs=crs if declared else None).areas[0]
    assert metres_apart(area, ground) < 1e-8


def test_polygons_and_multipolygons_and_heights_are_read(tmp_path: Path) -> None:
    islands = shapely.union_all([square(0, 0), square(5, 5)])
    raised = shapely.force_3d(square(1, 0), z=12.5)
    read_in = read(tmp_path, feature(SOUND, islands), feature({"WD25CD": "Z05000002"}, raised))
    assert [area.outline.geom_type for area in read_in.areas] == ["MultiPolygon", "Polygon"]
    assert not any(area.outline.has_z for area in read_in.areas)
    assert read_in.problems == []


def test_an_outline_that_crosses_itself_is_mended_and_said_so(tmp_path: Path) -> None:
    bow_tie = Polygon([(340000, 340000), (341000, 341000), (341000, 340000), (340000, 341000)])
    read_in = read(tmp_path, feature(SOUND, bow_tie))
    assert read_in.areas[0].outline.is_valid
    assert read_in.mended == ["given.geojson, feature 1, Z05000001"]
    assert read_in.problems == []


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (feature(SOUND, None), "it has no outline"),
        (feature(SOUND, Point(340500, 340500)), "its outline is not a polygon"),
        (feature(SOUND, Polygon()), "its outline is empty or damaged"),
        ({"geometry": {"type": "Polygon", "coordinates": [[["x", 1]]]}}, "its outline is empty or damaged"),
        ({"properties": SOUND, "geometry": {"type": "Polygon"}}, "its outline is empty or damaged"),
        (feature(SOUND, Polygon([(34e4, 34e4), (35e4, 35e4), (34e4, 34e4)])), "its outline encloses no ground"),
        (feature(SOUND, shapely.box(9e6, 9e6, 9.1e6, 9.1e6)), "its outline lies outside the United Kingdom"),
        (feature({"WD25NM": "Quayside"}, square(0, 0)), "it has no WD code"),
        (feature({"WD25CD": "  "}, square(0, 0)), "it has no WD code"),
        ({"type": "Feature", "properties": None, "geometry": None}, "it has no outline"),
        ("not a feature", "it has no outline"),
        (feature({"WD25CD": "Z05000002"}, square(0, 1)), "Z05000002 was given before; the first outline is used"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_a_problem_and_the_rest_is_read(tmp_path: Path, broken: Any, reason: str) -> None:
    sound = feature({"WD25CD": "Z05000002", "WD25NM": "Market"}, square(1, 0))
    read_in = read(tmp_path, sound, broken)
    assert [area.name for area in read_in.areas] == ["Market"]
    assert read_in.problems == [Problem("given.geojson, feature 2", reason)]


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (b"", "is empty"),
        (b"  \n", "is empty"),
        (b"\xff\xd8\xff\xe0 a photo", "is not GeoJSON"),
        (b"code,name\nZ05000001,Quayside\n", "is not GeoJSON"),
        (b'{"type": "FeatureCollection", "features": [', "is damaged"),
        (b'{"type": "FeatureCollection", "name": "\xff\xfe"}', "is damaged"),
        (b'{"type": "Topology", "objects": {}}', "is TopoJSON"),
        (b'{"type": "FeatureCollection"}', "is not a GeoJSON collection"),
        (b'{"type": "FeatureCollection", "features": []}', "without a single outline"),
        (b'{"a":' * 100_000, "is damaged"),
        (json.dumps({"type": "FeatureCollection", "features": lsoa_features()}).encode(), "holds LSOAs, not wards"),
        (json.dumps({"features": [feature({"code": 1}, square(0, 0))]}).encode(), "such as WD25CD"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_ward_boundaries_is_refused(tmp_path: Path, held: bytes, said: str) -> None:
    path = tmp_path / "given.geojson"
    path.write_bytes(held)
    with pytest.raises(Refused, match=said) as refusal:
        read_boundaries([path], "ward")
    assert "given.geojson" in refusal.value.plain


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is a folder"):
        read_boundaries([tmp_path], "ward")
    with pytest.raises(Refused, match="There is no file"):
        read_boundaries([tmp_path / "nowhere.geojson"], "ward")


@pytest.mark.parametrize(
    ("shape", "crs", "said"),
    [
        (square(0, 0), "OGC:1.3:CRS84", "not the longitude and latitude it declares"),  # metres that say degrees
        (degrees(square(0, 0)), "EPSG::2154", "in a way we do not read"),
        (shapely.transform(degrees(square(0, 0)), lambda pairs: pairs[:, ::-1]), None, "swapped or foreign"),
        (shapely.box(13, 52, 14, 53), None, "swapped or foreign"),  # Berlin
    ],
)
def test_coordinates_that_cannot_be_british_are_refused(
    tmp_path: Path, shape: Geometry, crs: str | None, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        read(tmp_path, feature(SOUND, shape), crs=crs)


def test_the_order_of_the_files_does_not_matter(tmp_path: Path) -> None:
    paths = [write_geojson(tmp_path / f"{n}.geojson", [row]) for n, row in enumerate(ward_features())]
    assert read_boundaries(paths, "ward").areas == read_boundaries(paths[::-1], "ward").areas
