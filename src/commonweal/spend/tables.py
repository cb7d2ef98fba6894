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


SHARES: Final = (
    Column("pence", "Can be influenced", "money"),
    Column("home", "Stays at home", "money"),
    Column("share_at_least", "Share at home, at least", "share"),
    Column("share_at_most", "Share at home, at most", "share"),
    Column("near", "Stays in the region", "money"),
    Column("near_at_least", "Share in the region, at least", "share"),
    Column("near_at_most", "Share in the region, at most", "share"),
    Column("unknown", "Not placed yet", "money"),
    Column("locked", "Locked", "money"),
    PAYMENTS,
)
COMPARED: Final = (
    Column("year", "Year"),
    Column("months", "Months compared", "count"),
    Column("pence", "Can be influenced", "money"),
    Column("share_at_least", "Share at home, at least", "share"),
    Column("share_at_most", "Share at home, at most", "share"),
    Column("pence_before", "The year before", "money"),
    Column("at_least_before", "Share at home the year before, at least", "share"),
    Column("at_most_before", "Share at home the year before, at most", "share"),
)
RULES: Final = (
    Column("rule", "Rule"),
    PENCE,
    PAYMENTS,
    Column("holds_of", "Would hold of", "money"),
    Column("reason", "Why"),
    Column("source", "Source"),
)
HELD: Final = (
    Column("suppliers", "Suppliers", "count"),
    PENCE,
    *(
        column
        for number in (10, 50, 300)
        for column in (
            Column(f"top_{number}", f"The {number} paid most", "money"),
            Column(f"share_of_top_{number}", f"Share of the {number} paid most", "share"),
        )
    ),
    Column("hhi", "Herfindahl-Hirschman index", "count"),
    Column("without_a_name", "Paid without a name", "money"),
)
REACH: Final = (
    Column("most_deprived_fifth", "Most deprived fifth", "money"),
    Column("elsewhere", "Elsewhere", "money"),
    Column("not_known", "Not known", "money"),
    Column("share_of_placed", "Share of what is placed", "share"),
)
SHOWN.update(
    {
        "where_it_went": Shown(
            "Where it went",
            (
                Column("ring", "How near"),
                PENCE,
                Column("influenceable", "Can be influenced", "money"),
                Column("locked", "Locked", "money"),
                PAYMENTS,
                SUPPLIERS,
            ),
            "rank",
            descending=False,
        ),
        "local_share": Shown("The local share", SHARES),
        "shares_by_year": Shown("The local share by year", (Column("year", "Year"), *SHARES), "year", descending=False),
        "shares_by_payer_and_year": Shown(
            "The local share by payer and year", (Column("payer", "Payer"), Column("year", "Year"), *SHARES), "year"
        ),
        "anchors": Shown("Payers side by side", (Column("payer", "Payer"), *SHARES)),
        "rings_by_payer": Shown(
            "Where each payer's money went", (Column("payer", "Payer"), Column("ring", "How near"), PENCE, PAYMENTS)
        ),
        "sectors": Shown("Industries", (Column("section", "Section"), *SHARES)),
        "divisions": Shown(
            "Industries in detail", (Column("section", "Section"), Column("division", "Division"), *SHARES)
        ),
        "proclass_categories": Shown("ProClass categories", (Column("proclass", "ProClass category"), *SHARES)),
        "owner_kinds": Shown("Kinds of owner", (Column("owner", "Owner"), *SHARES)),
        "sizes": Shown("Sizes of supplier", (Column("size", "Size"), *SHARES)),
        "like_for_like_months": Shown(
            "Months like for like", (Column("month", "Month", "month"), *SHARES), "month", descending=False
        ),
        "change_over_time": Shown("Change over time", COMPARED, "year", descending=False),
        "concentration": Shown("How few suppliers hold how much", HELD),
        "deprived_reach": Shown("Reach into the most deprived fifth", REACH, "most_deprived_fifth"),
        "wards_per_resident": Shown(
            "Pounds for each resident",
            (
                Column("ward", "Ward"),
                Column("district", "District"),
                PENCE,
                Column("residents", "Residents", "count"),
                Column("pence_per_resident", "For each resident", "money"),
                Column("reason", "Source, or why there is none"),
            ),
        ),
        "locks": Shown("What is locked, and why", RULES, "rank", descending=False),
        "placed_rows": Shown(
            "Payments, and how near they went",
            (
                Column("date", "Date", "date"),
                Column("payer", "Payer"),
                Column("supplier", "Supplier"),
                PENCE,
                Column("ring", "How near"),
                Column("locked", "Locked by"),
                Column("purpose", "Purpose"),
                Column("category", "Category"),
                Column("file_name", "File"),
                Column("line", "Line", "count"),
            ),
        ),
    }
)


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
