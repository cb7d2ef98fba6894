"""What the public record costs: appending, signing, proving, publishing and verifying.

    python bench/record.py [--events 1000000] [--appended 2000] [--again 1000]

On SQLite in a temporary home. A million events are put into the table at once, since appending them one by one would
measure nothing but the disk; how long one append takes is measured beside it. The tree that keeps a stack is compared
with the plain one of the RFC over the first 20,000 leaves, and the published folder is verified: answers are equal,
or the run ends with an error. Processor seconds and the clock; no network.
"""

import argparse
import json
import os
import resource
import shutil
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

PLAIN = 20_000  # leaves that the plain tree is asked for
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PROOFS = 200
AT_ONCE = 5_000  # events put into the table


@contextmanager
def timed(what: str, many: int = 1) -> Iterator[None]:
    clock, busy = time.perf_counter(), time.process_time()
    yield
    clock, busy = time.perf_counter() - clock, time.process_time() - busy
    each = f", {clock / many * 1e6:,.1f} µs each" if many > 1 else ""
    print(f"{what}: {clock:.2f} s by the clock, {busy:.2f} s of processor time{each}; {peak():,.0f} MB at most so far")


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 * 1.048576


def plain(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word."""
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\1" + plain(leaves[:half]) + plain(leaves[half:])).digest()


def body(number: int) -> dict[str, Any]:
    """As large as the event of an accepted file."""
    digest = sha256(str(number).encode()).hexdigest()
    return {"file": str(uuid.UUID(digest[:32])), "sha256": digest, "rows": number, "payments": number, "sample": False}


def append_each(many: int) -> None:
    from django.db import transaction

    from commonweal.record.actions import append

    with timed(f"appending {many:,} events, each in a transaction of its own", many):
        for number in range(many):
            with transaction.atomic():
                append("trial", "done", body(number), by=None, now=NOW)


def fill(many: int) -> None:
    from commonweal.record import queries
    from commonweal.record.models import Event

    for first in range(queries.size() + 1, many + 1, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, many + 1))
        Event.objects.bulk_create(
            Event(number=number, at=NOW + timedelta(seconds=number), room="trial", kind="done", body=body(number))
            for number in numbers
        )


def sign(what: str) -> None:
    from commonweal.record.actions.checkpoints import make_checkpoint

    with timed(what):
        make_checkpoint(by=None, now=NOW)


def prove(many: int) -> None:
    from commonweal.record import queries, tree

    root = bytes.fromhex(queries.latest_checkpoint().root)  # type: ignore[union-attr]
    with timed(f"{PROOFS} proofs of inclusion among {many:,}, read from the database", PROOFS):
        for index in range(0, many, many // PROOFS):
            held = queries.Tree()
            proof = tree.inclusion(index, many, held.full)
            assert tree.included(held.leaves(index, 1)[0], index, many, proof, root)


def trees(many: int) -> None:
    from commonweal.record.tree import Stack, leaf_hash

    lines = [json.dumps(body(number)).encode() for number in range(PLAIN)]
    stack = Stack()
    with timed(f"the tree that keeps a stack, {many:,} leaves", many):
        for number in range(many):
            stack.add(leaf_hash(lines[number % PLAIN]))
        stack.root()
    small, leaves = Stack(), [leaf_hash(line) for line in lines]
    for leaf in leaves:
        small.add(leaf)
    with timed(f"the plain tree, {PLAIN:,} leaf hashes", PLAIN):
        assert plain(leaves) == small.root()


def out(folder: Path, what: str) -> None:
    from commonweal.record.actions.publishing import publish

    with timed(what):
        publish(folder=folder, offers={}, by=None, now=NOW)


def check(folder: Path, many: int) -> None:
    from commonweal.record.verifying import verify
    from commonweal.record.vouching import Kept

    with timed(f"verifying {many:,} events", many):
        report = verify(folder, Kept(), {})
    assert report.verified, report.problems[:3]
    assert report.events == many


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--events", type=int, default=1_000_000)
    options.add_argument("--appended", type=int, default=2_000)
    options.add_argument("--again", type=int, default=1_000, help="events added before the second checkpoint")
    asked = options.parse_args()
    home = Path(tempfile.mkdtemp(prefix="commonweal-record-"))
    os.environ["COMMONWEAL_HOME"] = str(home)
    os.environ.pop("DATABASE_URL", None)
    try:
        measure(asked, home)
    finally:
        shutil.rmtree(home)


def measure(asked: argparse.Namespace, home: Path) -> None:
    from commonweal.cli.state import ready

    ready()
    append_each(asked.appended)
    trees(asked.events)
    fill(asked.events)
    folder = home / "published"
    sign(f"the first checkpoint over {asked.events:,} events")
    out(folder, f"publishing {asked.events:,} events")
    fill(asked.events + asked.again)
    sign(f"the next checkpoint, {asked.again:,} events later")
    out(folder, f"publishing those {asked.again:,} events")
    prove(asked.events + asked.again)
    check(folder, asked.events + asked.again)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    held = (home / "commonweal.sqlite3").stat().st_size
    print(f"published folder: {size / 1e6:,.0f} MB; database: {held / 1e6:,.0f} MB")


if __name__ == "__main__":
    sys.exit(main())
