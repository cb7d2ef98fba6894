"""commonweal region build: as the documentation writes it, as a shell's star writes it, and refused in a sentence."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from commonweal.cli import main
from commonweal.places.queries import in_view
from tests.places.drawn import (
    code_point,
    feature,
    lsoa_features,
    square,
    ward_features,
    write_code_point,
    write_geojson,
)

pytestmark = pytest.mark.django_db  # a region built is a region adopted


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """A folder with wards in two files, LSOAs, postcodes and deciles."""
    rows = ward_features()
    write_geojson(tmp_path / "wards-south.geojson", rows[:2])
    write_geojson(tmp_path / "wards-north.geojson", rows[2:])
    write_geojson(tmp_path / "lsoas.geojson", lsoa_features())
    write_code_point(tmp_path / "l.csv", [code_point("L1 0AB", 0.5, 0.5), code_point("L1 0AD", 2.3, 0.5)])
    write_code_point(tmp_path / "ch.csv", [code_point("CH1 1AA", 50, 50), code_point("CH1 1AB", 2.2, 0.5)])
    (tmp_path / "imd.csv").write_text("lsoa,original_decile\nZ01000001,1\n")
    return tmp_path


def run(folder: Path, *words: str) -> Result:
    """The command, where a word with a dot or a slash in it names a file of the folder."""
    paths = [str(folder / word) if "." in word else word for word in words]
    return CliRunner().invoke(main, ["region", "build", *paths])


def counted(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    outcome: dict[str, Any] = json.loads(result.stdout)
    return outcome


@pytest.mark.parametrize(
    "words",
    [
        ["Dunlin", "--wards", "wards-south.geojson", "wards-north.geojson", "--json"],
        ["Dunlin", "--wards", "wards-south.geojson", "--wards", "wards-north.geojson", "--json"],
        ["--json", "--wards", "wards-south.geojson", "wards-north.geojson", "--", "Dunlin"],
    ],
)
def test_several_files_are_given_as_a_shell_writes_them_or_one_by_one(given: Path, words: list[str]) -> None:
    assert counted(run(given, *words))["wards"] == 4


def test_an_equals_sign_starts_a_list_too(given: Path) -> None:
    first = f"--wards={given / 'wards-south.geojson'}"
    result = CliRunner().invoke(main, ["region", "build", "D", first, str(given / "wards-north.geojson"), "--json"])
    assert counted(result)["wards"] == 4


def test_the_outcome_as_json(given: Path, home: Path) -> None:
    outcome = counted(
        run(
            given,
            *("Dunlin Coast", "--wards", "wards-south.geojson", "wards-north.geojson", "--lsoas", "lsoas.geojson"),
            *("--postcodes", "ch.csv", "l.csv", "--deprivation", "imd.csv", "--json"),
        )
    )
    assert len(outcome.pop("sha256")) == 64
    assert outcome == {
        "name": "Dunlin Coast",
        "slug": "dunlin-coast",
        "pack": str(home / "regions" / "dunlin-coast"),
        "wards": 4,
        "districts": 1,
        "lsoas": 4,
        "postcodes": {
            "read": 4,
            "inside": 1,
            "nearest": 1,
            "outside": 1,
            "without_coordinates": 0,
            "repeated": 0,
            "set_aside": 1,
        },
        "problems": [
            {
                "where": "l.csv, line 2",
                "reason": "its point lies near the region but in no ward, nor within 250 m of one",
            }
        ],
        "warnings": ["No deprivation decile was given for 3 of 4 LSOAs; it is not known."],
        "refused": None,
    }
    assert (home / "regions" / "dunlin-coast" / "region.toml").is_file()


def test_a_region_built_is_the_region_in_view(given: Path) -> None:
    run(given, "Dunlin Coast", "--wards", "wards-south.geojson")
    region = in_view()
    assert region is not None
    assert (region.slug, region.sample) == ("dunlin-coast", False)


def test_the_outcome_in_words(given: Path, home: Path) -> None:
    result = run(given, "Dunlin Coast", "--wards", "wards-south.geojson", "wards-north.geojson", "--postcodes", "l.csv")
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "Dunlin Coast: 1 district and 4 wards, 0 LSOAs.",
        "2 postcodes read: 1 in a ward, 0 just beyond one and placed in the nearest, 0 elsewhere.",
        "1 problem:",
        "  l.csv, line 2: its point lies near the region but in no ward, nor within 250 m of one",
        f"The pack is in {home / 'regions' / 'dunlin-coast'}.",
    ]


def test_of_many_problems_a_person_is_shown_the_first(given: Path) -> None:
    write_geojson(given / "many.geojson", [*ward_features(), *[feature({}, square(0, 0))] * 30])
    lines = run(given, "Dunlin", "--wards", "many.geojson").output.splitlines()
    assert "30 problems:" in lines
    assert lines[-2] == "  and 10 more (all with --json)"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--wards", "nowhere.geojson"], "There is no file"),
        (["--wards", "./"], "is a folder"),
        (["--wards", "imd.csv"], "imd.csv is not GeoJSON"),
        (["--wards", "empty.geojson"], "empty.geojson is empty"),
        (["--wards", "lsoas.geojson"], "Give it to --lsoas"),
        (["--wards", "wards-south.geojson", "--postcodes", "imd.csv"], "imd.csv has no columns of postcodes"),
        (["--wards", "wards-south.geojson", "--deprivation", "l.csv"], "l.csv has no columns of LSOA code"),
    ],
)
@pytest.mark.parametrize("as_json", [True, False])
def test_a_file_that_cannot_be_used_is_refused_and_nothing_is_kept(
    given: Path, home: Path, words: list[str], said: str, as_json: bool
) -> None:
    (given / "empty.geojson").touch()
    result = run(given, "Dunlin", *words, *(["--json"] if as_json else []))
    assert result.exit_code == 1
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert (said in json.loads(result.stdout)["refused"]) if as_json else result.stdout == ""
    assert not (home / "regions").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["Dunlin"],
        ["--wards", "wards-south.geojson"],  # no name
        ["Dunlin", "--wards"],
        ["Dunlin", "extra", "--wards", "wards-south.geojson"],
        ["***", "--wards", "wards-south.geojson"],
        ["Dunlin", "--wards", "wards-south.geojson", "--fly"],
    ],
)
def test_wrong_usage_exits_with_2(given: Path, words: list[str]) -> None:
    assert run(given, *words).exit_code == 2


def test_the_city_region_as_the_issue_writes_it(published: Path) -> None:
    folder = published / "places"
    wards = [path for path in sorted(folder.glob("wards-2025-*.geojson")) if "preston" not in path.name]
    postcodes = sorted(folder.glob("codepoint-open-2014-*.csv"))
    words = ["region", "build", "Liverpool City Region", "--wards", *wards, "--postcodes", *postcodes, "--json"]
    outcome = counted(CliRunner().invoke(main, [str(word) for word in words]))
    assert (outcome["wards"], outcome["districts"], outcome["problems"]) == (159, 6, [])
    assert outcome["postcodes"]["read"] == 76_500
