"""What may name or identify a private person never leaves the reader."""

import polars as pl
import pytest

from commonweal.spend.reading.payees import protected

KEY = b"a key for these tests alone"


def payment(supplier: str | None, **said: str) -> pl.DataFrame:
    usual = dict.fromkeys(("purpose", "department", "category", "contract", "supplier_number", "company_number"))
    row = {**usual, "charity_number": None, "supplier": supplier, **said}
    return pl.DataFrame([row], schema=dict.fromkeys(row, pl.String))


def kept(supplier: str | None, **said: str) -> dict[str, object]:
    return protected(payment(supplier, **said), KEY, frozenset()).row(0, named=True)


def test_a_private_person_becomes_a_token_without_numbers_and_purpose() -> None:
    row = kept("Mrs Agnes Trellis", purpose="Allowance", supplier_number="S178", category="Foster care")
    assert str(row["supplier"]).startswith("person-")
    assert (row["supplier_kind"], row["supplier_number"], row["purpose"]) == ("person", None, None)
    assert (row["purpose_withheld"], row["category"]) == (True, "Foster care")


def test_an_organisation_keeps_its_number_and_its_purpose() -> None:
    row = kept("Tern Bakery Ltd", purpose="Bread", supplier_number="S9")
    assert (row["supplier"], row["supplier_number"], row["purpose"]) == ("Tern Bakery Ltd", "S9", "Bread")
    assert row["purpose_withheld"] is False


@pytest.mark.parametrize("label", ["category", "department", "contract"])
def test_a_label_that_names_a_person_is_left_out(label: str) -> None:
    assert kept("Tern Bakery Ltd", **{label: "Taxi for Mrs Agnes Trellis"})[label] is None
    assert kept("Tern Bakery Ltd", **{label: "Catering"})[label] == "Catering"


def test_a_payment_without_a_supplier_is_still_one() -> None:
    assert kept(None)["supplier_kind"] == "none"
