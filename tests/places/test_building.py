"""Building a region whole: small ones drawn here, then the published files of a real one."""

import json
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from commonweal.basics.problems import Refused
from commonweal.places.building import Built, Request, build
from commonweal.places.lookup import look_up, placed_postcodes
from commonweal.places.packs import read_pack
from commonweal.places.postcodes import cleaned
from tests.places.drawn import (
    CORNER,
    DISTRICT,
    code_point,
    feature,
    lsoa_features,
    square,
    ward_features,
    write_code_point,
    write_geojson,
)


@pytest.fixture
def request_(tmp_path: Path) -> Request:
    """Four wards, an LSOA on each, postcodes in two of them, and deciles for three."""
    deciles = tmp_path / "imd.csv"
    deciles.write_text("lsoa,original_decile\nZ01000001,1\nZ01000002,5\nZ01000003,10\n")
    rows = [code_point("L1 0AB", 0.5, 0.5), code_point("L1 0AD", 1.5, 1.5)]
    return Request(
        "Dunlin Coast",
        wards=[write_geojson(tmp_path / "wards.geojson", ward_features())],
        lsoas=[write_geojson(tmp_path / "lsoas.geojson", lsoa_features())],
        postcodes=[write_code_point(tmp_path / "postcodes.csv", rows)],
        deprivation=[deciles],
        regions=tmp_path / "regions",
    )


def test_a_region_is_built_and_answers(request_: Request) -> None:
    built = build(request_)
    assert built.pack.region.counts == {"wards": 4, "districts": 1, "lsoas": 4, "postcodes": 2}
    assert built.pack.folder == request_.regions / "dunlin-coast"
    answers = look_up(pl.Series(["l10ab", "L1 0AD"]), placed_postcodes(built.pack))
    assert answers.rows() == [
        ("L1 0AB", "Z05000001", DISTRICT, "Z01000001", 1),
        ("L1 0AD", "Z05000004", DISTRICT, "Z01000004", None),
    ]
    assert built.problems == []
    assert built.warnings == ["No deprivation decile was given for 1 of 4 LSOAs; it is not known."]


def test_the_pack_says_where_each_fact_is_from(request_: Request) -> None:
    sources = build(request_).pack.region.sources
    assert [(source.role, source.file, source.kind) for source in sources] == [
        ("wards", "wards.geojson", "ONS boundaries"),
        ("lsoas", "lsoas.geojson", "ONS boundaries"),
        ("postcodes", "postcodes.csv", "Code-Point Open"),
        ("deprivation", "imd.csv", "mySociety composite index"),
    ]
    assert all(source.licence and source.attribution and len(source.sha256) == 64 for source in sources)


def test_a_made_up_region_carries_nobody_s_licence(request_: Request) -> None:
    region = build(replace(request_, sample=True)).pack.region
    assert region.sample
    assert {(source.licence, source.attribution) for source in region.sources} == {(None, None)}


def test_building_again_gives_the_same_bytes(request_: Request) -> None:
    assert build(request_).pack.sha256 == build(request_).pack.sha256


def test_wards_alone_are_a_region(request_: Request) -> None:
    built = build(Request("Dunlin Coast", wards=request_.wards, regions=request_.regions))
    assert built.pack.region.counts == {"wards": 4, "districts": 1, "lsoas": 0, "postcodes": 0}
    assert built.pack.lsoas.columns == build(request_).pack.lsoas.columns
    assert built.warnings == []


def test_a_district_that_no_ward_names_is_found_on_the_ground_and_said_so(request_: Request, tmp_path: Path) -> None:
    silent = write_geojson(tmp_path / "old.geojson", ward_features(("WD13CD", "WD13NM")))
    built = build(replace(request_, wards=[silent]))
    assert built.pack.districts.rows() == [(DISTRICT, "Dunlin", 4)]
    assert "do not name the district of 4 wards; it was taken" in built.warnings[0]


