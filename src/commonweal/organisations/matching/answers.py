"""What matching says of each payee: who it surely is, who it may be, and on what evidence."""

from dataclasses import dataclass
from typing import Final

import polars as pl

PAYEES: Final = ("payee", "company_number", "charity_number")
SURE: Final = "sure"
REVIEW: Final = "review"
NONE: Final = "none"
MOST_CANDIDATES: Final = 3  # shown to the person who decides; our choice

FOUND: Final = ("org_id", "identifier", "name", "probability", "status", "evidence")
CANDIDATES: Final = ("row", "rank", "org_id", "identifier", "name", "probability", "evidence")


@dataclass(frozen=True, slots=True)
class Matching:
    """`found`: a row a payee, in the order given. `candidates`: for each payee to review up to three, the best first.

    `found` has the columns of PAYEES, then FOUND: `org_id` (the organisation; null for none), `identifier` (as met),
    `name` (as registered), `probability` (0 to 1), `status` (sure, review or none), `evidence` (plain English).
    `candidates` has the columns of CANDIDATES; `row` counts the payees from 0, `rank` the candidates from 1.
    """

    found: pl.DataFrame
    candidates: pl.DataFrame


def answered(payees: pl.DataFrame, offers: pl.DataFrame, surely: float) -> Matching:
    """Each payee with its best offer: sure from the probability `surely` on, else for review.

    offers: `row`, `org_id`, `identifier`, `name`, `probability`, `evidence`, `may` (be sure: false where a person must
    look first), one for each payee and organisation at most, the best first within a payee.
    """
    asked = payees.select(PAYEES).with_row_index("row")
    best = offers.unique("row", keep="first", maintain_order=True)
    status = (
        pl.when(pl.col("org_id").is_null())
        .then(pl.lit(NONE))
        .when((pl.col("probability") >= surely) & pl.col("may"))
        .then(pl.lit(SURE))
        .otherwise(pl.lit(REVIEW))
    )
    told = asked.join(best, on="row", how="left", maintain_order="left").with_columns(
        pl.col("probability").fill_null(0.0), pl.col("evidence").fill_null("no register names it"), status=status
    )
    waiting = offers.join(told.filter(pl.col("status") == REVIEW).select("row"), on="row", how="semi")
    ranked = waiting.with_columns(rank=pl.int_range(1, pl.len() + 1).over("row"))
    return Matching(told.select(*PAYEES, *FOUND), ranked.filter(pl.col("rank") <= MOST_CANDIDATES).select(CANDIDATES))
