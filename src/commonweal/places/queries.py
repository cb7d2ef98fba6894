"""What the site asks about places."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from math import hypot, inf
from pathlib import Path
from typing import Any

import polars as pl
from django.conf import settings

from commonweal.places.borders import Border, Point, borders
from commonweal.places.models import Region, ResidentCounts
from commonweal.places.packs import Pack, read_pack
from commonweal.places.sources import Source

_answers: ContextVar[list[Region | None] | None] = ContextVar("region_in_view", default=None)


def in_view() -> Region | None:
    """The region that the site shows, or None while there is none."""
    answers = _answers.get()
    if answers is None:
        return _in_view()
    if not answers:
        answers.append(_in_view())
    return answers[0]


def _in_view() -> Region | None:
    # Every page asks this: written out, since putting the query together takes longer than its answer.
    return next(iter(Region.objects.raw("select * from places_region where in_view")), None)


@contextmanager
def one_region_in_view() -> Iterator[None]:
    """Within it the region in view stays what it was when it was first asked for, and is asked for once."""
    token = _answers.set([])
    try:
        yield
    finally:
        _answers.reset(token)


def regions_folder() -> Path:
    """Where region packs lie."""
    return Path(settings.COMMONWEAL_HOME) / "regions"


def pack_of(region: Region) -> Pack:
    """The region's geography."""
    return _pack(regions_folder() / region.slug, region.pack_sha256)


@lru_cache(maxsize=4)
def _pack(folder: Path, sha256: str) -> Pack:
    # The hash is part of the call so that a pack built anew is read anew.
    return read_pack(folder)


def drawing(region: Region) -> dict[str, Any]:
    """The ward map to draw: its frame, and each ward's code, name, district and path."""
    pack = pack_of(region)
    width, height = pack.region.drawing
    wards = pack.wards.select("code", "name", "district_name", "path").to_dicts()
    return {"view_box": f"0 0 {width} {height}", "wards": wards}


def wards_of(region: Region, postcodes: Collection[str]) -> dict[str, str]:
    """By postcode, the code of the ward that it lies in; nothing for one that is not of the region."""
    found = pack_of(region).postcodes.filter(pl.col("postcode").is_in(list(postcodes)) & pl.col("ward").is_not_null())
    return dict(found.select("postcode", "ward").iter_rows())


def points_of(region: Region, postcodes: Collection[str]) -> dict[str, Point]:
    """By postcode, where it is; nothing for one that is not of the region, or of which nobody says where it is."""
    found = pack_of(region).postcodes.filter(pl.col("postcode").is_in(list(postcodes)))
    return {code: (round(east), round(north)) for code, east, north in _placed(found).iter_rows()}


def points_within(region: Region, frame: tuple[float, float, float, float]) -> list[Point]:
    """Where the postcodes between west, south, east and north are."""
    west, south, east, north = frame
    there = pl.col("easting").is_between(west, east) & pl.col("northing").is_between(south, north)
    found = _placed(pack_of(region).postcodes.filter(there))
    return [(round(x), round(y)) for _code, x, y in found.iter_rows()]


def points_in(region: Region, codes: Collection[str] = ()) -> list[Point]:
    """Where postcodes are that lie in wards, or begin as `L8` and `L8 1` do; all of the region where none is named."""
    found = pack_of(region).postcodes
    if codes:
        begins = [pl.col("postcode").str.starts_with(code if " " in code else f"{code} ") for code in codes]
        found = found.filter(pl.col("ward").is_in(list(codes)) | pl.any_horizontal(begins))
    return [(round(east), round(north)) for _code, east, north in _placed(found).iter_rows()]


def metres_to(point: Point, points: Sequence[Point]) -> float:
    """How far the nearest of some points is; without end where there is none."""
    return min((hypot(east - point[0], north - point[1]) for east, north in points), default=inf)


def borders_within(region: Region, frame: tuple[float, float, float, float]) -> list[Border]:
    """The wards that lie between west, south, east and north, cut off there."""
    return borders(regions_folder() / region.slug, region.pack_sha256, frame)


def _placed(postcodes: pl.DataFrame) -> pl.DataFrame:
    return postcodes.select("postcode", "easting", "northing").drop_nulls()


def resident_counts(*, sample: bool) -> ResidentCounts | None:
    """How many people live in each ward of the region in view, if that is known and the region is of that world."""
    return ResidentCounts.objects.filter(region__in_view=True, region__sample=sample).first()


def lake_files() -> set[str]:
    """Every file of the lake that a manifest of this room names."""
    return set(ResidentCounts.objects.values_list("lake_file", flat=True))


def sources(region: Region) -> list[Source]:
    """The files that what is known of a region comes from: those of its pack, and its counts of residents."""
    held = ResidentCounts.objects.filter(region=region).first()
    return [*pack_of(region).region.sources, *([_source(held)] if held else [])]


def _source(held: ResidentCounts) -> Source:
    about = ("residents", held.file_name, held.sha256, held.size, held.kind)
    return Source(*about, held.licence or None, held.attribution or None)