def test_a_district_that_nothing_tells_is_not_known(request_: Request, tmp_path: Path) -> None:
    silent = write_geojson(tmp_path / "old.geojson", ward_features(("WD13CD", "WD13NM")))
    built = build(Request("Dunlin Coast", wards=[silent], regions=request_.regions))
    assert built.pack.wards["district"].null_count() == 4
    assert built.warnings[0].startswith("The district of 4 wards is not known")


def test_what_a_person_should_know_is_said(request_: Request, tmp_path: Path) -> None:
    older = write_geojson(tmp_path / "2013.geojson", [feature({"WD13CD": "Z05000009"}, square(3, 3))])
    header = "pcds,doterm,oslaua,osgrdind,oseast1m,osnrth1m\n"
    directory = tmp_path / "onspd.csv"
    directory.write_text(f"{header}L1 0AE,200803,{DISTRICT},1,{CORNER},{CORNER}\nJE2 3AB,,L99999999,9,,\n")
    warnings = build(
        replace(request_, wards=[*request_.wards, older], postcodes=[*request_.postcodes, directory])
    ).warnings
    assert warnings[0] == "The wards are of several years (2013, 2025); they may overlap or leave gaps."
    assert "The files give no point for 1 postcode, which cannot be placed." in warnings
    assert "Royal Mail has given up 1 postcode of the region; they still place old addresses." in warnings


def test_a_refused_file_leaves_the_earlier_region_as_it_was(request_: Request, tmp_path: Path) -> None:
    before = build(request_).pack
    photo = tmp_path / "photo.csv"
    photo.write_bytes(b"\xff\xd8\xff\xe0\0")
    with pytest.raises(Refused, match=r"photo\.csv is not a table"):
        build(replace(request_, postcodes=[photo]))
    assert read_pack(request_.regions / "dunlin-coast").sha256 == before.sha256


def test_a_name_without_a_letter_is_refused(request_: Request) -> None:
    with pytest.raises(Refused, match="at least one letter"):
        build(replace(request_, name="***"))


# The published files.


def six_districts(published: Path, pattern: str) -> list[Path]:
    found = sorted((published / "places").glob(pattern))
    return [path for path in found if "preston" not in path.name and "3857" not in path.name]


def built_from(published: Path, tmp_path: Path, wards: str, lsoas: str) -> Built:
    return build(
        Request(
            "Liverpool City Region",
            wards=six_districts(published, wards),
            lsoas=six_districts(published, lsoas),
            postcodes=sorted((published / "places").glob("codepoint-open-2014-*.csv")),
            deprivation=[published / "places" / "imd-by-lsoa-uk-e.csv"],
            regions=tmp_path,
        )
    )


def carried(published: Path) -> pl.DataFrame:
    """What the postcode files themselves say: postcode, quality, district and the ward of 2014."""
    files = sorted((published / "places").glob("codepoint-open-2014-*.csv"))
    names = ["postcode", "quality", "e", "n", "country", "region", "authority", "county", "district", "ward_2014"]
    rows = [pl.read_csv(path, has_header=False, infer_schema=False, new_columns=names) for path in files]
    return pl.concat(rows).with_columns(cleaned(pl.col("postcode")).alias("postcode"))


@pytest.mark.parametrize(
    ("lsoas", "number", "without_decile"),
    [("lsoa-2021-*.geojson", 1003, 36), ("lsoa-2011-*.geojson", 989, 0)],
)
def test_the_city_region_of_2025(published: Path, tmp_path: Path, lsoas: str, number: int, without_decile: int) -> None:
    built = built_from(published, tmp_path, "wards-2025-*.geojson", lsoas)
    counts = built.pack.region.counts
    assert (counts["wards"], counts["districts"], counts["lsoas"]) == (159, 6, number)
    assert built.pack.lsoas["decile"].null_count() == without_decile
    assert built.pack.postcodes["lsoa"].null_count() == 0
    assert built.problems == []
    assert {what: built.postcodes[what] for what in ("read", "inside", "nearest", "outside")} == {
        "read": 76_500,
        "inside": 37_050,
        "nearest": 2,
        "outside": 39_448,
    }


