"""Invented payments, published the way councils do: in any order of columns, under any header, in any manner.

`publish(random)` gives a file and the payments that a reader should find in it.
"""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

FIRST = ("Marram", "Sandport", "Gullrock", "Dunes", "Saltmarsh", "Lighthouse", "Tidewell", "Cockle Lane", "Northshore")
TRADE = ("Roofing", "Care Homes", "Office Supplies", "Groundworks", "Catering", "Legal", "Fostering", "Energy", "Buses")
ENDING = ("Ltd", "Limited", "PLC", "LLP", "CIC", "Services", "Trust", "(NW) Ltd", "Primary School", "& Co")
SPECIAL = ("Total Gas & Power", "Total Fitness", "Grand Hotel (Sandport) Ltd", '7" Pipe Company', "Sub Total Signs Ltd")
UNNAMED = ("REDACTED", "Redacted Personal Data", "")
DEPARTMENTS = ("Children's Services", "Adult Social Care", "Environment", "Resources", "Place", "Capital Programme")
CATEGORIES = ("Agency Staff", "Equipment", "Rent", "Grounds Maintenance", "Software Licences", "Premises: Repairs")
PURPOSES = (
    "Monthly fee",
    "Works at the pier,\nphase 2",
    "Works at the pier",
    "Hire of hall",
    "New bins",
    "Annual licence",
    "Repairs, gate 4",
)


PENCE: dict[str, int] = {}  # what each written amount of the file at hand means


@dataclass(frozen=True)
class Payment:
    """What was paid, before anyone published it. Pence."""

    supplier: str
    net: int
    vat: int
    paid: date
    department: str
    category: str
    purpose: str
    transaction: str
    number: str


@dataclass
class Manner:
    """How a publisher writes amounts and days."""

    amount: Callable[[int], str]
    day: Callable[[date], str]
    american: bool = False
    has_days: bool = True


@dataclass
class Published:
    """A file as published, and what is true of it."""

    content: bytes
    payments: list[Payment]
    basis: str
    day: Callable[[Payment], date | None]
    told: list[str] = field(default_factory=list)  # the choices that made it, to read when a test fails


HEADERS = {
    "supplier": ("Supplier Name", "Supplier", "Vendor", "Payee", "Creditor Name", "Beneficiary", "SupplierName",
                 "Paid To", "Merchant Name", "Name of Supplier", "supplier_name", "VENDOR NAME",
                 "Supplier(T)", "Payee Name:"),
    "net": ("Net Amount", "Amount (excl VAT)", "Net", "Net £", "Amount Excluding VAT (£)", "Total (ex VAT)",
            "NetAmount", "Invoice Line Value (net of VAT)", "Net Value"),
    "vat": ("VAT", "VAT Amount", "Irrecoverable VAT", "VAT (£)"),
    "gross": ("Gross", "Gross Amount", "Amount inc VAT", "Total including VAT", "Gross Value (£)"),
    "amount": ("Amount", "Amount Paid", "Value", "Payment Amount", "Amount £", "Spend", "Total Amount", "amount",
               "Invoice Amount", "Transaction Value", "Amount in Sterling", "£"),
    "paid": ("Payment Date", "Date", "Date Paid", "Paid Date", "Date of Payment", "PaymentDate", "payment_date",
             "Pay Date", "Clearing Date", "Posting Date"),
    "invoiced": ("Invoice Date", "Doc Date", "Date of Invoice", "Document Date"),
    "department": ("Directorate", "Department", "Service Area", "Service Label", "Organisational Unit",
                   "Cost Centre Name"),
    "category": ("Expenditure Category", "Expense Type", "Category", "Account Description", "Subjective Description"),
    "purpose": ("Purpose", "Description", "Narrative", "Purpose of Spend", "Details", "Item Description"),
    "transaction": ("Transaction Number", "Trans No", "Document No", "Invoice Number", "Internal Ref",
                    "Payment Reference"),
    "number": ("Supplier ID", "Supplier Number", "Vendor ID", "Creditor No", "Supplier Code"),
    "payer": ("Body Name", "Organisation Name", "Entity", "Authority Name", "Council Name"),
    "empty": ("", "", "Notes", "Column1"),
    "kind": ("Capital or Revenue", "Cap/Rev", "Type"),
}  # fmt: skip


