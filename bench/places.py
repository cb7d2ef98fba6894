"""How fast postcodes find their places: ours beside its peers, on the same input, in the same run.

    python bench/places.py [--rows 1000000] [--repeats 5]

Two ways to the same four answers (ward, district, LSOA, decile) for a million postcodes as people write them:

* looking the postcode up (ours), beside a pandas merge that cleans by the same rules (requirements/bench.txt);
* asking the ground for each postcode's point with shapely's STRtree, which is what one does without a postcode table.

And the join that building a region rests on: points into wards, ours beside STRtree asked point by polygon.
Input: the published wards, LSOAs and postcodes under COMMONWEAL_DATA. Medians; a ratio above 1 means ours is faster.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import polars as pl
import shapely
from shapely import STRtree

from commonweal.places.boundaries import read_boundaries
from commonweal.places.building import Request, build
from commonweal.places.joining import NOWHERE, Ground, Joined, join, lay_out
from commonweal.places.lookup import ANSWERS, look_up, placed_postcodes
from commonweal.places.packs import Pack
from commonweal.places.postcodes import LETTERS_FIGURES_SPACES, POSTCODE

SEED = 20
PUBLISHED = (
    Path(os.environ.get("COMMONWEAL_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data") / "places"
)


@dataclass(frozen=True)
class Input:
    """A region, and the postcodes asked for, with their points in metres."""

    pack: Pack
    wards: Ground
    lsoas: Ground
    asked: pl.Series
    eastings: Any
    northings: Any


def files(pattern: str) -> list[Path]:
    return [path for path in sorted(PUBLISHED.glob(pattern)) if "preston" not in path.name and "3857" not in path.name]


def prepare(rows: int) -> Input:
    wards, lsoas = files("wards-2025-*.geojson"), files("lsoa-2021-*.geojson")
    postcodes, deciles = files("codepoint-open-2014-*.csv"), [PUBLISHED / "imd-by-lsoa-uk-e.csv"]
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        pack = build(Request("Liverpool City Region", wards, lsoas, postcodes, deciles, Path(folder))).pack
        print(f"building the region ({pack.region.counts}): {time.perf_counter() - began:.2f} s\n")
    drawn = pack.postcodes.sample(rows, with_replacement=True, seed=SEED)
    return Input(
        pack,
        lay_out(read_boundaries(wards, "ward").areas),
        lay_out(read_boundaries(lsoas, "lsoa").areas),
        as_people_write(drawn["postcode"]),
        drawn["easting"].to_numpy().astype(float),
        drawn["northing"].to_numpy().astype(float),
    )


def as_people_write(postcodes: pl.Series) -> pl.Series:
    """In turn: as it should be, in small letters, without its space, and padded to seven."""
    turn = pl.int_range(pl.len()) % 4
    postcode = pl.col("postcode")
    written = (
        pl.when(turn == 1)
        .then(postcode.str.to_lowercase())
        .when(turn == 2)
        .then(postcode.str.replace(" ", ""))
        .when(turn == 3)
        .then(postcode.str.replace(" ", "  "))
        .otherwise(postcode)
    )
    return postcodes.to_frame().select(written).to_series()


def by_pandas(given: Input, pandas: Any) -> Callable[[], Any]:
    placed = pandas.DataFrame(placed_postcodes(given.pack).to_dict(as_series=False))
    written = pandas.Series(given.asked.to_list())

    def merge() -> Any:
        plain = written.str.strip().str.upper()
        sound = written.str.fullmatch(LETTERS_FIGURES_SPACES) & plain.str.fullmatch(POSTCODE)
        halves = plain.str[:-3].str.rstrip() + " " + plain.str[-3:]
        return halves.where(sound).to_frame("postcode").merge(placed, on="postcode", how="left")

    return merge


def by_the_ground(given: Input) -> Callable[[], pl.DataFrame]:
    districts = dict(given.pack.wards.select("code", "district").rows())
    deciles = dict(given.pack.lsoas.select("code", "decile").rows())
    trees = {"ward": (STRtree(given.wards.outlines), given.wards), "lsoa": (STRtree(given.lsoas.outlines), given.lsoas)}

    def ask() -> pl.DataFrame:
        points = shapely.points(given.eastings, given.northings)
        found = {what: pl.Series(_first(tree, ground, points)) for what, (tree, ground) in trees.items()}
        return pl.DataFrame(found).with_columns(
            district=pl.col("ward").replace_strict(districts, default=None),
            decile=pl.col("lsoa").replace_strict(deciles, default=None),
        )

    return ask


def _first(tree: STRtree, ground: Ground, points: Any) -> list[str | None]:
    asked, areas = tree.query(points, predicate="intersects")
    places = np.full(len(points), NOWHERE)
    order = np.argsort(-areas, kind="stable")
    places[asked[order]] = areas[order]
    return [ground.codes[place] if place != NOWHERE else None for place in places.tolist()]


def timed(work: Callable[[], Any], repeats: int) -> tuple[float, Any]:
    """The median of some runs, in seconds, and the last answer."""
    spans = []
    for _ in range(repeats):
        began = time.perf_counter()
        answer = work()
        spans.append(time.perf_counter() - began)
    return median(spans), answer


def told(what: str, seconds: float, ours: float | None = None) -> None:
    ratio = f"   ours is {seconds / ours:.1f} times as fast" if ours else ""
    print(f"  {what:<44}{seconds:8.3f} s{ratio}")


def bench_looking_up(given: Input, repeats: int) -> None:
    print(f"looking {len(given.asked):,} postcodes up")
    placed = placed_postcodes(given.pack)
    ours, answer = timed(lambda: look_up(given.asked, placed), repeats)
    told("ours: cleaned and joined with polars", ours)
    try:
        import pandas
    except ImportError:
        print("  pandas is not here: install requirements/bench.txt to compare with it")
    else:
        seconds, theirs = timed(by_pandas(given, pandas), repeats)
        told("pandas: cleaned and merged", seconds, ours)
        assert theirs["ward"].tolist() == answer["ward"].to_list()
        assert theirs["postcode"].tolist() == answer["postcode"].to_list()
    seconds, grounded = timed(by_the_ground(given), 1)
    told("shapely STRtree: each point, wards and LSOAs", seconds, ours)
    inside = grounded["ward"].is_not_null()
    assert grounded.filter(inside).select(ANSWERS).equals(answer.filter(inside).select(ANSWERS))


def bench_joining(given: Input, repeats: int) -> None:
    eastings, northings = given.eastings, given.northings
    for what, ground in (("wards", given.wards), ("LSOAs", given.lsoas)):
        print(f"\njoining {len(eastings):,} points to {len(ground.codes):,} {what}")
        ours, joined = timed(lambda ground=ground: join(eastings, northings, ground), repeats)
        told("ours: each outline asks for its points", ours)
        tree = STRtree(ground.outlines)
        points = shapely.points(eastings, northings)
        seconds, theirs = timed(lambda tree=tree, points=points, ground=ground: _first(tree, ground, points), repeats)
        told("shapely STRtree: each point asks for its area", seconds, ours)
        assert _codes(joined, ground) == theirs


def _codes(joined: Joined, ground: Ground) -> list[str | None]:
    codes = [*ground.codes, None]
    return [codes[place] if inside else None for place, inside in zip(joined.areas, joined.inside, strict=True)]


def main() -> None:
    options = argparse.ArgumentParser(description="Postcodes and points to their places, beside peers.")
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--repeats", type=int, default=5)
    chosen = options.parse_args()
    if not PUBLISHED.is_dir():
        sys.exit("the published data is not here: set COMMONWEAL_DATA to its folder")
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {_versions()}")
    given = prepare(chosen.rows)
    bench_looking_up(given, chosen.repeats)
    bench_joining(given, chosen.repeats)


def _versions() -> str:
    found = []
    for name in ("polars", "shapely", "numpy", "pandas"):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)


if __name__ == "__main__":
    main()
