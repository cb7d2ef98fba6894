"""Who was paid, supplier by supplier: what matching says of each spelling, and what people decided.

A supplier is a normalised name: all its spellings, with or without a number beside them, are one payee to the person
who decides. So what is sure of one spelling is sure of the supplier, and where two spellings lead to different
organisations a person looks.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from commonweal.organisations.matching.answers import FOUND, NONE, PAYEES, REVIEW, SURE, Matching, answered
from commonweal.organisations.matching.finding import weighed
from commonweal.organisations.matching.named_share import named_share
from commonweal.organisations.matching.offers import OFFERS
from commonweal.organisations.matching.weights import SURELY

OFFER: Final = ("org_id", "identifier", "name", "probability", "evidence")
WEIGHED: Final = tuple(name for name in OFFERS if name != "row")
DECISIONS: Final = {"supplier_key": pl.String, "decided": pl.String, "decided_name": pl.String}
DISAGREEING: Final = "its spellings or its numbers lead to different organisations"
DECIDED: Final = "a reviewer decided"
DECIDED_NONE: Final = "a reviewer found it to be none of those suggested"
MOST_OFFERED: Final = 5  # organisations offered to the person who decides; our choice


@dataclass(frozen=True, slots=True)
class Matches:
    """What matching found for distinct payees, each by itself, as kept from one drawing of the account to the next.

    `asked`: PAYEES and `nobody`. `offers`: PAYEES and WEIGHED, the organisations that a payee may be. How probable each
    is depends on how many of all the payees registers name, and is told anew each time.
    """

    asked: pl.DataFrame
    offers: pl.DataFrame

    @property
    def whole(self) -> bool:
        """Whether all is there that answers need."""
        return {*PAYEES, "nobody"} <= {*self.asked.columns} and {*PAYEES, *WEIGHED} <= {*self.offers.columns}

    def of(self, payees: pl.DataFrame) -> "Matches":
        """What was found for these payees alone."""
        asked = payees.select(PAYEES).unique()
        return Matches(
            self.asked.join(asked, on=PAYEES, how="semi", nulls_equal=True),
            self.offers.join(asked, on=PAYEES, how="semi", nulls_equal=True),
        )

    def and_of(self, others: "Matches") -> "Matches":
        """What was found for these payees and for others."""
        return Matches(pl.concat([self.asked, others.asked]), pl.concat([self.offers, others.offers]))

    def answered(self) -> Matching:
        """What that says of each payee, taken together."""
        rows = self.asked.select(PAYEES).with_row_index("row")
        offers = self.offers.join(rows, on=PAYEES, nulls_equal=True, maintain_order="left").select(*OFFERS)
        return answered(rows, offers, named_share(self.asked["nobody"].sort()), SURELY)


def unanswered(payees: pl.DataFrame, known: Matches) -> pl.DataFrame:
    """The distinct payees that nothing was looked up for yet."""
    asked = payees.select(PAYEES).unique(maintain_order=True)
    return asked.join(known.asked, on=PAYEES, how="anti", nulls_equal=True)


def matched(payees: pl.DataFrame, bearers: pl.DataFrame) -> Matches:
    """What matching finds for distinct payees."""
    found = weighed(payees, bearers)
    asked = payees.select(PAYEES).with_columns(found.nobody.alias("nobody"))
    rows = asked.select(PAYEES).with_row_index("row")
    return Matches(asked, found.offers.join(rows, on="row", maintain_order="left").select(*PAYEES, *WEIGHED))


def identified(payees: pl.DataFrame, matches: Matches, decisions: pl.DataFrame) -> pl.DataFrame:
    """One row a supplier: `supplier_key` and FOUND.

    payees: `supplier_key` and the columns of PAYEES. decisions: the columns of DECISIONS, one row a supplier; where
    `decided` is null, the reviewer found it to be none of those suggested.
    """
    suppliers = _by_supplier(payees.join(matches.answered().found, on=PAYEES, nulls_equal=True))
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
    answer = matches.answered()
    sure = answer.found.filter(pl.col("status") == SURE).select(*PAYEES, *OFFER)
    numbered = answer.found.select(PAYEES).with_row_index("row")
    waiting = answer.candidates.join(numbered, on="row").select(*PAYEES, *OFFER)
    every = payees.select("supplier_key", *PAYEES).join(pl.concat([sure, waiting]), on=PAYEES, nulls_equal=True)
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
