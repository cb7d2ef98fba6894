"""How well and how fast payees are found in a register of national size.

    python bench/matching.py [--register 1900000] [--payees 200000] [--absent 0.3] [--seed 41] [--kinds] [--as-peers]
    python bench/matching.py --seed 31 --payees 40000 --choose

Input: an invented register and payees spelt as payers spell them (bench/matching_register.py, bench/matching_dirt.py),
of which a share is not in the register at all. The weights were fitted, and the least sure probability was chosen, on
other seeds. With --as-peers every payee is in the register, and 38 in 100 are spelt as it does, so that an exact
normalised key finds as many as on the task that the peers were measured on. "Closed" counts only payees that the
register names. The goal: precision .98 and recall .96 in 60 seconds and 1 GB. Memory is the whole process's peak, the
register included. With --choose it tells, of a seed that is not scored, what each least probability would give.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import matching_task
import polars as pl
import reading
from matching_task import Size, Task

from commonweal.organisations.matching import match_together
from commonweal.organisations.matching.answers import answered
from commonweal.organisations.matching.finding import weighed
from commonweal.organisations.matching.named_share import named_share
from commonweal.organisations.names import normalised_series

SPARED = 0.38  # with it an exact key finds about .616 of the payees, reckoned on another seed

SURE = pl.col("status") == "sure"
RIGHT = (pl.col("org_id") == pl.col("truth")).fill_null(False)


def judged(task: Task) -> pl.DataFrame:
    """What matching says, with the truth and the kind of dirt beside it."""
    return match_together(task.payees, task.bearers).found.hstack(task.payees.select("truth", "kind"))


def told(found: pl.DataFrame) -> None:
    """Print precision and recall, and how often what is called so probable is right."""
    named = found.filter(pl.col("truth").is_not_null())
    recall = named.select((SURE & RIGHT).mean()).item()
    print(f"recall {recall:.4f}, best candidate right {named.select(RIGHT.mean()).item():.4f}")
    for what, rows in (("open", found), ("closed", named)):
        print(f"precision, {what}: {rows.filter(SURE).select(RIGHT.mean()).item():.4f}")
    tenths = found.filter(pl.col("probability") > 0).group_by((pl.col("probability") * 10).floor() / 10)
    table = tenths.agg(
        pl.len().alias("payees"), pl.col("probability").mean().alias("said"), RIGHT.mean().alias("right")
    )
    for row in table.sort("said").iter_rows():
        print("  from {:.1f}: {:>7} payees, said {:.3f}, right {:.3f}".format(*row))
    for least in (0.2, 0.3, 0.5, 0.8, 0.9):
        taken = found.filter(pl.col("probability") >= least)
        right = taken.select(RIGHT.sum()).item()
        print(f"  all from {least}: precision {right / len(taken):.3f}, recall {right / len(named):.3f}")


def kinds(found: pl.DataFrame) -> None:
    """Print recall by what was done to the name."""
    named = found.filter(pl.col("truth").is_not_null())
    for row in named.group_by("kind").agg((SURE & RIGHT).mean(), pl.len()).sort("status").iter_rows():
        print("  {:<24}{:.3f} of {}".format(row[0] or "nothing the key does not see", *row[1:]))


def choose(task: Task) -> None:
    """Print what taking as sure from each least probability would give, all other rules as they are."""
    found = weighed(task.payees, task.bearers)
    share = named_share(found.nobody)
    print(f"registers name {share:.3f} of the payees, as far as what was found tells")
    for least in (0.5, 0.6, 0.61, 0.62, 0.63, 0.64, 0.65, 0.7):
        told = answered(task.payees, found.offers, share, least).found.hstack(task.payees.select("truth"))
        right = told.filter(SURE).select(RIGHT.sum()).item()
        precision, recall = right / told.filter(SURE).height, right / task.payees["truth"].count()
        print(f"  sure from {least}: precision {precision:.4f}, recall {recall:.4f}")


def exact(task: Task) -> None:
    """Print what an exact normalised key alone would find: the payee's key, where one body bears it."""
    borne = task.bearers.group_by("key").agg(pl.col("organisation").first(), bodies=pl.col("organisation").n_unique())
    keyed = task.payees.select("truth", key=normalised_series(task.payees["payee"]))
    met = keyed.join(borne.filter(pl.col("bodies") == 1), on="key")
    right = met.select((pl.col("organisation") == pl.col("truth")).fill_null(False).sum()).item()
    print(f"an exact key alone: precision {right / len(met):.4f}, recall {right / keyed['truth'].count():.4f}")


def measure(folder: Path, show_kinds: bool) -> None:
    task = matching_task.kept(folder)
    began, used = time.perf_counter(), time.process_time()
    found = judged(task)
    wall, cpu = time.perf_counter() - began, time.process_time() - used
    sizes = f"{len(task.payees):,} payees, {len(task.bearers):,} names"
    print(f"{sizes}: {wall:.1f} s, {cpu:.1f} s of CPU, {reading.peak():.0f} MB")
    exact(task)
    told(found)
    if show_kinds:
        kinds(found)


def main() -> None:
    options = argparse.ArgumentParser(description="Payees met with an invented register.")
    options.add_argument("--register", type=int, default=1_900_000)
    options.add_argument("--payees", type=int, default=200_000)
    options.add_argument("--absent", type=float, default=0.3)
    options.add_argument("--seed", type=int, default=41)
    options.add_argument("--kinds", action="store_true")
    options.add_argument("--as-peers", action="store_true")
    options.add_argument("--choose", action="store_true")
    options.add_argument("--kept", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.kept:
        measure(chosen.kept, chosen.kinds)
        return
    if chosen.choose:
        choose(matching_task.made(Size(chosen.register, chosen.payees, chosen.absent, chosen.seed)))
        return
    with tempfile.TemporaryDirectory() as folder:
        absent, spared = (0.0, SPARED) if chosen.as_peers else (chosen.absent, 0.0)
        matching_task.keep(Size(chosen.register, chosen.payees, absent, chosen.seed, spared), Path(folder))
        again = [sys.executable, __file__, "--kept", folder, *(["--kinds"] if chosen.kinds else [])]
        subprocess.run(again, check=True)


if __name__ == "__main__":
    main()
