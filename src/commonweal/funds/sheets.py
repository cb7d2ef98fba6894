"""Tables as banks and councils write them: text, header, days and amounts, read row by row without a guess."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import StringIO
from typing import Final

from commonweal.basics.money import POUND
from commonweal.basics.problems import Refused

MOST_BYTES: Final = 5 << 20  # of a file; our choice
MOST_ROWS: Final = 50_000  # our choice
MOST_PENCE: Final = 10**14  # of one cell: more is a slip of the keyboard, or a number that is no amount; our choice
PREAMBLE: Final = 30  # rows above the header, at most
DAYS: Final = (
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%d/%m/%y",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%d %b %Y",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%d %B %Y",
)
AMOUNT: Final = re.compile(r"([-+]?)£?\s*([-+]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?")
Row = tuple[int, dict[str, str]]  # the line it ends on, and its cells by the header, in small letters


@dataclass(frozen=True, slots=True)
class Sheet:
    """The header of a table, in small letters, and its rows that hold anything."""

    header: tuple[str, ...]
    rows: list[Row]


def read_sheet(content: bytes, wanted: Sequence[frozenset[str]]) -> Sheet:
    """The table whose header has at least one name of each group. Raises Refused where there is none."""
    if len(content) > MOST_BYTES:
        raise Refused(f"The file is larger than {MOST_BYTES >> 20} MB. Give a shorter period.")
    text = _text(content)
    if not text.strip():
        raise Refused("The file is empty.")
    try:
        lines = list(_lines(text))
    except csv.Error:
        raise Refused("The file is no table that can be read. Save it as CSV, and choose it again.") from None
    for place, (_line, cells) in enumerate(lines[:PREAMBLE]):
        header = tuple(" ".join(cell.casefold().split()) for cell in cells)
        if all(names & set(header) for names in wanted):
            rows = [(line, dict(zip(header, each, strict=False))) for line, each in lines[place + 1 :] if any(each)]
            return Sheet(header, rows)
    named = "; ".join(" or ".join(f"“{name}”" for name in sorted(names)[:4]) for names in wanted)
    raise Refused(f"The columns that are needed were not found. One row must name them: {named}.")


def day(cell: str) -> date | None:
    """A day as banks and councils write it, the day before the month. None for what is none."""
    plain = " ".join(cell.split())
    for form in DAYS:
        try:
            return datetime.strptime(plain, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def pence(cell: str) -> int | None:
    """An amount in pounds: "1,234.50", "-£5", "(5.00)" and "5.00-" below nought. None for what is none."""
    plain = cell.strip()
    below = (plain.startswith("(") and plain.endswith(")")) or plain.endswith("-")
    found = AMOUNT.fullmatch(plain.strip("()").rstrip("-").strip())
    if found is None or (found[1] and found[2]):
        return None
    digits = found[3].replace(",", "")
    size = int(digits) * POUND + int((found[4] or "0").ljust(2, "0")) if len(digits) < 20 else MOST_PENCE + 1
    if size > MOST_PENCE:
        return None
    return -size if below or "-" in (found[1], found[2]) else size


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("The file is no text. Save it as CSV, and choose it again.")


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    tops = text[:10_000]
    delimiter = max(",;\t", key=tops.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for number, cells in enumerate(reader):
        if number > MOST_ROWS:
            raise Refused(f"The file has more than {MOST_ROWS:,} rows. Give a shorter period.")
        yield reader.line_num, [cell.strip() for cell in cells]
