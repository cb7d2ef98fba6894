"""Who was paid, supplier by supplier: what matching says of each spelling, and what people decided.

A supplier is a normalised name: all its spellings, with or without a number beside them, are one payee to the person
who decides. So what is sure of one spelling is sure of the supplier, and where two spellings lead to different
organisations a person looks.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from commonweal.organisations.matching import match
from commonweal.organisations.matching.answers import FOUND, NONE, PAYEES, REVIEW, SURE

OFFER: Final = ("org_id", "identifier", "name", "probability", "evidence")
DECISIONS: Final = {"supplier_key": pl.String, "decided": pl.String, "decided_name": pl.String}
DISAGREEING: Final = "its spellings or its numbers lead to different organisations"
DECIDED: Final = "a reviewer decided"
DECIDED_NONE: Final = "a reviewer found it to be none of those suggested"
MOST_OFFERED: Final = 5  # organisations offered to the person who decides; our choice


@dataclass(frozen=True, slots=True)
class Matches:
    """Matching's answers to distinct payees, as they are kept from one drawing of the account to the next.

    `found`: PAYEES and FOUND. `offers`: PAYEES and OFFER, the organisations that a payee for review may be.
    """

    found: pl.DataFrame
    offers: pl.DataFrame

    def of(self, payees: pl.DataFrame) -> "Matches":
        """The answers to these payees alone."""
        asked = payees.select(PAYEES).unique()
        return Matches(
            self.found.join(asked, on=PAYEES, how="semi", nulls_equal=True),
            self.offers.join(asked, on=PAYEES, how="semi", nulls_equal=True),
        )

    def and_of(self, others: "Matches") -> "Matches":
        """These answers and others."""
        return Matches(pl.concat([self.found, others.found]), pl.concat([self.offers, others.offers]))


def unanswered(payees: pl.DataFrame, known: Matches) -> pl.DataFrame:
    """The distinct payees that have no answer yet."""
    asked = payees.select(PAYEES).unique(maintain_order=True)
    return asked.join(known.found, on=PAYEES, how="anti", nulls_equal=True)


def matched(payees: pl.DataFrame, bearers: pl.DataFrame) -> Matches:
    """Matching's answers to distinct payees."""
    answer = match(payees, bearers)
    numbered = answer.found.select(PAYEES).with_row_index("row")
    offers = answer.candidates.join(numbered, on="row", maintain_order="left").select(*PAYEES, *OFFER)
    return Matches(answer.found, offers)


def identified(payees: pl.DataFrame, matches: Matches, decisions: pl.DataFrame) -> pl.DataFrame:
    """One row a supplier: `supplier_key` and FOUND.

    payees: `supplier_key` and the columns of PAYEES. decisions: the columns of DECISIONS, one row a supplier; where
    `decided` is null, the reviewer found it to be none of those suggested.
    """
    suppliers = _by_supplier(payees.join(matches.found, on=PAYEES, nulls_equal=True))
    told = suppliers.join(decisions.with_columns(reviewed=True), on="supplier_key", how="left", maintain_order="left")
    chosen = pl.col("decided").is_not_null()
    by_hand = {
        "org_id": pl.col("decided"),
        "identifier": pl.col("decided"),
        "name": pl.col("decided_name"),
        "probability": pl.when(chosen).then(1.0).otherwise(0.0),
        "status": pl.when(chosen).then(pl.lit(SURE)).otherwise(pl.lit(NONE)),
        "evidence": pl.when(chosen).then(pl.lit(DECIDED)).otherwise(pl.lit(DECIDED_NONE)),
    }
    settled = [pl.when("reviewed").then(by_hand[name]).otherwise(name).alias(name) for name in FOUND]
    return told.select("supplier_key", *settled)


def offers(payees: pl.DataFrame, matches: Matches) -> pl.DataFrame:
    """The organisations that each supplier may be: `supplier_key` and OFFER, the likeliest first, MOST_OFFERED at most.

    What is sure of one spelling is an offer where another spelling leads elsewhere.
    """
    sure = matches.found.filter(pl.col("status") == SURE).select(*PAYEES, *OFFER)
    every = payees.select("supplier_key", *PAYEES).join(pl.concat([sure, matches.offers]), on=PAYEES, nulls_equal=True)
    order = ["supplier_key", "probability", "org_id"]
    ranked = every.select("supplier_key", *OFFER).sort(order, descending=[False, True, False])
    return ranked.unique(["supplier_key", "org_id"], keep="first", maintain_order=True).filter(
        pl.int_range(pl.len()).over("supplier_key") < MOST_OFFERED
    )


def _by_supplier(told: pl.DataFrame) -> pl.DataFrame:
    """One row a supplier: sure where its spellings lead to one organisation, for review where they lead to several."""
    rank = pl.col("status").replace_strict([SURE, REVIEW, NONE], [0, 1, 2], return_dtype=pl.Int8)
    ordered = told.with_columns(rank=rank).sort(
        ["supplier_key", "rank", "probability", "org_id", "identifier"],
        descending=[False, False, True, False, False],
        nulls_last=True,
    )
    claims = pl.col("org_id").filter(pl.col("status") == SURE).n_unique()
    best = ordered.group_by("supplier_key", maintain_order=True).agg(
        *(pl.col(name).first() for name in FOUND), claims.alias("claims")
    )
    several = pl.col("claims") > 1
    return best.with_columns(
        pl.when(several).then(pl.lit(REVIEW)).otherwise("status").alias("status"),
        pl.when(several).then(pl.lit(DISAGREEING)).otherwise("evidence").alias("evidence"),
    ).drop("claims")
