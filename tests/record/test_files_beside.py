"""Verifying what lies beside the events: every kind of file is attacked, and each attack is found and named."""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from commonweal.record.replays import Body, Inputs
from commonweal.record.verifying import verify
from commonweal.record.vouching import Kept
from tests.record.folders import OTHER_SEED, Act, list_again, record
from tests.record.test_verifying import EVENTS, LEAVES, SUMMED, told, verified


@pytest.fixture
def counted(tmp_path: Path) -> Path:
    """Three events, of which the second was worked out from an input; a checkpoint at 1 and one at 3."""
    folder = record(tmp_path / "record", [Act(), Act(kind="counted", body={"pence": 6, "file": "sums"}), Act()], [1])
    (folder / "inputs" / "trial").mkdir(parents=True)
    (folder / "inputs" / "trial" / "sums").write_bytes(b"1 2 3")
    list_again(folder)
    return folder


def flip(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:-3] + bytes([content[-3] ^ 1]) + content[-2:])


def remove(path: Path) -> None:
    path.unlink()


def repeat(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content + content.splitlines(keepends=True)[-1])


def become_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def become_a_link(path: Path) -> None:
    """A link that leads to itself."""
    path.unlink()
    path.symlink_to(path.name)


def become_a_pipe(path: Path) -> None:
    """A pipe nobody writes to: whoever opens it would wait for ever."""
    path.unlink()
    os.mkfifo(path)


ATTACKS = [flip, remove, repeat, become_a_folder, become_a_link, become_a_pipe]
EVERY_KIND = [
    "README.txt",
    "record.json",
    "key.txt",
    "checkpoint.txt",
    "files.txt",
    "checkpoints/000000001.txt",
    "checkpoints/000000003.txt",
    EVENTS,
    LEAVES,
    "inputs/trial/sums",
]


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("name", EVERY_KIND)
def test_every_kind_of_file_is_held_to_what_was_published(
    counted: Path, name: str, attack: Callable[[Path], None]
) -> None:
    assert verified(counted, replays=SUMMED).verified
    attack(counted / name)
    report = verified(counted, replays=SUMMED)
    assert not report.verified
    assert name.partition("/")[0] in told(report)
    if name.startswith("inputs"):
        assert report.first_bad == 2, told(report)


@pytest.mark.parametrize(
    "name",
    [
        "inputs/trial/more",
        "inputs/other/sums",
        "checkpoints/notes.txt",
        "events/000000002.jsonl",
        "events/000001001.txt",
        "events/notes.md",
        "leaves/000001001.txt",
        "leaves/000000001.jsonl",
        "texts/notes.md",
    ],
)
def test_a_file_that_nobody_published(counted: Path, name: str) -> None:
    (counted / name).parent.mkdir(parents=True, exist_ok=True)
    (counted / name).write_bytes(b"0" * 64 + b"\n")
    report = verified(counted, replays=SUMMED)
    assert not report.verified
    assert name.partition("/")[0] in told(report)


def test_an_input_that_was_changed_so_that_the_sum_stays(counted: Path) -> None:
    (counted / "inputs" / "trial" / "sums").write_bytes(b"3 2 1")
    report = verified(counted, replays=SUMMED)
    assert (report.verified, report.first_bad) == (False, 2)


def test_an_input_that_was_changed_on_the_list_too(counted: Path) -> None:
    (counted / "inputs" / "trial" / "sums").write_bytes(b"3 2 1")
    list_again(counted, OTHER_SEED)
    assert "files.txt: It is not signed by the key of this record" in told(verified(counted, replays=SUMMED))


def test_a_list_of_another_day(counted: Path) -> None:
    older = (counted / "files.txt").read_bytes()
    again = record(counted, [Act(), Act(kind="counted", body={"pence": 6, "file": "sums"}), Act(), Act()], [1, 3])
    (again / "files.txt").write_bytes(older)
    assert "It tells of 3 events, and the newest checkpoint of 4" in told(verified(again, replays=SUMMED))


def test_an_older_checkpoint_in_the_place_of_the_newest(counted: Path) -> None:
    shutil.copy(counted / "checkpoints" / "000000001.txt", counted / "checkpoint.txt")
    assert "not the newest checkpoint: another one here is over 3 events" in told(verified(counted))


def told_before(body: Body, inputs: Inputs) -> Mapping[str, Any]:
    """A replay for these tests: what the events before said of the same thing."""
    return {"said": [each["said"] for each in inputs.earlier("opened", str(body["about"]))]}


def test_a_replay_looks_back_at_earlier_events_about_the_same_thing(tmp_path: Path) -> None:
    said = [("opened", "a", 1), ("opened", "b", 2), ("opened", "a", 3), ("other", "a", 4)]
    before = [Act(kind=kind, body={"about": about, "said": number}) for kind, about, number in said]
    closed = Act(kind="closed", body={"about": "a", "said": [1, 3]})
    later = Act(kind="opened", body={"about": "a", "said": 5})
    folder = record(tmp_path / "record", [*before, closed, later])
    report = verify(folder, Kept(), {("trial", "closed"): told_before}, {("trial", "opened"): "about"})
    assert report.replays == {"trial closed": {"same": 1, "different": 0, "withheld": 0}}
    assert report.verified, told(report)
