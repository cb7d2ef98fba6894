"""Compared pairs made into offers: for each payee the organisations it may be, each with its probability and evidence.

A payee is one of its candidates or nobody known. A candidate's chance is the odds of its score over the odds of all of
them and of nobody (whose score is 0), so that two that are as near share what there is.
"""

from collections.abc import Iterator
from typing import Final

import polars as pl

from commonweal.organisations.matching import evidence
from commonweal.organisations.matching.scoring import Sides

OFFERS: Final = {
    "row": pl.UInt32,
    "org_id": pl.String,
    "identifier": pl.String,
    "name": pl.String,
    "probability": pl.Float64,
    "evidence": pl.String,
    "may": pl.Boolean,
    "nobody": pl.Float64,
    "most": pl.Float64,
}
MOST_WEIGHED: Final = 4  # candidates of a payee; a fifth is never near; our choice
LEAST_WEIGHED: Final = 0.03  # a chance below it stays too small, however many payees registers name; our choice
PAYEES_AT_A_TIME: Final = 50_000
SHORTEST_SINGLE_WORD: Final = 6  # letters; initials such as BBC or BMW are borne by many, in registers and out of them

# Our choice: no payees with numbers were at hand to measure these on.
NUMBER_AND_NAME: Final = 0.999
NUMBER_ALONE: Final = 0.6
NUMBER_AGAINST: Final = 0.5  # at most, of a name whose number is another's


def offered(compared: pl.DataFrame, numbered: pl.DataFrame, sides: Sides) -> pl.DataFrame:
    """`row` and the columns of OFFERS, the best first within a payee. compared: what `scoring.scored` gives.

    `probability` is as fitted; however many payees registers name (see named_share.py), it tells no more than `most`.
    `nobody` is the chance that the payee is nobody known, null where a number tells who it is. `may`: sure, if it is
    probable enough.
    """
    named = pl.concat([_named(_chances(_best_of_each(part, sides)), numbered) for part in _some_payees(compared)])
    told = _numbered(numbered, named, sides)
    both = pl.concat([told, named.select(*OFFERS).cast(OFFERS)])  # type: ignore[arg-type]
    ordered = both.sort(["row", "probability", "org_id"], descending=[False, True, False], maintain_order=True)
    return ordered.unique(["row", "org_id"], keep="first", maintain_order=True)


def _some_payees(compared: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The pairs of some payees at a time, so that names are at hand for these alone."""
    last = compared["row"].max()
    for start in range(0, int(last) + 1 if isinstance(last, int) else 1, PAYEES_AT_A_TIME):
        yield compared.filter(pl.col("row").is_between(start, start + PAYEES_AT_A_TIME, closed="left"))


def _best_of_each(compared: pl.DataFrame, sides: Sides) -> pl.DataFrame:
    """The best pair of each payee and organisation, at most MOST_WEIGHED a payee, the best first."""
    bearers = sides.bearers[compared["bearer"]].select(
        "name", pl.col("org_id").alias("identifier"), pl.col("organisation").alias("org_id")
    )
    initials = ~_more_than_initials(sides, compared)
    pairs = compared.hstack(bearers).with_columns(initials=initials)
    ordered = pairs.sort(
        ["row", "score", "org_id", "identifier", "name"], descending=[False, True, False, False, False]
    )
    once = ordered.unique(["row", "org_id"], keep="first", maintain_order=True)
    return once.filter(pl.int_range(pl.len()).over("row") < MOST_WEIGHED)


def _more_than_initials(sides: Sides, compared: pl.DataFrame) -> pl.Series:
    """Whether the name met is more than a few initials: without its legal form, unless the payee gives that too."""
    key = sides.bearers["key"].gather(compared["bearer"]).fill_null("")
    core = sides.held.core.gather(compared["bearer"])
    told = pl.select(pl.when(compared["same"]).then(key).otherwise(core)).to_series()
    return told.str.contains(" ", literal=True) | (told.str.len_chars() >= SHORTEST_SINGLE_WORD)


def _chances(best: pl.DataFrame) -> pl.DataFrame:
    odds = pl.col("score").clip(-30, 30).exp()
    shared = odds / (odds.sum().over("row") + 1)
    rivals = pl.col("score").max().over("row") - pl.col("score") < 1
    nobody = 1 / (odds.sum().over("row") + 1)
    rivals = rivals.sum().over("row") - 1
    return best.with_columns(probability=shared, alone=odds / (odds + 1), nobody=nobody, rivals=rivals)


def _named(best: pl.DataFrame, numbered: pl.DataFrame) -> pl.DataFrame:
    """Offers by name alone."""
    claimed = numbered.group_by("row").agg(pl.col("organisation").alias("claimed"))
    likely = best.filter(pl.col("probability") >= LEAST_WEIGHED)
    beside = likely.join(claimed, on="row", how="left", maintain_order="left")
    against = pl.col("claimed").is_not_null() & ~pl.col("org_id").is_in(pl.col("claimed")).fill_null(False)
    told = evidence.by_name()
    several = (pl.col("rivals") > 0) & (pl.col("probability") < pl.col("alone") - 0.2)
    told = evidence.but(told, several, evidence.BORNE_BY_SEVERAL)
    told = evidence.but(told, pl.col("initials"), evidence.SHORT_NAME)
    told = evidence.but(told, pl.col("near_name"), evidence.NEAR_NAME)
    told = evidence.but(told, pl.col("lone_slip"), evidence.LONE_SLIP)
    told = evidence.but(told, against, evidence.OTHER_NUMBER)
    most = pl.when(against).then(NUMBER_AGAINST).otherwise(1.0)
    doubtful = pl.any_horizontal("initials", "fallen", "near_name", "other_form", "lone_slip")
    may = ~against & ~doubtful
    return beside.with_columns(evidence=told, most=most, may=may)


def _numbered(numbered: pl.DataFrame, named: pl.DataFrame, sides: Sides) -> pl.DataFrame:
    """Offers by number: sure where the name is like one that the organisation has, and no other number disagrees."""
    held = sides.bearers.join(numbered.select("org_id").unique(), on="org_id", how="semi")
    names = held.sort(["current", "key"], descending=[True, False]).unique("org_id", keep="first", maintain_order=True)
    like = named.filter(pl.col("alone") >= 0.5).select("row", pl.col("org_id").alias("organisation"), like=pl.lit(True))
    met = numbered.join(names.select("org_id", "name"), on="org_id", how="left").join(
        like.unique(), on=["row", "organisation"], how="left"
    )
    single = pl.col("organisation").n_unique().over("row") == 1
    agrees = pl.col("like").is_not_null()
    told = pl.lit("its ") + pl.col("number").str.replace("_", " ")
    told = pl.when(agrees).then(told + pl.lit(" and its name")).otherwise(told)
    told = evidence.but(told, ~agrees, evidence.UNLIKE)
    told = evidence.but(told, ~single, evidence.NUMBERS_DISAGREE)
    offers = met.select(
        "row",
        pl.col("organisation").alias("org_id"),
        pl.col("org_id").alias("identifier"),
        "name",
        probability=pl.when(agrees & single).then(NUMBER_AND_NAME).otherwise(NUMBER_ALONE),
        evidence=told,
        may=single & agrees,
        nobody=pl.lit(None, pl.Float64),
        most=pl.lit(1.0),
    )
    return offers.select(*OFFERS).cast(OFFERS)  # type: ignore[arg-type]
