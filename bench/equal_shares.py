"""How fast budgets are shared out: equal shares, ours beside pabutools, on the same files, in the same run.

    python bench/equal_shares.py [FILE.pb...] [--voters 1000000] [--projects 300] [--add1] [--skip-peer]

From file to winners, by cost utility, no completion. pabutools counts in exact fractions, once voter by voter and once
with equal ballots put together (multiprofile); the winners must be the same, in the same order. Without files, the
three largest approval files under COMMONWEAL_DATA are taken. Then an invented election, whose ballots nearly all
differ, is counted by ours alone; and with --add1 every approval file is completed by ours, the slowest ones named.
Seconds are of processor time, the best of three for ours. A ratio above 1 means ours is faster.
"""

import argparse
import os
import platform
import resource
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from commonweal.budgets.counting import Way, count
from commonweal.budgets.elections import Election, Entries, gathered
from commonweal.budgets.pabulib.reading import read

SEED = 23
LARGEST = 3  # files
NAMED = 10  # projects that an invented voter names, about
SLOWEST = 5
WAY = Way("equal-shares")


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of processor time, and the answer."""
    began = time.process_time()
    answer = work()
    return time.process_time() - began, answer


def approval_files() -> list[Path]:
    """Those at hand, the largest first."""
    folder = Path(os.environ.get("COMMONWEAL_DATA", "../shared/data")) / "budgets"
    found = [path for path in folder.glob("*.pb") if "vote_type;approval" in path.read_text(encoding="utf-8-sig")]
    return sorted(found, key=lambda path: path.stat().st_size, reverse=True)


def ours(path: Path, way: Way = WAY) -> list[str]:
    election = read(path.read_bytes()).election
    return [election.ids[place] for place in count(election, way).winners]


def peers(path: Path, *, together: bool) -> list[str]:
    from pabutools.election import Cost_Sat, parse_pabulib
    from pabutools.rules import method_of_equal_shares

    sys.setrecursionlimit(100_000)  # the peer calls itself once a round
    instance, profile = parse_pabulib(str(path))
    ballots = profile.as_multiprofile() if together else profile
    return [each.name for each in method_of_equal_shares(instance, ballots, sat_class=Cost_Sat)]


def beside(path: Path, *, skip_peer: bool) -> None:
    """One file: ours, and both ways of the peer."""
    seconds, winners = min((timed(lambda: ours(path)) for _ in range(3)), key=lambda each: each[0])
    print(f"{path.name}: {len(winners)} winners; ours {seconds:.3f} s")
    if skip_peer:
        return
    for together in (True, False):
        theirs, found = timed(lambda together=together: peers(path, together=together))
        assert found == winners, f"{path.name}: the winners differ"
        print(
            f"  pabutools {'multiprofile' if together else 'plain':<14}{theirs:9.2f} s   ratio {theirs / seconds:7.1f}"
        )


def invented(voters: int, projects: int) -> Election:
    """An election with a seed: projects are liked unlike, and nearly all ballots differ."""
    dice = np.random.default_rng(SEED)
    liked = dice.dirichlet(np.full(projects, 0.5))
    lengths = dice.poisson(NAMED, size=voters)
    owners = np.repeat(np.arange(voters), lengths)
    named = dice.choice(projects, size=len(owners), p=liked)
    costs = tuple(int(each) for each in dice.integers(5_000, 500_000, size=projects))
    entries = Entries(owners, named.astype(np.int64), np.ones(len(owners), dtype=np.int64))
    ballots = gathered(voters, np.ones(voters, dtype=np.int64), entries)
    return Election(tuple(f"P{each:03}" for each in range(projects)), costs, sum(costs) // 3, ballots)


def counted_alone(voters: int, projects: int) -> None:
    election = invented(voters, projects)
    election.supporters  # noqa: B018 - what reading leaves behind is not counted
    seconds, outcome = timed(lambda: count(election, WAY))
    print(f"invented, {voters:,} voters, {len(election.ballots.weights):,} different ballots, {projects} projects")
    print(f"  {len(outcome.rounds)} winners")
    print(f"  ours, counting alone      {seconds:9.2f} s (goal 2 s)")


def completed() -> None:
    """add1 on every approval file, the slowest named (goal: 2 s each)."""
    way = Way("equal-shares", "cost", "add1")
    taken = sorted(
        ((timed(lambda path=path: ours(path, way))[0], path.name) for path in approval_files()), reverse=True
    )
    print(f"add1 on {len(taken)} files: {sum(1 for seconds, _ in taken if seconds < 2)} under 2 s; the slowest:")
    for seconds, name in taken[:SLOWEST]:
        print(f"  {name:<50}{seconds:9.2f} s")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("files", nargs="*", type=Path, metavar="FILE.pb")
    asked.add_argument("--voters", type=int, default=1_000_000)
    asked.add_argument("--projects", type=int, default=300)
    asked.add_argument("--add1", action="store_true")
    asked.add_argument("--skip-peer", action="store_true")
    given = asked.parse_args()
    print(f"Python {platform.python_version()}, numpy {version('numpy')}, pabutools {version('pabutools')}")
    for path in given.files or approval_files()[:LARGEST]:
        beside(path, skip_peer=given.skip_peer)
    counted_alone(given.voters, given.projects)
    if given.add1:
        completed()
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
