"""`commonweal record`: sign, publish, show."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.db import transaction

from commonweal.cli import main
from commonweal.record import notes
from commonweal.record.actions import append

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


def run(*words: object) -> Result:
    return CliRunner().invoke(main, list(map(str, words)))


@transaction.atomic
def act(many: int = 1) -> None:
    for _ in range(many):
        append("trial", "done", {}, by=None, now=NOW)


def test_before_the_first_act(tmp_path: Path) -> None:
    assert "No checkpoint yet" in run("record", "show").output
    for words in (["checkpoint"], ["publish", tmp_path / "record"], ["checkpoint", "--new-key"]):
        ran = run("record", *words)
        assert ran.exit_code == 1
    assert not (tmp_path / "record").exists()


def test_sign_publish_verify(tmp_path: Path) -> None:
    act(3)
    kept = tmp_path / "kept.txt"
    kept.write_text(run("record", "checkpoint").output)
    act()
    assert run("record", "publish", tmp_path / "record").output.splitlines() == [
        "Published: 4 events, 4 of them new.",
        f"Anyone can check it: commonweal verify {tmp_path / 'record'}",
    ]
    assert run("verify", tmp_path / "record", "--checkpoint", kept).exit_code == 0
    assert run("record", "publish", tmp_path / "record").output.startswith("Published: 4 events, 0 of them new.")


def test_show() -> None:
    act(3)
    note = run("record", "checkpoint").output
    act()
    told = json.loads(run("record", "show", "--json").stdout)
    assert (told["events"], told["signed"], told["checkpoints"], told["checkpoint"]) == (4, 3, 1, note)
    assert notes.read(note).signed_by(notes.read_key(told["key"]))
    words = run("record", "show").output
    assert words.startswith("Events: 4, of which 3 are signed\n")
    assert note in words


def test_a_lost_key_and_a_new_one(home: Path, tmp_path: Path) -> None:
    act()
    run("record", "checkpoint")
    (home / "keys" / "record").unlink()
    act()
    ran = run("record", "checkpoint")
    assert ran.exit_code == 1
    assert "commonweal record checkpoint --new-key" in ran.output
    assert run("record", "checkpoint", "--new-key").exit_code == 0
    assert run("record", "publish", tmp_path / "record").exit_code == 0
    assert len((tmp_path / "record" / "key.txt").read_text().splitlines()) == 2
    assert run("verify", tmp_path / "record").exit_code == 0


def test_a_folder_that_cannot_be_used(tmp_path: Path) -> None:
    act()
    (tmp_path / "notes.md").write_text("hello")
    ran = run("record", "publish", tmp_path)
    assert ran.exit_code == 1
    assert "The folder holds something else" in ran.output


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    act()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("commonweal.record.writing.os.fsync", full)
    ran = run("record", "publish", tmp_path / "record")
    assert ran.exit_code == 1
    assert "cannot be written: No space left on device" in ran.output
    monkeypatch.undo()
    assert run("record", "publish", tmp_path / "record").exit_code == 0
