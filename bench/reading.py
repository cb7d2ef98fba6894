"""How fast published spend is read: our reader beside a pandas reader that takes the same care, in the same run.

    python bench/reading.py [--records 5000000] [--repeats 1] [--tries 3]

Input: every spend file under COMMONWEAL_DATA (spend and matched), read from the disk again and again until so many
records were read. First each file is read by both, and their payments must be equal row by row, their counts of
records and of records set aside too. Then each reader works in a process of its own, in turn; a run is repeated while
other work loads the machine, as many times as it is given to try. Both hold one file's result at a time, add it up and
let it go; both sums must be equal. Medians of the repeats; a ratio above 1 means ours is faster, or smaller.

The peer (pandas_reader.py, needs requirements/bench.txt, openpyxl and odfpy) is told which column holds what; ours
finds it out. Both remember payees from file to file; the first round alone shows reading without that. Peak memory is
the process's whole, the libraries it imports included, and shown apart without them.
"""

import argparse
import importlib
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

PUBLISHED = Path(os.environ.get("COMMONWEAL_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
READERS = {"ours": "reading_ours", "pandas": "reading_pandas"}
WORKBOOKS = (".xlsx", ".xls", ".xlsb", ".ods")
BUSY = 2.0  # load average above which a run is made again, where our own work did not cause it
FIGURES = {
    "wall": "all files, s",
    "cpu": "all files, s of CPU",
    "wall_text": "text files alone, s",
    "first": "first round alone, s",
    "peak": "peak memory, MB",
    "above_imports": "of it above the imports, MB",
}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--records", type=int, default=5_000_000)
    asked.add_argument("--repeats", type=int, default=1)
    asked.add_argument("--tries", type=int, default=3, help="at most, of a run on a busy machine")
    asked.add_argument("--reader", choices=READERS, help=argparse.SUPPRESS)  # what this program asks of itself
    options = asked.parse_args()
    if not PUBLISHED.is_dir():
        sys.exit("the published data is not here: set COMMONWEAL_DATA to its folder")
    if options.reader:
        print(json.dumps(rounds(options.reader, options.records)))
        return
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {_versions()}")
    subprocess.run([sys.executable, str(Path(__file__).with_name("reading_equal.py"))], check=True)
    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in READERS}
    for _ in range(options.repeats):
        for name in READERS:
            runs[name].append(quiet_run(name, options.records, options.tries))
    assert len({tuple(run["sums"]) for found in runs.values() for run in found}) == 1, "the sums differ"
    compare(runs, options.repeats)


def published() -> list[Path]:
    """The files that both read, in order."""
    return sorted(path for folder in ("spend", "matched") for path in (PUBLISHED / folder).iterdir())


def quiet_run(name: str, records: int, tries: int) -> dict[str, Any]:
    """One run in a process of its own; the quietest of a few where other work loads the machine."""
    command = [sys.executable, __file__, "--reader", name, "--records", str(records)]
    found = []
    for _ in range(tries):
        run = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        found.append(run)
        told(name, run)
        if max(run["load"]) <= BUSY:
            break
    return min(found, key=lambda run: max(run["load"]))


def rounds(name: str, records: int) -> dict[str, Any]:
    """Read the files over and over with one reader, and say what it took. Seconds and megabytes."""
    tally = importlib.import_module(READERS[name]).tally  # by name, so that neither process holds the other's library
    paths, imported, load = published(), peak(), os.getloadavg()[0]
    sums, workbooks, first = [0, 0, 0, 0], 0.0, 0.0
    wall, cpu = time.perf_counter(), time.process_time()
    while sums[0] < records:
        for path in paths:
            began = time.perf_counter()
            sums = [have + more for have, more in zip(sums, tally(path), strict=True)]
            workbooks += (time.perf_counter() - began) * (path.suffix in WORKBOOKS)
        first = first or time.perf_counter() - wall
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return {
        "sums": sums,
        "wall": wall,
        "cpu": cpu,
        "wall_text": wall - workbooks,
        "first": first,
        "peak": peak(),
        "above_imports": peak() - imported,
        "load": [load, os.getloadavg()[0]],
    }


def peak() -> float:
    """Megabytes of memory held at most until now, by this program alone where the system tells."""
    status = Path("/proc/self/status")  # ru_maxrss of a fresh process may be that of the one that started it
    if status.exists():
        lines = status.read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def told(name: str, run: dict[str, Any]) -> None:
    rows, payments, set_aside, pence = run["sums"]
    print(
        f"  {name:<8}{rows:,} records = {payments:,} payments of {pence / 100:,.2f} + {set_aside:,} set aside:"
        f" {run['wall']:.1f} s ({run['cpu']:.1f} s of CPU), {run['peak']:.0f} MB;"
        f" load average {run['load'][0]:.1f} before, {run['load'][1]:.1f} after",
        flush=True,
    )


def compare(runs: dict[str, list[dict[str, Any]]], repeats: int) -> None:
    middle = {name: {figure: statistics.median(run[figure] for run in found) for figure in FIGURES}
              for name, found in runs.items()}  # fmt: skip
    print(f"\nmedian of {repeats} run{'s' if repeats > 1 else ''}; the ratio is pandas over ours")
    for figure, word in FIGURES.items():
        ours, theirs = middle["ours"][figure], middle["pandas"][figure]
        print(f"  {word:<30}ours {ours:9.1f}   pandas {theirs:9.1f}   ratio {theirs / ours:5.2f}")


def _versions() -> str:
    return ", ".join(f"{name} {version(name)}" for name in ("polars", "fastexcel", "pandas", "openpyxl", "odfpy"))


if __name__ == "__main__":
    main()
