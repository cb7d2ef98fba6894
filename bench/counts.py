"""How fast ballots are counted: Scottish STV, ours beside pyrankvote, on the same ballots, in the same run.

    python bench/counts.py [--ballots 1000000] [--candidates 20] [--seats 5] [--skip-peer]

Ballots are drawn with a seed: each ranks some of the candidates, some are liked better than others, and nearly all
ballots differ, which is the hardest case for a count that puts equal ones together. Both start from the same rankings
in memory and end with who is elected, and the two must elect the same. pyrankvote counts in floating point and by a
slightly different rule (a quota with decimals, several candidates out at a time); no peer at hand counts by the
Scottish Order. Reading and writing the ballots as BLT and looking for a Condorcet winner are timed beside it.
Seconds are of processor time, so that other work on the machine matters less. A ratio above 1 means ours is faster.
"""

import argparse
import os
import platform
import time
from collections import Counter
from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import Any

import numpy as np

from commonweal.assemblies.counts import blt, condorcet, scottish_stv
from commonweal.assemblies.counts.ballots import Election, Preferences

SEED = 17
LIKED = 0.25  # how much more each candidate is liked than the next, against the chance of one voter's taste


def rankings(ballots: int, candidates: int) -> list[Preferences]:
    """Rankings of the first so many of each voter's candidates, in the order of the voter's taste."""
    dice = np.random.default_rng(SEED)
    taste = dice.gumbel(size=(ballots, candidates)) - LIKED * np.arange(candidates)
    orders = np.argsort(-taste, axis=1)
    lengths = dice.integers(1, candidates + 1, size=ballots)
    return [tuple(order[:length]) for order, length in zip(orders.tolist(), lengths.tolist(), strict=True)]


def ours(given: Sequence[Preferences], names: tuple[str, ...], seats: int) -> set[str]:
    return set(scottish_stv.count(Election(seats, names, Counter(given))).elected)


def pyrankvotes(given: Sequence[Preferences], names: tuple[str, ...], seats: int) -> set[str]:
    from pyrankvote import Ballot, Candidate, single_transferable_vote

    candidates = [Candidate(name) for name in names]
    ballots = [Ballot([candidates[place] for place in ranking]) for ranking in given]
    return {winner.name for winner in single_transferable_vote(candidates, ballots, seats).get_winners()}


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of processor time, and the answer."""
    began = time.process_time()
    answer = work()
    return time.process_time() - began, answer


def told(what: str, seconds: float, note: str = "") -> None:
    print(f"  {what:<40}{seconds:9.2f} s   {note}")


def main() -> None:
    options = argparse.ArgumentParser(description="Counting ranked ballots, ours beside pyrankvote.")
    options.add_argument("--ballots", type=int, default=1_000_000)
    options.add_argument("--candidates", type=int, default=20)
    options.add_argument("--seats", type=int, default=5)
    options.add_argument("--skip-peer", action="store_true")
    chosen = options.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, pyrankvote {version('pyrankvote')}")
    given = rankings(chosen.ballots, chosen.candidates)
    names = tuple(f"Candidate {number}" for number in range(1, chosen.candidates + 1))
    print(f"{len(given):,} ballots, {len(set(given)):,} of them different, {len(names)} candidates")
    seconds, elected = timed(lambda: ours(given, names, chosen.seats))
    told("ours: put together, checked, counted", seconds)
    if not chosen.skip_peer:
        theirs, also_elected = timed(lambda: pyrankvotes(given, names, chosen.seats))
        told("pyrankvote: counted", theirs, f"ours is {theirs / seconds:.1f} times as fast")
        assert also_elected == elected, (also_elected, elected)
    election = Election(chosen.seats, names, Counter(given))
    seconds, written = timed(lambda: blt.write(election).encode())
    told("written as BLT", seconds, f"{len(written) / 1e6:.0f} MB")
    seconds, read = timed(lambda: blt.read(written))
    told("read from BLT", seconds)
    assert read == election
    told("Condorcet winner", *timed(lambda: condorcet.winner(election)))


if __name__ == "__main__":
    main()
