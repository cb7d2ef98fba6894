"""Which register a file is: told by its columns, and said plainly where it is none or another than was asked for."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from commonweal.basics.problems import Problem, Refused
from commonweal.organisations import registers
from commonweal.organisations.register_rows import Row
from commonweal.organisations.registers import KINDS, Loader

NEARLY: Final = 0.5  # of the file's columns or the register's, our choice: such a file was cut, or its columns renamed
LEAST_SHARED: Final = 3  # columns, our choice: a name and a postcode stand in many files
_PART: Final = re.compile(r"[_-]part([1-9][0-9]?)_([1-9][0-9]?)(?![0-9])", re.IGNORECASE)


def recognised(path: Path, first: list[Row | Problem], kind: str | None = None) -> Loader:
    """The register that a file is; `first` ends with its first row. Raises Refused where it is none we know."""
    row = first[-1] if first else None
    if not isinstance(row, Row):
        raise Refused(f"{path.name} has a header and no rows under it. Give the register as it was published.")
    columns = frozenset(row.cells)
    asked = KINDS[kind] if kind else registers.ALL
    loader = registers.recognised(columns, row.cells, asked)
    if loader is None:
        other = registers.recognised(columns, row.cells)
        raise Refused(_another(path, kind, other) if other else _none(path, columns, asked))
    return loader


def part_of(name: str) -> str:
    """`2 of 7` for a file named as the second of seven (`BasicCompanyData-2026-11-01-part2_7.zip`), else empty."""
    found = _PART.search(name)
    return f"{found[1]} of {found[2]}" if found and int(found[1]) <= int(found[2]) else ""


def _another(path: Path, kind: str | None, other: Loader) -> str:
    right = next(name for name, loaders in KINDS.items() if other in loaders)
    return f"{path.name} is not {kind}: it looks like {other.ABOUT.title}. Load it as {right}."


def _none(path: Path, columns: frozenset[str], asked: Iterable[Loader]) -> str:
    nearest = max(asked, key=lambda loader: _share(columns, loader))
    lacking = sorted(nearest.COLUMNS - columns)
    if lacking and _share(columns, nearest) >= NEARLY:
        return (
            f"{path.name} looks like {nearest.ABOUT.title}, but lacks the column{'s' * (len(lacking) > 1)} "
            f"{', '.join(lacking)}. Give the register with all its columns, as it was published."
        )
    known = "; ".join(loader.ABOUT.title for loader in asked)
    return f"{path.name} has the columns of no register we know. We know: {known}."


def _share(columns: frozenset[str], loader: Loader) -> float:
    own = loader.COLUMNS | registers.optional(loader)
    shared = len(own & columns)
    return shared / min(len(own), len(columns)) if shared >= LEAST_SHARED else 0
