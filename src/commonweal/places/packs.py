"""A region pack: a folder that holds a region's geography whole, so that it can be copied, checked and rebuilt.

    region.toml         name, years, counts, sources with their licences, and the hashes of the files beside it
    wards.parquet       code, name, district, district_name, vintage, longitude, latitude, path, geometry (WKB, WGS84)
    lsoas.parquet       code, name, district, vintage, decile, longitude, latitude, geometry
    postcodes.parquet   postcode, easting, northing, county, region, ward, lsoa, how, ended
    beyond.parquet      postcode, district, county, region (ONS codes) of postcodes outside, where their file says

The same inputs give the same bytes: nothing in a pack knows when or where it was made.
"""

import os
import re
import shutil
import tempfile
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import polars as pl
import tomli_w

from commonweal.basics.lake import UNFINISHED, sha256_of
from commonweal.basics.problems import Refused
from commonweal.places.sources import Source

DEFINITIONS: Final = "places 2"  # raise it when the same inputs would give another region
BEYOND: Final = dict.fromkeys(("postcode", "district", "county", "region"), pl.String)
DESCRIPTION: Final = "region.toml"
TABLES: Final = ("wards", "lsoas", "postcodes", "beyond")
LONGEST_SLUG: Final = 80


@dataclass(frozen=True, slots=True)
class Region:
    """What region.toml says of a pack, its tables' hashes apart."""

    name: str
    slug: str
    sample: bool  # a made-up region, to be labelled wherever it is shown
    definitions: str
    ward_vintages: list[int]
    lsoa_vintages: list[int]
    drawing: tuple[int, int]  # width and height of the viewBox that the wards' paths are drawn in
    counts: Mapping[str, int]
    sources: list[Source]


@dataclass(frozen=True)
class Pack:
    """A region with its tables; once kept, its folder and the sha256 of region.toml, which names those of the rest."""

    region: Region
    wards: pl.DataFrame
    lsoas: pl.DataFrame
    postcodes: pl.DataFrame
    folder: Path | None = None
    sha256: str | None = None
    beyond: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=BEYOND))

    @cached_property
    def districts(self) -> pl.DataFrame:
        """The region's districts: district, district_name, wards (how many), in the order of their codes."""
        named = self.wards.drop_nulls("district").group_by("district")
        return named.agg(pl.col("district_name").drop_nulls().first(), pl.len().alias("wards")).sort("district")


def slug_of(name: str) -> str:
    """The name as it stands in an address: `Ainsdale & Formby` is `ainsdale-formby`. Empty where no letter is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_SLUG].strip("-")


def write_pack(pack: Pack, regions: Path) -> Pack:
    """Keep a pack as `regions/<slug>/`, in the place of an earlier one of that name; whole or not at all.

    Raises Refused where it cannot be written (a full disk, a folder that is not ours); the earlier one then stays.
    """
    place = regions / pack.region.slug
    try:
        regions.mkdir(parents=True, exist_ok=True)
        with _beside(place) as folder:
            _fill(folder, pack)
            _swap(folder, place)
    except (OSError, pl.exceptions.PolarsError) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else "the disk failed"
        raise Refused(f"The region pack cannot be written to {place}: {said}. Nothing was changed.") from error
    return read_pack(place)


def read_pack(folder: Path) -> Pack:
    """Read a kept pack. Raises Refused where there is none, or where a file of it is not the one that was written."""
    standing = _standing(folder)
    try:
        held = tomllib.loads((standing / DESCRIPTION).read_text(encoding="utf-8"))
        if held["definitions"] != DEFINITIONS:
            raise Refused(f"The region pack in {folder} is of another version of commonweal. Build the region again.")
        tables = {name: _table(standing, name, held["files"][name]["sha256"]) for name in TABLES}
        return Pack(_region(held), **tables, folder=folder, sha256=sha256_of(standing / DESCRIPTION))
    except OSError as error:
        raise Refused(f"There is no region pack in {folder}. Build it with: commonweal region build.") from error
    except (ValueError, KeyError, TypeError, pl.exceptions.PolarsError) as error:
        raise Refused(f"The region pack in {folder} is damaged. Build the region again.") from error


def _table(folder: Path, name: str, sha256: str) -> pl.DataFrame:
    path = folder / f"{name}.parquet"
    if sha256_of(path) != sha256:
        raise ValueError(name)
    return pl.read_parquet(path)


@contextmanager
def _beside(place: Path) -> Iterator[Path]:
    """A new folder beside the pack's place, gone at the end unless it was moved there."""
    folder = Path(tempfile.mkdtemp(prefix=f".{place.name}-", suffix=UNFINISHED, dir=place.parent))
    try:
        folder.chmod(0o755)  # as any folder made here: a site run by another user reads it
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(folder: Path, pack: Pack) -> None:
    files: dict[str, Any] = {}
    for name in TABLES:
        table: pl.DataFrame = getattr(pack, name)
        path = folder / f"{name}.parquet"
        table.write_parquet(path, compression="zstd", compression_level=3)
        files[name] = {"sha256": sha256_of(path), "rows": table.height}
    written = tomli_w.dumps({**_description(pack.region), "files": files})
    (folder / DESCRIPTION).write_text(written, encoding="utf-8", newline="\n")
    for path in [*folder.iterdir(), folder]:
        _flush(path)


def _description(region: Region) -> dict[str, Any]:
    plain = asdict(region)
    plain["sources"] = [{key: value for key, value in row.items() if value is not None} for row in plain["sources"]]
    return plain


def _region(held: dict[str, Any]) -> Region:
    sources = [Source(**{"licence": None, "attribution": None, **row}) for row in held.pop("sources")]
    held.pop("files")
    width, height = held.pop("drawing")
    return Region(**held, drawing=(width, height), sources=sources)


def _swap(beside: Path, place: Path) -> None:
    """Put the new folder in the old one's place; if we stop half-way, the old one stands under its former name."""
    former = _former(place)
    if place.exists():
        shutil.rmtree(former, ignore_errors=True)
        place.rename(former)
    beside.rename(place)
    _flush(place.parent)
    shutil.rmtree(former, ignore_errors=True)


def _standing(place: Path) -> Path:
    return place if place.exists() or not _former(place).exists() else _former(place)


def _former(place: Path) -> Path:
    return place.with_name(f".{place.name}.former")


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
