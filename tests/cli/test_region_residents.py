"""commonweal region residents: what a person and a program are told, and that the account then counts by it."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from commonweal.cli import main
from commonweal.places.models import ResidentCounts
from commonweal.record.models import Event
from commonweal.spend.queries import lake
from tests.places.drawn import ward_features, write_geojson

pytestmark = pytest.mark.django_db
NOMIS = "DATE,GEOGRAPHY_NAME,GEOGRAPHY_CODE,GENDER_NAME,OBS_VALUE\n"
ROWS = (
    "2021,Ward 1,Z05000001,Total,8000\n2022,Ward 1,Z05000001,Total,9000\n2022,Ward 1,Z05000001,Male,4400\n"
    "2022,Ward 2,Z05000002,Total,4000\n2022,Ward 3,Z05000003,Total,-1\n2022,Elsewhere,Z05000077,Total,7000\n"
)


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """A folder with counts, and the little region of four wards in view."""
    write_geojson(tmp_path / "wards.geojson", ward_features())
    built = CliRunner().invoke(main, ["region", "build", "Dunlin Coast", "--wards", str(tmp_path / "wards.geojson")])
    assert built.exit_code == 0, built.output
    (tmp_path / "nomis.csv").write_text(NOMIS + ROWS)
    return tmp_path


def run(path: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["region", "residents", str(path), *words])


def told(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    outcome: dict[str, Any] = json.loads(result.stdout)
    return outcome


def test_the_outcome_in_words(given: Path) -> None:
    assert run(given / "nomis.csv").output.splitlines() == [
        "Dunlin Coast: 13,000 residents in 2 wards (Nomis, 2022).",
        "Of several years the latest is taken: 2022.",
        "Passed over: 1 code of the file that is no ward of the region.",
        "Without a count: Ward 3 (Z05000003), Ward 4 (Z05000004). "
        "If their boundaries changed, give a file of their year.",
        "1 problem:",
        "  nomis.csv, line 6: its count of residents is below nought",
    ]
    assert "This file is held already; nothing was changed." in run(given / "nomis.csv").output


def test_the_outcome_as_json(given: Path) -> None:
    outcome = told(run(given / "nomis.csv", "--json"))
    assert len(outcome.pop("sha256")) == 64
    assert outcome.pop("attribution").startswith("Source: Office for National Statistics")
    assert outcome == {
        "region": "Dunlin Coast",
        "file": "nomis.csv",
        "kind": "Nomis",
        "sheet": "",
        "when": "2022",
        "licence": "Open Government Licence v3.0",
        "changed": True,
        "rows": 6,
        "set_aside": {"of a part of the residents": 1, "of an earlier year": 1},
        "wards": 2,
        "residents": 13_000,
        "passed_over": 1,
        "without": [{"code": "Z05000003", "name": "Ward 3"}, {"code": "Z05000004", "name": "Ward 4"}],
        "problems": [{"where": "nomis.csv, line 6", "reason": "its count of residents is below nought"}],
        "notes": ["Of several years the latest is taken: 2022."],
        "refused": None,
    }


def test_the_account_reads_the_counts_that_were_loaded_last(given: Path, home: Path) -> None:
    assert lake(sample=False).residents is None
    run(given / "nomis.csv")
    (given / "newer.csv").write_text("Ward code,Population\nZ05000001,9100\n")
    assert told(run(given / "newer.csv", "--json"))["changed"]
    assert lake(sample=False).residents == home / "lake" / ResidentCounts.objects.get().lake_file
    assert lake(sample=True).residents is None
    assert not told(run(given / "newer.csv", "--json"))["changed"]
    assert Event.objects.filter(kind="residents-counted").count() == 2


def test_a_file_whose_terms_are_not_known_is_told_so(given: Path) -> None:
    (given / "plain.csv").write_text("Ward code,Population\nZ05000001,9100\n")
    assert "We do not know this file's terms." in run(given / "plain.csv").output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "There is no file"),
        ("", "is empty"),
        ("Ward code,Score\nZ05000001,3\n", "no column of counts that is called population"),
        ("Ward code,Population\nZ05000077,3\n", "no count for any ward of Dunlin Coast"),
    ],
)
@pytest.mark.parametrize("as_json", [True, False])
def test_a_file_that_cannot_be_used_is_refused_and_nothing_is_kept(
    given: Path, text: str | None, said: str, as_json: bool
) -> None:
    if text is not None:
        (given / "wrong.csv").write_text(text)
    result = run(given / "wrong.csv", *(["--json"] if as_json else []))
    assert result.exit_code == 1
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert (said in json.loads(result.stdout)["refused"]) if as_json else result.stdout == ""
    assert not ResidentCounts.objects.exists()


def test_without_a_region_there_is_nobody_to_count(tmp_path: Path) -> None:
    (tmp_path / "nomis.csv").write_text(NOMIS + ROWS)
    assert "No region is built here yet" in run(tmp_path / "nomis.csv").stderr
