"""The Merkle tree over the events (RFC 6962, section 2.1; RFC 9162, section 2.1): roots, proofs and their checks.

A full subtree of 2**level leaves never changes again. All but a few hashes of a root or a proof are of such subtrees,
so whoever keeps those reads a handful of hashes where the record holds millions of events.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Final

HASH: Final = 32  # bytes
EMPTY: Final = sha256(b"").digest()  # the root of no leaves

Full = Callable[
    [int, int], bytes
]  # (level, number) -> the hash of the full subtree over leaves [number, number+1) * 2**level


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of one leaf's bytes."""
    return sha256(b"\0" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees, the earlier one first."""
    return sha256(b"\1" + left + right).digest()


class Stack:
    """A tree that grows leaf by leaf and remembers only the hashes of its full subtrees, the largest first."""

    def __init__(self) -> None:
        self.size = 0
        self._hashes: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Add the hash of the next leaf."""
        carried = self.size
        while carried & 1:
            leaf = node_hash(self._hashes.pop(), leaf)
            carried >>= 1
        self._hashes.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """The root of all leaves added so far."""
        if not self._hashes:
            return EMPTY
        root = self._hashes[-1]
        for left in reversed(self._hashes[:-1]):
            root = node_hash(left, root)
        return root


def full_of(leaves: Sequence[bytes]) -> Full:
    """The hashes of full subtrees over leaf hashes at hand, each worked out when it is asked for."""

    def full(level: int, number: int) -> bytes:
        if level == 0:
            return leaves[number]
        return node_hash(full(level - 1, 2 * number), full(level - 1, 2 * number + 1))

    return full


def root(size: int, full: Full) -> bytes:
    """The root of the first `size` leaves."""
    return _span(0, size, full) if size else EMPTY


def inclusion(index: int, size: int, full: Full) -> list[bytes]:
    """The proof that a leaf, counted from 0, is in the tree of `size` leaves. Raises ValueError where it is not."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not among {size}")
    return _inclusion(index, 0, size, full)


def consistency(old: int, new: int, full: Full) -> list[bytes]:
    """The proof that the tree of `new` leaves begins with that of `old`. Raises ValueError unless 0 < old <= new."""
    if not 0 < old <= new:
        raise ValueError(f"a tree of {new} leaves has no beginning of {old}")
    return [] if old == new else _consistency(old, 0, new, True, full)


def included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether a proof of inclusion holds (RFC 9162, section 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, hashed = index, size - 1, leaf
    for each in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            hashed = node_hash(each, hashed)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            hashed = node_hash(hashed, each)
        at, last = at >> 1, last >> 1
    return last == 0 and hashed == root


def consistent(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether a proof of consistency holds (RFC 9162, section 2.1.4.2)."""
    if not 0 < old <= new:
        return False
    if old == new:
        return not proof and old_root == new_root
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not path:
        return False
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    return _climb(at, last, path) == (old_root, new_root)


def _climb(at: int, last: int, path: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """Both roots that a proof of consistency leads to; None for one of the wrong length."""
    before = after = path[0]
    for each in path[1:]:
        if last == 0:
            return None
        if at & 1 or at == last:
            before, after = node_hash(each, before), node_hash(each, after)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            after = node_hash(after, each)
        at, last = at >> 1, last >> 1
    return (before, after) if last == 0 else None


def _span(start: int, end: int, full: Full) -> bytes:
    """The hash of leaves [start, end), where start is a multiple of the largest full subtree within."""
    size = end - start
    half = _split(size)
    if size == 1 or size == 2 * half:
        level = size.bit_length() - 1
        return full(level, start >> level)
    return node_hash(_span(start, start + half, full), _span(start + half, end, full))


def _split(size: int) -> int:
    """The largest power of two below a size; 0 for a size of 1."""
    return 1 << (size - 1).bit_length() - 1 if size > 1 else 0


def _inclusion(index: int, start: int, end: int, full: Full) -> list[bytes]:
    if end - start == 1:
        return []
    middle = start + _split(end - start)
    if index < middle:
        return [*_inclusion(index, start, middle, full), _span(middle, end, full)]
    return [*_inclusion(index, middle, end, full), _span(start, middle, full)]


def _consistency(old: int, start: int, end: int, known: bool, full: Full) -> list[bytes]:
    """RFC 9162, section 2.1.4.1: `known` while the old tree is a subtree whose root the reader holds already."""
    if old == end:
        return [] if known else [_span(start, end, full)]
    middle = start + _split(end - start)
    if old <= middle:
        return [*_consistency(old, start, middle, known, full), _span(middle, end, full)]
    return [*_consistency(old, middle, end, False, full), _span(start, middle, full)]
