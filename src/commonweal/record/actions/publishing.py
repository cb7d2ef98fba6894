"""Publishing the record as plain files: what is new since the last time, up to a fresh checkpoint."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from commonweal.basics.problems import Refused
from commonweal.record import notes, queries
from commonweal.record.actions import keys as signing
from commonweal.record.actions.checkpoints import make_checkpoint
from commonweal.record.models import Checkpoint, CommittedText, Event
from commonweal.record.published import BUNDLE, first_of
from commonweal.record.replays import Body, Offer
from commonweal.record.texts import ERASED, ROOM, committed_in
from commonweal.record.tree import leaf_hash
from commonweal.record.writing import Publication

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

NOT_OURS: Final = (
    "The folder holds {size:,} events that are not those of this database. If the database came from an older back-up, "
    "acts are missing from it; else publish into another folder. Nothing was written."
)
ALTERED: Final = (
    "Event {number:,} in the database is not the one that was signed, so it was not published. Somebody changed the "
    "database past our guard. Put it back from a back-up, and find out who and how."
)


@dataclass(frozen=True, slots=True)
class Published:
    """What the folder holds now, and how many of its events are new."""

    checkpoint: Checkpoint
    new: int


def publish(*, folder: Path, offers: Mapping[str, Offer], by: "AbstractBaseUser | None", now: datetime) -> Published:
    """Bring a folder up to a fresh checkpoint. Full bundles that are there already are not touched.

    `offers`: by room, the inputs of its replays. Raises Refused for a folder that holds anything else, and whatever
    `make_checkpoint` raises; OSError on a full disk, after which the same call goes on where it stopped.
    """
    checkpoint = make_checkpoint(by=by, now=now)
    publication = Publication(folder, notes.read(checkpoint.note).checkpoint.origin)
    done = held = _held(publication)
    while True:
        _write_events(publication, done, checkpoint.size, offers)
        _withhold(publication)
        if not _erased_after(checkpoint.size):
            break
        # Whoever misses a text must find its erasure in the record, so the record is published up to it.
        done, checkpoint = checkpoint.size, make_checkpoint(by=by, now=now)
    made = queries.checkpoints().filter(size__lte=checkpoint.size)
    keys = dict.fromkeys(made.values_list("key", flat=True))
    host = signing.signer(checkpoint, checkpoint.key)
    publication.close(made.values_list("size", "note").iterator(), keys, host.signed, now)
    return Published(checkpoint, checkpoint.size - held)


def _held(publication: Publication) -> int:
    """How many events the folder holds up to its newest checkpoint. Raises Refused where they are not ours."""
    latest = publication.latest()
    if latest is None:
        return 0
    if not Checkpoint.objects.filter(size=latest.size, root=latest.root.hex()).exists():
        raise Refused(NOT_OURS.format(size=latest.size))
    return latest.size


def _write_events(publication: Publication, held: int, size: int, offers: Mapping[str, Offer]) -> None:
    """Write all bundles that a reader of `held` events lacks or has only in part, with their texts and inputs."""
    tree, lines, leaves = queries.Tree(), [], []
    bundle: list[Event] = []
    for event, line in queries.written_events(first_of(held + 1), size):
        leaf = tree.leaves(event.number - 1, 1)[0]
        if leaf != leaf_hash(line):
            raise Refused(ALTERED.format(number=event.number))
        bundle.append(event)
        lines.append(line)
        leaves.append(leaf)
        if event.number % BUNDLE == 0 or event.number == size:
            publication.bundle(bundle[0].number, lines, leaves)
            _write_texts(publication, bundle)
            _write_inputs(publication, bundle, offers)
            bundle, lines, leaves = [], [], []


def _write_texts(publication: Publication, bundle: list[Event]) -> None:
    named = {commitment for event in bundle for commitment in committed_in(event.body)}
    for text in CommittedText.objects.filter(commitment__in=named, erased_at=None):
        publication.text(text.commitment, bytes(text.salt), text.text)


def _write_inputs(publication: Publication, bundle: list[Event], offers: Mapping[str, Offer]) -> None:
    for room, told in _by_room(bundle):
        for offered in offers[room](told) if room in offers else ():
            path = publication.input(room, offered.name)
            if not path.exists():
                publication.put(path, offered.content())


def _by_room(bundle: list[Event]) -> Iterator[tuple[str, Iterable[tuple[str, Body]]]]:
    rooms: dict[str, list[tuple[str, Body]]] = defaultdict(list)
    for event in bundle:
        rooms[event.room].append((event.kind, event.body))
    yield from rooms.items()


def _withhold(publication: Publication) -> None:
    for commitment in CommittedText.objects.exclude(erased_at=None).values_list("commitment", flat=True):
        publication.withhold(commitment)


def _erased_after(size: int) -> bool:
    return Event.objects.filter(number__gt=size, room=ROOM, kind=ERASED).exists()
