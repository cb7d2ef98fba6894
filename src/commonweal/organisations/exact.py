"""Suppliers found in the registers by what is exactly equal: a company number, a charity number, or the whole name.

A name is evidence only where the registers give it to a single organisation. Where two bear it, nothing is matched and
the name is reported. What is found is stated with its evidence, so that a person can weigh it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import polars as pl

from commonweal.organisations import identifiers
from commonweal.organisations.facts import ORDER
from commonweal.organisations.registers import terms
from commonweal.organisations.same import organisations

SUPPLIERS: Final = ("supplier", "supplier_key", "company_number", "charity_number")
EVIDENCE: Final = ("company number", "charity number", "name")  # the stronger first
SHORTEST_SINGLE_WORD: Final = 6  # letters; initials such as BBC or BMW are borne by many, in registers and out of them
# Hand-kept names, names of charities that merged (many after their benefactors), and trading names ("R Q Example").
CLEARS_NOBODY: Final = ("charity-names", "charity-mergers", "coops-uk-organisations")
SEVERAL_BEARERS: Final = "several organisations bear this name"
NUMBERS_DISAGREE: Final = "its company number and its charity number belong to different organisations"

# Where registers tell several kinds of owner for one organisation, the first of these is shown.
KINDS: Final = (
    terms.LOCAL_AUTHORITY,
    terms.PUBLIC_BODY,
    terms.ACADEMY_TRUST,
    terms.SCHOOL,
    *terms.COOPERATIVES.values(),
    terms.FOR_PROFIT_LANDLORD,
    terms.HOUSING_PROVIDER,
    terms.MUTUAL,
    terms.CHARITY,
)

_OTHER_NAME: Final = pl.col("key").ne_missing(pl.col("supplier_key"))  # false, so first, where the names are equal


@dataclass(frozen=True, slots=True)
class Matches:
    """Suppliers found, and suppliers that could be several organisations.

    `matched` has the columns given and `evidence`, `org_id`, `name` (as registered), `postcode`, `place` (what stands
    there), `governs` (the ONS code of the area that a public body governs), `kind` (of owner) and `registers` (all that
    speak of the organisation: their licences apply).
    `ambiguous` has the columns given and `reason`.
    """

    matched: pl.DataFrame
    ambiguous: pl.DataFrame


def match(suppliers: pl.DataFrame, facts: pl.DataFrame) -> Matches:
    """Find suppliers among the facts of registers; each is in one of the two answers, or in neither.

    `suppliers` has the columns of SUPPLIERS, text, null where unknown; `supplier_key` is the normalised name.
    `facts` is what `register_files.read` gives.
    """
    asked = suppliers.select(SUPPLIERS).with_row_index("row")
    placed = facts.join(organisations(facts), on="org_id")
    found = _found(asked, placed)
    disagreeing = _rows_of_several(found.filter(pl.col("rank") < EVIDENCE.index("name")))
    clear = found.join(disagreeing, on="row", how="anti")
    strongest = clear.filter(pl.col("rank") == pl.col("rank").min().over("row"))
    shared = _rows_of_several(strongest)
    sure = strongest.join(shared, on="row", how="anti").unique("row", keep="first", maintain_order=True)
    unclear = pl.concat([_because(disagreeing, NUMBERS_DISAGREE), _because(shared, SEVERAL_BEARERS)])
    return Matches(_described(asked, sure, placed), asked.join(unclear, on="row").sort("row").drop("row"))


def known_names(facts: pl.DataFrame) -> frozenset[str]:
    """Normalised names that no payee bears as a person: what a single organisation is registered as.

    Names that registers keep beside that one, and those of shops and of bodies that have ended, are left out: many of
    them are people's.
    """
    standing = facts.filter(
        ~pl.col("register").is_in(CLEARS_NOBODY), pl.col("place").ne_missing("outlet"), pl.col("valid_to").is_null()
    )
    names = standing.join(organisations(facts), on="org_id").drop_nulls("key")
    single = names.group_by("key").agg(pl.col("organisation").n_unique()).filter(pl.col("organisation") == 1)
    return frozenset(single["key"])


def _found(asked: pl.DataFrame, placed: pl.DataFrame) -> pl.DataFrame:
    """Every piece of evidence: `row`, `rank` (its place in EVIDENCE), `org_id` (the identifier met), `organisation`."""
    standing = pl.concat([placed.select("org_id", "organisation"), _linked(placed)]).unique()
    return pl.concat(
        [
            _by_number(asked, "company_number", identifiers.company, standing),
            _by_number(asked, "charity_number", identifiers.charity, standing),
            _by_name(asked, placed),
        ]
    ).sort("row", "rank", "organisation", "org_id")


def _linked(placed: pl.DataFrame) -> pl.DataFrame:
    """Identifiers that registers only link to, without a fact of their own."""
    return placed.select(pl.col("same_as").alias("org_id"), "organisation").drop_nulls()


def _by_number(
    asked: pl.DataFrame, column: str, identify: Callable[[str], str | None], standing: pl.DataFrame
) -> pl.DataFrame:
    numbers = asked.select(column).drop_nulls().unique()
    known = numbers.with_columns(pl.col(column).map_elements(identify, return_dtype=pl.String).alias("org_id"))
    found = asked.join(known, on=column).join(standing, on="org_id")
    return found.select("row", pl.lit(EVIDENCE.index(column.replace("_", " "))).alias("rank"), "org_id", "organisation")


def _by_name(asked: pl.DataFrame, placed: pl.DataFrame) -> pl.DataFrame:
    telling = pl.col("key").str.contains(" ") | (pl.col("key").str.len_chars() >= SHORTEST_SINGLE_WORD)
    bearers = placed.filter(telling).select("key", "org_id", "organisation").unique()
    found = asked.join(bearers, left_on="supplier_key", right_on="key")
    return found.select("row", pl.lit(EVIDENCE.index("name")).alias("rank"), "org_id", "organisation")


def _rows_of_several(found: pl.DataFrame) -> pl.DataFrame:
    counts = found.group_by("row").agg(pl.col("organisation").n_unique())
    return counts.filter(pl.col("organisation") > 1).select("row")


def _because(rows: pl.DataFrame, reason: str) -> pl.DataFrame:
    return rows.with_columns(pl.lit(reason).alias("reason"))


def _described(asked: pl.DataFrame, sure: pl.DataFrame, placed: pl.DataFrame) -> pl.DataFrame:
    met = asked.join(sure.rename({"org_id": "met"}), on="row")
    told = met.select("row", "supplier_key", "met", "organisation").join(placed, on="organisation")
    evidence = pl.col("rank").replace_strict(range(len(EVIDENCE)), EVIDENCE, return_dtype=pl.String)
    return (
        met.select("row", *SUPPLIERS, evidence.alias("evidence"), pl.col("organisation").alias("org_id"))
        .join(_names(told), on="row", how="left")
        .join(_places(told), on="row", how="left")
        .join(_kinds(told), on="row", how="left")
        .sort("row")
        .drop("row")
    )


def _names(told: pl.DataFrame) -> pl.DataFrame:
    """The name that equals the supplier's; else one under the identifier met; else any; those in force first."""
    return _first(told.drop_nulls("name"), _OTHER_NAME, pl.col("org_id") != pl.col("met")).select("row", "name")


def _places(told: pl.DataFrame) -> pl.DataFrame:
    """The postcode of the outlet that bears the supplier's name, else of the registered office."""
    usable = told.drop_nulls("postcode").filter((pl.col("place") != "outlet") | ~_OTHER_NAME)
    return _first(usable, pl.col("place") != "outlet", _OTHER_NAME).select("row", "postcode", "place")


def _kinds(told: pl.DataFrame) -> pl.DataFrame:
    rank = pl.col("owner").replace_strict(KINDS, range(len(KINDS)), default=None, return_dtype=pl.Int64)
    return told.group_by("row").agg(
        pl.col("owner").sort_by(rank, nulls_last=True).first().alias("kind"),
        pl.col("governs").sort().drop_nulls().first(),
        pl.col("register").unique().sort().str.join(", ").alias("registers"),
    )


def _first(told: pl.DataFrame, *later: pl.Expr) -> pl.DataFrame:
    """One row a supplier: what is false in `later` comes first, then what is still in force, then a fixed order."""
    order = [*later, pl.col("valid_to").is_not_null(), *ORDER]
    return told.sort(order, nulls_last=True, maintain_order=True).unique("row", keep="first", maintain_order=True)
