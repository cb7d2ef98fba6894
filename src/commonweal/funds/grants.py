"""Grants: money promised to an organisation, as 360Giving publishes them."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from commonweal.basics.money import POUND
from commonweal.basics.problems import Refused
from commonweal.basics.tables import decimal_pounds

LONGEST_NAME: Final = 200  # characters
LONGEST_NUMBER: Final = 60  # characters
LONGEST_TITLE: Final = 140  # characters, as the 360Giving standard asks
NUMBER: Final = re.compile(r"[A-Z]{2}-[A-Z0-9]{2,10}-[A-Za-z0-9/.-]{1,40}")  # org-id.guide: register, then number


@dataclass(frozen=True, slots=True)
class Recipient:
    """An organisation that is to have money, and its number in a public register, such as GB-COH-01234567, or "".

    Raises Refused for one without a name, and for a number that names no register.
    """

    name: str
    number: str = ""

    def __post_init__(self) -> None:
        if not 0 < len(self.name.strip()) <= LONGEST_NAME:
            raise Refused(f"Write the name of the organisation, in at most {LONGEST_NAME} letters.")
        if self.number and not NUMBER.fullmatch(self.number):
            raise Refused(
                "Write the register and the number in it, such as GB-COH-01234567 for a company, GB-CHC-1234567 for a "
                "charity or GB-MPR-1234R for a society. Where there is none, leave it out."
            )


@dataclass(frozen=True, slots=True)
class Grant:
    """Money promised to an organisation: its own id and address, what it is for, pence promised and paid, and when."""

    id: str
    address: str
    title: str
    description: str
    recipient: Recipient
    awarded: date
    pence: int
    paid: int


def as_360giving(grants: Iterable[Grant], funder: Recipient) -> bytes:
    """Grants in the form of the 360Giving data standard (standard.threesixtygiving.org), version 1.3, in pounds.

    An organisation without a number is told apart by its name, and a grant by its pot: this host has no prefix of the
    standard's own.
    """
    told = [
        {
            "id": each.id,
            "title": each.title[:LONGEST_TITLE],
            "description": each.description,
            "currency": "GBP",
            "amountAwarded": _pounds(each.pence),
            "amountDisbursed": _pounds(each.paid),
            "awardDate": each.awarded.isoformat(),
            "url": each.address,
            "recipientOrganization": [_organisation(each.recipient)],
            "fundingOrganization": [_organisation(funder)],
        }
        for each in grants
    ]
    return (json.dumps({"version": "1.3", "grants": told}, ensure_ascii=False, indent=1) + "\n").encode()


def _organisation(of: Recipient) -> dict[str, str]:
    return {"id": of.number or f"name:{of.name}", "name": of.name}


def _pounds(pence: int) -> int | float:
    """The number as JSON writes it. Two decimals of so few digits come out of a float as they went in."""
    return pence // POUND if pence % POUND == 0 else float(decimal_pounds(pence))
