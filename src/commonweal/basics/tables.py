"""Tables as published: the rows a page shows, and the same rows as CSV, JSON and Parquet.

Whatever leaves the site says where it came from. JSON and Parquet carry that in their own place for it. A CSV has no
such place, and comment lines above or below the rows break spreadsheets and readers, so it travels twice: in a last
column that only the first row fills, and in a companion file where W3C's "Model for Tabular Data" looks for one.
"""

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final, Literal

import polars as pl

Kind = Literal["text", "money", "count", "date", "month", "share", "link"]
Row = Mapping[str, Any]

SOURCE_COLUMN: Final = "source_of_this_file"
# Excel takes a CSV without this mark for Windows-1252 and spoils £ and Welsh; pandas, polars, R and DuckDB skip it.
BYTE_ORDER_MARK: Final = "\ufeff"
# A spreadsheet runs a cell that begins so as a formula (OWASP, "CSV injection"); the wide ones are East Asian input.
FORMULA_BEGINS: Final = "=+-@\t\r\n＝＋－＠"
A_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
SHARE_DECIMALS: Final = 6

DATATYPES: Final[dict[Kind, str]] = {
    "text": "string",
    "money": "decimal",
    "count": "integer",
    "date": "date",
    "month": "gYearMonth",
    "share": "decimal",
    "link": "string",
}  # https://www.w3.org/TR/tabular-data-primer/#datatypes
POLARS_TYPES: Final[dict[Kind, Any]] = {"money": pl.Int64, "count": pl.Int64, "date": pl.Date, "share": pl.Float64}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `name` is for machines, `label` for people.

    Cells by kind: money in integer pence; month a date in that month or "2024-03"; share from 0 to 1; link the text
    shown. None means not known, in any kind. On a page `<name>_url` in a row makes the cell of any kind a link; exports
    keep the addresses of the kind link.
    """

    name: str
    label: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a table's figures come from, and what they are defined by."""

    attribution: str
    licence: str
    licence_url: str = ""
    definition: str = ""  # "payers_by_year.sql, version 1"
    snapshot: str = ""  # the name of the data snapshot
    geography: str = ""  # "wards of May 2025"
    rules: str = ""  # which rules decided what counts: "locks: as published with commonweal (rules 1f0c2b6a9e3d)"

    def sentence(self) -> str:
        """All of it on one line, for formats that have no better place."""
        parts = (self.attribution, self.licence, self.licence_url, self.definition)
        named = (f"snapshot {self.snapshot}" if self.snapshot else "", self.geography)
        return "; ".join(part for part in (*parts, *named, self.rules) if part)


UNSOURCED: Final = Provenance(attribution="", licence="")


@dataclass(frozen=True, slots=True)
class Table:
    """A caption, columns and rows. `total` counts the rows of all pages, None where `rows` is all there is."""

    name: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    total: int | None = None
    provenance: Provenance = UNSOURCED


def as_csv(table: Table) -> bytes:
    """UTF-8 with a byte order mark; money as exact decimal pounds in `<name>_pounds`; formulas made harmless."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*(name for column in table.columns for name in _names(column, "pounds")), SOURCE_COLUMN])
    source = harmless(table.provenance.sentence())
    for row in table.rows:
        writer.writerow([*(cell for column in table.columns for cell in _csv_cells(column, row)), source])
        source = ""
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def as_plain_csv(table: Table) -> bytes:
    """For programs: UTF-8 without a mark, and the table's own columns alone. Publish it with its companion only."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([name for column in table.columns for name in _names(column, "pounds")])
    writer.writerows([cell for column in table.columns for cell in _csv_cells(column, row)] for row in table.rows)
    return out.getvalue().encode()


def as_csv_metadata(table: Table, csv_name: str, source_column: bool = True) -> bytes:
    """The companion of a CSV named `csv_name`, to be published beside it as `<csv_name>-metadata.json` (W3C CSVW)."""
    columns = [
        {"name": name, "titles": name, "dc:description": column.label, "datatype": datatype}
        for column in table.columns
        for name, datatype in zip(_names(column, "pounds"), (DATATYPES[column.kind], "anyURI"), strict=False)
    ]
    about = {"dc:title": table.caption, **{f"dc:{key}": value for key, value in _dublin_core(table).items() if value}}
    if source_column:
        columns.append({"name": SOURCE_COLUMN, "titles": SOURCE_COLUMN, "datatype": "string"})
    body = {"@context": "http://www.w3.org/ns/csvw", "url": csv_name, **about, "tableSchema": {"columns": columns}}
    return _json(body)


