"""The peer of bench/matching.py: rapidfuzz in blocks of names that begin alike, as analysts match registers today.

    python bench/matching_peer.py [--register 1900000] [--payees 200000] [--absent 0.3] [--seed 41] [--chosen-on 43]

Names are normalised as ours are, and equal ones meet first. What is left is compared with every name that begins with
the same four letters, and the nearest is taken where its ratio reaches a least one. Two peers: that least ratio is
chosen on another task for precision of .98 where there is one, and for the best F1. Both sides are told no numbers.
"""

import argparse
import tempfile
import time
from pathlib import Path

import matching
import matching_task
import numpy as np
import polars as pl
from matching_task import Size, Task
from rapidfuzz import fuzz, process

from commonweal.organisations.names import normalised_series

BEGINNING = 4  # letters that both names begin with
AT_A_TIME = 256  # payees of a block, so that a block's ratios fit into memory
LEAST = 70  # ratios below are not looked at
WANTED = 0.98


def answered(task: Task) -> pl.DataFrame:
    """Each payee's nearest body: `org_id`, `ratio` (0 to 100; 101 where the names are equal), `truth`."""
    payees = task.payees.select("truth", key=normalised_series(task.payees["payee"])).with_row_index("row")
    bearers = task.bearers.select("organisation", key=normalised_series(task.bearers["name"])).unique(
        "key", keep="first"
    )
    equal = payees.join(bearers, on="key").select("row", org_id="organisation", ratio=pl.lit(101.0))
    left = payees.join(equal, on="row", how="anti")
    near = [_nearest(*block) for block in _blocks(left, bearers)]
    found = pl.concat([equal, *near])
    return payees.select("row", "truth").join(found, on="row", how="left").with_columns(pl.col("ratio").fill_null(0))


def _blocks(payees: pl.DataFrame, bearers: pl.DataFrame) -> list[tuple[pl.DataFrame, pl.DataFrame]]:
    beginning = pl.col("key").str.slice(0, BEGINNING)
    asked = payees.with_columns(beginning.alias("block")).partition_by("block", as_dict=True)
    known = bearers.with_columns(beginning.alias("block"))
    held = known.join(payees.select(beginning.alias("block")).unique(), on="block", how="semi")
    parts = held.partition_by("block", as_dict=True)
    return [(block, parts[name]) for name, block in asked.items() if name in parts]


def _nearest(payees: pl.DataFrame, bearers: pl.DataFrame) -> pl.DataFrame:
    names, rows = bearers["key"].to_list(), []
    for part in payees.iter_slices(AT_A_TIME):
        ratios = process.cdist(part["key"].to_list(), names, scorer=fuzz.ratio, score_cutoff=LEAST)
        best = ratios.argmax(axis=1)
        rows.append(
            pl.DataFrame(
                {
                    "row": part["row"],
                    "org_id": bearers["organisation"].gather(best),
                    "ratio": ratios[np.arange(len(best)), best].astype(float),
                }
            )
        )
    return pl.concat(rows)


def judged(found: pl.DataFrame, least: float) -> tuple[float, float]:
    """Precision over all payees, and recall over those whom the register names."""
    taken = found.filter(pl.col("ratio") >= least)
    right = taken.filter(pl.col("org_id") == pl.col("truth")).height
    return right / max(taken.height, 1), right / found["truth"].count()


def leasts(found: pl.DataFrame) -> dict[str, float]:
    """The least ratio for the precision wanted, or none where even equal names do not reach it; and for the best F1."""
    told = {least: judged(found, least) for least in range(LEAST, 102)}
    precise = [least for least, (precision, _) in told.items() if precision >= WANTED]
    best = max(told, key=lambda least: 2 * told[least][0] * told[least][1] / (sum(told[least]) or 1))
    return {"precision of .98": min(precise, default=102.0), "best F1": best}


def main() -> None:
    options = argparse.ArgumentParser(description="Payees met with an invented register, by rapidfuzz in blocks.")
    options.add_argument("--register", type=int, default=1_900_000)
    options.add_argument("--payees", type=int, default=200_000)
    options.add_argument("--absent", type=float, default=0.3)
    options.add_argument("--seed", type=int, default=41)
    options.add_argument("--chosen-on", type=int, default=43)
    chosen = options.parse_args()
    for_leasts = Size(chosen.register, chosen.payees // 5, chosen.absent, chosen.chosen_on)
    picked = leasts(answered(matching_task.made(for_leasts)))
    with tempfile.TemporaryDirectory() as folder:
        matching_task.keep(Size(chosen.register, chosen.payees, chosen.absent, chosen.seed), Path(folder))
        task = matching_task.kept(Path(folder))
    began, used = time.perf_counter(), time.process_time()
    found = answered(task)
    print(f"rapidfuzz in blocks: {time.perf_counter() - began:.1f} s, {time.process_time() - used:.1f} s of CPU")
    for what, least in picked.items():
        print(
            "  chosen for {}, a ratio of {}: precision {:.3f}, recall {:.3f}".format(what, least, *judged(found, least))
        )
    began, used = time.perf_counter(), time.process_time()
    ours = matching.judged(task)
    print(f"ours: {time.perf_counter() - began:.1f} s, {time.process_time() - used:.1f} s of CPU")
    matching.told(ours)


if __name__ == "__main__":
    main()