def payments(random: Random, count: int) -> list[Payment]:
    """Invented payments of one month or so, some negative, some redacted, some without a payee."""
    names = [f"{one} {two} {three}" for one in FIRST for two in TRADE for three in ENDING]
    names = random.sample(names, 40) + list(SPECIAL)
    start = date(random.randint(2011, 2025), random.randint(1, 12), 1)
    found = []
    for at in range(count):
        net = random.choice((random.randint(25_000, 99_999), random.randint(100_000, 99_999_999)))
        net = -net if random.random() < 0.08 else net
        name = random.choice(UNNAMED) if random.random() < 0.08 else random.choice(names)
        found.append(
            Payment(
                supplier=name,
                net=net,
                vat=random.choice((net // 5, net // 5, 0)),
                paid=start + timedelta(days=random.randint(0, 30)),
                department=random.choice(DEPARTMENTS),
                category=random.choice(CATEGORIES),
                purpose=random.choice(PURPOSES),
                transaction=f"{random.choice(('CRINV', 'B', '51'))}{100_000 + at * 7}",
                number=f"{abs(hash_of(name)) % 90_000 + 10_000}",
            )
        )
    return found


def hash_of(name: str) -> int:
    return sum(ord(letter) * 31**at for at, letter in enumerate(name))


def amount_manner(random: Random) -> tuple[str, Callable[[int], str]]:
    """One way of writing every amount of a file."""
    ways: dict[str, Callable[[int], str]] = {
        "plain": lambda pence: f"{pence / 100:.2f}",
        "short": lambda pence: f"{pence / 100:.2f}".rstrip("0").rstrip("."),
        "commas": lambda pence: f"{pence / 100:,.2f}",
        "pounds": lambda pence: f"£{pence / 100:,.2f}" if pence >= 0 else f"-£{-pence / 100:,.2f}",
        "brackets": lambda pence: f" {pence / 100:,.2f} " if pence >= 0 else f"({-pence / 100:,.2f})",
        "minus last": lambda pence: f"{pence / 100:,.2f}" if pence >= 0 else f"{-pence / 100:,.2f}-",
        "credit": lambda pence: f"{pence / 100:.2f}" if pence >= 0 else f"{-pence / 100:.2f}CR",
    }
    name = random.choice(list(ways))
    return name, ways[name]


def day_manner(random: Random) -> tuple[str, Callable[[date], str]]:
    """One way of writing every day of a file."""
    ways: dict[str, Callable[[date], str]] = {
        "british": lambda day: f"{day:%d/%m/%Y}",
        "short": lambda day: f"{day.day}/{day.month}/{day:%y}",
        "named": lambda day: f"{day:%d-%b-%y}",
        "loud": lambda day: f"{day:%d-%b-%Y} ".upper(),
        "spoken": lambda day: f"{day.day} {day:%b %Y}",
        "iso": lambda day: day.isoformat(),
        "summer": lambda day: f"{day.isoformat()} 01:00:00",
        "serial": lambda day: str((day - date(1899, 12, 30)).days),
        "american": lambda day: f"{day.month}/{day.day}/{day.year}",
    }
    name = random.choice(list(ways))
    return name, ways[name]


Row = list[str]


@dataclass
class Sheet:
    """A table being laid out: its columns by field, its header, its rows."""

    columns: list[str]
    header: Row
    rows: list[Row]


def sheet(
    random: Random, found: Sequence[Payment], amounts: Callable[[int], str], days: Callable[[date], str]
) -> Sheet:
    """The payments under a choice of columns, in any order."""
    money = random.choice((["amount"], ["net"], ["gross", "vat", "net"], ["net", "vat"], ["gross"]))
    columns = ["supplier", "paid", *money]
    columns += [
        name for name in ("department", "category", "purpose", "transaction", "number") if random.random() < 0.6
    ]
    columns += (
        ["payer"] * (random.random() < 0.4)
        + ["invoiced"] * (random.random() < 0.2)
        + ["kind"] * (random.random() < 0.2)
    )
    columns += ["empty"] * random.choice((0, 0, 1, 4))
    random.shuffle(columns)
    header = misled([random.choice(HEADERS[name]) for name in columns], columns, random)
    kind = random.choice((("Capital", "Revenue"), ("C", "R")))
    rows = []
    for one in found:
        cells = {
            "supplier": one.supplier,
            "paid": days(one.paid),
            "invoiced": days(one.paid - timedelta(days=9)),
            "net": amounts(one.net),
            "vat": amounts(one.vat),
            "gross": amounts(one.net + one.vat),
            "amount": amounts(one.net),
            "payer": "Sandport City Council",
            "empty": "",
            "kind": kind[one.net % 2],
        }
        rows.append([cells.get(name, getattr(one, name, "")) for name in columns])
    return Sheet(columns, header, rows)


def misled(header: Row, columns: list[str], random: Random) -> Row:
    """The header, at times with a name that lies about the supplier, or the same name over two columns."""
    lie = random.choice((None, None, None, "Supplier ID", "Supplier Name", "Supplier ID (T)"))
    wrong = {"supplier", "number"} if lie == "Supplier Name" else {"supplier"}
    return [lie if lie and name in wrong else cell for name, cell in zip(columns, header, strict=True)]


def reordered(table: Sheet, random: Random) -> Sheet:
    """The same table with its columns in another order."""
    order = list(range(len(table.columns)))
    random.shuffle(order)

    def turn(row: Row) -> Row:
        return [row[at] for at in order]

    return Sheet(turn(table.columns), turn(table.header), [turn(row) for row in table.rows])


def blank(width: int, random: Random) -> Row:
    return [""] * random.choice((width, width, 0))


def structured(table: Sheet, random: Random) -> tuple[str, list[Row]]:
    """The rows of a file: where its header stands, and what stands between its payments."""
    width, rows = len(table.header), table.rows
    half = len(rows) // 2
    name = random.choice(("top", "top", "pages", "reordered", "last", "two lines", "under junk", "none", "wide"))
    if name == "none" and (set(table.columns) & {"invoiced"} or not set(table.columns) & {"amount"}):
        name = "top"  # without a header nobody could tell which date or which amount is meant
    if name == "none":
        return name, rows
    if name == "wide":
        return name, [table.header, *([*row, "#N/A"] for row in rows)]
    if name == "last":
        return name, [*rows, table.header]
    if name == "pages":
        pages: list[Row] = []
        for at in range(0, len(rows), 9):
            pages += [[f"Page {at // 9 + 1}"], table.header, *rows[at : at + 9], blank(width, random)]
        return name, pages
    if name == "reordered":
        other = reordered(table, random)
        return name, [table.header, *rows[:half], blank(width, random), other.header, *other.rows[half:]]
    if name == "two lines":
        upper = [cell.rsplit(" ", 1)[0] if " " in cell else cell for cell in table.header]
        lower = [cell.rsplit(" ", 1)[1] if " " in cell else "" for cell in table.header]
        return name, [upper, lower, *rows] if any(lower) else [table.header, *rows]
    if name == "under junk":
        junk = [
            ["Payments over £500"],
            [],
            ["select * from payments, suppliers where amount > 500"],
            ["Run on 01/02/2020"],
        ]
        return name, [*junk, table.header, *rows]
    return name, [table.header, *rows]


def totalled(
    rows: list[Row], table: Sheet, amounts: Callable[[int], str], found: Sequence[Payment], random: Random
) -> str:
    """Adds a total, a note or a copyright line under the payments, and says what."""
    money = next(name for name in ("net", "gross", "amount") if name in table.columns)
    sums = {"net": sum(p.net for p in found), "amount": sum(p.net for p in found), "vat": sum(p.vat for p in found)}
    sums["gross"] = sums["net"] + sums["vat"]
    row = [""] * len(table.columns)
    row[table.columns.index(money)] = amounts(sums[money])
    name = random.choice(("nothing", "nothing", "labelled", "bare", "note", "copyright", "groups"))
    if name == "groups":
        group_totals(rows, table, amounts, random)
    elif name == "labelled":
        at = 0 if table.columns[0] != money else 1
        row[at] = random.choice(("Total", "Grand Total", "TOTAL:", "Total payments"))
        rows.append(row)
    elif name == "bare":
        rows.append(row)
    elif name == "note":
        rows += [[], ["Note: payments to individuals are not shown."]]
    elif name == "copyright":
        rows.append(["© Sandport City Council 2024"])
    return name


def group_totals(rows: list[Row], table: Sheet, amounts: Callable[[int], str], random: Random) -> None:
    """Puts a total under every ten payments of a table whose header is its first row."""
    money = next(name for name in ("net", "gross", "amount") if name in table.columns)
    at = table.columns.index(money)
    label = random.choice(("Sub-total", "Total for directorate", ""))
    for end in range(len(rows), 1, -10):
        row = [""] * len(table.columns)
        cells = [one[at] for one in rows[max(end - 10, 1) : end] if len(one) > at and one[at]]
        row[at] = amounts(sum(PENCE[cell] for cell in cells))
        row[0 if at else 1] = label
        rows.insert(end, row)


def encoded(rows: list[Row], random: Random) -> tuple[str, bytes]:
    """The rows as the bytes of a text file."""
    mark = random.choice((",", ",", ",", "\t", ";", "|"))
    end = random.choice(("\n", "\r\n", "\r"))
    quoting = random.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)) if "\n" in end else csv.QUOTE_ALL
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=mark, lineterminator=end, quoting=quoting).writerows(rows)
    encoding = random.choice(("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"))
    return f"{mark!r} {end!r} {encoding} quoting={quoting}", buffer.getvalue().encode(encoding)


