"""Reading a register's file: the facts it states, and every row accounted for."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Final, TypeVar

import polars as pl

from commonweal.basics.lake import sha256_of
from commonweal.basics.problems import Problem
from commonweal.organisations import register_blocks, registers
from commonweal.organisations.facts import ORDER, SCHEMA, Fact, Register, completed, table
from commonweal.organisations.register_blocks import Block
from commonweal.organisations.register_counts import Counts
from commonweal.organisations.register_recognising import part_of, recognised
from commonweal.organisations.register_rows import Row, is_json, rows
from commonweal.organisations.register_tables import Cells, Told
from commonweal.organisations.registers import Loader, Many
from commonweal.places import postcodes

POSTCODE_LOST: Final = "the postcode is not one; it was left out"
ROWS_AT_ONCE: Final = 20_000  # rows told as facts before they become columns, which take a tenth of the memory
BLOCKS_AT_ONCE: Final = 2  # our choice, for the two cores of a small machine; each takes about 100 MB

Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a register's file says: `tables` gives its facts, once, some at a time.

    `counts` fills as they are taken. Each table has the columns of `commonweal.organisations.facts.table`. `part` is
    "2 of 7" where a register is published in several files, else empty.
    """

    file: str
    sha256: str
    register: Register
    tables: Iterable[pl.DataFrame]
    counts: Counts = field(default_factory=Counts)
    part: str = ""

    def whole(self) -> pl.DataFrame:
        """All the facts in one table; for registers that fit into memory."""
        return pl.concat(self.tables)


def read(path: Path, kind: str | None = None) -> Reading:
    """Open one register; `kind` is the one that it should be, by its name in `registers.KINDS`.

    Raises Refused where the file is missing, empty, no table, or no register of that kind; taking the tables raises it
    where the file turns out broken further down.
    """
    found = rows(path, registers.spelled)
    first = list(_up_to_first_row(found))
    loader = recognised(path, first, kind)
    counts = Counts()
    many = registers.MANY.get(loader.ABOUT.slug)
    if many and not is_json(path):
        tables = _block_by_block(path, loader, many, counts)
    else:
        tables = _row_by_row(chain(first, found), loader, counts)
    return Reading(path.name, sha256_of(path), loader.ABOUT, tables, counts, part_of(path.name))


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those in the folders named, in order of their names; hidden ones left out."""
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.is_file() and not file.name.startswith("."))
        else:
            yield path


def _row_by_row(found: Iterable[Row | Problem], loader: Loader, counts: Counts) -> Iterator[pl.DataFrame]:
    """One table of all the facts, so that each is told once and in a stable order."""
    told: list[Fact] = []
    tables: list[pl.DataFrame] = []
    for number, fact in enumerate(_facts(found, loader, counts), start=1):
        told.append(fact)
        if number % ROWS_AT_ONCE == 0:
            tables.append(table(told, loader.ABOUT))
            told.clear()
    whole = table(told, loader.ABOUT) if not tables else _together([*tables, table(told, loader.ABOUT)])
    counts.facts = whole.height
    yield whole


def _together(tables: list[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat(tables).unique().sort(ORDER, nulls_last=True)


def _facts(found: Iterable[Row | Problem], loader: Loader, counts: Counts) -> Iterator[Fact]:
    for row in found:
        if isinstance(row, Problem):
            counts.put_aside(row)
            continue
        told = loader.understand(row.cells)
        if told.facts:
            counts.understand(dict.fromkeys([*told.reasons, *_postcodes_lost(told.facts)]), row.where)
            yield from told.facts
        else:
            counts.put_aside(Problem(row.where, "; ".join(told.reasons)))


def _block_by_block(path: Path, loader: Loader, many: Many, counts: Counts) -> Iterator[pl.DataFrame]:
    """The facts in the order of the file, some blocks being understood while others are read or written."""
    wanted = frozenset(loader.COLUMNS | registers.optional(loader))

    def understood(block: Block) -> tuple[Cells, list[Problem], Told, pl.DataFrame]:
        cells, problems = register_blocks.understood(block, wanted)
        told = many(cells)
        return cells, problems, told, completed(told.facts.select(*SCHEMA), loader.ABOUT)

    for cells, problems, told, facts in _ahead(register_blocks.blocks(path, registers.spelled), understood):
        for problem in problems:
            counts.put_aside(problem)
        counts.add(told, cells)
        counts.facts += facts.height
        yield facts


def _ahead(given: Iterable[Given], make: Callable[[Given], Made]) -> Iterator[Made]:
    """What `make` makes of each, in order, with a few of them in the making at any time."""
    with ThreadPoolExecutor(BLOCKS_AT_ONCE) as workers:
        making: deque[Future[Made]] = deque()
        for each in given:
            making.append(workers.submit(make, each))
            if len(making) > BLOCKS_AT_ONCE:
                yield making.popleft().result()
        while making:
            yield making.popleft().result()


def _up_to_first_row(found: Iterator[Row | Problem]) -> Iterator[Row | Problem]:
    for row in found:
        yield row
        if isinstance(row, Row):
            return


def _postcodes_lost(facts: Iterable[Fact]) -> list[str]:
    written = {fact.postcode for fact in facts if fact.postcode}
    return [POSTCODE_LOST for postcode in written if postcodes.clean(postcode) is None]
