"""`commonweal count`: as the documentation writes it, with ties, with bad files, and without Django."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from commonweal.cli.count import command

SMALL = '5 2\n12 1 2 0\n8 1 0\n7 2 0\n6 3 4 0\n8 4 0\n0\n"Ash"\n"Birch"\n"Cedar"\n"Elm"\n"Fir"\n"Ward 7, by hand"\n'
TIED = "3 1\n4 1 0\n2 2 0\n2 3 0\n0\nAsh\nBirch, Bel\nCedar\n"
WITHOUT_DJANGO = "import sys; from commonweal.cli import main; main({words!r}, standalone_mode=False)"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, list(map(str, arguments)))


def told(*arguments: str | Path) -> Any:
    return json.loads(run(*arguments, "--json").stdout)


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    path = tmp_path / "ward.blt"
    path.write_text(SMALL)
    return path


@pytest.fixture
def tied(tmp_path: Path) -> Path:
    path = tmp_path / "tied.blt"
    path.write_text(TIED)
    return path


def test_a_count_in_json(ward: Path) -> None:
    found = told(ward, "--rule", "scottish-stv")
    assert {name: found[name] for name in ("rule", "seats", "quota", "elected", "ties")} == {
        "rule": "scottish-stv",
        "seats": 2,
        "quota": 14,
        "elected": ["Ash", "Elm"],
        "ties": [],
    }
    assert [(stage["action"], stage["candidates"]) for stage in found["stages"]] == [
        ("first-preferences", []),
        ("surplus", ["Ash"]),
        ("exclusion", ["Fir"]),
        ("exclusion", ["Cedar"]),
    ]
    assert found["stages"][1]["votes"] == {
        "Ash": "14.00000",
        "Birch": "10.60000",
        "Cedar": "6.00000",
        "Elm": "8.00000",
        "Fir": "0.00000",
    }
    assert found["stages"][1]["exhausted"] == "2.40000"


def test_a_count_in_words(ward: Path) -> None:
    result = run(ward, "--rule", "scottish-stv")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert lines[:2] == ["Ward 7, by hand", "Scottish STV: 2 to elect, 41 valid ballots, quota 14"]
    surplus = lines.index("Stage 2. The surplus of Ash is passed on.")
    assert lines[surplus + 1 : surplus + 6] == [
        "Ash 14.00000 -6.00000",
        "Birch 10.60000 +3.60000",
        "Elm 8.00000",
        "Cedar 6.00000",
        "exhausted 2.40000 +2.40000",
    ]
    assert lines[-1] == "Elected: Ash, Elm"


def test_instant_runoff_says_who_would_beat_each_of_the_others(tmp_path: Path) -> None:
    (tmp_path / "squeezed.blt").write_text("3 1\n4 1 2 0\n3 3 2 0\n2 2 1 0\n0\nAsh\nBirch\nCedar\n")
    found = told(tmp_path / "squeezed.blt", "--rule", "instant-runoff")
    assert (found["elected"], found["condorcet_winner"], found["quota"]) == (["Ash"], "Birch", 5)
    assert "one to one: Birch" in run(tmp_path / "squeezed.blt", "--rule", "instant-runoff").stdout


def test_approval(ward: Path) -> None:
    found = told(ward, "--rule", "approval")
    assert (found["elected"], found["quota"], found["stages"][0]["votes"]["Birch"]) == (["Ash", "Birch"], None, "19")


def test_a_tie_stops_the_count_and_names_the_candidates(tied: Path) -> None:
    result = run(tied, "--rule", "scottish-stv")
    assert result.exit_code == 1
    assert "Birch, Bel and Cedar have the same number of votes" in result.stderr
    assert "--tie-order" in result.stderr
    found = told(tied, "--rule", "scottish-stv")
    assert (found["elected"], found["ties"][0]["chosen"], len(found["stages"])) == ([], None, 1)
    assert "Draw lots" in found["refused"]


def test_an_order_drawn_breaks_it_whether_typed_or_in_a_file(tied: Path, tmp_path: Path) -> None:
    typed = told(tied, "--rule", "scottish-stv", "--tie-order", "Cedar", "--tie-order", "Birch, Bel")
    assert typed["ties"][0]["chosen"] == "Birch, Bel"
    (tmp_path / "drawn.txt").write_text("Cedar\r\n\r\nBirch,  Bel\r\n", encoding="utf-8-sig")
    assert told(tied, "--rule", "scottish-stv", "--tie-order", tmp_path / "drawn.txt") == typed


def test_an_order_with_a_stranger_is_refused(tied: Path) -> None:
    result = run(tied, "--rule", "scottish-stv", "--tie-order", "Ceder")
    assert result.exit_code == 1
    assert "'Ceder', who is no candidate" in result.stderr


def test_several_files_are_counted_each_by_itself(ward: Path, tied: Path) -> None:
    result = run(ward, tied, "--rule", "scottish-stv", "--json")
    assert result.exit_code == 1
    first, second = json.loads(result.stdout)
    assert (first["file"], first["elected"]) == (str(ward), ["Ash", "Elm"])
    assert (second["file"], "refused" in second) == (str(tied), True)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (SMALL.partition("\n0\n")[0], "The file ends before its ballots do"),
        (SMALL.replace("6 3 4 0", "6 3=4 0"), "Line 5: a ballot gives two candidates the same place"),
        (SMALL.replace("6 3 4 0", "6 3 9 0"), "Line 5: a ballot ranks candidate 9"),
        ("<html>", "Line 1: this should be the numbers of candidates and seats"),
    ],
)
def test_a_bad_file_is_refused_in_a_sentence(tmp_path: Path, written: str, reason: str) -> None:
    (tmp_path / "bad.blt").write_text(written)
    result = run(tmp_path / "bad.blt", "--rule", "scottish-stv")
    assert (result.exit_code, result.stdout) == (1, "")
    assert reason in result.stderr
    assert reason in told(tmp_path / "bad.blt", "--rule", "scottish-stv")["refused"]


@pytest.mark.parametrize(
    "wrong",
    [
        ["--rule", "scottish-stv"],
        ["gone.blt", "--rule", "scottish-stv"],
        ["WARD"],
        ["WARD", "--rule", "by-thumb"],
        ["WARD", "WARD", "--rule", "approval", "--tie-order", "Ash"],
    ],
)
def test_wrong_usage_exits_with_2(ward: Path, wrong: list[str]) -> None:
    result = run(*(ward if word == "WARD" else word for word in wrong))
    assert (result.exit_code, result.stdout) == (2, "")


def test_it_needs_no_django_and_no_home(ward: Path, home: Path) -> None:
    program = WITHOUT_DJANGO.format(words=["count", str(ward), "--rule", "scottish-stv"])
    checked = f"{program}\nassert 'django' not in sys.modules and 'numpy' not in sys.modules"
    subprocess.run([sys.executable, "-c", checked], check=True, capture_output=True)
    assert list(home.iterdir()) == []
