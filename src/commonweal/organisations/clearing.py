"""Which names are certainly an organisation's, so that no payee who bears one is taken for a private person."""

from typing import Final

import polars as pl

from commonweal.organisations.facts import ENDED
from commonweal.organisations.same import TOLD, organisations

# Hand-kept names, names of charities that merged (many after their benefactors), and trading names ("R Q Example").
# A company's name ends in its legal form, which tells an organisation without a register; the few that may go without
# one bear names that thousands of people bear too, and doubt counts as a person.
CLEARS_NOBODY: Final = (
    "charity-names",
    "charity-mergers",
    "charity-other-names",
    "companies-house",
    "coops-uk-organisations",
)


def known_names(facts: pl.LazyFrame) -> frozenset[str]:
    """Normalised names that no payee bears as a person: what a single organisation is registered as.

    Names that registers keep beside that one, and those of shops and of bodies that have ended, are left out: many of
    them are people's. `facts` is what `register_files.scan` gives.
    """
    standing = facts.filter(
        ~pl.col("register").is_in(CLEARS_NOBODY),
        pl.col("place").ne_missing("outlet"),
        pl.col("valid_to").is_null(),
        ~pl.col("status").is_in(ENDED).fill_null(False),
        pl.col("key").is_not_null(),
    )
    names = standing.select("key", *TOLD).unique().collect()
    links = facts.filter(pl.col("same_as").is_not_null()).select(TOLD).unique().collect()
    bodies = organisations(pl.concat([links, names.select(TOLD)]))
    bearers = names.join(bodies, on="org_id").group_by("key").agg(pl.col("organisation").n_unique())
    return frozenset(bearers.filter(pl.col("organisation") == 1)["key"])