def test_postcodes_fall_in_the_district_that_their_own_file_names(published: Path, tmp_path: Path) -> None:
    built = built_from(published, tmp_path, "wards-2025-*.geojson", "lsoa-2021-*.geojson")
    ours = carried(published).filter(pl.col("district").is_in(built.pack.districts["district"].implode()))
    placed = placed_postcodes(built.pack).join(carried(published), on="postcode", suffix="_carried")
    assert ours.filter(~pl.col("postcode").is_in(placed["postcode"].implode())).height == 0
    # A few stand on the line that a generalised boundary draws.
    assert placed.filter(pl.col("district") != pl.col("district_carried")).height <= 3


def test_on_the_ground_of_2013_the_join_agrees_with_the_ward_codes_that_postcodes_carry(
    published: Path, tmp_path: Path
) -> None:
    built = built_from(published, tmp_path, "wards-2013-*.geojson", "lsoa-2011-*.geojson")
    both = built.pack.postcodes.join(carried(published), on="postcode")
    assert built.pack.districts["wards"].sum() == 132
    assert both.height == 37_052
    assert both.filter(pl.col("ward") != pl.col("ward_2014")).height <= 10  # on the edges of generalised boundaries


def test_on_the_ground_of_2025_those_codes_would_have_misled(published: Path, tmp_path: Path) -> None:
    built = built_from(published, tmp_path, "wards-2025-*.geojson", "lsoa-2021-*.geojson")
    both = built.pack.postcodes.join(carried(published), on="postcode")
    assert both.filter(pl.col("ward") == pl.col("ward_2014")).height < both.height / 2


def test_preston(published: Path, tmp_path: Path) -> None:
    folder = published / "places"
    built = build(
        Request(
            "Preston",
            wards=[folder / "wards-2025-preston.geojson"],
            lsoas=[folder / "lsoa-2021-preston.geojson"],
            postcodes=[folder / "codepoint-open-2014-pr.csv"],
            regions=tmp_path,
        )
    )
    own = carried(published).filter(pl.col("district") == "E07000123").height
    assert (built.pack.region.counts["wards"], built.pack.region.counts["lsoas"]) == (16, 87)
    assert built.postcodes["inside"] + built.postcodes["nearest"] == own == 3_332


def test_a_file_in_web_mercator_lies_on_the_same_ground_and_its_deciles_agree(published: Path, tmp_path: Path) -> None:
    folder = published / "places"
    mercator = folder / "lsoa-2011-imd-liverpool-epsg3857.geojson"
    built = build(
        Request(
            "Liverpool",
            wards=[folder / "wards-2025-liverpool.geojson"],
            lsoas=[mercator],
            postcodes=[folder / "codepoint-open-2014-l.csv"],
            deprivation=[folder / "imd-by-lsoa-uk-e.csv"],
            regions=tmp_path,
        )
    )
    whole = built_from(published, tmp_path, "wards-2025-*.geojson", "lsoa-2011-*.geojson").pack
    both = placed_postcodes(built.pack).drop_nulls("lsoa").join(placed_postcodes(whole), on="postcode", suffix="_whole")
    assert built.pack.lsoas.height == 286  # 12 are missing from the file, and nobody is moved into the next
    assert built.warnings[-1].startswith("No LSOA was given for the ground of 757 postcodes")
    assert both.filter(pl.col("lsoa") != pl.col("lsoa_whole")).height <= 5  # on an edge
    printed = pl.DataFrame(
        [(row["properties"]["lsoa11cd"], row["properties"]["IMDDecil"]) for row in _features(mercator)],
        schema=["code", "printed"],
        orient="row",
    )
    assert built.pack.lsoas.join(printed, on="code").filter(pl.col("decile") != pl.col("printed")).height == 0


def _features(path: Path) -> list[dict[str, dict[str, object]]]:
    held: list[dict[str, dict[str, object]]] = json.loads(path.read_text())["features"]
    return held
