"""Grants in the form of 360Giving, and the organisations they go to."""

import json
from datetime import date

import pytest

from commonweal.basics.problems import Refused
from commonweal.funds.grants import Grant, Recipient, as_360giving

LAUNDRY = Recipient("Tide Laundry Ltd", "GB-COH-01234567")


def test_a_grant_as_the_standard_writes_it() -> None:
    grant = Grant("p-1", "https://pots.example/1/", "A laundry", "Begin", LAUNDRY, date(2026, 11, 30), 400_00, 250_10)
    told = json.loads(as_360giving([grant], Recipient("Quayside club")))
    assert told == {
        "version": "1.3",
        "grants": [
            {
                "id": "p-1",
                "title": "A laundry",
                "description": "Begin",
                "currency": "GBP",
                "amountAwarded": 400,
                "amountDisbursed": 250.1,
                "awardDate": "2026-11-30",
                "url": "https://pots.example/1/",
                "recipientOrganization": [{"id": "GB-COH-01234567", "name": "Tide Laundry Ltd"}],
                "fundingOrganization": [{"id": "name:Quayside club", "name": "Quayside club"}],
            }
        ],
    }


@pytest.mark.parametrize("pence", [1, 10, 99, 100_01, 123_456_789_01, 999_999_999_999])
def test_an_amount_stands_to_the_penny(pence: int) -> None:
    grant = Grant("p-1", "https://pots.example/1/", "A", "B", LAUNDRY, date(2026, 11, 30), pence, 0)
    [line] = [line for line in as_360giving([grant], LAUNDRY).decode().splitlines() if "amountAwarded" in line]
    pounds, _, rest = line.partition(": ")[2].rstrip(",").partition(".")
    assert int(pounds) * 100 + int(rest.ljust(2, "0")) == pence


@pytest.mark.parametrize(
    ("name", "number", "said"),
    [
        (" ", "", "Write the name of the organisation"),
        ("x" * 201, "", "at most 200 letters"),
        ("Tide", "01234567", "GB-COH-01234567 for a company"),
    ],
)
def test_what_is_no_organisation_is_refused(name: str, number: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        Recipient(name, number)
