"""The tables of a sheet: where each begins, which records are its body, and which column holds what."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from commonweal.spend.reading.amounts import PLAIN, read_amounts
from commonweal.spend.reading.headers import NAMING, Header, Row, best, unknown_header
from commonweal.spend.reading.layouts import DAYS, Layout, Mappings, carried, headed, refusal, unheaded
from commonweal.spend.reading.words import phrase

TOP: Final = 60  # filled records in which a first header is looked for
END: Final = 3  # filled records at the end: a sheet sorted with its header may have it last
EMPTY: Final = "the sheet is empty"
MOST_LOOKED_AT: Final = 20_000  # odd records among which the headers of further tables are looked for
STARTS_AS_FIGURE: Final = r"^[-£( ]*[0-9]"
MOST_FIGURES: Final = 3  # cells of a header that may begin with a digit
MOST_TABLES: Final = 500  # of one sheet; beyond that the search stops and the rest is set aside
MOSTLY: Final = 0.5  # of the records above a header fit under it: the sheet was sorted, header and all
INSTEAD: Final = {"net": ("gross",), "gross": (), "amount": ("credit",)}  # where the amount of a record may stand too
SHORTEST_PAGE: Final = 3  # records in a row under a shifted layout that make a page of their own


@dataclass(frozen=True)
class Table:
    """Records of one layout in one sheet."""

    layout: Layout
    body: pl.DataFrame  # "at", the record's index in the sheet, and its cells; no blank records


@dataclass
class Found:
    """What a sheet holds: its tables, its header records, and why it is no list of payments where it is none."""

    tables: list[Table] = field(default_factory=list)
    headers: list[int] = field(default_factory=list)
    refused: str | None = None


def without_blanks(records: pl.DataFrame) -> pl.DataFrame:
    """The records that have a cell that is filled."""
    if any(not cells.has_nulls() for cells in records.iter_columns() if cells.name != "at"):
        return records
    return records.filter(~pl.all_horizontal(pl.exclude("at").is_null()))


def find(filled: pl.DataFrame, before: Layout | None, mappings: Mappings) -> Found:
    """The tables among a sheet's records that are not blank: columns "at", ascending, "0", "1", …

    `before` is the layout of the sheet before it, which a page without a header may carry on.
    """
    if filled.is_empty():
        return Found(refused=EMPTY)
    ends = list(_rows(filled.head(TOP))) + list(_rows(filled.slice(max(TOP, filled.height - END))))
    header = best(ends)
    if header:
        return _under(header, filled, mappings)
    labels = unknown_header(ends)
    if labels:
        return _under(labels, filled, mappings)
    layout = (carried(before, filled.drop("at")) if before else None) or unheaded(filled.drop("at"), mappings)
    odd = _odd(filled, layout)
    header = best(list(_rows(_naming(odd)))) if odd.height < filled.height else None
    if header:
        return _under(header, filled, mappings)
    if reason := refusal(layout):
        return Found(refused=reason)
    return Found([Table(layout, filled)])


def _under(header: Header, filled: pl.DataFrame, mappings: Mappings) -> Found:
    """The tables of a sheet with a header, and those under the headers after it."""
    found = Found()
    rest = _without(filled, header.lines)
    waiting: list[tuple[Header, pl.DataFrame]] = [(header, rest)]
    while waiting and len(found.tables) < MOST_TABLES:
        header, rest = waiting.pop()
        layout = headed(header.cells, _below(rest, header).drop("at"), mappings)
        found.headers.extend(header.lines)
        odd = _odd(rest, layout)
        repeats, other = ([], _next(header, rest)) if refusal(layout) else _headers_within(header, odd)
        found.headers.extend(repeats)
        if other:
            waiting.append((other, _after(rest, other)))
            rest = _before(rest, other)
            layout = headed(header.cells, _below(rest, header).drop("at"), mappings)
        if reason := refusal(layout):
            found.refused = found.refused or reason
            continue
        body = _without(rest, repeats)
        table = Table(layout, _fitting(body, header, layout))
        found.tables.extend(_pages(table) if other or odd.height >= SHORTEST_PAGE else [table])
    return Found(_merged(found.tables), found.headers, None if found.tables else found.refused)


def _below(rest: pl.DataFrame, header: Header) -> pl.DataFrame:
    """The records under a header; those above it where none are under it, as in a sheet that was sorted."""
    below = _after(rest, header)
    return rest if below.height < rest.height - below.height and below.height < SHORTEST_PAGE else below


def _before(rest: pl.DataFrame, header: Header) -> pl.DataFrame:
    return rest.slice(0, bisect_left(rest["at"], header.lines[0]))


def _after(rest: pl.DataFrame, header: Header) -> pl.DataFrame:
    return rest.slice(bisect_right(rest["at"], header.lines[-1]))


def _without(rest: pl.DataFrame, lines: Sequence[int]) -> pl.DataFrame:
    """The records but those of some lines; a slice where these are the first, as a header's mostly are."""
    first = rest["at"].head(len(lines)).to_list()
    return rest.slice(len(lines)) if first == list(lines) else rest.filter(~pl.col("at").is_in(lines))


