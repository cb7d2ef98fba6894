"""Who vouches for a published record: its keys, its checkpoints, and the ones that a stranger kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from commonweal.basics.problems import Problem, Refused
from commonweal.record import notes, published
from commonweal.record.notes import Key, Note

KEPT: Final = "your checkpoint"

NO_KEY: Final = "There is no public key here, so no signature can be checked. Get the whole folder again."
NO_CHECKPOINT: Final = "There is no checkpoint here that holds, so nobody vouches for the events."
OTHER_KEY: Final = (
    "The record is signed by another key than the one you kept. Ask the host, by another way than this site, whether "
    "and why the key was changed."
)
NOT_SIGNED: Final = "It is not signed by the key of this record."
FALSE: Final = "Its signature is false: somebody changed it after it was signed."
OTHER_RECORD: Final = "It is of another record, {theirs}; this one is {ours}."
MISNAMED: Final = "It is over {size:,} events, which is not what its name says."
NOT_NEWEST: Final = "It is not the newest checkpoint: another one here is over {size:,} events."
KEPT_NOT_SIGNED: Final = (
    "Your checkpoint is signed by another key than this record. Either the record was taken over, or the host has a "
    "new key. Ask the host by another way than this site."
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A checkpoint whose signature holds: the root over the first `size` events. `kept`: by the stranger who asks."""

    size: int
    root: bytes
    where: str
    kept: bool = False


@dataclass(slots=True)
class Vouched:
    """The checkpoints to hold the events against, in order, and what is wrong with others."""

    anchors: list[Anchor] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    trusted: list[Key] = field(default_factory=list)  # the keys that may have signed

    def size(self) -> int:
        """How many events the folder's own checkpoints vouch for."""
        return max((anchor.size for anchor in self.anchors if not anchor.kept), default=0)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a stranger kept from an earlier day."""

    notes: tuple[Note, ...] = ()
    key: Key | None = None


def vouched(folder: Path, kept: Kept) -> Vouched:
    """Read the keys and checkpoints of a published folder, and check their signatures."""
    found = Vouched()
    keys = _keys(folder, found)
    if kept.key is not None and kept.key not in keys:
        found.problems.append(Problem(published.KEYS, OTHER_KEY))
    found.trusted = [kept.key] if kept.key else keys
    if found.trusted:
        _take(found, _published(folder, found), found.trusted)
        _take_kept(found, kept.notes, found.trusted)
    if any(anchor.where == published.LATEST and anchor.size < found.size() for anchor in found.anchors):
        found.problems.append(Problem(published.LATEST, NOT_NEWEST.format(size=found.size())))
    if not found.size():
        found.problems.append(Problem(published.CHECKPOINTS, NO_CHECKPOINT))
    found.anchors.sort(key=lambda anchor: anchor.size)
    return found


def _keys(folder: Path, found: Vouched) -> list[Key]:
    try:
        return [notes.read_key(line) for line in published.read_bytes(folder / published.KEYS).decode().splitlines()]
    except (OSError, ValueError):
        found.problems.append(Problem(published.KEYS, NO_KEY))
    except Refused as refusal:
        found.problems.append(Problem(published.KEYS, refusal.plain))
    return []


def _published(folder: Path, found: Vouched) -> Iterator[tuple[str, int | None, Note]]:
    """The folder's notes: where each is, the size its name gives, and what it says."""
    files = [(size, path) for size, path in published.numbered(folder / published.CHECKPOINTS)]
    for size, path in [*files, (None, folder / published.LATEST)]:
        where = path.relative_to(folder).as_posix()
        try:
            yield where, size, notes.read(published.read_bytes(path).decode())
        except (OSError, ValueError):
            found.problems.append(Problem(where, "It is not here, or cannot be read."))
        except Refused as refusal:
            found.problems.append(Problem(where, refusal.plain))


def _take(found: Vouched, read: Iterable[tuple[str, int | None, Note]], trusted: list[Key]) -> None:
    for where, size, note in read:
        told = note.checkpoint
        wrong = _fault(note, trusted)
        if not wrong and size is not None and size != told.size:
            wrong = MISNAMED.format(size=told.size)
        if wrong:
            found.problems.append(Problem(where, wrong))
        else:
            found.anchors.append(Anchor(told.size, told.root, where))


def _take_kept(found: Vouched, kept: Iterable[Note], trusted: list[Key]) -> None:
    for note in kept:
        told = note.checkpoint
        wrong = _fault(note, trusted)
        if wrong == NOT_SIGNED:
            wrong = KEPT_NOT_SIGNED
        if wrong:
            found.problems.append(Problem(KEPT, wrong))
        else:
            found.anchors.append(Anchor(told.size, told.root, KEPT, kept=True))


def _fault(note: Note, trusted: list[Key]) -> str:
    """What is wrong with a note, or nothing."""
    origin = note.checkpoint.origin
    if origin != trusted[0].name:
        return OTHER_RECORD.format(theirs=origin, ours=trusted[0].name)
    if any(note.signed_by(key) for key in trusted):
        return ""
    ours = {(key.name, key.hash) for key in trusted}
    return FALSE if any((name, named) in ours for name, named, _ in note.signatures) else NOT_SIGNED
