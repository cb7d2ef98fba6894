"""How fast a page's questions are answered over five million payments.

    python bench/account.py [--payments 5000000] [--repeats 5]

Input: the published spend files under COMMONWEAL_DATA, read by our own reader and repeated, each copy some months
later, until there are so many payments; kept as the account keeps them, a Parquet file a published file and copy.
Each definition is asked as its page asks it (a first page of fifty, or the whole where a page shows the whole), first
for everything and then for the largest payer. Medians of the repeats after one to warm up. The goal is 300 ms.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

import duckdb
import polars as pl

from commonweal.organisations.facts import FACTS
from commonweal.spend import account
from commonweal.spend.account import Lake, Page, ask, draw
from commonweal.spend.placing import place
from commonweal.spend.reading import Options, Reading, read, sources
from commonweal.spend.selection import Selection
from commonweal.spend.storing import keep_table, store

PUBLISHED = Path(os.environ.get("COMMONWEAL_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
WHOLE = ("totals", "months", "areas", "wards", "coverage")
PAGED = ("payers", "suppliers", "categories", "departments", "purposes", "rows")
GOAL = 0.3  # seconds
MONTHS_APART = 3


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--payments", type=int, default=5_000_000)
    asked.add_argument("--repeats", type=int, default=5)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lake = fill(Path(folder), options.payments)
        held = sum(pl.scan_parquet(path).select(pl.len()).collect().item() for path in lake.payments)
        largest = ask(lake, "payers", page=Page("pence", limit=1))[0]["payer_slug"]
        lake = drawn_together(lake, Path(folder))
        print(f"{held:,} payments in {len(lake.payments)} files; DuckDB {duckdb.__version__}, polars {pl.__version__}")
        print(f"{'question':<14}{'everything':>12}{'one payer':>12}   seconds, median of {options.repeats}")
        for name in WHOLE + PAGED:
            page = Page() if name in WHOLE else Page("pence", limit=50)
            times = [
                clock(partial(ask, lake, name, chosen, page), options.repeats) for chosen in (None, Selection(largest))
            ]
            slow = "" if max(times) <= GOAL else f"   over the goal of {GOAL} s"
            print(f"{name:<14}{times[0]:>12.3f}{times[1]:>12.3f}{slow}")


def fill(folder: Path, wanted: int) -> Lake:
    """A lake of at least so many payments."""
    readings = [understood(found) for found in sources([PUBLISHED / "spend", PUBLISHED / "matched"])]
    paths: list[Path] = []
    held = copy = 0
    while held < wanted:
        for number, reading in enumerate(readings):
            stored = store(reading, folder, f"{copy}-{number}")
            later(folder / stored.payments_file, copy * MONTHS_APART)
            paths.append(folder / stored.payments_file)
            held += reading.payments.height
        copy += 1
    lake = Lake(tuple(paths))
    placed = place(ask(lake, "named_suppliers"), pl.DataFrame(schema=FACTS), None)
    return replace(lake, places=folder / keep_table(folder, placed))


def drawn_together(lake: Lake, folder: Path) -> Lake:
    """As the worker leaves it after each import."""
    start = time.perf_counter()
    draw(lake, folder / "drawn.parquet")
    print(f"drawn together in {time.perf_counter() - start:.1f} s")
    return replace(lake, drawn=folder / "drawn.parquet")


def understood(found: object) -> Reading:
    assert not isinstance(found, Reading), found
    return read(found, Options(key=b"a key for the benchmark alone"))


def later(path: Path, months: int) -> None:
    """Move a stored file's payments so many months on."""
    moved = pl.read_parquet(path).with_columns(pl.col("date").dt.offset_by(f"{months}mo"))
    moved.with_columns(month=pl.col("date").dt.strftime("%Y-%m")).write_parquet(path, row_group_size=100_000)


def clock(work: Callable[[], object], repeats: int) -> float:
    """Seconds, the median of the repeats after one to warm up."""
    times = []
    for _ in range(repeats + 1):
        account._kept_answer.cache_clear()  # an answer given before would cost nothing
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times[1:])


if __name__ == "__main__":
    main()
