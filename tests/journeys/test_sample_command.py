"""`commonweal sample write`: anyone may look at the invented files."""

import json
from pathlib import Path

from click.testing import CliRunner

from commonweal.cli.sample import command


def test_it_writes_the_files_and_says_what_they_are(tmp_path: Path) -> None:
    done = CliRunner().invoke(command, ["write", str(tmp_path / "sample"), "--seed", "7"])
    assert done.exit_code == 0
    assert "an invented region of 60 wards" in done.output
    assert "invented" in (tmp_path / "sample" / "ABOUT.txt").read_text()


def test_as_json_it_lists_every_file_with_its_total(tmp_path: Path) -> None:
    done = CliRunner().invoke(command, ["write", str(tmp_path), "--json"])
    told = json.loads(done.output)
    assert sorted(Path(one["path"]) for one in told["spend"]) == sorted((tmp_path / "spend").glob("*/*"))
    assert all(Path(path).is_file() for path in (*told["places"], *told["registers"]))
    assert sum(one["payments"] for one in told["spend"]) > 22_000


def test_a_folder_that_is_a_file_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    done = CliRunner().invoke(command, ["write", str(tmp_path / "taken")])
    assert done.exit_code == 2
    assert (tmp_path / "taken").read_text() == "mine"


def test_a_folder_that_cannot_be_made_ends_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    done = CliRunner().invoke(command, ["write", str(tmp_path / "taken" / "below")])
    assert done.exit_code == 1
    assert "name another folder" in done.output
    assert "Traceback" not in done.output
