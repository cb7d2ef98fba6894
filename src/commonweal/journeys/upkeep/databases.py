"""Copies of a host's database: of SQLite by SQLite itself, of PostgreSQL by its own tools."""

import sqlite3
import subprocess
from pathlib import Path
from typing import Final

from commonweal.basics.problems import Refused

MISSING: Final = (
    "{tool} is not here; it belongs to PostgreSQL’s client. Install that (Debian: postgresql-client), and try again."
)


def copy_sqlite(database: Path, to: Path) -> None:
    """A copy as of one moment, while others read and write. Raises Refused for a database that is damaged."""
    source, target = sqlite3.connect(database), sqlite3.connect(to)
    try:
        source.backup(target)
        found = target.execute("pragma integrity_check").fetchone()
    finally:
        target.close()
        source.close()
    if found != ("ok",):
        raise Refused(f"The database is damaged ({found[0]}). Nothing was written. Keep your last good backup.")


def dump_postgresql(url: str, to: Path) -> None:
    """A dump as of one moment. Raises Refused where PostgreSQL's tools are missing or fail."""
    _run("pg_dump", "--format=custom", "--no-owner", f"--file={to}", url)


def load_postgresql(url: str, dump: Path) -> None:
    """Fill an empty database from a dump, whole or not at all. Raises Refused where it holds something already."""
    _run("pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", f"--dbname={url}", str(dump))


def _run(tool: str, *words: str) -> None:
    try:
        done = subprocess.run([tool, *words], capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    except FileNotFoundError:
        raise Refused(MISSING.format(tool=tool)) from None
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise Refused(f"{tool} says: {last}")