def _headers_within(header: Header, odd: pl.DataFrame) -> tuple[list[int], Header | None]:
    """Among odd records, those that repeat a header, up to the first header of another layout below it, and that."""
    repeats: list[int] = []
    odd = _after(odd, header)
    if odd.is_empty():
        return repeats, None
    own = [phrase(cell or "") for cell in header.cells]
    rows = list(_rows(_naming(odd).head(MOST_LOOKED_AT)))
    for place, (at, _) in enumerate(rows):
        found = best(rows[place : place + 2]) if at not in repeats[-2:] else None
        if found is None or found.lines[0] != at:
            continue
        if [phrase(cell or "") for cell in found.cells] != own:
            return repeats, found
        repeats.extend(found.lines)
    return repeats, None


def _naming(rows: pl.DataFrame) -> pl.DataFrame:
    """The records that may be headers or parts of one: some cell is a word of headers, and hardly any a figure."""
    cells = [pl.col(name) for name in rows.columns if name != "at"]
    figures = pl.sum_horizontal(cell.str.contains(STARTS_AS_FIGURE) for cell in cells)
    return rows.filter(pl.any_horizontal(cell.str.contains(NAMING) for cell in cells) & (figures <= MOST_FIGURES))


def _next(header: Header, rest: pl.DataFrame) -> Header | None:
    """The next header after a table that is no list of payments."""
    rows = list(_rows(_naming(_after(rest, header))))[: TOP * 10]
    for place in range(len(rows)):
        found = best(rows[place : place + 2])
        if found and found.lines[0] == rows[place][0]:
            return found
    return None


def _fitting(body: pl.DataFrame, header: Header, layout: Layout) -> pl.DataFrame:
    """The body without what stands above the header, unless that reads as payments too."""
    above = _before(body, header)
    if above.is_empty():
        return body
    wanted = [str(layout.fields[name]) for name in ("supplier", *DAYS) if name in layout.fields][:2]
    reads = ~_unread(above, layout)
    filled = [above[name].is_not_null() for name in wanted] or [reads]
    fits = reads & filled[0] & filled[-1]
    if fits.sum() >= MOSTLY * above.height:
        fits = (reads & (filled[0] | filled[-1])).cum_sum() > 0
    return pl.concat([above.filter(fits), _after(body, header)])


def _odd(body: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """The records whose amount does not read: headers, notes and totals are among them."""
    return body.filter(_unread(body, layout)) if layout.money else body


def _unread(body: pl.DataFrame, layout: Layout) -> pl.Series:
    assert layout.money is not None
    also = [name for name in INSTEAD[layout.money] if name in layout.fields]
    cells = body.select(pl.coalesce(str(layout.fields[name]) for name in (layout.money, *also))).to_series()
    plain = cells.str.contains(PLAIN)  # which most are, all down the column; the rest takes thought
    if plain.all(ignore_nulls=False):
        return ~plain
    return read_amounts(cells)["pence"].is_null()


def _pages(table: Table) -> Iterator[Table]:
    """The table, and apart from it the pages that carry it on with a column more or fewer."""
    odd = _odd(table.body, table.layout)
    if odd.height < SHORTEST_PAGE or odd.height == table.body.height:
        yield table
        return
    run = (table.body["at"].search_sorted(odd["at"]).diff().fill_null(0) != 1).cum_sum()
    runs = odd.with_columns(run=run).filter(pl.len().over("run") >= SHORTEST_PAGE)
    shifted: list[Table] = []
    for page in runs.partition_by("run", include_key=False, maintain_order=True)[:MOST_TABLES]:
        layout = carried(table.layout, page.drop("at"))
        if layout and layout.fields != table.layout.fields:
            shifted.append(Table(layout, page))
    taken = [at for page in shifted for at in page.body["at"].to_list()]
    yield Table(table.layout, table.body.filter(~pl.col("at").is_in(taken)))
    yield from shifted


def _merged(tables: Sequence[Table]) -> list[Table]:
    """Tables under equal headers as one."""
    same: dict[tuple[object, ...], list[Table]] = {}
    for table in tables:
        same.setdefault((table.layout.headers, *table.layout.fields.items()), []).append(table)
    return [
        Table(parts[0].layout, pl.concat([part.body for part in parts]).sort("at")) if parts[1:] else parts[0]
        for parts in same.values()
    ]


def _rows(frame: pl.DataFrame) -> Iterator[tuple[int, Row]]:
    for at, *row in frame.rows():
        yield at, row