def as_json(table: Table) -> bytes:
    """The rows with their definition, attribution, licence and snapshot; money in integer pence in `<name>_pence`."""
    columns = [
        {"name": _names(column, "pence")[0], "label": column.label, "kind": column.kind} for column in table.columns
    ]
    rows = [_typed(table, row) for row in table.rows]
    total = len(rows) if table.total is None else table.total
    head = {"name": table.name, "caption": table.caption, **asdict(table.provenance), "total_rows": total}
    return _json({**head, "columns": columns, "rows": rows})


def as_parquet(table: Table) -> bytes:
    """The rows as typed columns, money in integer pence; the rest in the file's own key-value metadata."""
    schema = {
        name: POLARS_TYPES.get(column.kind, pl.String) if place == 0 else pl.String
        for column in table.columns
        for place, name in enumerate(_names(column, "pence"))
    }
    rows = [tuple(_typed(table, row).values()) for row in table.rows]
    out = io.BytesIO()
    about = {"name": table.name, "caption": table.caption, **asdict(table.provenance)}
    pl.DataFrame(rows, schema=schema, orient="row").write_parquet(out, metadata=about)
    return out.getvalue()


def harmless(text: str) -> str:
    """`text` as a CSV cell that no spreadsheet runs: an apostrophe goes before what would begin a formula.

    A plain negative number stays a number. Nothing is lost: dropping one apostrophe before such a beginning gives the
    text back.
    """
    begins = text.lstrip("'")[:1]
    return f"'{text}" if begins and begins in FORMULA_BEGINS and not A_NUMBER.fullmatch(text) else text


def month_text(value: date | str) -> str:
    """A month as "2024-03"."""
    return value if isinstance(value, str) else f"{value:%Y-%m}"


def decimal_pounds(pence: int) -> str:
    """Exact pounds without sign or commas: `-1234.50`."""
    pounds, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}{pounds}.{rest:02d}"


def _names(column: Column, money: str) -> list[str]:
    if column.kind == "money":
        return [f"{column.name.removesuffix('pence').rstrip('_')}_{money}".lstrip("_")]
    return [column.name, f"{column.name}_url"] if column.kind == "link" else [column.name]


def _csv_cells(column: Column, row: Row) -> list[str]:
    names = [column.name] if column.kind != "link" else [column.name, f"{column.name}_url"]
    return [_csv_cell(column.kind, row.get(name)) for name in names]


def _csv_cell(kind: Kind, value: Any) -> str:
    if value is None:
        return ""
    if kind == "money":
        return decimal_pounds(value)
    if kind == "share":
        return f"{float(value):.{SHARE_DECIMALS}f}"
    return harmless(str(_plain(kind, value)))


def _typed(table: Table, row: Row) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for column in table.columns:
        name, *address = _names(column, "pence")
        value = row.get(column.name)
        cells[name] = None if value is None else _plain(column.kind, value)
        if address:
            cells[address[0]] = row.get(address[0])
    return cells


def _plain(kind: Kind, value: Any) -> str | int | float | date:
    if kind in ("money", "count"):
        return int(value)
    if kind == "share":
        return round(float(value), SHARE_DECIMALS)
    if kind == "month":
        return month_text(value)
    return value if isinstance(value, date) else str(value)


def _dublin_core(table: Table) -> dict[str, str]:
    about = table.provenance
    return {
        "source": about.attribution,
        "rights": about.licence,
        "license": about.licence_url,
        "isVersionOf": about.definition,
        "identifier": about.snapshot,
        "spatial": about.geography,
        "conformsTo": about.rules,
    }


def _json(body: object) -> bytes:
    return (json.dumps(body, ensure_ascii=False, indent=1, default=date.isoformat) + "\n").encode()
