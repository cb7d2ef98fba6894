"""Where a postcode is, anywhere in the United Kingdom: as near as the region's pack and its first half tell."""

from functools import cache
from importlib.resources import files
from typing import Final

import polars as pl

from commonweal.places.lookup import look_up, placed_postcodes
from commonweal.places.packs import Pack

ABROAD: Final = "overseas"  # stands for a region of postcodes outside the United Kingdom: Jersey, Guernsey, Man
WHERE: Final = {**dict.fromkeys(("ward", "district", "county", "region"), pl.String), "decile": pl.Int64}

_AREA: Final = r"^([A-Z]+)"
_OUTWARD: Final = r"^([A-Z]+[0-9]+)"


def whereabouts(written: pl.Series, pack: Pack | None) -> pl.DataFrame:
    """The places of postcodes as people write them, row by row in the order given.

    Columns: `postcode` (as we write it; null where the text is no possible postcode), `ward`, `district`, `county`,
    `region` (ONS codes; ABROAD for a Crown dependency), `decile` (1 is the most deprived tenth of England's
    neighbourhoods) and `outside` (whether it is surely not in the pack's region: the pack has it elsewhere, or no
    postcode with the same first half). What neither the pack nor the postcode itself tells is null.
    """
    return look_up(written, _told(pack)).with_columns(
        region=pl.coalesce("region", region_of("postcode")), outside=_outside(pack)
    )


def region_of(postcode: str) -> pl.Expr:
    """The region or nation of a column of clean postcodes, by their first half; null where there is no postcode."""
    outward = pl.col(postcode).str.split(" ").list.first()
    return pl.coalesce(
        _looked_up(outward.str.extract(_OUTWARD)),
        _looked_up(outward.str.extract(_AREA)),
    )


@cache
def regions() -> dict[str, str]:
    """The code of the region or nation of each postcode area (L) and of each district that differs from it (CH5)."""
    found: dict[str, str] = {}
    code = ""
    for line in files(__package__).joinpath("regions_by_postcode.txt").read_text("utf-8").splitlines():
        if line.startswith("= "):
            code = line.split()[1]
        elif not line.startswith("#"):
            found.update(dict.fromkeys(line.split(), code))
    return found


def _looked_up(first_half: pl.Expr) -> pl.Expr:
    known = regions()
    return first_half.replace_strict(list(known), list(known.values()), default=None, return_dtype=pl.String)


def _outside(pack: Pack | None) -> pl.Expr:
    if pack is None:
        return pl.lit(False)
    known = pack.postcodes["postcode"].str.split(" ").list.first().unique()
    elsewhere = pl.col("postcode").is_in(pack.beyond["postcode"].implode()) & pl.col("ward").is_null()
    return (elsewhere | ~pl.col("postcode").str.split(" ").list.first().is_in(known.implode())).fill_null(False)


def _told(pack: Pack | None) -> pl.DataFrame:
    """What the pack says of each postcode in the region and beyond it: postcode and the columns of WHERE."""
    nothing = pl.DataFrame(schema={"postcode": pl.String, **WHERE})
    if pack is None:
        return nothing
    above = pack.postcodes.select("postcode", "county", "region")
    inside = placed_postcodes(pack).drop("lsoa").join(above, on="postcode").cast({"decile": WHERE["decile"]})
    beyond = pack.beyond.join(inside, on="postcode", how="anti")
    return pl.concat([nothing, inside.select(nothing.columns), beyond], how="diagonal")