def spaced(table: Sheet) -> Sheet:
    """The table with an empty column after each column, as merged cells leave them."""

    def wide(row: Row) -> Row:
        return [part for cell in row for part in (cell, "")]

    columns = [part for name in table.columns for part in (name, "empty")]
    return Sheet(columns, wide(table.header), [wide(row) for row in table.rows])


def publish(random: Random, count: int = 40) -> Published:
    """A file of invented payments, laid out by chance."""
    found = payments(random, count)
    amount_name, amounts = amount_manner(random)
    day_name, days = day_manner(random)
    if day_name == "american" and not any(payment.paid.day > 12 for payment in found):
        day_name, days = "iso", date.isoformat
    PENCE.update({amounts(pence): pence for one in found for pence in (one.net, one.net + one.vat)})
    table = sheet(random, found, amounts, days)
    told = [
        f"amounts {amount_name}",
        f"days {day_name}",
        f"columns {list(zip(table.columns, table.header, strict=True))}",
    ]
    if random.random() < 0.2:
        table = spaced(table)
        told.append("spaced")
    structure, rows = structured(table, random)
    told.append(structure)
    if structure == "top":
        told.append(totalled(rows, table, amounts, found, random))
    if random.random() < 0.3:
        rows += [blank(len(table.header), random) for _ in range(random.randint(1, 30))]
    described, content = encoded(rows, random)
    basis = next(name for name in ("net", "gross", "amount") if name in table.columns)
    return Published(content, found, basis, lambda payment: payment.paid, [*told, described])
