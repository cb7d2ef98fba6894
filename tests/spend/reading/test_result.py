"""What a Reading says: who paid and who was paid, what is withheld, and the whole of it in one object."""

from datetime import date
from pathlib import Path

import pytest

from commonweal.spend.reading import PAYMENTS, SET_ASIDE, Options, Source, read

from .reading_of import KEY, reading

TIDY = "Supplier,Amount,Date\nExample Roofing Ltd,100.00,01/04/2023\nDunes Legal LLP,200.00,13/04/2023\n"


# Who


def test_payers_row_by_row() -> None:
    text = (
        "Department Family,Entity,Date,Expense Type,Supplier,Amount\n"
        "Health,Sandport NHS Trust,01/04/2023,Rent,Example Ltd,1.00\n"
        "Health,Marram NHS Trust,13/04/2023,Rent,Dunes LLP,2.00\n"
    )
    result = reading(text)
    assert result.payers == ["Sandport NHS Trust", "Marram NHS Trust"]
    assert result.columns["payer"] == "Entity"
    assert reading(text, payer="Coast ICB").payers == ["Coast ICB"]


def test_an_address_of_a_body_is_not_its_name() -> None:
    text = TIDY.replace("Supplier,", "Body,Body Name,Supplier,").replace("\nE", "\nhttp://id.example/1,Sandport CC,E")
    text = text.replace("\nD", "\nhttp://id.example/1,Sandport CC,D")
    assert reading(text).payers == ["Sandport CC"]


@pytest.mark.parametrize(
    ("name", "payer"),
    [
        ("sandport-2023-05.csv", "Sandport"),
        ("council/marram-bay-pcc-2018-19.xlsx", "Marram Bay PCC"),
        ("nhs-sandport-2020-04.csv", "NHS Sandport"),
        ("Sandport_City_Council_Spend_Over_500_May_2023.csv", "Sandport City Council"),
        ("june.zip/Payments over £500 May.csv", "Payer not named"),
        ("2305.csv", "Payer not named"),
    ],
)
def test_without_a_column_the_payer_is_the_file_name_before_its_date(name: str, payer: str) -> None:
    result = reading(TIDY, name=name)
    assert result.payers == [payer]
    (warning,) = result.warnings
    assert "--payer" in warning


def test_private_persons_become_tokens_and_their_purposes_are_withheld() -> None:
    text = (
        "Supplier,Amount,Date,Description\nMr Quentin Quillfeather,1.00,01/04/2023,Care for Mr Quillfeather\n"
        "Example Ltd,2.00,13/04/2023,Works\nREDACTED,3.00,14/04/2023,Rent of flat\n"
        "Example Ltd,4.00,14/04/2023,Mr Quillfeather's visit\n"
    )
    payments = reading(text).payments
    assert payments["supplier_kind"].to_list() == ["person", "named", "redacted", "named"]
    assert payments["supplier"][0].startswith("person-")
    assert payments["supplier_key"][0] == payments["supplier"][0]
    assert payments["purpose"].to_list() == [None, "Works", None, None]
    assert payments["purpose_withheld"].to_list() == [True, False, True, True]
    assert "uillfeather" not in str(payments.rows())


def test_an_organisation_of_a_register_is_never_taken_for_a_person() -> None:
    text = TIDY.replace("Dunes Legal LLP", "Quentin Quillfeather")
    kinds = [
        reading(text, known=known).payments["supplier_kind"][1]
        for known in (frozenset(), frozenset({"quentin quillfeather"}))
    ]
    assert kinds[1] == "named"


# What a Reading is


def test_the_schemas_are_those_promised() -> None:
    result = reading(TIDY)
    assert dict(result.payments.schema) == {name: kind() for name, kind in PAYMENTS.items()}
    assert dict(result.set_aside.schema) == {name: kind() for name, kind in SET_ASIDE.items()}
    refused = reading("nothing here")
    assert dict(refused.payments.schema) == dict(result.payments.schema)


