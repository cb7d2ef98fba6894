"""A bank's statement as CSV: what came in and went out of the account, line by line.

The words of a line may name a person who paid. They are shown to those who keep the pot alone, and no message repeats
them.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from commonweal.basics.problems import Problem, Refused
from commonweal.funds.sheets import Row, Sheet, day, pence, read_sheet

DAY: Final = frozenset({"date", "transaction date", "posting date", "posted", "booking date"})
WORDS: Final = (
    *("type", "transaction type", "description", "transaction description", "narrative", "details", "memo"),
    *("payee", "name", "counter party", "reference", "notes"),
)
AMOUNT: Final = frozenset({"amount", "amount (gbp)", "transaction amount", "value"})
IN: Final = frozenset({"paid in", "money in", "credit", "credit amount", "in", "deposits"})
OUT: Final = frozenset({"paid out", "money out", "debit", "debit amount", "out", "withdrawals"})
BALANCE: Final = frozenset({"balance", "running balance", "account balance", "balance (gbp)"})
LONGEST_WORDS: Final = 300  # characters of a line that are kept


@dataclass(frozen=True, slots=True)
class BankLine:
    """One line: its day, pence (above nought came in, below went out), what the bank says of it, and the balance after.

    `nth` tells lines apart that are otherwise the same: the first of a statement is 1.
    """

    day: date
    pence: int
    words: str
    nth: int
    balance: int | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What a file was found to say: rows = lines + problems."""

    rows: int
    lines: tuple[BankLine, ...]
    problems: tuple[Problem, ...]


def read_statement(content: bytes, file: str = "the statement") -> Statement:
    """Read a statement. Raises Refused for a file that is empty, too large, no table, or without the columns."""
    sheet = read_sheet(content, (DAY, AMOUNT | IN | OUT))
    seen: Counter[tuple[date, int, str]] = Counter()
    lines: list[BankLine] = []
    problems: list[Problem] = []
    for line, row in sheet.rows:
        found = _line((line, row), sheet)
        if isinstance(found, str):
            problems.append(Problem(f"{file}, line {line}", found))
            continue
        on, amount, words = found
        seen[found] += 1
        lines.append(BankLine(on, amount, words, seen[found], _cell(row, sheet, BALANCE)))
    if not lines:
        raise Refused("No line of the file could be read as one of a statement: each needs a day and an amount.")
    return Statement(len(sheet.rows), tuple(lines), tuple(problems))


def _line(at: Row, sheet: Sheet) -> tuple[date, int, str] | str:
    """A line's day, pence and words, or why it is none."""
    _number, row = at
    on = next((found for name in sheet.header if name in DAY and (found := day(row.get(name, "")))), None)
    if on is None:
        return "its day is missing or is no day"
    amount = _amount(row, sheet)
    if isinstance(amount, str):
        return amount
    words = " ".join(row[name] for name in WORDS if row.get(name))
    return on, amount, " ".join(words.split())[:LONGEST_WORDS]


def _amount(row: dict[str, str], sheet: Sheet) -> int | str:
    amount = _cell(row, sheet, AMOUNT)
    if amount is None:
        came, went = _cell(row, sheet, IN), _cell(row, sheet, OUT)
        if came and went:
            return "it says both what came in and what went out"
        amount = came if came else -abs(went) if went else None
    if amount is None:
        return "its amount is missing or is no amount"
    return amount or "it moves nothing"


def _cell(row: dict[str, str], sheet: Sheet, names: frozenset[str]) -> int | None:
    return next(
        (found for name in sheet.header if name in names and (found := pence(row.get(name, ""))) is not None), None
    )
