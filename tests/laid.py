"""Starts that many tests share are made once a run by the actions themselves, and laid again from then on.

Founding an assembly of eight takes a quarter of a second, and a thousand tests begin with one. `Laid` remembers which
rows an action wrote, added or changed, in which state of the database, and writes the same rows where it finds that
state again. So a start is laid only where making it would begin from the same rows; anywhere else it is made.
"""

from collections.abc import Callable
from hashlib import sha256

from django.db import connection, transaction

Row = tuple[object, ...]
Rows = dict[str, list[Row]]  # by table


class Laid:
    """What was made in this run. Only on SQLite, where the numbers of rows follow from the rows."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], Rows] = {}

    def __call__(self, name: str, make: Callable[[], object]) -> None:
        """Have the database hold what `make` writes, which must be the same for the same name and database."""
        if connection.vendor != "sqlite":
            make()
            return
        before = all_rows()
        key = (name, sha256(repr(before).encode()).hexdigest())
        if key not in self._made:
            make()
            self._made[key] = added(before, all_rows())
        else:
            write(self._made[key])


def all_rows() -> Rows:
    """Every row of every table that has any."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if rows := cursor.execute(f'select * from "{table}"').fetchall():
                found[table] = rows
    return found


def added(before: Rows, after: Rows) -> Rows:
    """The rows that are new or changed. No start takes a row away."""
    found = {table: [row for row in rows if row not in set(before.get(table, []))] for table, rows in after.items()}
    for table, rows in before.items():
        kept = {row[0] for row in after.get(table, [])}
        assert all(row[0] in kept for row in rows), f"a row of {table} was taken away"
    return {table: rows for table, rows in found.items() if rows}


def write(rows: Rows) -> None:
    with transaction.atomic(), connection.cursor() as cursor:  # a row may come before the one it points to
        for table, those in rows.items():
            marks = ", ".join("?" * len(those[0]))
            cursor.cursor.executemany(f'insert or replace into "{table}" values ({marks})', those)
