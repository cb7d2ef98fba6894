"""Payees met with registers. Payees, registers and numbers are invented."""

from datetime import date

import polars as pl
import pytest

from commonweal.organisations.facts import Fact, Register, table
from commonweal.organisations.matching import Matching, bearers, match

REGISTER = Register("companies", "A register", "a licence", "thanks")
HELD = table(
    [
        Fact("GB-COH-01234567", "QUAY RELIEF LTD", status="active"),
        Fact("GB-COH-01234567", "QUAYSIDE RELIEF LTD", valid_to=date(2010, 5, 1)),
        Fact("GB-CHC-212345", "Quay Relief", same_as="GB-COH-01234567"),
        Fact("GB-CHC-300001", "Harbour Lights"),
        Fact("GB-CHC-300002", "HARBOUR LIGHTS"),
        Fact("GB-COH-02000001", "OAKUM AND TOW LTD", status="dissolved"),
        Fact("GB-NIC-100001", "SPQ"),
    ],
    REGISTER,
)
BEARERS = bearers(HELD.lazy())


def asked(*payees: tuple[str | None, str | None, str | None]) -> Matching:
    schema = dict.fromkeys(("payee", "company_number", "charity_number"), pl.String)
    return match(pl.DataFrame(payees, schema=schema, orient="row"), BEARERS)


@pytest.mark.parametrize(
    ("payee", "company", "charity", "status", "org_id"),
    [
        ("Quay Relief Limited", None, None, "sure", "GB-COH-01234567"),
        ("Quay Relief", None, None, "sure", "GB-COH-01234567"),
        ("Quay Relief Ltd", "1234567", None, "sure", "GB-COH-01234567"),  # its zero lost in a spreadsheet
        ("Somebody Else", "01234567", None, "review", "GB-COH-01234567"),  # the number's name is unlike
        ("Harbour Lights", None, None, "review", "GB-CHC-300001"),  # two bear it
        ("Harbour Lights", None, "300002", "sure", "GB-CHC-300002"),
        ("Harbour Lights", "01234567", "300002", "review", "GB-CHC-300002"),  # its numbers disagree
        ("Oakum & Tow Ltd", None, None, "review", "GB-COH-02000001"),  # dissolved
        ("SPQ", None, None, "review", "GB-NIC-100001"),  # initials are borne by many
        ("Entirely Unheard Of", None, None, "none", None),
        ("", None, None, "none", None),
        (None, None, None, "none", None),
    ],
)
def test_who_was_paid(
    payee: str | None, company: str | None, charity: str | None, status: str, org_id: str | None
) -> None:
    found = asked((payee, company, charity)).found.row(0, named=True)
    assert (found["status"], found["org_id"]) == (status, org_id)
    assert (found["probability"] > 0) == (org_id is not None)
