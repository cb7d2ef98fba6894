"""How fast published spend is read: our reader beside a pandas reader that takes the same care, in the same run.

    python bench/reading.py [--records 5000000] [--repeats 1] [--tries 3] [--workers 2] [--keep]

Input: every spend file under COMMONWEAL_DATA (spend and matched), read from the disk again and again until so many
records were read. First each file is read by both, and their payments must be equal row by row, their counts of
records and of records set aside too. Then each reader works on its own, in turn, in one process and in a pool of
`--workers`; a run is repeated while other work loads the machine, as many times as it is given to try. All hold a few
files' results at a time, add them up and let them go; all sums must be equal. Medians of the repeats.

The peer (pandas_reader.py, needs requirements/bench.txt, openpyxl and odfpy) is told which column holds what; ours
finds it out. Both remember payees from file to file. In a pool, ours sends every payment back to the process that
asked, as an import does; the peer sends back its sums alone, which spares it work. CPU is that of all processes.
Memory is each process's peak with the libraries it imports, added up over the processes.

With --keep only memory is looked at, where all payments are at hand in the end: ours leaves each file's in the lake, as
an import does; whoever reads with pandas has them in one frame.
"""

import argparse
import importlib
import json
import multiprocessing
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

PUBLISHED = Path(os.environ.get("COMMONWEAL_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
READERS = {"ours": "reading_ours", "pandas": "reading_pandas"}
WORKBOOKS = (".xlsx", ".xls", ".xlsb", ".ods")
BUSY = 2.0  # load average above which a run is made again, where our own work did not cause it
FIGURES = {"wall": "all files, s", "cpu": "all files, s of CPU", "peak": "peak memory, MB"}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--records", type=int, default=5_000_000)
    asked.add_argument("--repeats", type=int, default=1)
    asked.add_argument("--tries", type=int, default=3, help="at most, of a run on a busy machine")
    asked.add_argument("--workers", type=int, default=2, help="processes that read in a pool")
    asked.add_argument("--keep", action="store_true", help="only: the memory of having all payments at hand in the end")
    asked.add_argument("--reader", choices=READERS, help=argparse.SUPPRESS)  # what this program asks of itself
    asked.add_argument("--rounds", type=int, default=1, help=argparse.SUPPRESS)
    options = asked.parse_args()
    if not PUBLISHED.is_dir():
        sys.exit("the published data is not here: set COMMONWEAL_DATA to its folder")
    if options.reader and options.keep:
        print(json.dumps(keeping(options.reader, options.rounds)))
        return
    if options.reader:
        print(json.dumps(rounds(options.reader, options.rounds, options.workers)))
        return
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {_versions()}")
    subprocess.run([sys.executable, str(Path(__file__).with_name("reading_equal.py"))], check=True)
    times = -(-options.records // run_alone("ours", 1, 1)["sums"][0])
    if options.keep:
        compare_keeping(times)
        return
    runs: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for _ in range(options.repeats):
        for workers in sorted({1, options.workers}, reverse=True):
            for name in READERS:
                runs.setdefault((name, workers), []).append(quiet_run(name, times, workers, options.tries))
    assert len({tuple(run["sums"]) for found in runs.values() for run in found}) == 1, "the sums differ"
    compare(runs)


def published() -> list[Path]:
    """The files that both read, in order."""
    return sorted(path for folder in ("spend", "matched") for path in (PUBLISHED / folder).iterdir())


def quiet_run(name: str, times: int, workers: int, tries: int) -> dict[str, Any]:
    """One run of its own; the quietest of a few where other work loads the machine."""
    found = []
    for _ in range(tries):
        found.append(run_alone(name, times, workers))
        told(name, workers, found[-1])
        if max(found[-1]["load"]) <= BUSY + workers - 1:
            break
    return min(found, key=lambda run: max(run["load"]))


def run_alone(name: str, times: int, workers: int, *more: str) -> dict[str, Any]:
    command = [sys.executable, __file__, "--reader", name, "--rounds", str(times), "--workers", str(workers), *more]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def rounds(name: str, times: int, workers: int) -> dict[str, Any]:
    """Read the files over and over with one reader, and say what it took. Seconds and megabytes."""
    reader = importlib.import_module(READERS[name])  # by name, so that neither process holds the other's library
    paths, load, peaks = published() * times, os.getloadavg()[0], {}
    sums, wall, cpu = [0, 0, 0, 0], time.perf_counter(), cpu_of_all()
    for tally in reader.tallies(paths, workers):
        sums = [have + more for have, more in zip(sums, tally, strict=True)]
        peaks |= {child.pid: found for child in multiprocessing.active_children() if (found := peak(child.pid))}
    return {
        "sums": sums,
        "wall": time.perf_counter() - wall,
        "cpu": cpu_of_all() - cpu,
        "peak": peak() + sum(peaks.values()),
        "load": [load, os.getloadavg()[0]],
    }


def keeping(name: str, times: int) -> dict[str, Any]:
    """Read the files over and over, in one process, and have every payment at hand in the end."""
    reader = importlib.import_module(READERS[name])
    with tempfile.TemporaryDirectory() as folder:
        return {"payments": reader.kept(published() * times, Path(folder)), "peak": peak()}


def compare_keeping(times: int) -> None:
    ours, theirs = (run_alone(name, times, 1, "--keep") for name in READERS)
    assert ours["payments"] == theirs["payments"], "the readers differ"
    told, mine, other = f"{ours['payments']:,} payments at hand in the end", ours["peak"], theirs["peak"]
    print(f"{told}; peak memory: ours {mine:.0f} MB, pandas {other:.0f} MB, {mine / other:.2f}")


def cpu_of_all() -> float:
    """Seconds of this process and of those it started and saw end."""
    return sum(os.times()[:4])


def peak(process: int | None = None) -> float:
    """Megabytes of memory that a process, this one if none is named, held at most until now."""
    status = Path(f"/proc/{process or 'self'}/status")  # ru_maxrss of a fresh process may be that of its parent
    try:
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        return 0.0 if process else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(line.split()[1]) / 1024


def told(name: str, workers: int, run: dict[str, Any]) -> None:
    rows, payments, set_aside, pence = run["sums"]
    print(
        f"  {name:<7}{workers} reading: {rows:,} records = {payments:,} payments of {pence / 100:,.2f} + {set_aside:,}"
        f" set aside: {run['wall']:.1f} s ({run['cpu']:.1f} s of CPU), {run['peak']:.0f} MB;"
        f" load average {run['load'][0]:.1f} before, {run['load'][1]:.1f} after",
        flush=True,
    )


def compare(runs: dict[tuple[str, int], list[dict[str, Any]]]) -> None:
    """A line for each figure and way of comparing: both in one process, both in a pool, and ours in a pool alone."""
    middle = {who: {figure: statistics.median(run[figure] for run in found) for figure in FIGURES}
              for who, found in runs.items()}  # fmt: skip
    pool = max(workers for _, workers in runs)
    print("\nthe ratio is pandas over ours; above 1 ours is faster, or smaller")
    for ours, theirs in dict.fromkeys([(1, 1), (pool, pool), (pool, 1)]):
        print(f"ours by {ours}, pandas by {theirs} reading")
        for figure, word in FIGURES.items():
            mine, other = middle["ours", ours][figure], middle["pandas", theirs][figure]
            print(f"  {word:<22}ours {mine:9.1f}   pandas {other:9.1f}   ratio {other / mine:5.2f}")


def _versions() -> str:
    return ", ".join(f"{name} {version(name)}" for name in ("polars", "fastexcel", "pandas", "openpyxl", "odfpy"))


if __name__ == "__main__":
    main()
