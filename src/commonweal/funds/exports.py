"""The books of a pot for an auditor, who replays them without us: as tables for CSV and JSON, and as beancount text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from commonweal.basics.tables import Column, Provenance, Table, decimal_pounds
from commonweal.funds import ledger
from commonweal.funds.ledger import Account, Entry

BEANCOUNT_NAMES: Final = {
    Account.FREE: "Assets:Pot:Free",
    Account.PROMISED: "Assets:Pot:Promised",
    Account.PAID: "Expenses:Pot:Paid",
    Account.SOURCE: "Income:Pot:Source",
}
OPTIONS: Final = 'option "operating_currency" "GBP"\n'


@dataclass(frozen=True, slots=True)
class Line:
    """An entry with what it was, in words, the title of the decision that it names, and the record's event for it."""

    entry: Entry
    words: str
    decision: str
    event: int


def postings(lines: Iterable[Line], columns: Sequence[Column], caption: str, source: Provenance) -> Table:
    """Every posting, in the order of the books. `columns`: as a page calls them."""
    rows = [
        {
            "entry": str(line.entry.number),
            "day": line.entry.day,
            "kind": str(line.entry.kind),
            "from_account": str(each.from_account),
            "to_account": str(each.to_account),
            "pence": each.pence,
            "words": line.words,
            "decision": line.decision,
            "corrects": None if line.entry.corrects is None else str(line.entry.corrects),
            "event": str(line.event),
        }
        for line in lines
        for each in line.entry.postings
    ]
    return Table("postings", caption, columns, rows, provenance=source)


def beancount(lines: Sequence[Line], opened: date) -> str:
    """The books as beancount reads them (beancount.github.io, "Language Syntax"), in pounds.

    It ends with the balances, for the auditor's own program to check. Beancount orders by day; an entry's number is
    its link. `opened`: the day on which the pot was founded, or an earlier one where the first entry counts for one.
    """
    first = min((opened, *(line.entry.day for line in lines)))
    accounts = "".join(f"{first} open {name} GBP\n" for name in BEANCOUNT_NAMES.values())
    last = max((line.entry.day for line in lines), default=first)
    held = ledger.balances(line.entry for line in lines)
    ends = "".join(
        f"{last + timedelta(days=1)} balance {name}  {decimal_pounds(held[account])} GBP\n"
        for account, name in BEANCOUNT_NAMES.items()
    )
    return "\n".join([OPTIONS + accounts, *(_transaction(line) for line in lines), ends])


def _transaction(line: Line) -> str:
    entry = line.entry
    told = [f'{entry.day} * "{entry.kind}" {_quoted(line.words)} ^entry-{entry.number}', f"  event: {line.event}"]
    if line.decision:
        told.append(f"  decision: {_quoted(line.decision)}")
    if entry.corrects is not None:
        told.append(f"  corrects: {entry.corrects}")
    for each in entry.postings:
        told.append(f"  {BEANCOUNT_NAMES[each.to_account]}  {decimal_pounds(each.pence)} GBP")
        told.append(f"  {BEANCOUNT_NAMES[each.from_account]}  {decimal_pounds(-each.pence)} GBP")
    return "\n".join(told) + "\n"


def _quoted(words: str) -> str:
    plain = " ".join(words.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'
