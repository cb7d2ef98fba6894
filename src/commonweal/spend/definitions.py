"""The definitions of the account: named SQL files that build on one another, read from spend/sql/."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import sqlglot
from sqlglot import exp

FOLDER: Final = Path(__file__).parent / "sql"
VERSION: Final = "2026-12.1"  # of the definitions as a whole; every published figure names it
DIALECT: Final = "duckdb"


@dataclass(frozen=True, slots=True)
class Definition:
    """One definition: its name, its text as an analyst reads it, and the relations and columns it names."""

    name: str
    sql: str
    sources: tuple[str, ...]
    columns: frozenset[str]

    def meaning(self) -> str:
        """The comment at the head of the file, as sentences."""
        lines = [line[2:].strip() for line in self.sql.splitlines() if line.startswith("--")]
        return " ".join(lines).split(": ", 1)[-1]


def names() -> list[str]:
    """Every definition there is."""
    return sorted(path.stem for path in FOLDER.glob("*.sql"))


@cache
def definition(name: str) -> Definition:
    """The definition of that name. Raises KeyError for a name that is not one."""
    path = FOLDER / f"{name}.sql"
    if name not in names():
        raise KeyError(f"there is no definition {name!r}; there are: {', '.join(names())}")
    sql = path.read_text(encoding="utf-8")
    parsed = sqlglot.parse_one(sql, dialect=DIALECT)
    tables = {table.name for table in parsed.find_all(exp.Table)}
    columns = frozenset(column.name for column in parsed.find_all(exp.Column))
    return Definition(name, sql, tuple(sorted(tables)), columns)


@cache
def needed(name: str, stopping: frozenset[str] = frozenset()) -> tuple[Definition, ...]:
    """The definition and all that it builds on, each after what it needs, save those that are at hand already."""
    found: dict[str, Definition] = {}

    def visit(wanted: str) -> None:
        if wanted in found or wanted in stopping or wanted not in names():
            return
        for source in definition(wanted).sources:
            visit(source)
        found[wanted] = definition(wanted)

    visit(definition(name).name)
    return tuple(found.values())
