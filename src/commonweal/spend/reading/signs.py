"""The sign of an amount that stands in a column of its own: DR and CR, or an invoice and a credit note.

The cells prove whether the amounts are without a sign: some amount marked as a credit is then above nothing. Where they
hold their own signs the marks say nothing new.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from commonweal.spend.reading.layouts import Layout
from commonweal.spend.reading.profiles import CREDIT, CREDIT_NOTE, DEBIT, DOCUMENT
from commonweal.spend.reading.words import MONEY, meanings

UNSURE: Final = "sign not sure"
REMEDY: Final = (
    "nothing says for certain whether the amount was paid or paid back: its mark (such as DR or CR) is missing, or the "
    "amount has a minus beside the mark; publish the file with a minus where money came back"
)
NAMED: Final = 0.9  # says a header that its column holds signs
MOSTLY: Final = 0.5  # of the amounts
FEW: Final = 40  # different values of a column that tells kinds of documents


@dataclass(frozen=True, slots=True)
class Signs:
    """A table's amounts under their marks: which change their sign, which are not sure, and what a person is told."""

    turned: pl.Series
    unsure: pl.Series
    told: list[str]


def signed(body: pl.DataFrame, layout: Layout) -> tuple[pl.DataFrame, list[str]]:
    """The classified body with the signs that marks give put to its amounts, and `unsure`; what a person is told."""
    signs = signs_of(body, body.select(pl.when(pl.col("reason").is_null()).then("pence")).to_series(), layout)
    kinds = [name for name in (*MONEY, "pence") if name in body.columns]
    if signs.turned.any():
        body = body.with_columns(
            pl.when(signs.turned).then(-pl.col(name)).otherwise(name).alias(name) for name in kinds
        )
    return body.with_columns(signs.unsure.alias("unsure")), signs.told


def without_unsure(body: pl.DataFrame) -> pl.DataFrame:
    """The body with each payment whose sign is not sure set aside, once its totals are known."""
    if not body["unsure"].any():
        return body
    unsure = pl.col("reason").is_null() & pl.col("unsure")
    return body.with_columns(reason=pl.when(unsure).then(pl.lit(UNSURE)).otherwise("reason"))


def signs_of(body: pl.DataFrame, pence: pl.Series, layout: Layout) -> Signs:
    """What the marks of a table say of its amounts as they were read (`pence`, null where none)."""
    no = pl.repeat(False, body.height, eager=True)
    if "sign" not in layout.fields or "credit" in layout.fields:
        return Signs(no, no, _unused(body, pence, layout))
    cells = body[str(layout.fields["sign"])]
    marked = pl.DataFrame({"cell": cells, "pence": pence}).select(
        "pence",
        credit=pl.col("cell").str.contains(CREDIT).fill_null(False),
        debit=pl.col("cell").str.contains(DEBIT).fill_null(False),
        document=pl.col("cell").str.contains(DOCUMENT).fill_null(False),
    )
    name, documents = layout.name("sign"), bool(marked["document"].any())
    back = (marked["credit"] & (pence > 0)).fill_null(False)
    if not back.any():
        return Signs(no, no, [])
    minus = (pence < 0).fill_null(False)
    if documents and minus.any():
        return Signs(no, no, [_beside_minus(name, int(back.sum()))])
    told = [_taken(name, int(back.sum()))]
    if int(back.sum()) > MOSTLY * pence.count():
        if not (layout.corrected or _is_named(layout)):
            return Signs(no, no, [_left(name)])
        told.append(f"by the column {name!r} more amounts came back than were paid; check that it means that")
    blank = ~(marked["credit"] | marked["debit"]) & (pence != 0).fill_null(False)
    missing = blank if marked["debit"].any() and not documents else no
    return Signs(back, missing | (minus & (marked["credit"] | marked["debit"])), told)


def _is_named(layout: Layout) -> bool:
    header = layout.headers[layout.fields["sign"]]
    return bool(header and meanings(header).get("sign", 0.0) >= NAMED)


def _unused(body: pl.DataFrame, pence: pl.Series, layout: Layout) -> list[str]:
    """Marks in columns that were not taken for signs, beside amounts none of which has a minus."""
    if not layout.is_headed or "credit" in layout.fields or (pence < 0).any():
        return []
    told = []
    for at, header in enumerate(layout.headers):
        held = layout.profiles[at]
        if not header or held.is_empty or at == layout.fields.get("supplier"):
            continue
        if held.signs == 1 and held.sure_signs >= MOSTLY and held.debits and held.credits:
            told.append(_left(header))
        elif held.credit_notes and held.distinct <= FEW:
            notes = int((body[str(at)].str.contains(CREDIT_NOTE) & (pence > 0)).sum())
            told += [_notes(header, notes)] if notes else []
    return told


def _taken(name: str, count: int) -> str:
    return f"amounts without a minus that the column {name!r} marks as credits are counted as paid back: {count:,}"


def _left(name: str) -> str:
    return (
        f"the column {name!r} says debit or credit, but not surely of the amounts, which were left as they stand; "
        "if it gives their sign, say so under “Correct the columns”"
    )


def _beside_minus(name: str, count: int) -> str:
    return (
        f"credit notes in the column {name!r} without a minus, though other amounts have one: {count:,}; "
        "they are counted as paid, as they stand; ask the publisher which were paid back"
    )


def _notes(name: str, count: int) -> str:
    return (
        f"amounts without a minus that are called credit notes in the column {name!r}: {count:,}; "
        "they are counted as paid, as they stand; ask the publisher whether they were paid back"
    )
