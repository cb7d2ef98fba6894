"""One pair of payments in many layouts and encodings: the reader finds it in each."""

from datetime import date

import pytest

from .reading_of import reading

TIDY = "Supplier,Amount,Date\nExample Roofing Ltd,100.00,01/04/2023\nDunes Legal LLP,200.00,13/04/2023\n"


def found(text: str) -> list[tuple[object, ...]]:
    """Supplier, pence and day of each payment."""
    return reading(text).payments.select("supplier", "pence", "date").rows()


BOTH = [("Example Roofing Ltd", 10000, date(2023, 4, 1)), ("Dunes Legal LLP", 20000, date(2023, 4, 13))]

LAYOUTS = {
    "tidy": TIDY,
    "junk above": "select a, b\nfrom payments where amount > 500\n\n" + TIDY,
    "a title above": "Payments to suppliers over £500,,\n" + TIDY,
    "header last": "Example Roofing Ltd,100.00,01/04/2023\nDunes Legal LLP,200.00,13/04/2023\nSupplier,Amount,Date\n",
    "header in the middle": "Example Roofing Ltd,100.00,01/04/2023\nSupplier,Amount,Date\n"
    "Dunes Legal LLP,200.00,13/04/2023\n",
    "no header": "Example Roofing Ltd,100.00,01/04/2023\nDunes Legal LLP,200.00,13/04/2023\n",
    "header repeated in another order": "Supplier,Amount,Date\nExample Roofing Ltd,100.00,01/04/2023\n"
    "Date,Supplier,Amount\n13/04/2023,Dunes Legal LLP,200.00\n",
    "two tables": "Payments\nSupplier,Amount,Date\nExample Roofing Ltd,100.00,01/04/2023\n\n"
    "Grants\nRecipient,Purpose,Value,Paid on\nDunes Legal LLP,Advice,200.00,13/04/2023\n",
    "a header of two lines": "Date of,,Supplier\nPayment,Amount,Name\n01/04/2023,100.00,Example Roofing Ltd\n"
    "13/04/2023,200.00,Dunes Legal LLP\n",
    "a header of two lines, each a header": "Type,Supplier,Entity,VAT,Paid,Net\n,(T),,Amount,Date,\n"
    "C,Example Roofing Ltd,Sandport,20.00,01/04/2023,100.00\nR,Dunes Legal LLP,Sandport,0.00,13/04/2023,200.00\n",
    "a header of two lines, the first a header already": "Paid,Type,Net,Paid\nTo,,Value,Date\n"
    "Example Roofing Ltd,C,100.00,01/04/2023\nDunes Legal LLP,R,200.00,13/04/2023\n",
    "titles over groups": "Supplier,,Payment,\nName,Number,Date,Amount\nExample Roofing Ltd,10001,01/04/2023,100.00\n"
    "Dunes Legal LLP,10002,13/04/2023,200.00\n",
    "spacer columns": "Supplier,,,Amount,,Date\nExample Roofing Ltd,,,100.00,,01/04/2023\n"
    "Dunes Legal LLP,,,200.00,,13/04/2023\n",
    "a header astray": "Supplier,,Amount,,Date\nExample Roofing Ltd,,,100.00,01/04/2023\n"
    "Dunes Legal LLP,,,200.00,13/04/2023\n",
    "seventy empty columns": "\n".join(line + "," * 70 for line in TIDY.splitlines()),
    "rows wider than the header": TIDY.replace("2023\n", "2023,#N/A,#N/A\n"),
    "bare carriage returns": TIDY.replace("\n", "\r"),
    "tabs": TIDY.replace(",", "\t"),
    "semicolons, said so": "sep=;\n" + TIDY.replace(",", ";"),
    "each line quoted as one cell": "\n".join(f'"{line}"' for line in TIDY.splitlines()),
    "a mark encoded twice": "\u00ef\u00bb\u00bf" + TIDY,
    "blank rows": TIDY.replace("\n", "\n,,\n\n"),
    "page notes": TIDY.replace("13/04", "13/04").replace("Dunes", "Page 2 of 2\nDunes"),
    "a misleading name": TIDY.replace("Supplier", "Supplier ID"),
    "one name over two columns": "Supplier Name,Supplier Name,Amount,Date\n"
    "10001,Example Roofing Ltd,100.00,01/04/2023\n10002,Dunes Legal LLP,200.00,13/04/2023\n",
    "Excel's count of days": TIDY.replace("01/04/2023", "45017").replace("13/04/2023", "45029"),
    "the American order": TIDY.replace("01/04/2023", "4/1/2023").replace("13/04/2023", "4/13/2023"),
    "summer time": TIDY.replace("01/04/2023", "2023-04-01 01:00:00").replace("13/04/2023", "2023-04-13 01:00:00"),
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_one_pair_of_payments_in_many_layouts(text: str) -> None:
    assert found(text) == BOTH


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_any_encoding(encoding: str) -> None:
    payments = reading(TIDY.replace("Roofing", "Café £").encode(encoding)).payments
    assert payments["supplier"][0] == "Example Café £ Ltd"


def test_two_encodings_in_one_file() -> None:
    content = TIDY.replace("Roofing", "Café").encode("cp1252") + "Crêperie Marram Ltd,5.00,14/04/2023\n".encode()
    assert reading(content).payments["supplier"].to_list()[::2] == ["Example Café Ltd", "Crêperie Marram Ltd"]
