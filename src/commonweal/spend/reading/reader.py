"""From one file to its Reading: the order of the work, step by step."""

from collections.abc import Mapping
from typing import Final

import numpy as np
import polars as pl

from commonweal.basics.problems import Refused
from commonweal.spend.reading import notices
from commonweal.spend.reading.days import with_days
from commonweal.spend.reading.files import Source
from commonweal.spend.reading.layouts import Layout
from commonweal.spend.reading.notices import Progress
from commonweal.spend.reading.payees import protected
from commonweal.spend.reading.payments import complete, standard, with_payer, with_texts
from commonweal.spend.reading.result import SET_ASIDE, Basis, Column, Options, Reading
from commonweal.spend.reading.rows import BLANK, HEADER, OUTSIDE, TOTAL, Place, classify
from commonweal.spend.reading.sheets import Sheet, open_sheets
from commonweal.spend.reading.signs import signed, without_unsure
from commonweal.spend.reading.summaries import repeating
from commonweal.spend.reading.tables import Found, find, without_blanks
from commonweal.spend.reading.totals import printed_outside, settle

PREVIEW: Final = 5  # payments
REFUSED: Final = "not a list of payments"
REPEATED: Final = "repeats payments listed elsewhere in the file"
UNCLOSED: Final = "a quotation mark is opened and never closed; the line was read as it stands"
SHEETS_SHARE: Final = 0.8  # of the work, for the progress bar
BASES: Final[Mapping[str, Basis]] = {"net": "net", "gross": "gross", "amount": "unstated"}


def read(source: Source, options: Options) -> Reading:
    """Read one file. Never raises for what the file holds: a file that is no payments comes back refused, and why."""
    try:
        opened = open_sheets(source.load())
    except OSError as error:
        return Reading(source.path, source.sha256, refused=f"it could not be read ({error.strerror or 'input error'})")
    except Refused as refusal:
        return Reading(source.path, source.sha256, refused=refusal.plain)
    done = Progress(source.path, list(opened.warnings))
    for number, sheet in enumerate(opened.sheets, start=1):
        _sheet(done, sheet, options)
        options.progress(SHEETS_SHARE * number / len(opened.sheets))
    reading = _accepted(done, source, options) if done.tables else _refused(done, source)
    options.progress(1.0)
    return reading


def _sheet(done: Progress, sheet: Sheet, options: Options) -> None:
    """Add a sheet to what has been read so far: each of its records is a payment or set aside."""
    before = done.tables[-1][1].layout if done.tables else None
    filled = without_blanks(sheet.numbered())
    found = find(filled, before, options.mappings)
    done.rows += sheet.cells.height
    if found.refused:
        done.refusals.append((sheet.name, found.refused))
    for table in found.tables:
        body, of_signs = signed(classify(table.body, table.layout), table.layout)
        body, printed = settle(body, Place.of(table.layout))
        body = without_unsure(body)
        done.warnings += of_signs
        body = body.with_columns(sheet=pl.lit(sheet.name), line=_line())
        done.tables.append((sheet.name, table))
        done.printed += [(sheet.name, total) for total in printed]
        done.payments.append(standard(body.filter(pl.col("reason").is_null()), table.layout))
        done.set_aside.append(body.filter(pl.col("reason").is_not_null()).select(*SET_ASIDE))
    _left(done, sheet, filled, found)
    unclosed = pl.DataFrame({"line": sheet.unclosed}, schema={"line": pl.Int32})
    done.troubles.append(unclosed.select(sheet=pl.lit(sheet.name), line="line", reason=pl.lit(UNCLOSED)))


def _left(done: Progress, sheet: Sheet, filled: pl.DataFrame, found: Found) -> None:
    """Set aside the records of a sheet that are in no table: headers, blank rows, and what stands outside."""
    reasons = np.full(sheet.cells.height, BLANK, dtype=object)
    reasons[filled["at"].to_numpy() - sheet.above] = OUTSIDE if found.tables else REFUSED
    for table in found.tables:
        reasons[table.body["at"].to_numpy() - sheet.above] = None
    reasons[np.array(found.headers, dtype=int) - sheet.above] = HEADER
    outside = np.flatnonzero(reasons == OUTSIDE)
    if len(outside):
        printed = printed_outside(filled.filter(pl.col("at").is_in(outside + sheet.above)))
        done.printed += [(sheet.name, total) for total in printed]
        reasons[[total.line - 1 - sheet.above for total in printed]] = TOTAL
    left = np.flatnonzero(reasons.astype(bool))
    columns = {"line": left + sheet.above + 1, "reason": reasons[left]}
    told = pl.DataFrame(columns, schema={"line": pl.Int32, "reason": pl.String})
    done.set_aside.append(told.select(sheet=pl.lit(sheet.name), line="line", reason="reason"))


def _line() -> pl.Expr:
    return (pl.col("at") + 1).cast(pl.Int32)


def _refused(done: Progress, source: Source) -> Reading:
    set_aside = pl.concat(done.set_aside) if done.set_aside else pl.DataFrame(schema=SET_ASIDE)
    return Reading(source.path, source.sha256, rows=done.rows, set_aside=set_aside, refused=done.refused)


def _without_repeats(done: Progress) -> None:
    """Set aside each table that repeats others of the file."""
    told = [(sheet, table, payments) for (sheet, table), payments in zip(done.tables, done.payments, strict=True)]
    for at in repeating(told):
        sheet, _ = done.tables.pop(at)
        repeated = done.payments.pop(at)
        done.set_aside.append(repeated.select("sheet", "line", reason=pl.lit(REPEATED)))
        done.warnings.append(f"{f'sheet {sheet!r}' if sheet else 'a table'} {REPEATED}, and was set aside")


def _accepted(done: Progress, source: Source, options: Options) -> Reading:
    """The Reading of a file with at least one table; its layout is that of the table with the most payments."""
    _without_repeats(done)
    payments, troubles, of_days = with_days(pl.concat(done.payments, how="diagonal"))
    payments, of_payer = with_payer(payments, source.path, options)
    payments = protected(with_texts(payments), options.key, options.known)
    set_aside = notices.in_order(pl.concat(done.set_aside))
    told, more = notices.problems([notices.of_set_aside(set_aside), troubles, *done.troubles], source.path)
    layout = done.tables[max(range(len(done.tables)), key=lambda at: done.payments[at].height)][1].layout
    assert layout.money is not None
    return Reading(
        path=source.path,
        sha256=source.sha256,
        payers=payments["payer"].unique(maintain_order=True).to_list(),
        tables=len(done.tables),
        rows=done.rows,
        payments=complete(payments),
        set_aside=set_aside,
        problems=told,
        columns={name: layout.name(name) for name in layout.fields},
        amount_column=layout.name(layout.money),
        amount_basis=BASES[layout.money],
        shape=layout.shape,
        layout=_described(layout),
        mapping={name: f"c{at + 1}" for name, at in layout.fields.items()},
        preview=payments.head(PREVIEW).select("line", "date", "pence", "supplier_kind").rows(named=True),
        warnings=done.warnings + of_days + of_payer + notices.warnings(done, payments) + more,
    )


def _described(layout: Layout) -> list[Column]:
    return [
        Column(f"c{at + 1}", header or f"column {at + 1}", 1 - held.filled, held.amounts, held.days, held.distinct)
        for at, (header, held) in enumerate(zip(layout.headers, layout.profiles, strict=True))
        if header or not held.is_empty
    ]
