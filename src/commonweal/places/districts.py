"""Which district a ward belongs to where its file does not say, and which postcodes are a neighbouring district's."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import polars as pl

from commonweal.places import grid
from commonweal.places.boundaries import Area
from commonweal.places.joining import NOWHERE, join, lay_out

# A district is made of whole wards and whole LSOAs, so nearly all that lies in a ward names its one district; points at
# its edge may name the next, because boundaries are generalised. Below this share we do not know. Our choice.
AGREEING: Final = 0.75
# A postcode file may name districts by codes that have since changed, so a code is the region's own not only when a
# ward names it but also when a fair part of its postcodes lie inside; a neighbour has a handful in a thousand.
# Our choice, far from both.
OWN_SHARE: Final = 0.1


def settle(wards: Sequence[Area], lsoas: Sequence[Area], postcodes: pl.DataFrame) -> list[Area]:
    """The wards with the district that their file leaves out, where the LSOAs or else postcodes inside agree on one.

    `postcodes` has ward, how (inside or nearest) and district.
    """
    inside = postcodes.filter(pl.col("how") == "inside").select("ward", "district")
    found = {**witnessed(inside), **witnessed(_lsoas_inside(lsoas, wards))}
    names = {area.district: area.district_name for area in [*lsoas, *wards] if area.district and area.district_name}
    settled = [area if area.district else replace(area, district=found.get(area.code)) for area in wards]
    return [
        area if area.district_name else replace(area, district_name=names.get(area.district or "")) for area in settled
    ]


def witnessed(witnesses: pl.DataFrame) -> Mapping[str, str]:
    """The district of each ward that what lies in it agrees on. `witnesses` has ward and district, one row a point."""
    counted = witnesses.drop_nulls().group_by("ward", "district").len()
    share = pl.col("len") / pl.col("len").sum().over("ward")
    agreed = counted.filter(share >= AGREEING)
    return dict(zip(agreed["ward"], agreed["district"], strict=True))


def neighbours(postcodes: pl.DataFrame, own: Collection[str]) -> set[str]:
    """The district codes carried by postcodes that are plainly not the region's.

    `postcodes` has district and inside (whether the point lies in a ward); `own` are the codes that the wards name.
    """
    shares = postcodes.drop_nulls("district").group_by("district").agg(pl.col("inside").mean())
    return set(shares.filter(pl.col("inside") < OWN_SHARE)["district"]) - set(own)


def _lsoas_inside(lsoas: Sequence[Area], wards: Sequence[Area]) -> pl.DataFrame:
    ground = lay_out(wards)
    points = [area.point for area in lsoas]
    eastings, northings = grid.to_grid(np.array([point.x for point in points]), np.array([point.y for point in points]))
    joined = join(eastings, northings, ground)
    within = [
        None if place == NOWHERE or not inside else ground.codes[place]
        for place, inside in zip(joined.areas, joined.inside, strict=True)
    ]
    return pl.DataFrame(
        {"ward": within, "district": [area.district for area in lsoas]},
        schema={"ward": pl.String, "district": pl.String},
    )
