"""Asking the account: a definition, over the files of the lake, for a selection of payments."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb

from commonweal.spend.definitions import needed
from commonweal.spend.selection import Selection

Answer = tuple[list[str], list[tuple[Any, ...]]]  # the names of the columns, and the rows

ANSWERS_KEPT = 512  # in each process: what a region's readers ask of it in an hour
MOST_KEPT = 100  # rows of an answer that is kept; downloads are worked out each time
PARAMETER = re.compile(r"\$(\w+)")
NO_REPEATED_ROWS = "select null::varchar as file, null::varchar as sheet, null::integer as line where false"
NO_SUPPLIER_PLACES = """
select null::varchar as supplier_key, null::varchar as usual_name, null::varchar as org_id,
       null::varchar as registered_name,
       null::varchar as ward_code, null::varchar as ward, null::varchar as district, null::varchar as area
where false"""


@dataclass(frozen=True, slots=True)
class Lake:
    """The files that a manifest names: payments, rows that repeat an earlier file's, and the places of suppliers.

    `drawn` is payments.sql already answered from these very files, in one file: quicker, and never different.
    """

    payments: tuple[Path, ...]
    repeated_rows: tuple[Path, ...] = ()
    places: Path | None = None
    drawn: Path | None = None

    def fingerprint(self) -> str:
        """What the account is drawn from, as one hash. Files of the lake are named by their own content."""
        files = [*sorted(path.name for path in self.payments), "", *sorted(path.name for path in self.repeated_rows)]
        return sha256("\n".join([*files, "", self.places.name if self.places else ""]).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of an answer is wanted, and in what order. Ties are broken by every column, so pages never overlap."""

    order: str = ""
    descending: bool = True
    limit: int | None = None
    offset: int = 0
    words: str = ""  # each must stand in the column `named_by`, in capitals or not
    named_by: str = ""


def ask(lake: Lake, name: str, selection: Selection | None = None, page: Page | None = None) -> list[dict[str, Any]]:
    """The rows of a definition. Raises KeyError for a definition or an order that there is not."""
    if not lake.payments:
        return []
    selection, page = selection or Selection(), page or Page()
    kept = name != "rows" and (page.limit or 0) <= MOST_KEPT
    columns, rows = (_kept_answer if kept else _answer)(lake, name, selection, page)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def count(lake: Lake, name: str, selection: Selection | None = None, page: Page | None = None) -> int:
    """How many rows the definition has for a selection, over all its pages."""
    if not lake.payments:
        return 0
    return _kept_count(lake, name, selection or Selection(), page or Page())


def draw(lake: Lake, path: Path) -> None:
    """Answer payments.sql once and for all, into a Parquet file ordered so that one payer's payments lie together."""
    query, parameters = whole_query(replace(lake, drawn=None), "payments", Selection())
    with duckdb.connect() as connection:
        ordered = f"{query} order by payer_slug, month, file, sheet, line"
        connection.execute(f"copy ({ordered}) to '{path}' (format parquet, compression zstd)", parameters)


def whole_query(lake: Lake, name: str, selection: Selection) -> tuple[str, dict[str, Any]]:
    """The definition with all that it builds on, as one statement for DuckDB, and the values of its parameters."""
    definitions = {each.name: each for each in needed(name)}
    if lake.drawn:
        definitions.pop("payments", None)
    asked = {source for each in definitions.values() for source in each.sources}
    text = [(relation, sql) for relation, sql in _relations(lake).items() if relation in asked - definitions.keys()]
    text += [(each.name, each.sql) for each in definitions.values()]
    whole = ",\n".join(f"{relation} as (\n{sql.strip()}\n)" for relation, sql in text)
    files = {
        "payments": [str(path) for path in lake.payments],
        "repeated_rows": [str(path) for path in lake.repeated_rows],
        "places": str(lake.places),
        "drawn": str(lake.drawn),
    }
    parameters = {**files, **selection.parameters()}
    wanted = set(PARAMETER.findall(whole))
    return f"with {whole}\nselect * from {name}", {key: value for key, value in parameters.items() if key in wanted}


def _relations(lake: Lake) -> dict[str, str]:
    """What the definitions are built on: the files themselves."""
    return {
        "published_payments": "select * from read_parquet($payments)",
        "repeated_rows": "select * from read_parquet($repeated_rows)" if lake.repeated_rows else NO_REPEATED_ROWS,
        "supplier_places": "select * from read_parquet($places)" if lake.places else NO_SUPPLIER_PLACES,
        "payments": "select * from read_parquet($drawn)",
    }


def _answer(lake: Lake, name: str, selection: Selection, page: Page) -> Answer:
    query, parameters = _query(lake, name, selection, page)
    with duckdb.connect() as connection:
        described = connection.execute(f"describe {query}", parameters).fetchall()
        columns = [row[0] for row in described]
        return columns, connection.execute(f"{query}\n{_paging(page, columns)}", parameters).fetchall()


# Files are named by their content, so an answer never goes stale; a new file makes a new lake and a new answer.
_kept_answer = lru_cache(maxsize=ANSWERS_KEPT)(_answer)


@lru_cache(maxsize=ANSWERS_KEPT)
def _kept_count(lake: Lake, name: str, selection: Selection, page: Page) -> int:
    query, parameters = _query(lake, name, selection, page)
    with duckdb.connect() as connection:
        row = connection.execute(f"select count(*) from ({query})", parameters).fetchone()
    return int(row[0]) if row else 0


def _query(lake: Lake, name: str, selection: Selection | None, page: Page) -> tuple[str, dict[str, Any]]:
    query, parameters = whole_query(lake, name, selection or Selection())
    words = {f"word_{number}": word for number, word in enumerate(page.words.split())}
    if words:
        conditions = " and ".join(f'contains(lower("{page.named_by}"), lower(${name}))' for name in words)
        query = f"{query}\nwhere {conditions}"
    return query, {**parameters, **words}


def _paging(page: Page, columns: list[str]) -> str:
    if page.order and page.order not in columns:
        raise KeyError(f"there is no column {page.order!r} to order by")
    clauses = []
    if page.order:
        direction = "desc nulls last" if page.descending else "asc nulls last"
        others = ", ".join(f'"{column}"' for column in columns if column != page.order)
        clauses.append(f'order by "{page.order}" {direction}, {others}')
    if page.limit is not None:
        clauses.append(f"limit {int(page.limit)} offset {int(page.offset)}")
    return " ".join(clauses)
