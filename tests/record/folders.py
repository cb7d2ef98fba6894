"""Published records made by hand, without a database: what a stranger downloads."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from commonweal.record import listing, published
from commonweal.record.leaves import Leaf, canonical
from commonweal.record.notes import Checkpoint, public_key, read, sign, signed
from commonweal.record.published import BUNDLE
from commonweal.record.tree import full_of, leaf_hash, root
from commonweal.record.writing import Publication

SEED, OTHER_SEED = bytes(range(32)), bytes(32)
ORIGIN = "commonweal/record/0011"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
KEY = public_key(ORIGIN, SEED)


@dataclass(frozen=True)
class Act:
    """What one event tells."""

    room: str = "trial"
    kind: str = "done"
    body: Mapping[str, Any] | None = None


def line(number: int, act: Act) -> bytes:
    at = NOW + timedelta(seconds=number)
    return canonical(Leaf(number, at, act.room, act.kind, f"actor-{number}", dict(act.body or {"number": number})))


def record(folder: Path, acts: Sequence[Act], signed_at: Iterable[int] = (), seed: bytes = SEED) -> Path:
    """Publish acts, with checkpoints at the sizes given and at the end."""
    lines = [line(number, act) for number, act in enumerate(acts, start=1)]
    return of_lines(folder, lines, signed_at, seed)


def of_lines(folder: Path, lines: Sequence[bytes], signed_at: Iterable[int] = (), seed: bytes = SEED) -> Path:
    publication, leaves = Publication(folder, ORIGIN), [leaf_hash(each) for each in lines]
    for start in range(0, len(lines), BUNDLE):
        part = slice(start, start + BUNDLE)
        publication.bundle(start + 1, lines[part], leaves[part])
    sizes = sorted({*signed_at, len(lines)})
    keys = [str(public_key(ORIGIN, seed))]
    publication.close([(size, note(leaves, size, seed)) for size in sizes], keys, signer(seed), NOW)
    return folder


def note(leaves: Sequence[bytes], size: int, seed: bytes = SEED) -> str:
    """The signed checkpoint over the first leaves."""
    return sign(Checkpoint(ORIGIN, size, root(size, full_of(leaves))), ORIGIN, seed)


def signer(seed: bytes = SEED) -> Callable[[str], str]:
    """Signs a list of files."""
    return lambda text: signed(text, ORIGIN, seed)


def list_again(folder: Path, seed: bytes = SEED) -> None:
    """Sign the list of files anew, once something was put beside the events."""
    size = read(published.read_bytes(folder / published.LATEST).decode()).checkpoint.size
    (folder / published.FILES).write_text(signer(seed)(listing.of_folder(folder, ORIGIN, size).text()))


def acts(many: int) -> list[Act]:
    return [Act() for _ in range(many)]


def change(path: Path, index: int, to: bytes) -> None:
    """Put another line in the place of one."""
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:index], to, *lines[index + 1 :]]))
