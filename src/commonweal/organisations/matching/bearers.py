"""Who bears a name: each identifier with each of its names, present, former or other, and whether the body stands."""

from typing import Final

import polars as pl

from commonweal.organisations.matching import councils, one_body
from commonweal.organisations.same import ended, linked

# Registers of names kept by hand, of charities that merged, and of trading names: true of a body, but not its own name.
OTHER_NAMES: Final = ("charity-names", "charity-mergers", "coops-uk-organisations")
COLUMNS: Final = ("key", "name", "org_id", "organisation", "current", "standing")

_NOW: Final = (
    pl.col("valid_to").is_null() & pl.col("place").ne_missing("outlet") & ~pl.col("register").is_in(OTHER_NAMES)
)


def bearers(facts: pl.LazyFrame) -> pl.DataFrame:
    """One row for each identifier and normalised name of it, in a fixed order; a null name where no register gives one.

    Columns: `key` (the normalised name), `name` (as registered), `org_id` (the identifier), `organisation` (the
    identifier that stands for the body), `current` (its present name), `standing` (the body is not dissolved).
    """
    same = linked(facts)
    named = facts.group_by("org_id", "key").agg(pl.col("name").min(), _NOW.any().alias("current"))
    links = same.lazy().join(facts.select("org_id").unique(), on="org_id", how="anti").select("org_id")
    everyone = pl.concat([named, links], how="diagonal_relaxed").join(same.lazy(), on="org_id", how="left")
    told = everyone.with_columns(
        pl.col("organisation").fill_null(pl.col("org_id")), pl.col("current").fill_null(False)
    ).join(_fallen(facts, same), on="organisation", how="left")
    named_or_nameless = pl.col("key").is_not_null() | (pl.col("key").len().over("org_id") == 1)
    standing = ~pl.col("fallen").fill_null(False)
    found = told.filter(named_or_nameless).with_columns(standing=standing).select(COLUMNS).collect()
    said = facts.select("org_id", "same_as").drop_nulls().unique().collect()
    return pl.concat([one_body.joined(found, said), councils.other_names(found)]).sort("org_id", "key")


def _fallen(facts: pl.LazyFrame, same: pl.DataFrame) -> pl.LazyFrame:
    """Bodies that stand no more: under the identifier that stands for them, or under all that they have."""
    bodies = ended(facts).join(same.lazy(), on="org_id", how="left")
    body = pl.col("organisation").fill_null(pl.col("org_id"))
    leads = pl.col("org_id") == pl.col("organisation")
    grouped = bodies.with_columns(organisation=body).group_by("organisation")
    gone = (pl.col("ended") & leads).any() | pl.col("ended").all()
    return grouped.agg(gone.alias("fallen")).filter("fallen")
