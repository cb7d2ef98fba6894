"""What the registers tell of an organisation: its name, where it sits, who owns it, what it does, how large it is."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from commonweal.organisations.facts import ENDED, ORDER
from commonweal.organisations.registers import terms
from commonweal.organisations.same import linked

OUTLET: Final = "outlet"

# Where registers tell several kinds of owner for one organisation, the first of these stands for it.
KINDS: Final = (
    terms.LOCAL_AUTHORITY,
    terms.PUBLIC_BODY,
    terms.ACADEMY_TRUST,
    terms.SCHOOL,
    *terms.COOPERATIVES.values(),
    terms.CREDIT_UNION,
    terms.COMMUNITY_INTEREST,
    terms.FOR_PROFIT_LANDLORD,
    terms.HOUSING_PROVIDER,
    terms.MUTUAL,
    terms.CHARITY,
)
TOLD: Final = ("name", "postcode", "address", "place", "governs", "country", "status", "size", "sic", "owner")

_ENDED: Final = pl.col("status").is_in(ENDED).fill_null(False) | pl.col("valid_to").is_not_null()
_OTHER_BODY: Final = pl.col("org_id") != pl.col("organisation")  # false, so first, under the number that stands for it


@dataclass(frozen=True, slots=True)
class Profiles:
    """What registers tell of some organisations.

    `offices`: a row an organisation, `organisation` and TOLD, each the surest that any register gives (the body's own
    number before its others, what is in force before what ended), and `registers` (all that speak of it: their licences
    apply). `sites`: `organisation`, `name`, `postcode`, `address`, `register` of each outlet.
    """

    offices: pl.DataFrame
    sites: pl.DataFrame


def profiles(facts: pl.LazyFrame, organisations: pl.Series) -> Profiles:
    """What `facts` tell of these organisations (identifiers that stand for them), in the order of their identifiers."""
    told = _told(facts, organisations)
    head = told.filter(pl.col("place").ne_missing(OUTLET))
    offices = head.select("organisation").unique().sort("organisation")
    for column in TOLD:
        offices = offices.join(_surest(head, column), on="organisation", how="left")
    sources = told.group_by("organisation").agg(pl.col("register").unique().sort().str.join(", ").alias("registers"))
    sites = told.filter(pl.col("place") == OUTLET, pl.col("postcode").is_not_null(), ~_ENDED)
    columns = ["organisation", "name", "postcode", "address", "register"]
    return Profiles(offices.join(sources, on="organisation", how="left"), sites.select(columns).unique().sort(columns))


def facts_of(facts: pl.LazyFrame, organisation: str) -> pl.DataFrame:
    """Every fact of one organisation, under all of its identifiers, what is in force first."""
    told = _told(facts, pl.Series([organisation], dtype=pl.String))
    return told.sort(_ENDED, _OTHER_BODY, *ORDER, nulls_last=True).drop("organisation")


def _told(facts: pl.LazyFrame, organisations: pl.Series) -> pl.DataFrame:
    wanted = pl.DataFrame({"organisation": organisations.cast(pl.String).drop_nulls().unique()})
    same = linked(facts)
    others = same.join(wanted, on="organisation", how="semi")
    alone = wanted.filter(~pl.col("organisation").is_in(same["org_id"].implode())).select(
        pl.col("organisation").alias("org_id"), "organisation"
    )
    return facts.join(pl.concat([others, alone]).lazy(), on="org_id").collect()


def _surest(head: pl.DataFrame, column: str) -> pl.DataFrame:
    """The surest value of one column: in force, of the body's own number, then by rank or in a fixed order."""
    order = [_ENDED, _OTHER_BODY]
    if column == "owner":
        order = [_ENDED, pl.col("owner").replace_strict(KINDS, range(len(KINDS)), default=len(KINDS)), _OTHER_BODY]
    if column in ("postcode", "address", "place"):  # together, so that an address stands with its own postcode
        order = [pl.col("postcode").is_null(), *order]
    kept = head if column in ("address", "place") else head.drop_nulls(column)
    ranked = kept.sort([*order, *ORDER], nulls_last=True)
    return ranked.unique("organisation", keep="first", maintain_order=True).select("organisation", column)
