"""Imported rolls: a list of residents read from CSV, row by row, without a name in any message."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Final, Protocol

from commonweal.assemblies.membership import LONGEST_NAME, words
from commonweal.basics.problems import Problem, Refused
from commonweal.places.postcodes import clean

MOST_ROWS: Final = 30_000  # a ward has some 5,000 to 20,000 residents; more is another place's roll; our choice
MOST_BYTES: Final = 10 << 20  # of a file; our choice
ABOVE: Final = 10  # lines above the one that names the columns: titles, "sep=;" and blank ones; our choice
DELIMITERS: Final = (",", ";", "\t")  # what spreadsheets write, after the country and the way they are told to save
UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")  # what they write as "Unicode text"
FULL: Final = ("name", "full name", "elector name", "resident", "elector")
FIRST: Final = ("first name", "first names", "forename", "forenames", "given name", "elector forename")
LAST: Final = ("last name", "surname", "family name", "elector surname")
POSTCODE: Final = ("postcode", "post code", "elector postcode", "property postcode")
WANTED: Final = (
    "A line at the top of the file must name its columns: “name” and “postcode”, or “first name”, “surname” and "
    "“postcode”. Other columns are not read."
)
RUN_TOGETHER: Final = "these lines were read as one row, perhaps for a stray quotation mark"
_LETTERS: Final = re.compile(r"[^a-z]+")


class Lines(Protocol):
    """A CSV file, row by row, that knows on which line it is."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a file says what: the columns that make up the name, and the postcode's."""

    names: Sequence[int]
    postcode: int


@dataclass(frozen=True, slots=True)
class Resident:
    """One person of a roll: the words of the name in no order, the last name, the postcode."""

    words: tuple[str, ...]
    last: str
    postcode: str

    @property
    def exact(self) -> str:
        """What is the same for the same name and postcode, however the name is dressed."""
        return f"{' '.join(self.words)}|{self.postcode}"

    @property
    def near(self) -> str:
        """What is the same for those of one last name at one postcode."""
        return f"{self.last}|{self.postcode}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a roll was found to say: rows = people + problems."""

    rows: int
    people: tuple[Resident, ...]
    problems: tuple[Problem, ...]


def read(content: bytes, file: str = "the roll") -> Reading:
    """Read a roll. Raises Refused for a file that is empty, too large, no text, or without the columns."""
    if len(content) > MOST_BYTES:
        raise Refused(f"The file is larger than {MOST_BYTES >> 20} MB. Give one ward’s roll, with names and postcodes.")
    text = _text(content)
    try:
        for delimiter in DELIMITERS:
            lines = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
            if at := _columns(lines):
                return _rows(lines, at, file)
    except csv.Error:
        raise Refused("The file is no table that can be read. Save the list as CSV, and choose it again.") from None
    raise Refused(WANTED)


def _rows(lines: "Lines", at: Columns, file: str) -> Reading:
    people: dict[str, tuple[Resident, int]] = {}
    problems: list[Problem] = []
    rows = 0
    before = lines.line_num
    for cells in lines:
        first, before = before + 1, lines.line_num
        if not any(cell.strip() for cell in cells):
            continue
        rows += 1
        if rows > MOST_ROWS:
            raise Refused(f"The file has more than {MOST_ROWS:,} rows. Give one ward’s roll.")
        found = _resident(cells, at)
        if isinstance(found, str):
            problems.append(_problem(file, first, lines.line_num, found))
        elif found.exact in people:
            told = f"the same person as on line {people[found.exact][1]}"
            problems.append(Problem(f"{file}, line {lines.line_num}", told))
        else:
            people[found.exact] = (found, lines.line_num)
    if not rows:
        raise Refused("The file has no rows below its first line. Nothing was kept.")
    return Reading(rows, tuple(person for person, _line in people.values()), tuple(problems))


def _problem(file: str, first: int, last: int, reason: str) -> Problem:
    """A row that is set aside; where a quotation mark never closes, it can hold all that follows."""
    if first < last:
        return Problem(f"{file}, lines {first} to {last}", f"{reason}; {RUN_TOGETHER}")
    return Problem(f"{file}, line {last}", reason)


def resident(legal_name: str, postcode: str) -> Resident:
    """The entry of a roll that somebody of that name and postcode would have."""
    last, comma, first = legal_name.partition(",")  # some rolls write “Surname, First name”
    told = words(f"{first} {last}" if comma else legal_name)
    return Resident(tuple(sorted(told)), told[-1] if told else "", postcode)


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-16" if content.startswith(UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")  # what spreadsheets on Windows write
    if "\0" in text or not text.strip():
        raise Refused("The file is empty, or no text. Save the list as CSV, and choose it again.")
    return text


def _columns(lines: "Lines") -> Columns | None:
    """The columns, as the first line that names them does; None where none of the first lines does."""
    for _line, header in zip(range(ABOVE), lines, strict=False):
        called = [_LETTERS.sub(" ", cell.lower()).strip() for cell in header]
        postcode, full, first, last = (
            next((called.index(name) for name in names if name in called), None)
            for names in (POSTCODE, FULL, FIRST, LAST)
        )
        names = (full,) if full is not None else (first, last)
        found = [each for each in names if each is not None]
        if postcode is not None and len(found) == len(names):
            return Columns(found, postcode)
    return None


def _resident(cells: Sequence[str], at: Columns) -> Resident | str:
    """The person of one row, or what is wrong with it. The reason never repeats a cell."""
    if len(cells) <= max(*at.names, at.postcode):
        return "this row has fewer cells than the first line"
    name, where = " ".join(cells[each] for each in at.names), clean(cells[at.postcode])
    if not words(name) or len(name) > LONGEST_NAME:
        return "no name, or one that is too long"
    return resident(name, where) if where else "no postcode, or none that can be right"
