"""Placing suppliers: those that the registers name exactly, and where the address there lies in the region."""

from typing import Any, Final

import polars as pl

from commonweal.organisations.exact import SUPPLIERS, match
from commonweal.places.lookup import look_up, placed_postcodes
from commonweal.places.packs import Pack

# ONS codes of the lowest tier of councils in the four nations. A county or a combined authority may reach over the
# region's edge, so what governs one is not placed by it.
DISTRICT: Final = r"^(E0[6-9]|W06|S12|N09)"


def place(suppliers: list[dict[str, Any]], facts: pl.DataFrame, pack: Pack | None) -> pl.DataFrame:
    """One row a supplier, with its usual name and, where the registers name it exactly, its organisation and place.

    suppliers: rows of named_suppliers.sql. facts: what the registers in use say. pack: the region, if one is built.
    A supplier whose spellings or numbers lead to different organisations is not placed.
    """
    asked = pl.DataFrame(suppliers, schema={**dict.fromkeys(SUPPLIERS, pl.String), "payments": pl.Int64})
    return _usual_names(asked).join(_found(asked, facts, pack), on="supplier_key", how="left", maintain_order="left")


def _usual_names(asked: pl.DataFrame) -> pl.DataFrame:
    """Each supplier as it is most often spelt; of two spellings used as often, the first in the alphabet."""
    spellings = asked.group_by("supplier_key", "supplier").agg(pl.col("payments").sum())
    ranked = spellings.sort("supplier_key", "payments", "supplier", descending=[False, True, False])
    return ranked.group_by("supplier_key", maintain_order=True).agg(pl.col("supplier").first().alias("usual_name"))


def _found(asked: pl.DataFrame, facts: pl.DataFrame, pack: Pack | None) -> pl.DataFrame:
    found = match(asked.select(SUPPLIERS).unique(maintain_order=True), facts).matched.sort("evidence", "supplier")
    single = pl.col("org_id").n_unique().over("supplier_key") == 1
    one_each = found.filter(single).unique("supplier_key", keep="first", maintain_order=True)
    placed = _located(one_each, pack)
    return one_each.select(
        "supplier_key",
        "org_id",
        "evidence",
        "registers",
        "postcode",
        pl.col("name").alias("registered_name"),
        pl.col("place").alias("address_of"),
        pl.col("kind").alias("owner"),
    ).hstack(placed)


def _located(found: pl.DataFrame, pack: Pack | None) -> pl.DataFrame:
    """Ward, district and area of each supplier, row by row: by its postcode, else by the district that it governs."""
    if pack is None:
        unknown = pl.lit("unknown").alias("area")
        nowhere = [pl.lit(None, pl.String).alias(name) for name in ("ward_code", "ward", "district")]
        return found.select("supplier_key").with_columns(*nowhere, unknown).drop("supplier_key")
    wards = pack.wards.select(pl.col("code").alias("ward"), pl.col("name").alias("ward_name"))
    districts = pack.wards.select("district", "district_name").unique()
    by_postcode = look_up(found["postcode"], placed_postcodes(pack)).join(
        wards, on="ward", how="left", maintain_order="left"
    )
    governed = pl.when(pl.col("postcode").is_null() & pl.col("governs").str.contains(DISTRICT)).then("governs")
    located = by_postcode.with_columns(found["governs"]).with_columns(
        pl.coalesce("district", governed).alias("district")
    )
    named = located.join(districts, on="district", how="left", maintain_order="left")
    in_region, known = (
        pl.col("district_name").is_not_null(),
        pl.any_horizontal(pl.col("postcode", "district").is_not_null()),
    )
    area = pl.when(in_region).then(pl.lit("home")).when(known).then(pl.lit("elsewhere")).otherwise(pl.lit("unknown"))
    return named.select(
        pl.col("ward").alias("ward_code"),
        pl.col("ward_name").alias("ward"),
        pl.col("district_name").alias("district"),
        area.alias("area"),
    )
