"""`commonweal suppliers load`, as a person or a script calls it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commonweal.cli.suppliers import command
from commonweal.organisations.registers import KINDS

TRUSTS = "Type,Entity,Company Number,OSCAR CPID\n"


def load(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, ["load", *map(str, arguments)])


@pytest.fixture
def trusts(tmp_path: Path) -> Path:
    path = tmp_path / "trusts.csv"
    path.write_text(TRUSTS + "Trust,Quay Trust,01234567,A\nTrust,Mole Trust,12,A\n")
    return path


def test_a_dry_run_says_what_the_file_is_and_what_was_understood(trusts: Path) -> None:
    told = load(trusts, "--dry-run")
    assert told.exit_code == 0
    assert told.output.splitlines() == [
        str(trusts),
        "  Academy trusts with company numbers (Open Database Licence 1.0 (share-alike); underlying registers Open "
        "Government Licence v3.0)",
        "  2 rows: 1 understood, 1 facts in them",
        "  set aside: 1 × the company number is not one",
        "  problem: trusts.csv, line 3: the company number is not one",
    ]


def test_json(trusts: Path) -> None:
    (file,) = json.loads(load(trusts, "--dry-run", "--json").output)["files"]
    assert file["register"] == "academy-trusts"
    assert (file["rows"], file["understood"], file["facts"]) == (2, 1, 1)
    assert file["set_aside"] == {"the company number is not one": 1}
    assert file["problems"] == [{"where": "trusts.csv, line 3", "reason": "the company number is not one"}]
    assert len(file["sha256"]) == 64
    assert file["attribution"]
    assert file["refused"] is None


def test_a_refused_file_does_not_stop_the_others(tmp_path: Path, trusts: Path) -> None:
    (tmp_path / "photo.csv").write_bytes(b"\xff\xd8\xff\x00")
    told = load(tmp_path, "--dry-run", "--json")
    assert told.exit_code == 1
    assert [file["refused"] for file in json.loads(told.output)["files"]] == [
        "photo.csv is not a text: it may be a picture or a workbook. Give the register's own CSV or JSON files.",
        None,
    ]


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    told = load(tmp_path / "missing.csv", "--dry-run")
    assert told.exit_code == 1
    assert "There is no file" in told.output
    assert "Traceback" not in told.output


def test_an_empty_folder(tmp_path: Path) -> None:
    told = load(tmp_path, "--dry-run")
    assert told.exit_code == 1
    assert "refused" in told.output


def test_many_problems_are_cut_short_for_a_person_only(tmp_path: Path) -> None:
    path = tmp_path / "trusts.csv"
    path.write_text(TRUSTS + "Trust,Quay,12,A\n" * 30)
    assert "… and 10 more; --json lists up to a thousand" in load(path, "--dry-run").output
    assert len(json.loads(load(path, "--dry-run", "--json").output)["files"][0]["problems"]) == 30


@pytest.mark.parametrize("kind", ["academies", "any"])
def test_a_kind_may_be_named(trusts: Path, kind: str) -> None:
    assert load(kind, trusts, "--dry-run").output == load(trusts, "--dry-run").output


def test_a_file_of_another_kind_is_refused_in_a_sentence(trusts: Path) -> None:
    told = load("mutuals", trusts, "--dry-run")
    assert told.exit_code == 1
    assert "trusts.csv is not mutuals: it looks like Academy trusts with company numbers." in told.output


def test_a_kind_that_there_is_not(trusts: Path) -> None:
    told = load("academy", trusts, "--dry-run")
    assert told.exit_code == 2
    assert "'academy' is no kind of register. Kinds: companies-house, mutuals, charities," in told.output


def test_help_lists_every_kind() -> None:
    told = " ".join(load("--help").output.split())
    assert ", ".join(KINDS) in told


def test_wrong_usage() -> None:
    assert load().exit_code == 2
    assert load("academies").exit_code == 2
    assert load("--no-such-option").exit_code == 2


def test_help_has_an_example() -> None:
    assert "commonweal suppliers load companies-house" in load("--help").output


def test_every_published_register(published: Path) -> None:
    told = load(published / "registers", "--dry-run", "--json")
    files = json.loads(told.output)["files"]
    refused = [Path(file["path"]).name for file in files if file["refused"]]
    assert refused == ["org-id-lists-gb.json"]
    assert len(files) == 17
    assert all(
        file["rows"] == file["understood"] + sum(file["set_aside"].values()) for file in files if not file["refused"]
    )
