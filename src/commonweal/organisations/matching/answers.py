"""What matching says of each payee: who it surely is, who it may be, and on what evidence."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from commonweal.organisations.matching.named_share import adapted

PAYEES: Final = ("payee", "company_number", "charity_number")
SURE: Final = "sure"
REVIEW: Final = "review"
NONE: Final = "none"
MOST_CANDIDATES: Final = 3  # shown to the person who decides; our choice
LEAST_PROBABLE: Final = 0.1  # below it a candidate is no use to a reviewer; our choice

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


def answered(payees: pl.DataFrame, offers: pl.DataFrame, share: float, surely: float) -> Matching:
    """Each payee with its best offer: sure from the probability `surely` on, else for review.

    offers: `row` and the columns of OFFERS, one for each payee and organisation at most. share: of the payees that
    registers name (see named_share.py), for which probabilities are told.
    """
    asked = payees.select(PAYEES).with_row_index("row")
    chance = pl.min_horizontal(adapted(pl.col("probability"), pl.col("nobody"), share), "most")
    told = offers.with_columns(probability=chance).filter(pl.col("probability") >= LEAST_PROBABLE)
    ranked = told.sort(["row", "probability", "org_id"], descending=[False, True, False], maintain_order=True)
    best = ranked.drop("nobody", "most").unique("row", keep="first", maintain_order=True)
    status = (
        pl.when(pl.col("org_id").is_null())
        .then(pl.lit(NONE))
        .when((pl.col("probability") >= surely) & pl.col("may"))
        .then(pl.lit(SURE))
        .otherwise(pl.lit(REVIEW))
    )
    found = asked.join(best, on="row", how="left", maintain_order="left").with_columns(
        pl.col("probability").fill_null(0.0), pl.col("evidence").fill_null("no register names it"), status=status
    )
    waiting = ranked.join(found.filter(pl.col("status") == REVIEW).select("row"), on="row", how="semi")
    placed = waiting.with_columns(rank=pl.int_range(1, pl.len() + 1).over("row"))
    return Matching(found.select(*PAYEES, *FOUND), placed.filter(pl.col("rank") <= MOST_CANDIDATES).select(CANDIDATES))
