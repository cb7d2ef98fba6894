"""The inputs that published spend offers for its replays, taken from the lake."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import polars as pl

from commonweal.record.replays import Body, Input
from commonweal.spend.replays import KINDS, input_name


def offered(lake_folder: Path, told: Iterable[tuple[str, Body]]) -> Iterator[Input]:
    """The payments of each accepted file whose lake file is still there, as `line,pence`."""
    for kind, body in told:
        path = lake_folder / str(body.get("lake"))
        if kind in KINDS and path.is_file():
            yield Input(input_name(path.name), partial(_written, path))


def _written(path: Path) -> bytes:
    return pl.read_parquet(path, columns=["line", "pence"]).select("line", "pence").write_csv().encode()
