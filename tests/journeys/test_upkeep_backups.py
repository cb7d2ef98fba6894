"""A backup taken and restored: whole or not at all, on SQLite and on PostgreSQL."""

import io
import json
import os
import shutil
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner, Result
from django.db import connection
from psycopg import sql

from commonweal.basics.problems import Refused
from commonweal.cli import main
from commonweal.journeys.upkeep.backups import BROKEN, DATABASE, MANIFEST, restore, write
from commonweal.people.actions import open_account
from commonweal.record.models import Event

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HELD = {
    "keys/django": b"secret",
    "lake/a.parquet": b"PAR1" * 400,
    "raw/b": b"",
    "regions/coast/region.toml": b"x = 1\n",
}


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A home with a file of each kind, and things that no backup keeps."""
    folder = tmp_path / "full"
    for name, content in {
        **HELD,
        "static/app.css": b"made anew",
        "lake/c.unfinished": b"left",
        "commonweal.sqlite3": b"live",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def backup(full: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "copy"
    copy.write_bytes(b"the database as of one moment")
    write(tmp_path / "backup.tar", full, ("sqlite", copy), NOW)
    return tmp_path / "backup.tar"


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_restored_is_what_was_kept(backup: Path, tmp_path: Path) -> None:
    told = restore(backup, tmp_path / "restored")
    assert held(tmp_path / "restored") == {**HELD, "commonweal.sqlite3": b"the database as of one moment"}
    assert (told.made_at, told.database, len(told.parts)) == ("2026-11-21T12:00:00+00:00", "sqlite", 5)


def test_nobody_else_can_read_it(backup: Path, tmp_path: Path) -> None:
    restore(backup, tmp_path / "restored")
    assert backup.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "restored" / "keys" / "django").stat().st_mode & 0o777 == 0o600


def test_an_empty_folder_is_filled_and_a_full_one_is_left_alone(backup: Path, full: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    restore(backup, tmp_path / "empty")
    before = held(full)
    with pytest.raises(Refused, match="holds something already"):
        restore(backup, full)
    assert held(full) == before


def test_a_backup_is_never_written_over(backup: Path, full: Path, tmp_path: Path) -> None:
    before = backup.read_bytes()
    with pytest.raises(Refused, match="Give the backup another name"):
        write(backup, full, ("sqlite", tmp_path / "copy"), NOW)
    assert backup.read_bytes() == before


@pytest.mark.parametrize("share", [0, 0.01, 0.2, 0.4, 0.6, 0.8, 0.95])
def test_a_backup_that_breaks_off_restores_nothing(backup: Path, tmp_path: Path, share: float) -> None:
    with tarfile.open(backup) as tar:
        end = tar.getmember(MANIFEST).offset_data + 10
    broken = tmp_path / "broken.tar"
    broken.write_bytes(backup.read_bytes()[: int(end * share)])
    refuses(broken, tmp_path)


def test_a_changed_byte_of_any_part_restores_nothing(backup: Path, tmp_path: Path) -> None:
    with tarfile.open(backup) as tar:
        spots = [member.offset_data + member.size // 2 for member in tar if member.size]
    for spot in spots:
        content = bytearray(backup.read_bytes())
        content[spot] ^= 1
        (tmp_path / "changed.tar").write_bytes(content)
        refuses(tmp_path / "changed.tar", tmp_path)


@pytest.mark.parametrize("name", ["home/../../x", "/etc/x", "home", "x", "home/..", "home/a\\..\\b", "../home/x"])
def test_a_hostile_name_goes_nowhere(tmp_path: Path, name: str) -> None:
    made(tmp_path / "hostile.tar", {name: b"x"})
    refuses(tmp_path / "hostile.tar", tmp_path)
    assert not list(tmp_path.glob("**/x"))


def test_a_link_is_no_file(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "link.tar", "w") as tar:
        link = tarfile.TarInfo("home/passwords")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    refuses(tmp_path / "link.tar", tmp_path)


@pytest.mark.parametrize(
    "manifest", [b"", b"[]", b"{}", b'{"version": 1}', b'{"version": 1, "parts": 3, "made_at": 1, "database": 1}']
)
def test_a_manifest_that_is_none(tmp_path: Path, manifest: bytes) -> None:
    made(tmp_path / "odd.tar", {"home/a": b"x", MANIFEST: manifest})
    refuses(tmp_path / "odd.tar", tmp_path)


def test_a_backup_of_another_kind_of_database_says_what_to_do(backup: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is of a host with SQLite"):
        restore(backup, tmp_path / "restored", load=lambda dump: None)
    assert not (tmp_path / "restored").exists()


def made(path: Path, parts: dict[str, bytes]) -> None:
    with tarfile.open(path, "w") as tar:
        for name, content in parts.items():
            about = tarfile.TarInfo(name)
            about.size = len(content)
            tar.addfile(about, io.BytesIO(content))


def refuses(path: Path, folder: Path) -> None:
    with pytest.raises(Refused, match=BROKEN[:20]):
        restore(path, folder / "restored")
    assert not (folder / "restored").exists()
    assert not list(folder.glob("restored*"))


def run(*words: str | Path, **env: str) -> Result:
    return CliRunner().invoke(main, list(map(str, words)), env=env)


@pytest.mark.db
@pytest.mark.django_db(transaction=True)
def test_a_host_backed_up_and_restored(home: Path, tmp_path: Path) -> None:
    """The accounts and the record come back as they were; what was done after the backup does not."""
    (home / "lake").mkdir()
    (home / "lake" / "a.parquet").write_bytes(b"PAR1")
    open_account(email="member@sample.example", by=None, now=NOW)
    numbers = list(Event.objects.values_list("number", "kind"))
    done = run("backup", tmp_path / "backup.tar", "--json")
    assert (done.exit_code, json.loads(done.stdout)["files"]) == (0, 2), done.output
    open_account(email="later@sample.example", by=None, now=NOW)
    restored = tmp_path / "restored"
    if connection.vendor == "sqlite":
        told = run("restore", tmp_path / "backup.tar", COMMONWEAL_HOME=str(restored), DATABASE_URL="")
        assert told.exit_code == 0, told.output
        assert events_of_sqlite(restored / "commonweal.sqlite3") == numbers
    else:
        assert events_of_postgresql(tmp_path / "backup.tar", restored) == numbers
    assert (restored / "lake" / "a.parquet").read_bytes() == b"PAR1"
    assert not (restored / DATABASE["postgresql"]).exists()


def events_of_sqlite(path: Path) -> list[tuple[int, str]]:
    import sqlite3

    return sqlite3.connect(path).execute("select number, kind from record_event order by number").fetchall()


def events_of_postgresql(backup: Path, restored: Path) -> list[tuple[int, str]]:
    """Restores into a new database beside the test's own, asks it, and drops it."""
    if shutil.which("pg_restore") is None:
        pytest.skip("PostgreSQL's own tools are not here")
    told = connection.settings_dict
    server = {"host": told["HOST"], "port": told["PORT"] or 5432, "user": told["USER"]}
    name = f"restored_{os.getpid()}"
    with psycopg.connect(dbname="postgres", autocommit=True, **server) as at:
        at.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        try:
            url = f"postgresql://{server['user']}@{server['host']}:{server['port']}/{name}"
            done = run("restore", backup, COMMONWEAL_HOME=str(restored), DATABASE_URL=url)
            assert done.exit_code == 0, done.output
            with psycopg.connect(url) as asked:
                return asked.execute("select number, kind from record_event order by number").fetchall()
        finally:
            at.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    done = run("restore", tmp_path / "nothing.tar")
    assert done.exit_code == 2
    (tmp_path / "letter.txt").write_text("Dear all")
    done = run("restore", tmp_path / "letter.txt", COMMONWEAL_HOME=str(tmp_path / "restored"), DATABASE_URL="")
    assert (done.exit_code, "is no backup of commonweal" in done.output) == (1, True)
