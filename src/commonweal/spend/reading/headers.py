"""Which records are headers: rows of words that name fields, over rows that hold them."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import Final

from commonweal.spend.reading.profiles import looks_like_figures
from commonweal.spend.reading.words import CONTRACTS, meanings, says

Row = Sequence[str | None]
Cells = tuple[str | None, ...]

GAIN: Final = 0.01  # in score, for two lines to make one header
LOSS: Final = 0.1  # in score, at the most, for two lines that name more fields to make one header
NEARLY: Final = 0.7  # of the surest header's score
LEAST_NAMES: Final = 2  # cells that name a field, at the least
LEAST_SHARE: Final = 0.3  # of the filled cells
WHO: Final = frozenset({"supplier", "supplier_number"})
WHEN: Final = frozenset({"payment_date", "invoice_date", "period"})
LEAST_BODY: Final = 4  # records, for an unknown header over them to be told from a note
MOST_WORDS: Final = 3  # of a second line that names nothing by itself; more are a note: "No payments this month"
LONGEST_HEADER: Final = 120  # characters; a longer cell is a sentence
HOW_MUCH: Final = frozenset({"net", "gross", "amount", "vat"})


NAMING: Final = (  # what at least one cell of a header says
    r"(?i)supplier|vendor|payee|creditor|beneficiary|recipient|merchant|name|amount|\b(?:net|gross|vat|total|value|spend)\b"
    r"|date|paid|payment|period|month|£"
)


@dataclass(frozen=True, slots=True)
class Header:
    """A header's cells by column, and the records it takes."""

    cells: Cells
    lines: tuple[int, ...]  # record indexes, the first record is 0


def score(row: Row) -> float:
    """How surely a record is a header: 0 where it is none, else the sum of how surely its cells name fields.

    A header names at least two of who, when and how much, in different cells, and holds hardly any figures.
    """
    filled = [cell for cell in row if cell]
    figures = sum(looks_like_figures(cell) for cell in filled)
    if len(filled) < LEAST_NAMES or figures > len(filled) // 3:
        return 0.0
    short = [cell for cell in filled if len(cell) <= LONGEST_HEADER]
    said = [meanings(cell) for cell in short]
    named = [
        max(meaning.values(), default=1.0)
        for cell, meaning in zip(short, said, strict=True)
        if meaning or says(cell, CONTRACTS)
    ]
    if len(named) < max(LEAST_NAMES, LEAST_SHARE * len(filled)) or figures > len(named) // 3:
        return 0.0
    kinds = [_kinds(cell, meaning) for cell, meaning in zip(short, said, strict=True)]
    if len(set().union(*kinds)) < LEAST_NAMES or sum(map(bool, kinds)) < LEAST_NAMES:
        return 0.0
    weighed = sum(named) * math.sqrt(len(named) / len(filled))
    return round(weighed, 6)  # so that equal headers score equally in any order of columns


def _kinds(cell: str, meaning: Mapping[str, float]) -> set[object]:
    """Which of who, when, how much a cell of a header names; CONTRACTS for a word of contracts registers."""
    fields = {kind for kind in (WHO, WHEN, HOW_MUCH) if kind & meaning.keys()}
    return {*fields, CONTRACTS} if says(cell, CONTRACTS) else {*fields}


def _fields(cells: Row) -> int:
    """How many different fields the cells name, each cell the one that it names most surely."""
    said = [meanings(cell) for cell in cells if cell]
    return len({max(meaning, key=lambda field: meaning[field]) for meaning in said if meaning})


def best(rows: Sequence[tuple[int, Row]]) -> Header | None:
    """The first header among records (index, cells), of one line or two, that is nearly as sure as the surest."""
    alone = [score(row) for _, row in rows]
    found = [(alone[place], Header(tuple(row), (at,))) for place, (at, row) in enumerate(rows)]
    worded = [_is_worded(row) for _, row in rows]
    for place, ((at, first), (below, second)) in enumerate(pairwise(rows)):
        if below != at + 1 or not (worded[place] and worded[place + 1]):
            continue
        pair = alone[place : place + 2]
        joined = [(score(cells), Header(cells, (at, below))) for cells in _joined(first, second)]
        surest = max(joined, key=itemgetter(0), default=found[place])
        more = surest[0] - max(pair)
        # Two headers with no record between them are one of two lines, unless they make less sense together.
        if more >= (0 if all(pair) else GAIN) or (more >= -LOSS and _fields(surest[1].cells) > _fields(first)):
            found[place] = surest
    top = max((surely for surely, _ in found), default=0.0)
    return next((header for surely, header in found if top and surely >= NEARLY * top), None)


def _is_worded(row: Row) -> bool:
    """Whether no cell of a record is a figure or a sentence, so that it may be one line of two."""
    return not any(cell and (len(cell) > LONGEST_HEADER or looks_like_figures(cell)) for cell in row)


def _joined(first: Row, second: Row) -> Iterator[Cells]:
    """The headers that a record makes with the next one: cell under cell, or under a title that spans several."""
    spanning: list[str | None] = []
    for cell in first:
        spanning.append(cell or (spanning[-1] if spanning else None))
    filled = [cell for cell in second if cell]
    for upper in (first, spanning):
        cells = tuple(_one_below(*pair) for pair in zip(upper, second, strict=True))
        kept = sum(bool(lower) and cell != above for cell, above, lower in zip(cells, upper, second, strict=True))
        if kept * 2 >= len(filled) > 0:
            yield cells


def _one_below(upper: str | None, lower: str | None) -> str | None:
    """Two cells of a header as one; the lower only where it helps to name a field, so that no payee gets in."""
    joined = " ".join(part for part in (upper, lower) if part)
    named = lower and (meanings(lower) or (len(lower.split()) <= MOST_WORDS and meanings(joined)))
    return joined if named else upper


def unknown_header(rows: Sequence[tuple[int, Row]]) -> Header | None:
    """A first record of labels over columns of figures, though none of the labels is known to us."""
    if len(rows) < LEAST_BODY:
        return None
    (at, first), *body = rows
    figured = [
        column
        for column in range(len(first))
        if sum(looks_like_figures(cell) for _, row in body if (cell := row[column])) > len(body) // 2
    ]
    labels = [first[column] for column in figured]
    filled = [cell for cell in first if cell]
    if len(figured) < 1 or len(set(filled)) < max(len(filled), 3):
        return None
    if any(label is None or looks_like_figures(label) or len(label) > LONGEST_HEADER for label in labels):
        return None
    return Header(tuple(first), (at,))
