"""Asking the account: a definition, over the files of the lake, for a selection of payments."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from commonweal.spend.bases import HANDED_ON, parameters, relations
from commonweal.spend.bases import Lake as Lake
from commonweal.spend.definitions import needed
from commonweal.spend.drawn import already_drawn
from commonweal.spend.selection import Selection

Answer = tuple[list[str], list[tuple[Any, ...]]]  # the names of the columns, and the rows

MEMORY = "1GB"  # of DuckDB, in each process: drawing five million payments takes no longer with it than with six
ANSWERS_KEPT = 512  # in each process: what a region's readers ask of it in an hour
MOST_KEPT = 100  # rows of an answer that is kept; downloads are worked out each time
LONG = ("rows", "placed_rows", "payments", "placed_payments")  # answers too long to keep
ROWS_IN_ALL = "rows in all"
PARAMETER = re.compile(r"\$(\w+)")


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of an answer is wanted, and in what order. Ties are broken by every column, so pages never overlap."""

    order: str = ""
    descending: bool = True
    limit: int | None = None
    offset: int = 0
    words: str = ""  # each must stand in the column `named_by`, in capitals or not
    named_by: str = ""
    counted: bool = False  # with the number of all rows beside each, in one look at the payments rather than two


def ask(lake: Lake, name: str, selection: Selection | None = None, page: Page | None = None) -> list[dict[str, Any]]:
    """The rows of a definition. Raises KeyError for a definition or an order that there is not."""
    if not lake.payments:
        return []
    selection, page = selection or Selection(), page or Page()
    kept = name not in LONG and (page.limit or 0) <= MOST_KEPT
    columns, rows = (_kept_answer if kept else _answer)(lake, name, selection, page)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def part(lake: Lake, name: str, selection: Selection | None, page: Page) -> tuple[list[dict[str, Any]], int]:
    """One page's rows of a definition, and how many rows it has over all pages."""
    if page.limit is None or name in LONG:
        rows = ask(lake, name, selection, page)
        return rows, len(rows) if page.limit is None else count(lake, name, selection, page)
    rows = ask(lake, name, selection, replace(page, counted=True))
    totals = [int(row.pop(ROWS_IN_ALL)) for row in rows]
    return rows, totals[0] if totals else count(lake, name, selection, page)


def count(lake: Lake, name: str, selection: Selection | None = None, page: Page | None = None) -> int:
    """How many rows the definition has for a selection, over all its pages."""
    if not lake.payments:
        return 0
    return _kept_count(lake, name, selection or Selection(), page or Page())


def draw(lake: Lake, keep: Callable[[Callable[[Path], None]], Path]) -> Lake:
    """Put the payments together and add them up, once and for all: the same lake, with what was drawn from it.

    `keep` has a Parquet file written and says where it is. One payer's rows lie together in each.
    """
    lake = lake.undrawn()
    lake = replace(lake, drawn=keep(partial(_draw, lake, "payments", "payer_slug, month, file, sheet, line")))
    lake = replace(lake, sums=keep(partial(_draw, lake, "sums", "payer_slug, month, file, supplier_key")))
    lake = replace(lake, sums_by_month=keep(partial(_draw, lake, "sums_by_month", "payer_slug, month, file")))
    return replace(lake, sums_in_all=keep(partial(_draw, lake, "sums_in_all", "payer_slug, supplier_key")))


def _draw(lake: Lake, name: str, order: str, path: Path) -> None:
    query, values = whole_query(lake, name, Selection())
    with _connected() as connection:
        connection.execute(f"copy ({query} order by {order}) to '{path}' (format parquet, compression zstd)", values)


def whole_query(lake: Lake, name: str, selection: Selection) -> tuple[str, dict[str, Any]]:
    """The definition with all that it builds on, as one statement for DuckDB, and the values of its parameters."""
    drawn = already_drawn(lake, name, selection)
    at_hand = (drawn.keys() | HANDED_ON.keys()) - {name}
    definitions = {each.name: each for each in needed(name, stopping=frozenset(at_hand))}
    asked = {source for each in definitions.values() for source in each.sources} | {name}
    bases = relations(lake) | drawn
    text = [(relation, sql) for relation, sql in bases.items() if relation in asked - definitions.keys()]
    text += [(each.name, each.sql) for each in definitions.values()]
    whole = ",\n".join(f"{relation} as not materialized (\n{sql.strip()}\n)" for relation, sql in text)
    wanted = set(PARAMETER.findall(whole))
    handed_on = {each: _handed_on(lake, each, selection) for each in HANDED_ON if each in wanted}
    values = parameters(lake, selection) | handed_on
    return f"with {whole}\nselect * from {name}", {key: value for key, value in values.items() if key in wanted}


def _handed_on(lake: Lake, name: str, selection: Selection) -> str:
    """The answer of a definition that others are handed, as the JSON that relations of values go in as."""
    return json.dumps(ask(lake, name, Selection(**{each: getattr(selection, each) for each in HANDED_ON[name]})))


def _connected() -> duckdb.DuckDBPyConnection:
    """A connection of the caller's own to this process's DuckDB, which shares its threads among all who ask."""
    return _engine().cursor()


@cache
def _engine() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": _aside().name})


@cache
def _aside() -> TemporaryDirectory[str]:
    """Where this process's DuckDB puts what its memory does not hold: two processes must not share such a folder."""
    return TemporaryDirectory(prefix="commonweal-")


def _answer(lake: Lake, name: str, selection: Selection, page: Page) -> Answer:
    query, parameters = _query(lake, name, selection, page)
    if page.counted:
        query = f'select *, count(*) over () as "{ROWS_IN_ALL}" from ({query})'
    with _connected() as connection:
        try:
            found = connection.execute(f"{query}\n{_paging(page)}", parameters)
        except duckdb.BinderException as fault:
            if page.order and _column(page.order) in str(fault):
                raise KeyError(f"there is no column {page.order!r} to order by") from fault
            raise
        return [column[0] for column in found.description], found.fetchall()


# Files are named by their content, so an answer never goes stale; a new file makes a new lake and a new answer.
_kept_answer = lru_cache(maxsize=ANSWERS_KEPT)(_answer)


@lru_cache(maxsize=ANSWERS_KEPT)
def _kept_count(lake: Lake, name: str, selection: Selection, page: Page) -> int:
    query, parameters = _query(lake, name, selection, page)
    with _connected() as connection:
        row = connection.execute(f"select count(*) from ({query})", parameters).fetchone()
    return int(row[0]) if row else 0


def _query(lake: Lake, name: str, selection: Selection | None, page: Page) -> tuple[str, dict[str, Any]]:
    query, parameters = whole_query(lake, name, selection or Selection())
    words = {f"word_{number}": word for number, word in enumerate(page.words.split())}
    if words:
        conditions = " and ".join(f'contains(lower("{page.named_by}"), lower(${name}))' for name in words)
        query = f"{query}\nwhere {conditions}"
    return query, {**parameters, **words}


def _paging(page: Page) -> str:
    clauses = []
    if page.order:
        column = _column(page.order)
        direction = "desc nulls last" if page.descending else "asc nulls last"
        clauses.append(f"order by {column} {direction}, columns(* exclude ({column}))")
    if page.limit is not None:
        clauses.append(f"limit {int(page.limit)} offset {int(page.offset)}")
    return " ".join(clauses)


def _column(name: str) -> str:
    return '"{}"'.format(name.replace('"', '""'))
