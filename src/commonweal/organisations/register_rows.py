"""The rows of a register's file, one at a time, whether it was published as CSV, tab-separated or as JSON."""

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from commonweal.basics.problems import Problem, Refused
from commonweal.organisations import register_bytes, register_json
from commonweal.organisations.register_bytes import WANTED

BRITISH: Final = "cp1252-where-not-utf-8"  # what British registers are published in, the stricter first
READ_AT_ONCE: Final = 1 << 20  # bytes
LONGEST_LINE: Final = 1 << 20  # characters; a longer one is no register's
TAB: Final = "\t"

Spelled = Callable[[tuple[str, ...]], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Row:
    """One row by its columns' names; cells are trimmed, and empty where the row has none."""

    where: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Header:
    """A CSV's columns by name, in their order, and how its cells stand apart."""

    columns: tuple[str, ...]
    dialect: Mapping[str, Any]


def rows(path: Path, spelled: Spelled = tuple) -> Iterator[Row | Problem]:
    """Each row of a file, or the problem it is; `spelled` gives columns the names they are known by.

    Raises Refused for a file that is no table at all.
    """
    return _entries(path, spelled) if is_json(path) else _lines(path, spelled)


def is_json(path: Path) -> bool:
    """Whether a file begins as JSON does. Raises Refused where it is empty or no text."""
    start = register_bytes.start_of(path, READ_AT_ONCE)
    if b"\0" in start:
        raise Refused(no_text(path))
    return start[:1] in (b"[", b"{")


def header(line: str, spelled: Spelled) -> Header:
    """The header that a file's first line is. A tab-separated file quotes its cells if it quotes its header."""
    dialect: dict[str, Any] = {"delimiter": TAB if line.count(TAB) > line.count(",") else ","}
    if dialect["delimiter"] == TAB and '"' not in line:
        dialect["quoting"] = csv.QUOTE_NONE
    cells = next(csv.reader([line], **dialect), [])
    return Header(spelled(tuple(cell.strip() for cell in cells)), dialect)


def split(where: str, columns: tuple[str, ...], cells: list[str]) -> Row | Problem:
    """One row from its cells, trimmed, under the header's columns."""
    if not any(cells):
        return Problem(where, "the row is empty")
    if any(cells[len(columns) :]):
        return Problem(where, "the row is wider than the header, so its cells may stand in the wrong columns")
    return Row(where, dict.fromkeys(columns, "") | dict(zip(columns, cells, strict=False)))


def no_text(path: Path) -> str:
    """What is said of a file that is not made of letters."""
    return f"{path.name} is not a text: it may be a picture or a workbook. Give {WANTED}."


def _lines(path: Path, spelled: Spelled) -> Iterator[Row | Problem]:
    with register_bytes.opened(path) as file:
        lines = _bounded(io.TextIOWrapper(file, "utf-8-sig", BRITISH, newline=""), path)
        try:
            first = header(next(lines), spelled)
            reader = csv.reader(lines, **first.dialect)
            begun = 1
            for written in reader:
                yield split(f"{path.name}, line {begun + 1}", first.columns, [cell.strip() for cell in written])
                begun = reader.line_num + 1
        except csv.Error as error:
            line = reader.line_num + 1
            raise Refused(f"{path.name}, line {line}: this is not CSV ({error}). Give {WANTED}.") from error
        except UnicodeDecodeError as error:
            raise Refused(no_text(path)) from error


def _bounded(file: IO[str], path: Path) -> Iterator[str]:
    while line := file.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise Refused(f"{path.name} has a line of more than a million characters. Give {WANTED}.")
        yield line


def _entries(path: Path, spelled: Spelled) -> Iterator[Row | Problem]:
    for number, entry in enumerate(register_json.entries(path), start=1):
        yield _entry(f"{path.name}, entry {number}", entry, spelled)


def _entry(where: str, entry: Any, spelled: Spelled) -> Row | Problem:
    if not isinstance(entry, dict):
        return Problem(where, "the entry has no named parts")
    columns = spelled(tuple(key.strip() for key in entry))
    return Row(where, dict(zip(columns, map(_cell, entry.values()), strict=True)))


def _cell(cell: Any) -> str:
    return "" if cell is None else str(cell).strip()


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252"), error.end


codecs.register_error(BRITISH, _as_cp1252)
