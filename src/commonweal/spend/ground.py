"""The ground that a home area is cut from: each ward of a region pack with the areas that it lies in, and all names."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import polars as pl

from commonweal.places.packs import Pack
from commonweal.places.whereabouts import region_of

LEVELS: Final = ("ward", "district", "county", "region")
UK: Final = "uk"  # the key of a place known only to be in the United Kingdom, as in located_suppliers.sql


@dataclass(frozen=True, slots=True)
class Ground:
    """A region's wards.

    `above`: for each ward's code, the codes of its district, county and region, null where nobody tells.
    `names`: the name of each area that has one, by code. `name`: the region's own.
    """

    name: str
    above: Mapping[str, tuple[str | None, str | None, str | None]]
    names: Mapping[str, str]

    def level(self, code: str) -> str | None:
        """Whether a code is a ward, district, county or region of this ground; None where it is no part of it."""
        if code in self.above:
            return "ward"
        return next((level for level in LEVELS[1:] if self.wards_of(code, level)), None)

    def wards_of(self, code: str, level: str) -> frozenset[str]:
        """The wards that lie in an area."""
        if level == "ward":
            return frozenset({code} & self.above.keys())
        place = LEVELS.index(level) - 1
        return frozenset(ward for ward, areas in self.above.items() if areas[place] == code)

    def areas_of(self, wards: Collection[str]) -> frozenset[str]:
        """All areas above wards that any of them lies in."""
        return frozenset(area for ward in wards for area in self.above[ward] if area)

    def known(self) -> frozenset[str]:
        """The codes of all its areas."""
        return self.areas_of(self.above) | self.above.keys()


def ground(pack: Pack) -> Ground:
    """The ground of a region pack. A ward lies in the county and region that most of its postcodes lie in."""
    postcodes = pack.postcodes.drop_nulls("ward")
    told = postcodes.select("ward", "county", pl.coalesce("region", region_of("postcode")).alias("region"))
    most = [pl.col(level).drop_nulls().mode().sort().first() for level in ("county", "region")]
    wards = pack.wards.select(pl.col("code").alias("ward"), "name", "district", "district_name").join(
        told.group_by("ward").agg(*most), on="ward", how="left", maintain_order="left"
    )
    names = {**area_names(), **dict(wards.select("district", "district_name").drop_nulls().iter_rows())}
    above = {row["ward"]: (row["district"], row["county"], row["region"]) for row in wards.to_dicts()}
    return Ground(pack.region.name, above, {**names, **dict(wards.select("ward", "name").drop_nulls().iter_rows())})


@cache
def area_names() -> dict[str, str]:
    """The name of each county, English region and nation, by its ONS code."""
    lines = files(__package__).joinpath("area_names.txt").read_text("utf-8").splitlines()
    named = (line.split(maxsplit=1) for line in lines if line and not line.startswith("#"))
    return {line[0]: line[1] for line in named}
