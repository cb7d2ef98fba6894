"""Publishing: plain files that anyone can check, of which a second run adds only what is new."""

import os
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from commonweal.basics.problems import Refused
from commonweal.record import published
from commonweal.record.actions import append, publishing
from commonweal.record.actions.checkpoints import make_checkpoint
from commonweal.record.actions.publishing import Published, publish
from commonweal.record.actions.texts import commit_text, erase_text
from commonweal.record.replays import Body, Input
from commonweal.record.verifying import Report, verify
from commonweal.record.vouching import Kept
from tests.record.test_checkpoints import act, alter

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.fixture(autouse=True)
def small_bundles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bundles of ten events."""
    monkeypatch.setattr(published, "BUNDLE", 10)
    monkeypatch.setattr(publishing, "BUNDLE", 10)


def out(folder: Path, now: datetime = NOW) -> Published:
    return publish(folder=folder, offers={"trial": offered}, by=None, now=now)


def offered(told: Iterable[tuple[str, Body]]) -> Iterable[Input]:
    """The trial room offers what it counted."""
    for kind, body in told:
        if kind == "counted":
            yield Input(f"{body['file']}.txt", lambda: b"1 2 3")


def check(folder: Path) -> Report:
    return verify(folder, Kept(), {})


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its bytes and the moment it was written."""
    held = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in held}


def test_what_is_published(tmp_path: Path) -> None:
    act(12)
    append("trial", "counted", {"file": "may"}, by=None, now=NOW)
    words = commit_text("Mend the roof")
    append("trial", "proposed", {"words": words}, by=None, now=NOW)
    assert out(tmp_path / "record").new == 14
    assert list(files(tmp_path / "record")) == [
        "README.txt",
        "checkpoint.txt",
        "checkpoints/000000014.txt",
        "events/000000001.jsonl",
        "events/000000011.jsonl",
        "files.txt",
        "inputs/trial/may.txt",
        "key.txt",
        "leaves/000000001.txt",
        "leaves/000000011.txt",
        "record.json",
        f"texts/{words.removeprefix('text:')}.json",
    ]
    report = check(tmp_path / "record")
    assert (report.verified, report.events) == (True, 14), report.problems


def test_others_may_read_it(tmp_path: Path) -> None:
    act()
    out(tmp_path)
    assert {path.stat().st_mode & 0o444 for path in tmp_path.rglob("*") if path.is_file()} == {0o444}


def test_a_second_run_adds_only_what_is_new(tmp_path: Path) -> None:
    act(15)
    out(tmp_path)
    before = files(tmp_path)
    assert out(tmp_path).new == 0
    assert files(tmp_path) == before
    act(10)
    assert out(tmp_path).new == 10
    after = files(tmp_path)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {
        "checkpoint.txt",
        "checkpoints/000000025.txt",
        "events/000000011.jsonl",  # it was begun, and is full now
        "events/000000021.jsonl",
        "files.txt",
        "leaves/000000011.txt",
        "leaves/000000021.txt",
    }
    assert check(tmp_path).verified


@pytest.mark.parametrize("content", ["hello", ""])
def test_a_folder_that_holds_something_else(tmp_path: Path, content: str) -> None:
    (tmp_path / "notes.md").write_text(content)
    act()
    with pytest.raises(Refused, match="holds something else"):
        out(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.md"]


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    act()
    (tmp_path / "record").write_text("hello")
    with pytest.raises(Refused, match="holds something else"):
        out(tmp_path / "record")


def test_the_folder_of_another_record(tmp_path: Path) -> None:
    (tmp_path / "record.json").write_bytes(published.as_marker("another/record"))
    act()
    with pytest.raises(Refused, match="holds another record"):
        out(tmp_path)


def test_a_database_from_an_older_back_up(tmp_path: Path) -> None:
    act(3)
    make_checkpoint(by=None, now=NOW)
    act(2)
    out(tmp_path)
    before = files(tmp_path)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("drop trigger record_checkpoint_is_never_removed")
        else:
            cursor.execute("alter table record_checkpoint disable trigger record_checkpoint_is_kept")
        cursor.execute("delete from record_checkpoint where size = 5")
    act()
    with pytest.raises(Refused, match="holds 5 events that are not those of this database"):
        out(tmp_path)
    assert files(tmp_path) == before


def test_a_database_that_was_changed_past_its_guard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from commonweal.record import queries

    monkeypatch.setattr(queries, "BLOCK_BITS", 1)
    monkeypatch.setattr(queries, "BLOCK", 2)
    act(4)
    make_checkpoint(by=None, now=NOW)
    alter(3)
    with pytest.raises(Refused, match="Event 3 in the database is not the one that was signed"):
        out(tmp_path)


def test_an_erased_text_is_withheld_from_then_on(tmp_path: Path) -> None:
    words = commit_text("Mend the roof")
    append("trial", "proposed", {"words": words}, by=None, now=NOW)
    out(tmp_path)
    assert published.text_file(tmp_path, words).exists()
    erase_text(commitment=words, by=None, now=NOW)
    out(tmp_path)
    report = check(tmp_path)
    assert not published.text_file(tmp_path, words).exists()
    assert (report.verified, report.withheld) == (True, 1)


def test_a_text_erased_while_it_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = commit_text("Mend the roof")
    append("trial", "proposed", {"words": words}, by=None, now=NOW)
    withhold = publishing._withhold

    def erase_first(publication: object) -> None:
        erase_text(commitment=words, by=None, now=NOW)
        withhold(publication)  # type: ignore[arg-type]

    monkeypatch.setattr(publishing, "_withhold", erase_first)
    assert out(tmp_path).checkpoint.size == 2
    report = check(tmp_path)
    assert (report.verified, report.withheld) == (True, 1)


@pytest.mark.parametrize("name", ["../key.txt", "/etc/passwd", "", "a\nb"])
def test_an_input_stays_in_its_rooms_folder(tmp_path: Path, name: str) -> None:
    append("trial", "counted", {"file": "x"}, by=None, now=NOW)
    with pytest.raises(Refused, match="An input is named"):
        publish(folder=tmp_path, offers={"trial": lambda told: [Input(name, lambda: b"x")]}, by=None, now=NOW)


def test_what_a_run_that_was_cut_off_left_behind(tmp_path: Path) -> None:
    act()
    out(tmp_path)
    left, fresh = tmp_path / "events" / "a.unfinished", tmp_path / "events" / "b.unfinished"
    for path, age in ((left, timedelta(days=2)), (fresh, timedelta(0))):
        path.write_text("half")
        os.utime(path, ((NOW - age).timestamp(), (NOW - age).timestamp()))
    out(tmp_path)
    assert (left.exists(), fresh.exists()) == (False, True)
    assert check(tmp_path).verified


def test_a_run_that_is_cut_off_is_finished_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    act(5)
    out(tmp_path)
    act(20)
    closing = publishing.Publication.close
    monkeypatch.setattr(publishing.Publication, "close", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        out(tmp_path)
    monkeypatch.setattr(publishing.Publication, "close", closing)
    out(tmp_path)
    report = check(tmp_path)
    assert (report.verified, report.events) == (True, 25)
