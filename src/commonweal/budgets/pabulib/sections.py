"""The three sections of a Pabulib file, each with its own header; where rows stand, for messages."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Final, NoReturn

from commonweal.basics.problems import Refused

SECTIONS: Final = ("META", "PROJECTS", "VOTES")
NOTHING: Final = "none"  # how some cities write an empty cell
BEGINNING: Final = "Line 1: a Pabulib file begins with a line that says META."
CUT: Final = "Part of the file may be lost: fetch it again."
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


@dataclass(slots=True)
class Section:
    """One section: where its columns stand, and its rows as they came."""

    name: str
    columns: dict[str, int] = field(default_factory=dict)
    rows: list[list[str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)  # further rows, without quotation marks, not split yet
    width: int = 0  # cells of the header

    def __len__(self) -> int:
        return len(self.rows) + len(self.lines)

    def cells(self, column: str) -> list[str]:
        """A column's cells, without the blanks around them; empty where a row ends early or the column is missing."""
        place = self.columns.get(column)
        if place is None:
            return [""] * len(self)
        until = place + 1
        try:
            return [row[place].strip() for row in self.rows] + [
                line.split(";", until)[place].strip() for line in self.lines
            ]
        except IndexError:
            rows = [*self.rows, *(line.split(";") for line in self.lines)]
            return [row[place].strip() if place < len(row) else "" for row in rows]

    def overlong(self) -> int | None:
        """The first row that holds something beyond the last column of the header."""
        for number, row in enumerate(self.rows):
            if len(row) > self.width and any(map(str.strip, row[self.width :])):
                return number
        for number, line in enumerate(self.lines, start=len(self.rows)):
            if line.count(";") >= self.width and line.split(";", self.width)[-1].strip("; \t"):
                return number
        return None

    def chosen(self, places: Sequence[int]) -> "Section":
        """Some of its rows alone."""
        split = len(self.rows)
        rows = [self.rows[at] if at < split else self.lines[at - split].split(";") for at in places]
        return Section(self.name, self.columns, rows)


@dataclass(frozen=True, slots=True)
class Text:
    """A file's text and its sections."""

    content: str
    sections: dict[str, Section]

    def refuse(self, section: str, row: int, reason: str) -> NoReturn:
        """Raises Refused with the line on which a row of a section ends. The file is read again to find it."""
        rows = (line for name, line, _ in _walk(self.content) if name == section)
        for line in islice(rows, row + 1, row + 2):  # the first is the header
            raise Refused(f"Line {line}: {reason}")
        raise AssertionError("the row is in the file that it came from")


def text(content: bytes) -> Text:
    """The sections of a file. Raises Refused where it is no Pabulib text, or a section or its header is missing."""
    if content.startswith(_UTF_16) or b"\0" in content:
        raise Refused("This is not text in UTF-8. Save the file as UTF-8 text.")
    try:
        decoded = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Refused(f"Line {line} is not text in UTF-8. Save the file as UTF-8 text.") from None
    sections = {name: Section(name) for name in SECTIONS}
    rows, lines = _split(decoded)
    begins = [place for place, row in enumerate(rows) if _is_title(row)]
    if rows and begins[:1] != [0]:
        raise Refused(BEGINNING)
    for begin, end in pairwise([*begins, len(rows)]):
        section = sections[rows[begin][0].strip().upper()]
        following = rows[begin + 1 : end]
        if end == len(rows) and lines:
            following, section.lines = [*following, lines[0].split(";")], lines[1:]
        if following and not section.columns:
            header, *following = following
            section.columns = {cell.strip().lower(): place for place, cell in reversed([*enumerate(header)])}
            section.width = len(header)
        section.rows += following
    for section in sections.values():
        if not section.columns:
            _refuse_without(section.name, rows)
        if section.width == 1 and "," in next(iter(section.columns)):
            raise Refused(f"The cells of {section.name} stand between commas. Put semicolons between them.")
    return Text(decoded, sections)


def _refuse_without(name: str, rows: list[list[str]]) -> NoReturn:
    """Raises Refused for a section that has no header."""
    if any(row[0].strip().upper() == name for row in rows if _is_title(row)):
        raise Refused(f"The section {name} ends before it began: no header stands below it. {CUT}")
    raise Refused(
        f"There is no section {name}. A Pabulib file has META, PROJECTS and VOTES, each on a line of its own, and a "
        f"header below it. {CUT}"
    )


def _split(content: str) -> tuple[list[list[str]], list[str]]:
    """The rows of a file; after them the lines of votes, nearly all of it, where no quotation mark needs reading."""
    below = content.find("\n", content.rfind("\nVOTES") + 1) + 1
    votes = content[below:]
    if below and '"' not in votes:
        rows, lines = _rows(content[:below]), _lines(votes)
        odd = {each: each.split(";") for each in lines if not each[0].isdigit()}  # others say something, and no title
        if rows and _is_title(rows[-1]) and not any(map(_is_title, odd.values())):  # no quotation mark above is open
            blank = {line for line, row in odd.items() if not any(map(str.strip, row))}
            return rows, [line for line in lines if line not in blank] if blank else lines
    return _rows(content), []


def _lines(content: str) -> list[str]:
    """The lines that are not empty."""
    return list(filter(None, content.replace("\r\n", "\n").replace("\r", "\n").split("\n")))


def _is_title(row: list[str]) -> bool:
    return row[0].strip().upper() in SECTIONS and not any(map(str.strip, row[1:]))


def _walk(content: str) -> Iterator[tuple[str, int, list[str]]]:
    """Every row that belongs to a section, its header first: the section's name, the line it ends on, its cells."""
    name = ""
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=";")
    for row in reader:
        if any(map(str.strip, row)):
            if _is_title(row):
                name = row[0].strip().upper()
            else:
                yield name, reader.line_num, row


def _rows(content: str) -> list[list[str]]:
    """The rows that hold something. Raises Refused for a cell without end."""
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=";")
    try:
        rows = [row for row in reader if any(map(str.strip, row))]
    except csv.Error as error:
        raise Refused(
            f"Line {reader.line_num}: the quotation marks do not end, or the cell is too long ({error})."
        ) from None
    if rows and (last := rows[-1][-1]) and content.endswith(f'"{last}'):
        line = content.count("\n", 0, -len(last)) + 1
        raise Refused(f"Line {line}: a quotation mark begins here, and none ends what it begins. {CUT}")
    return rows
