"""What is read of the record: events, checkpoints, and the hashes of the tree over them."""

from collections.abc import Iterator
from typing import Final

from django.db import connection
from django.db.models import QuerySet

from commonweal.record.leaves import Leaf, canonical
from commonweal.record.models import Block, Checkpoint, CommittedText, Event
from commonweal.record.tree import HASH, leaf_hash, node_hash

BLOCK_BITS: Final = 8  # a block has 2**8 parts
BLOCK: Final = 1 << BLOCK_BITS
AT_ONCE: Final = 2_000  # events fetched at a time
NEWEST: Final = "select (select max(number) from record_event), (select max(size) from record_checkpoint)"


def size() -> int:
    """How many events the record has. They are numbered without gaps, so it is the last one's number."""
    return Event.objects.order_by("-number").values_list("number", flat=True).first() or 0


def newest() -> tuple[int, int]:
    """The number of the last event and the size of the newest checkpoint: what is published changes with them alone."""
    # Every page that is kept ready asks this: written out, since putting the query together takes longer.
    with connection.cursor() as cursor:
        cursor.execute(NEWEST)
        event, checkpoint = cursor.fetchone()
    return event or 0, checkpoint or 0


def latest_checkpoint() -> Checkpoint | None:
    """The newest checkpoint; None before the first."""
    return Checkpoint.objects.order_by("-size").first()


def checkpoints() -> QuerySet[Checkpoint]:
    """All checkpoints, the oldest first."""
    return Checkpoint.objects.order_by("size")


def newest_first() -> QuerySet[Event]:
    """All events, the last one first."""
    return Event.objects.order_by("-number")


def event(number: int) -> Event | None:
    """One event by its number; None where there is none yet."""
    return Event.objects.filter(number=number).first()


def text_of(commitment: str) -> CommittedText | None:
    """The text behind a commitment, erased or not; None where none was committed to here."""
    return CommittedText.objects.filter(commitment=commitment).first()


def leaf(event: Event) -> Leaf:
    """An event as the tree takes it."""
    return Leaf(event.number, event.at, event.room, event.kind, str(event.actor), event.body)


def written_events(first: int, last: int) -> Iterator[tuple[Event, bytes]]:
    """Events from one number to another, both included, each with its canonical bytes."""
    chosen = Event.objects.filter(number__gte=first, number__lte=last).order_by("number")
    for each in chosen.iterator(chunk_size=AT_ONCE):
        yield each, canonical(leaf(each))


class Tree:
    """The hashes of full subtrees, from the blocks, and past the last block from the events themselves."""

    def __init__(self) -> None:
        self.blocked = Block.objects.filter(level=1).count() * BLOCK  # events that are in blocks
        self._block: tuple[int, bytes] = (-1, b"")
        self._tail: list[bytes] | None = None

    def full(self, level: int, number: int) -> bytes:
        """The hash of leaves [number, number+1) * 2**level, all of which must be there."""
        above, depth = divmod(level, BLOCK_BITS)
        first, many = number << depth, 1 << depth
        return folded(self._blocks(above, first, many) if above else self.leaves(first, many))

    def leaves(self, first: int, many: int) -> list[bytes]:
        """The hashes of leaves from `first`, counted from 0: never across the border of a block."""
        if first >= self.blocked:
            return self._unblocked()[first - self.blocked :][:many]
        raw, start = self._leaves_of(first // BLOCK), first % BLOCK * HASH
        return cut(raw[start : start + many * HASH])

    def _blocks(self, level: int, first: int, many: int) -> list[bytes]:
        chosen = Block.objects.filter(level=level, number__gte=first, number__lt=first + many).order_by("number")
        return [bytes(root) for root in chosen.values_list("root", flat=True)]

    def _leaves_of(self, block: int) -> bytes:
        if block != self._block[0]:
            self._block = (block, bytes(Block.objects.values_list("leaves", flat=True).get(level=1, number=block)))
        return self._block[1]

    def _unblocked(self) -> list[bytes]:
        if self._tail is None:
            self._tail = [leaf_hash(line) for _, line in written_events(self.blocked + 1, self.blocked + BLOCK - 1)]
        return self._tail


def cut(raw: bytes) -> list[bytes]:
    """Hashes that stand one after another, apart."""
    return [raw[start : start + HASH] for start in range(0, len(raw), HASH)]


def folded(hashes: list[bytes]) -> bytes:
    """The root of 2**n hashes."""
    while len(hashes) > 1:
        hashes = [node_hash(left, right) for left, right in zip(hashes[::2], hashes[1::2], strict=True)]
    return hashes[0]
