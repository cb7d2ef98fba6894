"""Payments that stand alike in two files of one payer: a reissued file, or two files that overlap."""

from enum import Enum
from typing import Final

import polars as pl

ALIKE: Final = ("payer_slug", "date", "pence", "supplier_key", "transaction", "category", "department")
TELLING: Final = ("date", "transaction")  # a payment that has neither could be any other of its size

# Our choice. A month published again with corrections keeps most of its rows; two files that merely share a few
# late invoices do not. Between the two a person decides.
REISSUED_SHARE: Final = 0.8


class Kinship(Enum):
    """How a later file stands to an earlier one of the same payer."""

    APART = "apart"
    OVERLAPS = "overlaps"
    REISSUE = "reissue"


def repeated(earlier: pl.DataFrame, later: pl.DataFrame) -> pl.DataFrame:
    """The rows of `later` that stand in `earlier` too: file, sheet, line, pence. One row there answers for one here."""
    pairs = _numbered(later).join(
        _numbered(earlier).select(*ALIKE, "turn"), on=[*ALIKE, "turn"], how="semi", nulls_equal=True
    )
    return pairs.select("file", "sheet", "line", "pence")


def kinship(earlier: pl.DataFrame, repeats: int) -> Kinship:
    """A file that holds most of an earlier one's payments replaces it; one that holds some of them overlaps it."""
    if repeats == 0:
        return Kinship.APART
    return Kinship.REISSUE if repeats >= REISSUED_SHARE * earlier.height else Kinship.OVERLAPS


def _numbered(payments: pl.DataFrame) -> pl.DataFrame:
    telling = payments.filter(pl.any_horizontal(pl.col(*TELLING).is_not_null()))
    return telling.with_columns(pl.int_range(pl.len()).over(*ALIKE).alias("turn"))
