"""Which identifiers belong to one organisation: a charity that is a company, a society with two numbers."""

from collections.abc import Iterable
from typing import Final

import polars as pl

from commonweal.organisations.facts import ENDED

# Of an organisation's identifiers, the first in this order stands for it: a legal body's own number comes first. Of one
# list it is one that has not ended, such as the new number of a charity that went on as another legal body.
LISTS: Final = ("GB-COH", "GB-MPR", "GB-CHC", "GB-SC", "GB-NIC", "GB-LAE", "GB-GOR", "GB-SHPE", "GB-EDU")

# A society's number as Companies House writes it (Uniform Resource Identifiers customer guide): it stands beside the
# number of the company that the society became, and is no second claim.
SOCIETY_NUMBER: Final = r"^GB-COH-(IP|NP|NO|SP|SI|RS)"

TOLD: Final = ("org_id", "same_as", "status", "valid_to")  # the columns that are looked at

_LIST: Final = r"^([A-Z]+-[A-Z]+)-"


def organisations(told: pl.DataFrame | pl.LazyFrame) -> pl.DataFrame:
    """Each identifier (`org_id`) and the one that stands for its organisation (`organisation`), by `same_as` links.

    Where several of one list say they are the same as one of another, as the schools of a chain do of the company that
    runs them, none of these links is followed: they are not all one organisation, and which is nobody says. Nor is any
    where one is said to be the same as several of another list, as when two registers disagree. Links may
    run in a ring.
    """
    joined = linked(told)
    alone = told.lazy().select("org_id").unique().join(joined.lazy(), on="org_id", how="anti")
    everyone = alone.select("org_id", pl.col("org_id").alias("organisation")).collect()
    return pl.concat([joined, everyone]).sort("org_id")


def linked(told: pl.DataFrame | pl.LazyFrame) -> pl.DataFrame:
    """`organisations` of the identifiers that a link names; the others stand for themselves."""
    links = told.lazy().select("org_id", "same_as").drop_nulls().unique().sort("org_id", "same_as").collect()
    group = _groups(_one_to_one(links).iter_rows())
    identifiers = pl.concat([links["org_id"], links["same_as"]]).unique().sort()
    leaders = [_leader(group, identifier) for identifier in identifiers]
    grouped = pl.DataFrame({"org_id": identifiers, "group": leaders}, schema_overrides={"group": pl.String})
    theirs = told.lazy().join(grouped.lazy(), on="org_id", how="semi")
    return _named(grouped.join(ended(theirs).collect(), on="org_id", how="left"))


def ended(told: pl.LazyFrame) -> pl.LazyFrame:
    """Each identifier (`org_id`) and whether a register says that a body is no more, or not by it (`ended`): by its
    status, or by an end to each of its facts.
    """
    no_more = pl.col("status").is_in(ENDED).any() | pl.col("valid_to").is_not_null().all()
    return told.group_by("org_id").agg(no_more.alias("ended"))


def _one_to_one(links: pl.DataFrame) -> pl.DataFrame:
    from_list, to_list = (pl.col(end).str.extract(_LIST) for end in ("org_id", "same_as"))
    claims = pl.col("org_id").n_unique().over(from_list, pl.col("same_as"))
    rival = pl.when(~pl.col("same_as").str.contains(SOCIETY_NUMBER)).then("same_as")
    claimed = rival.drop_nulls().n_unique().over(pl.col("org_id"), to_list)
    return links.filter(((claims == 1) & (claimed <= 1)) | from_list.eq_missing(to_list))


def _groups(links: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """Of each linked identifier, another of its group; following them ends at one that leads the group."""
    group: dict[str, str] = {}
    for first, second in links:
        one, other = _leader(group, first), _leader(group, second)
        if one != other:
            group[one] = other
    return group


def _leader(group: dict[str, str], identifier: str) -> str:
    while identifier in group:
        following = group[identifier]
        group[identifier] = group.get(following, following)  # halves the way for the next who asks
        identifier = following
    return identifier


def _named(grouped: pl.DataFrame) -> pl.DataFrame:
    lists = pl.col("org_id").str.extract(_LIST)
    rank = lists.replace_strict(LISTS, range(len(LISTS)), default=len(LISTS), return_dtype=pl.Int64)
    first = pl.col("org_id").sort_by(rank, pl.col("ended").fill_null(False), pl.col("org_id")).first()
    return grouped.select("org_id", first.over("group").alias("organisation"))