def test_the_summary_is_the_object_that_the_command_prints() -> None:
    summary = reading(TIDY + "Total,300.00,\n").summary()
    assert len(summary.pop("sha256")) == 64
    assert summary == {
        "path": "sandport-2023-05.csv",
        "payers": ["Sandport"],
        "tables": 1,
        "rows": 4,
        "payments": 2,
        "set_aside": {"header row": 1, "total, not a payment": 1},
        "problems": [],
        "total_pence": 30000,
        "amount_column": "Amount",
        "date_from": "2023-04-01",
        "date_to": "2023-04-13",
        "columns": {"supplier": "Supplier", "amount": "Amount", "payment_date": "Date"},
        "warnings": [
            "the payer 'Sandport' is taken from the file's name; if that is wrong, name the payer with --payer, "
            "or on the site under “Correct the columns”"
        ],
        "refused": None,
    }


def test_files_of_one_layout_have_one_shape() -> None:
    other = TIDY.replace("Example", "Another").replace("Supplier", " SUPPLIER ")
    assert reading(TIDY).shape == reading(other).shape
    assert reading(TIDY).shape != reading(TIDY.replace("Supplier", "Payee")).shape


def test_a_person_corrects_which_column_is_which() -> None:
    text = (
        "Supplier,Agent,Amount,Fee,Date\nExample Ltd,Dunes LLP,1.00,9.00,01/04/2023\n"
        "Example Ltd,Dunes LLP,2.00,8.00,13/04/2023\n"
    )
    first = reading(text)
    assert first.mapping == {"supplier": "c1", "amount": "c3", "payment_date": "c5"}
    corrected = {first.shape: {"supplier": "c2", "gross": "c4", "payment_date": "c5"}}
    second = reading(text, mappings=corrected)
    assert second.payments.select("supplier", "pence").rows() == [("Dunes LLP", 900), ("Dunes LLP", 800)]
    assert second.columns == {"supplier": "Agent", "gross": "Fee", "payment_date": "Date"}
    assert reading(TIDY, mappings=corrected).columns["supplier"] == "Supplier"  # another shape, another matter


def test_the_layout_describes_columns_without_a_cell_of_them() -> None:
    result = reading(TIDY)
    assert [(column.id, column.header) for column in result.layout] == [
        ("c1", "Supplier"),
        ("c2", "Amount"),
        ("c3", "Date"),
    ]
    assert [(column.amounts, column.dates, column.distinct) for column in result.layout] == [
        (0, 0, 2),
        (1, 0, 2),
        (0, 1, 2),
    ]
    assert result.preview[0] == {"line": 2, "date": date(2023, 4, 1), "pence": 10000, "supplier_kind": "named"}


def test_progress_is_told_from_nought_to_one() -> None:
    told: list[float] = []
    read(Source("a.csv", "0" * 64, TIDY.encode), Options(key=KEY, progress=told.append))
    assert told == sorted(told)
    assert told[-1] == 1.0


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            "Contract Title,Supplier,Start Date,End Date,Contract Value",
            "Cleaning,Example Ltd,01/04/2023,31/03/2024,90000",
        ),
        ("Ref,Title,Supplier Name,Award Date,Start,End,Value", "7,Bins,Example Ltd,01/03/23,01/04/23,31/03/24,90000"),
        ("Contract,Contractor,Commencement Date,Expiry Date,Annual Value", "Bins,Example Ltd,01/04/23,31/03/24,90000"),
    ],
)
def test_a_register_of_contracts_is_refused_as_one(header: str, row: str) -> None:
    refused = reading(f"{header}\n{row}\n{row}\n").refused
    assert refused is not None
    assert "register of contracts" in refused


def test_a_month_without_payments_is_no_error() -> None:
    result = reading("Supplier Name,Net Amount,Payment Date\n")
    assert (result.refused, result.rows, result.payments.height) == (None, 1, 0)
    assert "there is a header and not one payment under it" in result.warnings


def test_the_reader_loads_no_django() -> None:
    source = "".join(path.read_text() for path in Path(read.__code__.co_filename).parent.glob("*.py"))
    assert "django" not in source
