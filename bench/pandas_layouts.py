"""Which column holds which field, told to the pandas reader of bench/reading.py beforehand.

An analyst who reads the same publishers every month keeps such a list. Our reader finds the same from the cells, so
having the list for nothing makes the peer faster, never slower.
"""

import re
from collections.abc import Sequence

# The names a field goes by, the one that wins first; of two columns with one name the later wins.
NAMES = {
    "payer": ("body name", "organisation name", "authority name", "entity", "client", "org short name"),
    "supplier": (
        *("supplier name", "supplier beneficiary name", "vendor name", "beneficiary name", "payee", "supplier final"),
        *("supplier id t", "supplier", "name"),
    ),
    "supplier_number": ("supplier number", "supplier ref", "vendor id", "supplier id"),
    "company_number": ("company number", "supplier registered company number", "company registration"),
    "charity_number": ("charity number", "supplier registered charity number", "charity registration"),
    "net": ("net amount", "net", "invoice line value net of vat", "total excludes vat"),
    "vat": ("vat", "irrecoverable vat", "unrecoverable vat"),
    "gross": ("gross", "amount gross"),
    "amount": ("amount", "amount paid", "spend", "total invoice amount"),
    "invoice_date": ("invoice gl date", "doc date"),
    "payment_date": (
        *("payment date", "date paid", "paid date", "date of payment", "invoice payment date", "clearing date"),
        *("updated", "date"),
    ),
    "period": ("period", "month"),
    "purpose": (
        *("purpose of spend summary", "purpose of spend", "narrative", "description", "item description", "details"),
    ),
    "department": (
        *("directorate", "department area", "service label", "expense area", "expenses area", "service cost centre"),
        *("service area", "organisational unit", "service", "department family", "strgrpcc t"),
    ),
    "category": (
        *("expenditure category", "procurement classification council s procurement category name", "expense type"),
        *("expenses type", "procurement classification", "account detail", "expenditure account code description"),
        *("category family", "category", "g l description", "account", "cipfsubj t"),
    ),
    "capital_or_revenue": ("capital revenue", "capital or revenue", "cap rev", "type of expenditure", "type"),
    "transaction": (
        *("transaction number", "transaction no", "internal ref number", "internal ref", "trans no", "document no"),
        *("hbc ref no", "transaction reference", "sap document number", "transaction", "ref"),
    ),
    "line_number": ("line", "sequence no"),
    "contract": ("contract",),
}
KNOWN = {name for names in NAMES.values() for name in names}
PERIODS_UNDER_DATE = "invoice line value net of vat"  # beside it, a column called Date holds quarters
LEAST_KNOWN = 3  # names that make a row a header
TOP, END = 60, 3  # rows in which a header is looked for

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[a-z0-9]+")


def plain(header: str) -> str:
    return " ".join(_WORD.findall(_CAMEL.sub(" ", header).lower()))


def known_in(cells: Sequence[str]) -> int:
    return sum(plain(cell) in KNOWN for cell in cells if cell)


def find_header(rows: Sequence[Sequence[str]]) -> tuple[list[str], list[int]] | None:
    """The header among a sheet's rows, in plain words, and the rows it takes; at the top, else at the very end."""
    places = [*range(min(TOP, len(rows))), *range(max(TOP, len(rows) - END), len(rows))]
    for at in places:
        first = known_in(rows[at])
        if first < LEAST_KNOWN:
            continue
        if at + 1 < len(rows) and not any(character.isdigit() for cell in rows[at + 1] for character in cell):
            joined = [f"{upper} {lower}" for upper, lower in zip(rows[at], rows[at + 1], strict=True)]
            if known_in(joined) > first:
                return [plain(cell) for cell in joined], [at, at + 1]
        return [plain(cell) for cell in rows[at]], [at]
    return None


def fields_under(header: Sequence[str]) -> dict[str, int]:
    """Field -> column."""
    places = {name: at for at, name in enumerate(header)}
    found = {}
    for field, names in NAMES.items():
        at = next((places[name] for name in names if name in places), None)
        if at is not None:
            found[field] = at
    if PERIODS_UNDER_DATE in places and "payment_date" in found:
        found["period"] = found.pop("payment_date")
    if {"net", "gross"} & found.keys():
        found.pop("amount", None)
    return found


def carried_on(fields: dict[str, int], width: int, before: int) -> dict[str, int]:
    """The fields of a page without a header: those of the page before, less the VAT where that column is missing."""
    if width >= before or "vat" not in fields:
        return fields
    gone = fields["vat"]
    return {field: at - (at > gone) for field, at in fields.items() if field != "vat"}
