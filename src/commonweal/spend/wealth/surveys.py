"""What one supplier said of itself, in place of what is assumed of its industry."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final

from commonweal.basics.problems import Problem
from commonweal.spend.wealth.ranges import Range
from commonweal.spend.wealth.sectors import Sector

MONEY: Final = {"turnover": "turnover", "pay": "staff pay", "purchases": "purchases"}
SHARES: Final = {"pay_local": "share of staff living here", "purchases_local": "share of purchases made here"}
OPTIONAL: Final = "purchases"


@dataclass(frozen=True, slots=True)
class Survey:
    """A supplier's year. Money in pence; shares from 0 to 1, of pay to people who live here, of purchases made here.

    Without `purchases`, the industry's share of turnover is assumed, within what pay leaves.
    """

    supplier: str  # its key in the account
    turnover: int
    pay: int
    pay_local: Fraction
    purchases_local: Fraction
    purchases: int | None = None

    def spent_again(self, sector: Sector) -> Range:
        """The share of each pound this supplier receives that it spends again in the place."""
        pay = Fraction(self.pay, self.turnover)
        return self._bought(sector, 1 - pay) * self.purchases_local + pay * self.pay_local

    def _bought(self, sector: Sector, room: Fraction) -> Range:
        if self.purchases is not None:
            return Range.exactly(Fraction(self.purchases, self.turnover))
        assumed = sector.purchases
        return Range(min(assumed.low, room), min(assumed.central, room), min(assumed.high, room))


def read(supplier: str, answers: Mapping[str, str]) -> Survey | list[Problem]:
    """A survey from what was typed: pounds for money, per cent for shares; or every reason why it cannot be used."""
    typed = {name: answers.get(name, "").strip() for name in (*MONEY, *SHARES)}
    numbers = {name: _number(text) for name, text in typed.items()}
    problems = [
        Problem(name, f"Give the {words} as a number, in {'pounds' if name in MONEY else 'per cent'}.")
        for name, words in {**MONEY, **SHARES}.items()
        if numbers[name] is None and not (name == OPTIONAL and not typed[name])
    ]
    told = {name: number for name, number in numbers.items() if number is not None}
    problems += _impossible(told)
    if problems:
        return problems
    pence = {name: int(told[name] * 100) for name in MONEY if name in told}
    shares = {name: Fraction(told[name]) / 100 for name in SHARES}
    return Survey(supplier, **shares, turnover=pence["turnover"], pay=pence["pay"], purchases=pence.get("purchases"))


def _number(text: str) -> Decimal | None:
    """What was typed, to the penny or the hundredth; the signs for pounds and per cent and commas are passed over."""
    try:
        number = Decimal(text.strip("£% ").replace(",", ""))
        return number.quantize(Decimal("0.01")) if number.is_finite() else None
    except InvalidOperation:
        return None


def _impossible(told: Mapping[str, Decimal]) -> list[Problem]:
    """Numbers that cannot be: each with the reason."""
    found = []
    turnover = told.get("turnover")
    if turnover is not None and turnover <= 0:
        found.append(Problem("turnover", "Turnover is a year's sales, so it has to be more than nothing."))
    for name in ("pay", "purchases"):
        if told.get(name, 0) < 0:
            found.append(Problem(name, f"The {MONEY[name]} cannot be less than nothing."))
    for name in SHARES:
        if not 0 <= told.get(name, 0) <= 100:
            found.append(Problem(name, f"The {SHARES[name]} is from 0 to 100 per cent."))
    return found or _too_much(told)


def _too_much(told: Mapping[str, Decimal]) -> list[Problem]:
    turnover, pay, purchases = (told.get(name, Decimal(0)) for name in MONEY)
    if "turnover" in told and pay > turnover:
        return [Problem("pay", "Staff pay is more than turnover; check that both are for the same year.")]
    if "turnover" in told and pay + purchases > turnover:
        return [
            Problem("purchases", "Pay and purchases together are more than turnover; check that all are one year's.")
        ]
    return []
