"""The tables of the account: what each definition's columns are called and how they are shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from commonweal.basics.tables import Column

UNNAMED: Final = {
    "person": "Private persons (names withheld)",
    "redacted": "Redacted by the payer",
    "none": "No supplier named",
}
AREAS: Final = {"home": "In the region", "elsewhere": "Elsewhere in the UK", "unknown": "Not placed yet"}
NOT_STATED: Final = "Not stated"

MADE_FOR_THE_PAGE: Final = {"place", "file_name"}
PENCE: Final = Column("pence", "Paid", "money")
PAYMENTS: Final = Column("payments", "Payments", "count")
SUPPLIERS: Final = Column("suppliers", "Suppliers", "count")
PAYERS: Final = Column("payers", "Payers", "count")
MONTHS: Final = (Column("month_from", "First month", "month"), Column("month_to", "Last month", "month"))


@dataclass(frozen=True, slots=True)
class Shown:
    """How one definition is shown: its caption, its columns, and the column it is ordered by."""

    caption: str
    columns: tuple[Column, ...]
    order: str = "pence"
    descending: bool = True

    def sortable(self) -> set[str]:
        """The columns that the definition itself knows, by which rows can be ordered."""
        return {column.name for column in self.columns} - MADE_FOR_THE_PAGE


SHOWN: Final[dict[str, Shown]] = {
    "payers": Shown("Payers", (Column("payer", "Payer"), PENCE, PAYMENTS, SUPPLIERS, *MONTHS)),
    "suppliers": Shown(
        "Suppliers",
        (Column("supplier", "Supplier"), PENCE, PAYMENTS, PAYERS, Column("place", "Place"), *MONTHS),
    ),
    "months": Shown("Months", (Column("month", "Month", "month"), PENCE, PAYMENTS, PAYERS), "month", descending=False),
    "categories": Shown("Categories", (Column("category", "Category"), PENCE, PAYMENTS, PAYERS, SUPPLIERS)),
    "purposes": Shown("Purposes", (Column("purpose", "Purpose"), PENCE, PAYMENTS, PAYERS, SUPPLIERS)),
    "departments": Shown("Departments", (Column("department", "Department"), PENCE, PAYMENTS, PAYERS, SUPPLIERS)),
    "areas": Shown("Where suppliers are", (Column("place", "Place"), PENCE, PAYMENTS, SUPPLIERS)),
    "wards": Shown("Wards", (Column("ward", "Ward"), Column("district", "District"), PENCE, PAYMENTS, SUPPLIERS)),
    "coverage": Shown(
        "Coverage",
        (
            Column("payer", "Payer"),
            Column("month", "Month", "month"),
            PAYMENTS,
            PENCE,
            Column("files", "Files", "count"),
            Column("net_payments", "Stated net", "count"),
            Column("gross_payments", "Stated gross only", "count"),
            Column("from_250", "From £250", "count"),
            Column("from_500", "From £500", "count"),
            Column("from_25000", "From £25,000", "count"),
        ),
        "month",
        descending=False,
    ),
    "periods": Shown(
        "Payments in no single month",
        (
            Column("payer", "Payer"),
            Column("period_from", "From", "date"),
            Column("period_to", "To", "date"),
            PAYMENTS,
            PENCE,
            Column("files", "Files", "count"),
        ),
        "payer",
        descending=False,
    ),
    "rows": Shown(
        "Payments",
        (
            Column("date", "Date", "date"),
            Column("payer", "Payer"),
            Column("supplier", "Supplier"),
            PENCE,
            Column("purpose", "Purpose"),
            Column("category", "Category"),
            Column("department", "Department"),
            Column("file_name", "File"),
            Column("line", "Line", "count"),
        ),
    ),
}


def supplier_name(row: Mapping[str, Any]) -> str:
    """The supplier as published, or what can be said of one without a name."""
    return str(row["supplier"] or UNNAMED[row["supplier_kind"]])


def place(row: Mapping[str, Any]) -> str:
    """Where a supplier is, as far as the registers tell."""
    if row.get("ward"):
        return f"{row['ward']}, {row['district']}"
    if row.get("district"):
        return str(row["district"])
    return AREAS[row["area"]]
