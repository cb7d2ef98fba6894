"""Reading a register's file: the facts it states, and every row accounted for."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

import polars as pl

from commonweal.basics.lake import sha256_of
from commonweal.basics.problems import Problem, Refused
from commonweal.organisations import registers
from commonweal.organisations.facts import Fact, Register, table
from commonweal.organisations.register_rows import Row, rows
from commonweal.places import postcodes

POSTCODE_LOST: Final = "the postcode is not one; it was left out"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a register's file says. `rows` = `understood` + all of `set_aside`; a problem may leave its row understood.

    `facts` has the columns of `commonweal.organisations.facts.table`.
    """

    file: str
    sha256: str
    register: Register
    facts: pl.DataFrame
    rows: int
    understood: int
    set_aside: Mapping[str, int]
    problems: tuple[Problem, ...]


def read(path: Path) -> Reading:
    """Read one register. Raises Refused where the file is missing, empty, no table, or no register we know."""
    found = rows(path)
    first = list(_up_to_first_row(found))
    loader = _recognised(path, first)
    counts = _Counts()
    facts = list(counts.facts(loader, chain(first, found)))
    return Reading(
        file=path.name,
        sha256=sha256_of(path),
        register=loader.ABOUT,
        facts=table(facts, loader.ABOUT),
        rows=counts.understood + counts.set_aside.total(),
        understood=counts.understood,
        set_aside=dict(counts.set_aside),
        problems=tuple(counts.problems),
    )


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those in the folders named, in order of their names; hidden ones left out."""
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.is_file() and not file.name.startswith("."))
        else:
            yield path


class _Counts:
    def __init__(self) -> None:
        self.understood = 0
        self.set_aside: Counter[str] = Counter()
        self.problems: list[Problem] = []

    def facts(self, loader: registers.Loader, found: Iterable[Row | Problem]) -> Iterator[Fact]:
        for row in found:
            if isinstance(row, Problem):
                self._put_aside(row)
                continue
            told = loader.understand(row.cells)
            if told.facts:
                self.understood += 1
                self._note(row, [*told.reasons, *_postcodes_lost(told.facts)])
                yield from told.facts
            else:
                self._put_aside(Problem(row.where, "; ".join(told.reasons)))

    def _put_aside(self, problem: Problem) -> None:
        self.set_aside[problem.reason] += 1
        self.problems.append(problem)

    def _note(self, row: Row, reasons: Iterable[str]) -> None:
        self.problems.extend(Problem(row.where, reason) for reason in reasons)


def _up_to_first_row(found: Iterator[Row | Problem]) -> Iterator[Row | Problem]:
    for row in found:
        yield row
        if isinstance(row, Row):
            return


def _recognised(path: Path, first: list[Row | Problem]) -> registers.Loader:
    row = first[-1] if first else None
    if not isinstance(row, Row):
        raise Refused(f"{path.name} has a header and no rows under it. Give the register as it was published.")
    loader = registers.recognised(frozenset(row.cells), row.cells)
    if loader is None:
        known = "; ".join(loader.ABOUT.title for loader in registers.ALL)
        raise Refused(f"{path.name} has the columns of no register we know. We know: {known}.")
    return loader


def _postcodes_lost(facts: Iterable[Fact]) -> list[str]:
    written = {fact.postcode for fact in facts if fact.postcode}
    return [POSTCODE_LOST for postcode in written if postcodes.clean(postcode) is None]
