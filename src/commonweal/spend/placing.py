"""Placing suppliers: who each surely is, what the registers tell of it, and where that lies."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from commonweal.organisations.industries import sections
from commonweal.organisations.matching.answers import SURE
from commonweal.organisations.profiles import Profiles
from commonweal.places.councils import county_of_district, region_of_council
from commonweal.places.packs import Pack
from commonweal.places.whereabouts import ABROAD, region_of, whereabouts

# ONS codes of the lowest tier of councils in the four nations, and of counties.
DISTRICT: Final = r"^(E0[6-9]|W06|S12|N09)"
COUNTY: Final = r"^E1[01]"

SUPPLIERS: Final = {
    **dict.fromkeys(("supplier_key", "usual_name", "org_id", "registered_name"), pl.String),
    "probability": pl.Float64,
    **dict.fromkeys(("status", "evidence", "registers", "owner", "size", "sic", "section", "country"), pl.String),
    **dict.fromkeys(("postcode", "address_of", "ward_code", "ward", "district_code", "district"), pl.String),
    **dict.fromkeys(("county_code", "region_code"), pl.String),
    "decile": pl.Int64,
    "outside": pl.Boolean,
    "area": pl.String,
}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known when suppliers are placed: the registers' profiles of their organisations, and the region."""

    profiles: Profiles
    pack: Pack | None


def place(payees: pl.DataFrame, identified: pl.DataFrame, known: Known) -> pl.DataFrame:
    """One row a supplier, with the columns of SUPPLIERS; only a sure match brings an organisation and a place.

    payees: rows of named_suppliers.sql. identified: `identifying.identified`.
    """
    sure = identified.filter(pl.col("status") == SURE).drop("name", "identifier")
    told = sure.join(known.profiles.offices, left_on="org_id", right_on="organisation", how="left")
    located = _located(told, known.pack)
    unsure = identified.filter(pl.col("status") != SURE).select("supplier_key", "probability", "status", "evidence")
    every = pl.concat([located, unsure.with_columns(area=pl.lit("unknown"))], how="diagonal")
    named = usual_names(payees).join(every, on="supplier_key", how="left", maintain_order="left")
    return named.match_to_schema(SUPPLIERS, missing_columns="insert", extra_columns="ignore")


def usual_names(payees: pl.DataFrame) -> pl.DataFrame:
    """Each supplier as it is most often spelt; of two spellings used as often, the first in the alphabet."""
    spellings = payees.group_by("supplier_key", "payee").agg(pl.col("payments").sum())
    ranked = spellings.sort("supplier_key", "payments", "payee", descending=[False, True, False])
    return ranked.group_by("supplier_key", maintain_order=True).agg(pl.col("payee").first().alias("usual_name"))


def _located(told: pl.DataFrame, pack: Pack | None) -> pl.DataFrame:
    """Where each supplier is: by its registered office's postcode, else by the area that a public body governs."""
    where = whereabouts(told["postcode"], pack)
    alone = pl.col("postcode").is_null()
    ours = pl.col("governs").is_in([] if pack is None else pack.wards["district"].drop_nulls().unique().to_list())
    of_district = ours | pl.col("governs").str.contains(DISTRICT)
    placed = (
        told.drop("postcode", "name", "place", "governs")
        .hstack(where)
        .with_columns(
            told["name"].alias("registered_name"),
            told["place"].alias("address_of"),
            told["governs"],
            sections(pl.col("sic")).alias("section"),
        )
    )
    governed = placed.with_columns(
        pl.coalesce("district", pl.when(alone & of_district).then("governs")).alias("district"),
        pl.coalesce("county", pl.when(alone & pl.col("governs").str.contains(COUNTY)).then("governs")).alias("county"),
    )
    return _above(_named(governed, pack), pack).with_columns(_area())


def _above(named: pl.DataFrame, pack: Pack | None) -> pl.DataFrame:
    """The county and the region around the districts and counties that public bodies elsewhere govern."""
    county = pl.coalesce("county_code", county_of_district("district_code", pack))
    within = named.with_columns(county.alias("county_code"))
    region = pl.coalesce("region_code", region_of_council("district_code"), region_of_council("county_code"))
    return within.with_columns(region.alias("region_code"))


def _area() -> pl.Expr:
    """Home, elsewhere or unknown, as the pages that know no home area show it."""
    told = ("postcode", "district_code", "county_code", "country")
    return (
        pl.when(pl.col("district").is_not_null())
        .then(pl.lit("home"))
        .when(pl.any_horizontal(pl.col(told).is_not_null()))
        .then(pl.lit("elsewhere"))
        .otherwise(pl.lit("unknown"))
        .alias("area")
    )


def _named(located: pl.DataFrame, pack: Pack | None) -> pl.DataFrame:
    """Names beside the codes of places in the region; a postcode of a dependency abroad tells a country."""
    coded = located.rename({"ward": "ward_code", "district": "district_code", "county": "county_code"})
    abroad = pl.col("region") == ABROAD
    coded = coded.with_columns(
        pl.when(abroad.not_()).then("region").alias("region_code"),
        pl.coalesce("country", pl.when(abroad).then(pl.lit("Crown dependency"))).alias("country"),
    )
    if pack is None:
        return coded.with_columns(pl.lit(None, pl.String).alias("ward"), pl.lit(None, pl.String).alias("district"))
    wards = pack.wards.select(pl.col("code").alias("ward_code"), pl.col("name").alias("ward"))
    districts = (
        pack.wards.select(pl.col("district").alias("district_code"), pl.col("district_name").alias("district"))
        .drop_nulls()
        .unique("district_code")
    )
    named = coded.join(wards, on="ward_code", how="left", maintain_order="left").join(
        districts, on="district_code", how="left", maintain_order="left"
    )
    told = pl.coalesce("region", region_of("postcode"))
    own_region = pack.postcodes.select(told).to_series().drop_nulls().mode().sort().head(1)
    at_home = pl.when(pl.col("district").is_not_null()).then(pl.lit(own_region.item() if len(own_region) else None))
    return named.with_columns(pl.coalesce("region_code", at_home).alias("region_code"))
