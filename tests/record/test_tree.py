"""The tree: the vectors that implementations of RFC 6962 share, then properties, against the RFC's own definition."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as some

from commonweal.record.tree import (
    Stack,
    consistency,
    consistent,
    full_of,
    included,
    inclusion,
    leaf_hash,
    node_hash,
    root,
)

# The leaves and roots that certificate transparency's implementations are tested with.
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
A = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
B = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
C = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
E = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
F = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
KNOWN = [leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES]


def defined(leaves: list[bytes]) -> bytes:
    """The root as RFC 6962, section 2.1, defines it: the oracle."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return node_hash(defined(leaves[:half]), defined(leaves[half:]))


def hashes(size: int) -> list[bytes]:
    return [leaf_hash(str(number).encode()) for number in range(size)]


@pytest.mark.parametrize("size", range(9))
def test_known_roots(size: int) -> None:
    stack = Stack()
    for leaf in KNOWN[:size]:
        stack.add(leaf)
    found = {stack.root().hex(), root(size, full_of(KNOWN)).hex(), defined(KNOWN[:size]).hex()}
    assert found == {ROOTS[size]}


@pytest.mark.parametrize(
    ("index", "size", "proof"),
    [(0, 1, []), (0, 8, [A, B, C]), (5, 8, [D, E, ROOTS[4]]), (2, 3, [ROOTS[2]]), (1, 5, [ROOTS[1], B, D])],
)
def test_known_proofs_of_inclusion(index: int, size: int, proof: list[str]) -> None:
    found = inclusion(index, size, full_of(KNOWN))
    assert [each.hex() for each in found] == proof
    assert included(KNOWN[index], index, size, found, bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize(
    ("old", "new", "proof"), [(1, 1, []), (1, 8, [A, B, C]), (6, 8, [F, E, ROOTS[4]]), (2, 5, [B, D])]
)
def test_known_proofs_of_consistency(old: int, new: int, proof: list[str]) -> None:
    found = consistency(old, new, full_of(KNOWN))
    assert [each.hex() for each in found] == proof
    assert consistent(old, bytes.fromhex(ROOTS[old]), new, bytes.fromhex(ROOTS[new]), found)


@given(some.integers(0, 300))
def test_the_stack_and_the_proofs_have_the_defined_root(size: int) -> None:
    stack = Stack()
    for leaf in hashes(size):
        stack.add(leaf)
    assert stack.root() == root(size, full_of(hashes(size))) == defined(hashes(size))


@given(some.data())
def test_a_proof_of_inclusion_holds_for_its_leaf_alone(data: some.DataObject) -> None:
    size = data.draw(some.integers(1, 200))
    index, other = data.draw(some.integers(0, size - 1)), data.draw(some.integers(0, size + 3))
    leaves = hashes(size + 4)
    proof, whole = inclusion(index, size, full_of(leaves)), defined(leaves[:size])
    assert included(leaves[index], index, size, proof, whole)
    assert included(leaves[other], other, size, proof, whole) == (other == index)
    assert not included(leaves[index], index, size, [*proof, whole], whole)
    assert not included(leaves[index], index, size, proof, leaves[index]) or size == 1


@given(some.data())
def test_a_proof_of_consistency_holds_for_its_beginning_alone(data: some.DataObject) -> None:
    new = data.draw(some.integers(1, 200))
    old = data.draw(some.integers(1, new))
    leaves, changed = hashes(new), data.draw(some.integers(0, old - 1))
    proof, before, after = consistency(old, new, full_of(leaves)), defined(leaves[:old]), defined(leaves)
    assert consistent(old, before, new, after, proof)
    rewritten = [*leaves[:changed], leaf_hash(b"other"), *leaves[changed + 1 :]]
    again = defined(rewritten)
    assert not consistent(old, before, new, again, consistency(old, new, full_of(rewritten)))
    assert not consistent(old, before, new, after, [*proof, before])


@pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 3)])
def test_no_proof_of_what_is_not_there(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="is not among"):
        inclusion(index, size, full_of(KNOWN))
    assert not included(KNOWN[0], index, size, [], KNOWN[0])


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3)])
def test_no_beginning_of_what_is_smaller(old: int, new: int) -> None:
    with pytest.raises(ValueError, match="no beginning"):
        consistency(old, new, full_of(KNOWN))
    assert not consistent(old, KNOWN[0], new, KNOWN[0], [])
