"""What reading one file gives: its payments, what was set aside and why, and which column said what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, Literal

import polars as pl

from commonweal.basics.problems import Problem

Basis = Literal["net", "gross", "unstated"]

FIELDS: Final = (
    "payer",
    "supplier",
    "supplier_number",
    "company_number",
    "charity_number",
    "net",
    "vat",
    "gross",
    "amount",  # where the header says neither net nor gross
    "credit",  # what was paid back, in a column beside the amounts that were paid
    "sign",  # DR or CR beside amounts without a minus
    "invoice_date",
    "payment_date",
    "period",
    "year",  # of a period whose own column names no year
    "purpose",
    "department",
    "category",
    "capital_or_revenue",
    "transaction",
    "line",
    "contract",
)

PAYMENTS: Final[Mapping[str, type[pl.DataType]]] = MappingProxyType(
    {
        "sheet": pl.String,  # "" in a text file
        "line": pl.Int32,  # the record's number in its sheet, 1 = the first, as a spreadsheet shows it
        "payer": pl.String,
        "supplier": pl.String,  # as published; a token for a suspected private person; null where redacted or empty
        "supplier_kind": pl.String,  # "named", "person", "redacted", "none"
        "supplier_key": pl.String,  # the normalised name, or the token
        "supplier_number": pl.String,
        "company_number": pl.String,
        "charity_number": pl.String,
        "net": pl.Int64,  # pence, as are the next three
        "vat": pl.Int64,
        "gross": pl.Int64,
        "pence": pl.Int64,  # the amount used in sums: net before gross before unstated
        "payment_date": pl.Date,
        "invoice_date": pl.Date,
        "period_from": pl.Date,
        "period_to": pl.Date,
        "date": pl.Date,  # payment date, else invoice date, else the start of a period within one month
        "month": pl.String,  # "2023-04"
        "purpose": pl.String,
        "purpose_withheld": pl.Boolean,  # true where free text was left out because it may name a private person
        "department": pl.String,
        "category": pl.String,
        "capital_or_revenue": pl.String,
        "transaction": pl.String,
        "line_number": pl.String,
        "contract": pl.String,
    }
)
SET_ASIDE: Final[Mapping[str, type[pl.DataType]]] = MappingProxyType(
    {"sheet": pl.String, "line": pl.Int32, "reason": pl.String}
)


def no_progress(share: float) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to read: what a person decided beforehand."""

    key: bytes  # for the tokens of private persons
    payer: str | None = None  # named by a person: wins over every column
    mappings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # shape -> {field: column id}
    known: frozenset[str] = frozenset()  # normalised names of organisations in registers: never private persons
    progress: Callable[[float], None] = no_progress  # told shares from 0 to 1


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a layout, described without showing a cell of it, so that a person can say what it holds."""

    id: str  # "c7" for the seventh, in mappings
    header: str  # as published, or "column 7"
    empty: float  # share of the cells, as are the next two
    amounts: float
    dates: float
    distinct: int  # different values among the rows looked at


@dataclass(frozen=True)
class Reading:
    """One file, read or refused. `rows` = payments + set aside, always."""

    path: str
    sha256: str
    payers: list[str] = field(default_factory=list)
    tables: int = 0
    rows: int = 0
    payments: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=PAYMENTS))
    set_aside: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=SET_ASIDE))
    problems: list[Problem] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)  # field -> header as published, or "column 7"
    amount_column: str | None = None
    amount_basis: Basis = "unstated"
    shape: str = ""  # equal for two files of one layout
    layout: list[Column] = field(default_factory=list)
    mapping: dict[str, str] = field(default_factory=dict)  # field -> column id, as `Options.mappings` takes it
    preview: list[dict[str, Any]] = field(default_factory=list)  # the first payments without payee or free text
    warnings: list[str] = field(default_factory=list)
    refused: str | None = None

    def summary(self) -> dict[str, Any]:
        """The file's part of `--json`: figures, headers and reasons, never a payee's cell. Money in pence."""
        first, last = self.span()
        return {
            "path": self.path,
            "sha256": self.sha256,
            "payers": self.payers,
            "tables": self.tables,
            "rows": self.rows,
            "payments": self.payments.height,
            "set_aside": self.reasons(),
            "problems": [{"where": problem.where, "reason": problem.reason} for problem in self.problems],
            "total_pence": int(self.payments["pence"].sum()),
            "amount_column": self.amount_column,
            "date_from": first,
            "date_to": last,
            "columns": self.columns,
            "warnings": self.warnings,
            "refused": self.refused,
        }

    def reasons(self) -> dict[str, int]:
        """How many records were set aside for each reason, the commonest first."""
        counted = self.set_aside.group_by("reason").len().sort(["len", "reason"], descending=[True, False])
        return {reason: int(count) for reason, count in counted.iter_rows()}

    def span(self) -> tuple[str | None, str | None]:
        """The first and last day of the payments, as ISO dates; of a payment without a day, its period's."""
        first, last = self.payments.select(
            first=pl.coalesce("date", "period_from").min(),
            last=pl.coalesce("date", "period_to").max(),
        ).row(0)
        return (first.isoformat() if first else None, last.isoformat() if last else None)
