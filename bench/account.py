"""How fast a page's questions are answered over five million payments.

    python bench/account.py [--payments 5000000] [--repeats 5]

Input: the published spend files under COMMONWEAL_DATA, read by our own reader and repeated, each copy some months
later, until there are so many payments; kept as the account keeps them, a Parquet file a published file and copy.
No register says where these suppliers are, so places are invented for them: of every twenty, four lie in one of 159
wards of six districts, four in another district, three in another region, one overseas, one somewhere in the UK, and
seven are not placed. Home is one district. Each definition is asked as its page asks it (a first page of fifty, or the
whole where a page shows the whole), first for everything and then for the largest payer. Medians of the repeats after
one to warm up, on the wall and of all processors together. The goal is 300 ms. Last, one rule is given a new word.
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

from commonweal.spend import account
from commonweal.spend.account import Lake, Page, ask, draw
from commonweal.spend.ground import Ground
from commonweal.spend.home import Home
from commonweal.spend.locking import published
from commonweal.spend.reading import Options, Reading, read, sources
from commonweal.spend.selection import Selection
from commonweal.spend.storing import keep_table, store

PUBLISHED = Path(os.environ.get("COMMONWEAL_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
WHOLE = ("totals", "months", "areas", "wards", "coverage")
SHARES = ("where_it_went", "local_share", "shares_by_year", "shares_by_payer_and_year", "anchors", "rings_by_payer")
SHARES += ("sectors", "divisions", "proclass_categories", "owner_kinds", "sizes", "like_for_like_months")
SHARES += ("change_over_time", "concentration", "deprived_reach", "wards_per_resident", "locks")
PAGED = ("payers", "suppliers", "categories", "departments", "purposes", "rows")
# What the page of an account asks, gaps and multiplier included.
ACCOUNT_PAGE = ("totals", "payers", "months", "suppliers", "categories", "local_share", "where_it_went")
ACCOUNT_PAGE += ("rings_by_payer", "industries", "coverage", "periods", "gap_years", "gap_holders")
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
        print(f"{'question':<26}{'everything':>12}{'processors':>12}{'one payer':>12}{'processors':>12}")
        months = tuple(row["month"] for row in ask(lake, "months"))
        everything = Selection(home=home(), compared=months)
        for name in WHOLE + SHARES + PAGED:
            page = Page("pence", limit=50) if name in PAGED else Page()
            each = (everything, replace(everything, payer=largest))
            times = [clock(partial(ask, lake, name, chosen, page), options.repeats) for chosen in each]
            slow = "" if max(wall for wall, _ in times) <= GOAL else f"   over the goal of {GOAL} s"
            print(f"{name:<26}" + "".join(f"{wall:>12.3f}{busy:>12.3f}" for wall, busy in times) + slow)
        for what, chosen in (("everything", everything), ("one payer", replace(everything, payer=largest))):
            wall, busy = clock(partial(whole_page, lake, chosen), options.repeats)
            print(f"all that the page of an account asks, {what}: {wall:.3f} s, processors {busy:.3f} s")
        other = replace(everything, locks=published().adding(published().rules[0].name, "subjects", "tithe"))
        wall, busy = clock(partial(ask, lake, "local_share", other), 1)
        print(f"local_share by rules with one word more than drawn: {wall:.1f} s, processors {busy:.1f} s")


def whole_page(lake: Lake, chosen: Selection) -> None:
    for name in ACCOUNT_PAGE:
        ask(lake, name, chosen, Page("pence", limit=50) if name in PAGED else Page())


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
    keys = pl.DataFrame({"supplier_key": sorted({row["supplier_key"] for row in ask(lake, "named_suppliers")})})
    return replace(lake, places=folder / keep_table(folder, invented_places(keys)))


def home() -> Home:
    """One district of six, of an invented region of 159 wards."""
    above = {f"E05{ward:06}": (f"E08{ward % 6:06}", "E11000000", "E12000002") for ward in range(159)}
    return Home.on(Ground("The benchmark's region", above, {}), "E08000001")


def invented_places(keys: pl.DataFrame) -> pl.DataFrame:
    """A place for each supplier by its turn in the alphabet, as the docstring above says."""
    number, kind = pl.int_range(pl.len()), pl.int_range(pl.len()) * 7 % 20  # 7 and 20 share no factor: all turns occur
    ward = number % 159
    here, district, region = kind < 4, kind < 8, kind < 11
    code = pl.format
    columns = {
        "usual_name": pl.col("supplier_key"),
        "org_id": pl.when(kind < 13).then(code("GB-COH-{}", number // 2)),
        "ward_code": pl.when(here).then(code("E05{}", ward.cast(pl.String).str.zfill(6))),
        "ward": pl.when(here).then(code("Ward {}", ward)),
        "district_code": pl.when(here)
        .then(code("E08{}", (ward % 6).cast(pl.String).str.zfill(6)))
        .when(district)
        .then(code("E07{}", (number % 300).cast(pl.String).str.zfill(6))),
        "region_code": pl.when(here).then(pl.lit("E12000002")).when(region).then(code("E1200000{}", number % 9 + 1)),
        "country": pl.when(kind == 11).then(pl.lit("Ruritania")),
        "owner": pl.when(number % 10 == 0).then(pl.lit("charity")),
        "size": pl.when(kind < 10).then(pl.lit("small")),
        "sic": pl.when(kind < 12).then(code("{}100", number % 89 + 10)),
        "section": pl.when(kind < 12).then(code("{}", (number % 89 + 10) // 5)),
        "decile": pl.when(here).then(number % 10 + 1).cast(pl.Int32),
        "area": pl.when(here)
        .then(pl.lit("home"))
        .when(kind < 13)
        .then(pl.lit("elsewhere"))
        .otherwise(pl.lit("unknown")),
    }
    return keys.with_columns(**columns)


def drawn_together(lake: Lake, folder: Path) -> Lake:
    """As the worker leaves it after each import."""
    names = (folder / f"{name}.parquet" for name in ("payments", "sums", "sums_by_month", "sums_in_all"))

    def keep(write: Callable[[Path], None]) -> Path:
        path, start = next(names), time.perf_counter()
        write(path)
        rows = pl.scan_parquet(path).select(pl.len()).collect().item()
        print(f"{path.stem} in {time.perf_counter() - start:.1f} s: {rows:,} rows")
        return path

    return draw(lake, keep)


def understood(found: object) -> Reading:
    assert not isinstance(found, Reading), found
    return read(found, Options(key=b"a key for the benchmark alone"))


def later(path: Path, months: int) -> None:
    """Move a stored file's payments so many months on."""
    moved = pl.read_parquet(path).with_columns(pl.col("date").dt.offset_by(f"{months}mo"))
    moved.with_columns(month=pl.col("date").dt.strftime("%Y-%m")).write_parquet(path, row_group_size=100_000)


def clock(work: Callable[[], object], repeats: int) -> tuple[float, float]:
    """Seconds on the wall and of all processors, each the median of the repeats after one to warm up."""
    times = []
    for _ in range(repeats + 1):
        account._kept_answer.cache_clear()  # an answer given before would cost nothing
        start, busy = time.perf_counter(), time.process_time()
        work()
        times.append((time.perf_counter() - start, time.process_time() - busy))
    return median(wall for wall, _ in times[1:]), median(busy for _, busy in times[1:])


if __name__ == "__main__":
    main()
