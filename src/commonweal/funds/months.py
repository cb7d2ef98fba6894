"""A pot month by month: what came in and was paid, and what was left at the end of each month."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from commonweal.funds.ledger import NOTHING, Balances, Entry, Kind, after

SIGNS: Final = {Kind.INCOME: 1, Kind.INCOME_CORRECTED: -1}
PAID_SIGNS: Final = {Kind.PAYMENT: 1, Kind.PAYMENT_CORRECTED: -1}


@dataclass(frozen=True, slots=True)
class Month:
    """One month, by its first day: pence that came in and were paid, without what was corrected, and what was held at
    its end."""

    month: date
    came_in: int
    paid: int
    held: Balances


def by_month(entries: Sequence[Entry]) -> list[Month]:
    """Every month from the first entry's to the last one's, by the days that entries count for; quiet ones too.

    An entry counts for the day it was made, or, where it is income, for an earlier one: so no month can be overdrawn.
    """
    if not entries:
        return []
    found, held = [], NOTHING
    for month in _months(min(each.day for each in entries), max(each.day for each in entries)):
        of_it = [each for each in entries if (each.day.year, each.day.month) == (month.year, month.month)]
        # income first: within a month it can stand below what it paid for
        for each in sorted(of_it, key=lambda each: (each.kind != Kind.INCOME, each.number)):
            held = after(held, each.postings)
        came_in = sum(SIGNS.get(each.kind, 0) * each.pence for each in of_it)
        paid = sum(PAID_SIGNS.get(each.kind, 0) * each.pence for each in of_it)
        found.append(Month(month, came_in, paid, held))
    return found


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)
