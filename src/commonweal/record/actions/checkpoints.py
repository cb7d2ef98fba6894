"""Making a checkpoint: the tree over all events so far, its root signed."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db import transaction

from commonweal.basics.problems import Refused
from commonweal.record import queries, tree
from commonweal.record.actions import append, keys, take_turn
from commonweal.record.models import Block, Checkpoint, Event

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

ONE_SIGNER: Final = 0x7369676E  # the lock of those who make a checkpoint; whoever appends an event need not wait for it
ROOM: Final = "record"
REPLACED: Final = "key-replaced"  # the kind of event that names a new key
KEPT_AT_ONCE: Final = 64  # blocks, of 256 events each, that one write keeps

NOTHING: Final = "Nothing is recorded yet, so there is nothing to sign. Come back after the first act."
CHANGED: Final = (
    "The first {size:,} events are not those that the last checkpoint signed, so nothing was signed. Somebody changed "
    "the database past our guard. Put it back from a back-up, and find out who and how."
)
UNSIGNED: Final = "No checkpoint is signed yet, so no key has to be replaced. Run: commonweal record checkpoint"


def make_checkpoint(*, by: "AbstractBaseUser | None", now: datetime) -> Checkpoint:
    """Sign the root over all events so far; where nothing is new since the last checkpoint, that one is returned.

    `by` may be anyone: a checkpoint says nothing but what the events say, so it is no event itself.
    Raises Refused before the first event, without the key, and where earlier events are not what was signed.
    """
    size, last = queries.size(), queries.latest_checkpoint()
    if last is not None and last.size >= size:
        return last
    if not size:
        raise Refused(NOTHING)
    keep_blocks(size)
    return _signed(size, now)


@transaction.atomic
def replace_key(*, by: "AbstractBaseUser | None", now: datetime) -> str:
    """Make a new key, because the old one is lost or known to others; returns the public one. The record tells of it.

    Raises Refused before the first checkpoint.
    """
    last = queries.latest_checkpoint()
    if last is None:
        raise Refused(UNSIGNED)
    key = str(keys.fresh(last).key)
    append(ROOM, REPLACED, {"former": last.key, "key": key}, by=by, now=now)
    transaction.on_commit(keys.take_up)
    return key


def keep_blocks(size: int) -> None:
    """Keep the full subtrees among the first events, those that are not kept yet."""
    held = Block.objects.filter(level=1).count()
    waiting: list[Block] = []
    for block in _blocks(held, size):
        waiting.append(block)
        if len(waiting) == KEPT_AT_ONCE:
            _keep(waiting)
            waiting = []
    _keep(waiting)
    level = 1
    while _keep_above(level):
        level += 1


@transaction.atomic
def _signed(size: int, now: datetime) -> Checkpoint:
    take_turn(ONE_SIGNER)
    last = queries.latest_checkpoint()
    if last is not None and last.size >= size:
        return last
    held = queries.Tree()
    if last is not None and tree.root(last.size, held.full).hex() != last.root:
        raise Refused(CHANGED.format(size=last.size))
    root, signer = tree.root(size, held.full), keys.signer(last, _expected(last))
    return Checkpoint.objects.create(
        size=size, root=root.hex(), note=signer.sign(size, root), key=str(signer.key), made_at=now
    )


def _expected(last: Checkpoint | None) -> str:
    """The public key that must sign what comes after a checkpoint."""
    if last is None:
        return ""
    since = Event.objects.filter(number__gt=last.size, room=ROOM, kind=REPLACED).order_by("number").last()
    return str(since.body["key"]) if since else last.key


def _blocks(held: int, size: int) -> Iterator[Block]:
    whole = size // queries.BLOCK
    hashes: list[bytes] = []
    for _, line in queries.written_events(held * queries.BLOCK + 1, whole * queries.BLOCK):
        hashes.append(tree.leaf_hash(line))
        if len(hashes) == queries.BLOCK:
            yield Block(level=1, number=held, root=queries.folded(hashes), leaves=b"".join(hashes))
            held, hashes = held + 1, []


def _keep_above(level: int) -> bool:
    """Keep the blocks one level up that are full now; False where there are none at all."""
    above = Block.objects.filter(level=level + 1).count()
    whole = Block.objects.filter(level=level).count() // queries.BLOCK
    for number in range(above, whole):
        first = number * queries.BLOCK
        parts = Block.objects.filter(level=level, number__gte=first, number__lt=first + queries.BLOCK)
        roots = [bytes(root) for root in parts.order_by("number").values_list("root", flat=True)]
        _keep([Block(level=level + 1, number=number, root=queries.folded(roots))])
    return whole > 0


def _keep(blocks: list[Block]) -> None:
    # Two processes that keep the same block keep the same hashes, so whoever is second changes nothing.
    Block.objects.bulk_create(blocks, ignore_conflicts=True)
