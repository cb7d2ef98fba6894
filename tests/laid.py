"""Starts that many tests share are made once a run by the actions themselves, and laid again from then on.

Founding an assembly of eight takes a quarter of a second, drawing an account half a second, and a thousand tests begin
with one of them. `Starts` remembers which rows and files a start wrote, and from which state of the database and of the
home; where it finds that state again it writes the same. So a start is laid only where making it would begin from the
same; anywhere else it is made.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

Row = tuple[object, ...]
Rows = dict[str, list[Row]]  # by table
Files = dict[str, bytes]  # by path below the home
Laid = Callable[[str, Callable[[], object]], None]


@dataclass(frozen=True)
class State:
    rows: Rows
    files: Files

    def digest(self) -> str:
        return sha256(repr((self.rows, self.files)).encode()).hexdigest()


class Starts:
    """What was made in this run."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], State] = {}

    def lay(self, home: Path, name: str, make: Callable[[], object]) -> None:
        """Have database and home hold what `make` writes, which must be the same for the same name and state."""
        before = state(home)
        key = (name, before.digest())
        if key not in self._made:
            make()
            self._made[key] = added(before, state(home))
        else:
            write(self._made[key], home)


def state(home: Path) -> State:
    """Every row of every table that has any, and every file of the home."""
    rows: Rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if found := selected(cursor, f'select * from "{table}" order by 1'):
                rows[table] = found
    files = {str(each.relative_to(home)): each.read_bytes() for each in sorted(home.rglob("*")) if each.is_file()}
    return State(rows, files)


def added(before: State, after: State) -> State:
    """What is new or changed. No start takes anything away."""
    assert before.files.keys() <= after.files.keys()
    for table, rows in before.rows.items():
        assert {row[0] for row in rows} <= {row[0] for row in after.rows.get(table, [])}, f"{table} lost a row"
    rows = {table: [row for row in rows if row not in before.rows.get(table, [])] for table, rows in after.rows.items()}
    files = {path: content for path, content in after.files.items() if before.files.get(path) != content}
    return State({table: those for table, those in rows.items() if those}, files)


def write(made: State, home: Path) -> None:
    for path, content in made.files.items():
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_bytes(content)
    with transaction.atomic(), connection.cursor() as cursor:  # a row may come before the one it points to
        for table, rows in made.rows.items():
            cursor.execute(f'select * from "{table}" limit 0')
            first, *others = [f'"{column[0]}"' for column in cursor.description]
            marks = ", ".join(["%s"] * (1 + len(others)))
            anew = ", ".join(f"{column} = excluded.{column}" for column in others)
            change = f"on conflict ({first}) do " + (f"update set {anew}" if anew else "nothing")
            cursor.executemany(f'insert into "{table}" values ({marks}) {change}', rows)
        written = [model for model in apps.get_models(include_auto_created=True) if model._meta.db_table in made.rows]
        for statement in connection.ops.sequence_reset_sql(no_style(), written):
            cursor.execute(statement)


def selected(cursor: Any, statement: str) -> list[Row]:
    cursor.execute(statement)
    rows: list[Row] = cursor.fetchall()
    return rows
