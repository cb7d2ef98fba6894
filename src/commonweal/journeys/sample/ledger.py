"""One payment, as its payer's ledger holds it, and how each payer spells the names of those it pays."""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from commonweal.journeys.sample.payers import Payer
from commonweal.journeys.sample.suppliers import REDACTED_TRADE, Supplier

LOWER_CASE: Final = ("fire",)  # one finance system writes every name small,
UPPER_CASE: Final = ("skirlmouth", "ormscar", "hospitals", "authority", "travel")  # and many write them all in capitals
NUMBERED: Final = ("fire",)  # one writes its supplier number behind the name
NOTES: Final = (" (Direct Debit Payments)", " T/A {} & Co", ".", "")  # the braces take the name's first word


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment. Money in whole pence; a credit is negative."""

    payer: str
    supplier: str  # as this ledger spells it
    number: str  # the payer's own number for it
    net: int
    vat: int
    day: date
    office: str
    category: str
    purpose: str
    capital: bool
    transaction: str

    @property
    def gross(self) -> int:
        return self.net + self.vat


def spellings(supplier: Supplier, payer: Payer, number: str, rng: Random) -> tuple[str, str]:
    """How a payer writes a name, and how it writes it now and then instead."""
    if supplier.form == "person" and supplier.trade.key == REDACTED_TRADE:
        return payer.redacts, payer.redacts
    usual = _another_form(supplier.name) if rng.random() < 0.3 else supplier.name
    other = usual
    if rng.random() < 0.12 and supplier.form != "person":
        other = _another_form(usual) + rng.choice(NOTES).format(usual.split()[0])
    return cased(usual, payer, number), cased(other, payer, number)


def _another_form(name: str) -> str:
    for one, other in ((" Limited", " Ltd"), (" Ltd", " LIMITED"), (" & ", " and "), ("Co-operative", "Cooperative")):
        if one in name:
            return name.replace(one, other)
    return name


def cased(name: str, payer: Payer, number: str) -> str:
    """A name in the capitals of a payer's finance system, with the payer's number for it where the system adds that."""
    if payer.slug in LOWER_CASE:
        name = name.lower()
    if payer.slug in UPPER_CASE:
        name = name.upper()
    return f"{name} ({number})" if payer.slug in NUMBERED else name
