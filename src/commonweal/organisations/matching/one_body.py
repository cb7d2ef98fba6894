"""Bodies that registers name twice without saying so: a company that is also a charity, a society or a landlord.

Company names are unique in law, and a charity's nearly so. Where one company and one body of another list bear the very
same whole name, legal form included, they are taken for one body: else neither could ever be sure, as each would be the
other's rival. A school that says it is a company, and bears its name, is that company too, even where two say so.
"""

from typing import Final

import polars as pl

COMPANY: Final = "^GB-COH-"
SAME_BY_NAME: Final = "^(GB-(?:CHC|SC|NIC|MPR|SHPE)|COOPS-UK)-"
_CURRENT: Final = pl.col("current") & pl.col("standing") & pl.col("key").is_not_null()


def joined(bearers: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """`bearers` with one organisation for each body that two lists name alike. links: `org_id` and `same_as`."""
    by_name = _by_name(bearers)
    said = _said_and_named(bearers, links)
    company = pl.concat([by_name, said]).unique().unique("organisation", keep="none")
    told = bearers.join(company, on="organisation", how="left", maintain_order="left")
    return told.with_columns(pl.coalesce("company", "organisation").alias("organisation")).drop("company")


def _by_name(bearers: pl.DataFrame) -> pl.DataFrame:
    """`organisation` and the `company` that it is, where each is the only one of its list to bear the name."""
    named = bearers.filter(_CURRENT).select("key", "org_id", "organisation", pl.col("organisation").alias("company"))
    # A body known from a list of other names alone, such as that of mergers, has no current name to go by.
    ours = pl.col("current") | ~pl.col("current").any().over("organisation")
    listed = bearers.filter(pl.col("organisation").str.contains(SAME_BY_NAME) & pl.col("standing")).filter(ours)
    listed = listed.drop_nulls("key").with_columns(list=pl.col("organisation").str.extract(SAME_BY_NAME))
    others = listed.unique(["key", "organisation"])
    others = others.filter(pl.len().over("key", "list") == 1).select("key", "organisation")
    companies = named.filter(pl.col("company").str.contains(COMPANY)).select("key", "company").unique()
    companies = companies.join(others, on="key", how="semi").filter(pl.len().over("key") == 1)
    return others.join(companies, on="key").select("organisation", "company").unique()


def _said_and_named(bearers: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    named = bearers.filter(_CURRENT).select("key", "org_id", "organisation")
    ours = named.join(links, on="org_id").select("key", "organisation", org_id="same_as")
    met = ours.join(named.rename({"organisation": "company"}), on=["key", "org_id"])
    apart = ~pl.col("organisation").str.contains(COMPANY) & pl.col("company").str.contains(COMPANY)
    return met.filter(apart).select("organisation", "company").unique()
