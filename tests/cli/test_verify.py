"""`commonweal verify`: what it prints, what it ends with, and how soon it starts."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commonweal.cli import main
from commonweal.cli.verify import replays
from tests.record.folders import KEY, OTHER_SEED, Act, acts, change, list_again, record

PROGRAM = (
    "import sys; from commonweal.cli import main\n"
    "try: main(sys.argv[1:])\nexcept SystemExit: pass\n"
    "print('loaded', [name for name in ('django', 'polars', 'numpy', 'duckdb') if name in sys.modules])"
)
SECONDS = 0.5  # the promise, on a machine that is doing nothing else
BUSY = 3  # how much slower a machine may be that runs other tests at the same time


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return record(tmp_path / "record", acts(12), [5])


def verify(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["verify", *map(str, arguments)])


def test_in_plain_words(folder: Path) -> None:
    ran = verify(folder)
    assert (ran.exit_code, ran.output.splitlines()) == (
        0,
        ["Verified.", "  events in order: 12; checkpoints that hold: 2"],
    )


def test_in_json(folder: Path) -> None:
    change(folder / "events" / "000000001.jsonl", 6, b"{}\n")
    ran = verify(folder, "--json")
    told = json.loads(ran.stdout)
    assert ran.exit_code == 1
    assert (told["verified"], told["events"], told["checkpoints"], told["first_bad"]) == (False, 6, 1, 7)
    assert (told["withheld"], told["replays"]) == (0, {})
    assert [problem["where"] for problem in told["problems"]] == ["events/000000001.jsonl"]


def test_the_first_bad_event_in_words(folder: Path) -> None:
    change(folder / "events" / "000000001.jsonl", 6, b"{}\n")
    ran = verify(folder)
    assert ran.output.splitlines()[0] == "Not verified."
    assert ran.output.splitlines()[-1] == "The first bad event is 7."


@pytest.mark.parametrize("as_file", [True, False])
def test_what_was_kept(folder: Path, tmp_path: Path, as_file: bool) -> None:
    key = tmp_path / "kept-key.txt"
    key.write_text(f"{KEY}\n")
    kept = folder / "checkpoints" / "000000005.txt"
    assert verify(folder, "--checkpoint", kept, "--key", key if as_file else KEY).exit_code == 0
    forged = record(tmp_path / "forged", acts(13), seed=OTHER_SEED)
    ran = verify(forged, "--checkpoint", kept, "--key", key)
    assert ran.exit_code == 1
    assert "another key than the one you kept" in ran.output


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["gone"],
        [".", "--wrong"],
        [".", "--checkpoint", "gone.txt"],
        [".", "--checkpoint", "odd.txt"],
        [".", "--key", "odd.txt"],
        [".", "--key", "nonsense"],
        [".", "--key", "x" * 5000],
    ],
)
def test_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "odd.txt").write_text("hello\n")
    assert verify(*arguments).exit_code == 2


def test_the_rooms_whose_events_are_worked_out_again() -> None:
    assert {room for room, _ in replays()} == {"assemblies", "budgets", "funds", "spend"}


def test_an_event_of_a_room_is_worked_out_again(tmp_path: Path) -> None:
    body = {"lake": "abc.parquet", "payments": 1, "pence": 250}
    folder = record(tmp_path / "record", [Act("spend", "file-accepted", body)])
    (folder / "inputs" / "spend").mkdir(parents=True)
    payments = folder / "inputs" / "spend" / "abc.csv"
    payments.write_text("line,pence\n2,250\n")
    list_again(folder)
    told = "  worked out again, spend file-accepted: {same} the same, {different} different, 0 without inputs"
    assert verify(folder).output.splitlines()[2] == told.format(same=1, different=0)
    payments.write_text("line,pence\n2,25\n")
    ran = verify(folder)
    assert (ran.exit_code, ran.output.splitlines()[2]) == (1, told.format(same=0, different=1))


def test_it_loads_no_django_and_starts_in_half_a_second(folder: Path) -> None:
    taken = []
    for _ in range(3):
        before = time.perf_counter()
        command = [sys.executable, "-c", PROGRAM, "verify", str(folder)]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
        taken.append(time.perf_counter() - before)
        assert ran.stdout.splitlines()[0] == "Verified."
        assert ran.stdout.splitlines()[-1] == "loaded []"
    assert min(taken) < SECONDS * BUSY, f"it took {min(taken):.2f} s"
