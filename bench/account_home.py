"""A home of five million payments in a real region, made by the command alone, for bench/account_page.py to ask.

    python bench/account_home.py FOLDER [--payments 5000000]

Input: the published spend files under COMMONWEAL_DATA, read by our own reader and written out as plain CSV, copy
after copy until there are so many payments. Every ten copies have payers of their own; within these each copy lies
three months before the last, so that a payer has many months. (Where the same sum is paid on the same day of each
quarter, the import says that files overlap; both count.) Private persons go as redacted, and what has no day is given
one. Then, with FOLDER as COMMONWEAL_HOME, `commonweal` builds the region of the published boundaries, loads the
published registers and imports the files, each step timed, with its peak memory. Few suppliers are in those
registers, so most stay "not placed".
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl

from commonweal.spend.reading import Options, Reading, read, sources

PUBLISHED = Path(os.environ.get("COMMONWEAL_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
COPIES_A_PAYER = 10
MONTHS_APART = 3
UNDATED = date(2014, 6, 2)
COLUMNS = ("Body Name", "Supplier Name", "Payment Date", "Net Amount", "Transaction Number", "Description")
COLUMNS += ("Department", "Expense Category")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("home", type=Path, metavar="FOLDER")
    asked.add_argument("--payments", type=int, default=5_000_000)
    options = asked.parse_args()
    if options.home.exists():
        sys.exit(f"{options.home} is there already: give the name of a folder that is not")
    with tempfile.TemporaryDirectory() as folder:
        held = write(Path(folder), options.payments)
        print(f"{held:,} payments in {len(list(Path(folder).iterdir())):,} files")
        places = PUBLISHED / "places"
        wards, postcodes = places.glob("wards-2025-*.geojson"), places.glob("codepoint-open-*.csv")
        commonweal(options.home, "region", "build", "Benchmark", "--wards", *wards, "--postcodes", *postcodes)
        # A list of lists of identifiers lies among the published registers, and is refused.
        commonweal(options.home, "suppliers", "load", PUBLISHED / "registers", may_refuse=True)
        commonweal(options.home, "spend", "import", folder)


def write(folder: Path, wanted: int) -> int:
    """Write at least so many payments as CSV files; returns how many."""
    readings = list(published())
    held = copy = 0
    while held < wanted:
        for number, payments in enumerate(readings):
            copied(payments, copy).write_csv(folder / f"{number:02}-{copy:03}.csv")
            held += payments.height
        copy += 1
    return held


def published() -> Iterator[pl.DataFrame]:
    for found in sources([PUBLISHED / "spend", PUBLISHED / "matched"]):
        assert not isinstance(found, Reading), found
        yield read(found, Options(key=b"a key for the benchmark alone")).payments


def copied(payments: pl.DataFrame, copy: int) -> pl.DataFrame:
    """A copy of a file's payments in the plainest layout, with other payers and earlier days."""
    pence = pl.col("pence")
    written = (
        pl.format("{} {}", "payer", pl.lit(f"({copy // COPIES_A_PAYER + 1})")),
        pl.when(supplier_kind="named").then("supplier").otherwise(pl.lit("REDACTED")),
        pl.col("date").fill_null(UNDATED).dt.offset_by(f"-{copy % COPIES_A_PAYER * MONTHS_APART}mo"),
        pl.format(
            "{}{}.{}",
            pl.when(pence < 0).then(pl.lit("-")).otherwise(pl.lit("")),
            pence.abs() // 100,
            (pence.abs() % 100).cast(pl.String).str.zfill(2),
        ),
        *(pl.col(name) for name in ("transaction", "purpose", "department", "category")),
    )
    return payments.select(cell.alias(name) for cell, name in zip(written, COLUMNS, strict=True))


def commonweal(home: Path, *words: str | Path, may_refuse: bool = False) -> None:
    """Run one command with `home` as its home, and say what it took."""
    start, command = time.perf_counter(), [Path(sys.executable).with_name("commonweal"), *words]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        command, env={**os.environ, "COMMONWEAL_HOME": str(home)}, stdout=subprocess.DEVNULL, check=not may_refuse
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"commonweal {words[0]} {words[1]}: {time.perf_counter() - start:.0f} s, processors {busy:.0f} s,"
        f" largest process so far {after.ru_maxrss / 1024:.0f} MB" + (f", ended with {done.returncode}" * may_refuse)
    )


if __name__ == "__main__":
    main()
