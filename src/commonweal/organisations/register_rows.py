"""The rows of a register's file, one at a time, whether it was published as CSV or as JSON."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from commonweal.basics.problems import Problem, Refused
from commonweal.places.opening import opening, start_of

WANTED: Final = "the register's own CSV or JSON files"
ENCODINGS: Final = ("utf-8-sig", "cp1252")  # what British registers are published in, the stricter first
READ_AT_ONCE: Final = 1 << 20  # characters
LONGEST_LINE: Final = 1 << 20  # characters; a longer one is no register's
LARGEST_JSON: Final = 200 << 20  # bytes; JSON is read whole, and the largest register we read has a third of a million


@dataclass(frozen=True, slots=True)
class Row:
    """One row by its columns' names; cells are trimmed, and empty where the row has none."""

    where: str
    cells: Mapping[str, str]


def rows(path: Path) -> Iterator[Row | Problem]:
    """Each row of a file, or the problem it is. Raises Refused for a file that is no table at all."""
    start = start_of(path, READ_AT_ONCE, WANTED)
    if b"\0" in start:
        raise Refused(_no_text(path))
    return _entries(path) if start[:1] in (b"[", b"{") else _lines(path)


def _lines(path: Path) -> Iterator[Row | Problem]:
    with opening(path, WANTED), path.open(encoding=_encoding(path), newline="") as file:
        reader = csv.reader(_bounded(file, path))
        try:
            columns = [column.strip() for column in next(reader)]
            begun = reader.line_num
            for written in reader:
                yield _row(f"{path.name}, line {begun + 1}", columns, [cell.strip() for cell in written])
                begun = reader.line_num
        except csv.Error as error:
            raise Refused(f"{path.name}, line {reader.line_num}: this is not CSV ({error}). Give {WANTED}.") from error


def _row(where: str, columns: list[str], cells: list[str]) -> Row | Problem:
    if not any(cells):
        return Problem(where, "the row is empty")
    if any(cells[len(columns) :]):
        return Problem(where, "the row is wider than the header, so its cells may stand in the wrong columns")
    return Row(where, dict.fromkeys(columns, "") | dict(zip(columns, cells, strict=False)))


def _encoding(path: Path) -> str:
    for encoding in ENCODINGS:
        with opening(path, WANTED), path.open(encoding=encoding) as file:
            try:
                while file.read(READ_AT_ONCE):
                    pass
            except UnicodeDecodeError:
                continue
            return encoding
    raise Refused(_no_text(path))


def _bounded(file: IO[str], path: Path) -> Iterator[str]:
    while line := file.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise Refused(f"{path.name} has a line of more than a million characters. Give {WANTED}.")
        yield line


def _entries(path: Path) -> Iterator[Row | Problem]:
    entries = _json(path)
    if isinstance(entries, dict) and any("listType" in entry for entry in entries.values() if isinstance(entry, dict)):
        raise Refused(
            f"{path.name} lists the lists of identifiers that org-id.guide knows; it names no organisations, so there "
            "is nothing in it to load."
        )
    if not isinstance(entries, list):
        raise Refused(f"{path.name} is JSON, but not a list of entries. Give {WANTED}.")
    for number, entry in enumerate(entries, start=1):
        yield _entry(f"{path.name}, entry {number}", entry)


def _entry(where: str, entry: Any) -> Row | Problem:
    if not isinstance(entry, dict):
        return Problem(where, "the entry has no named parts")
    return Row(where, {key.strip(): "" if cell is None else str(cell).strip() for key, cell in entry.items()})


def _json(path: Path) -> Any:
    if path.stat().st_size > LARGEST_JSON:
        raise Refused(f"{path.name} is too large for a JSON register. Give it as CSV.")
    try:
        return json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise Refused(f"{path.name} begins like JSON and is not. Give {WANTED}.") from error


def _no_text(path: Path) -> str:
    return f"{path.name} is not a text: it may be a picture or a workbook. Give {WANTED}."
