"""Signs that stand in a column of their own: taken where sure, told where not, and never passed over in silence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.spend.reading import Reading

from .reading_of import reading

ROWS = (
    "Example Roofing Ltd,01/04/2023,100.00,DR\nDunes LLP,02/04/2023,40.00,CR\n"
    "Dunes LLP,03/04/2023,50.00,DR\nMarram Ltd,04/04/2023,60.00,DR\n"
)
TAKEN = [10000, -4000, 5000, 6000]
AS_PRINTED = [10000, 4000, 5000, 6000]


def marked(header: str, rows: str = ROWS) -> Reading:
    return reading(f"Supplier,Date,Amount,{header}\n{rows}")


def pence(result: Reading) -> list[int]:
    return result.payments["pence"].to_list()


def told(result: Reading, words: str) -> bool:
    return any(words in warning for warning in result.warnings)


@pytest.mark.parametrize(
    "header", ["DR/CR", "D/C", "Debit/Credit", "Dr/Cr", "DrCr", "CR/DR Indicator", "Sign", "Type", "Payment Type", ""]
)
@pytest.mark.parametrize(("debit", "credit"), [("DR", "CR"), ("Debit", "Credit"), ("D", "C"), ("dr", "cr")])
def test_a_column_of_marks_gives_the_amounts_their_signs(header: str, debit: str, credit: str) -> None:
    result = marked(header, ROWS.replace("DR", debit).replace("CR", credit))
    assert pence(result) == TAKEN
    assert result.columns["sign"] == (header or "column 4")
    assert told(result, "are counted as paid back: 1")


@pytest.mark.parametrize("header", ["DR/CR", "CR", "Credit", ""])
def test_credits_alone_may_be_marked(header: str) -> None:
    assert pence(marked(header, ROWS.replace("DR", ""))) == TAKEN


@pytest.mark.parametrize(("debit", "credit"), [("S", "H"), ("+", "-")])
def test_marks_that_only_a_header_explains(debit: str, credit: str) -> None:
    assert pence(marked("D/C", ROWS.replace("DR", debit).replace("CR", credit))) == TAKEN


def test_a_table_without_a_header() -> None:
    assert pence(reading(ROWS * 3)) == TAKEN * 3


def test_amounts_that_have_their_minus_already_keep_it_once() -> None:
    result = marked("DR/CR", ROWS.replace("40.00", "-40.00"))
    assert pence(result) == TAKEN
    assert not told(result, "paid back")


def test_net_vat_and_gross_turn_together() -> None:
    rows = "".join(
        f"Example Ltd,0{day}/04/2023,{day}00.00,{day}0.00,{day * 110}.00,{'CR' if day == 3 else 'DR'}\n"
        for day in range(1, 8)
    )
    result = reading("Supplier,Date,Net,VAT,Gross,DR/CR\n" + rows)
    assert result.payments.select("pence", "net", "vat", "gross").row(2) == (-30000, -30000, -3000, -33000)


@pytest.mark.parametrize("row", ["Dunes LLP,05/04/2023,-9.00,DR", "Dunes LLP,05/04/2023,9.00,", "LLP,05/04/2023,-9,CR"])
def test_an_amount_whose_sign_is_not_sure_is_a_problem(row: str) -> None:
    result = marked("DR/CR", f"{ROWS}{row}\n")
    assert pence(result) == TAKEN
    assert result.reasons() == {"header row": 1, "sign not sure": 1}
    assert "publish the file with a minus" in result.problems[0].reason
    assert result.problems[0].where.endswith("line 6")


def test_a_total_needs_no_mark() -> None:
    result = marked("DR/CR", ROWS + "Total,,170.00,\n")
    assert result.reasons() == {"header row": 1, "total, not a payment": 1}
    assert not told(result, "prints a total")


def test_a_column_of_nothing_but_credits_is_believed_only_where_it_is_named() -> None:
    rows = ROWS.replace("DR", "CR")
    assert pence(marked("DR/CR", rows)) == [-each for each in AS_PRINTED]
    assert told(marked("DR/CR", rows), "more amounts came back than were paid")
    unnamed = marked("Payment Type", rows)  # a bank calls what it pays out a credit to the payee
    assert pence(unnamed) == AS_PRINTED
    assert told(unnamed, "says debit or credit, but not surely of the amounts")


def test_how_it_was_paid_is_no_sign_but_is_pointed_out() -> None:
    result = marked("Payment Method", ROWS.replace("DR", "Debit").replace("CR", "Credit"))
    assert pence(result) == AS_PRINTED
    assert told(result, "'Payment Method' says debit or credit, but not surely")


def test_capital_and_revenue_are_no_signs() -> None:
    result = marked("Type", ROWS.replace("DR", "R").replace("CR", "C"))
    assert pence(result) == AS_PRINTED
    assert result.columns["capital_or_revenue"] == "Type"


# Kinds of documents

INVOICES = ROWS.replace("DR", "Invoice").replace("CR", "Credit Note")


def test_credit_notes_among_invoices_are_paid_back_where_no_amount_has_a_minus() -> None:
    result = marked("Document Type", INVOICES)
    assert pence(result) == TAKEN
    assert told(result, "are counted as paid back: 1")


def test_credit_notes_with_their_minus_are_as_they_are() -> None:
    result = marked("Document Type", INVOICES.replace("40.00", "-40.00"))
    assert pence(result) == TAKEN
    assert not told(result, "paid back")


def test_credit_notes_without_a_minus_beside_amounts_with_one_are_not_guessed() -> None:
    result = marked("Document Type", INVOICES + "Dunes LLP,05/04/2023,-9.00,Invoice\n")
    assert pence(result) == [*AS_PRINTED, -900]
    assert told(result, "credit notes in the column 'Document Type' without a minus, though other amounts have one: 1")


@pytest.mark.parametrize(("other", "header"), [("Journal", "Document Type"), ("Roof", "Description")])
def test_credit_notes_among_other_things_are_pointed_out(other: str, header: str) -> None:
    result = marked(header, ROWS.replace("DR", other).replace("CR", "Credit Memo"))
    assert pence(result) == AS_PRINTED
    assert told(result, f"called credit notes in the column '{header}': 1")


@given(st.lists(st.tuples(st.integers(1, 10**9), st.booleans()), min_size=8, max_size=40))
def test_marks_say_what_a_minus_says(amounts: list[tuple[int, bool]]) -> None:
    amounts = [*amounts, *((amount, False) for amount, _ in amounts), (5, True)]
    rows = "".join(f"Example Ltd,01/04/2023,{each / 100:.2f},{'CR' if back else 'DR'}\n" for each, back in amounts)
    assert pence(marked("DR/CR", rows)) == [-each if back else each for each, back in amounts]


def test_a_person_may_say_that_a_column_gives_the_signs() -> None:
    rows = ROWS.replace("DR", "Debit").replace("CR", "Credit")
    guessed = marked("Payment Method", rows)
    fields = {**guessed.mapping, "sign": "c4"}
    text = f"Supplier,Date,Amount,Payment Method\n{rows}"
    assert pence(reading(text, mappings={guessed.shape: fields})) == TAKEN
