"""Checkpoints as signed notes: examples that others published, then ours, then what must be refused."""

from base64 import b64decode

import pytest

from commonweal.basics.problems import Refused
from commonweal.record.notes import Checkpoint, Key, holds, public_key, read, read_key, sign, signed

SEED = bytes(range(32))
ORIGIN = "commonweal/record/0011"
CHECKPOINT = Checkpoint(ORIGIN, 12, bytes(32))
NOTE = sign(CHECKPOINT, ORIGIN, SEED)
KEY = public_key(ORIGIN, SEED)
# The checkpoint that c2sp.org/tlog-checkpoint shows.
PUBLISHED = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— example.com/behind-the-sofa "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
)


def test_the_checkpoint_of_the_published_example() -> None:
    note = read(PUBLISHED)
    assert (note.checkpoint.origin, note.checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert note.checkpoint.text() == note.text
    assert [named.hex() for _, named, _ in note.signatures] == ["033de0ae"]


def test_a_key_that_others_use_is_read_as_they_read_it() -> None:
    """The key of golang.org/x/mod/sumdb/note's own example, whose name hashes to the figures in its middle."""
    text = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    key = read_key(text)
    assert (key.name, key.hash.hex(), str(key)) == ("PeterNeumann", "c74f20a3", text)


def test_a_signature_that_others_madeholds() -> None:
    """The note of golang.org/x/mod/sumdb/note's own example."""
    key = read_key("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    raw = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    assert b64decode(raw)[:4] == key.hash
    assert holds(key, text, b64decode(raw)[4:])


def test_what_is_signed_can_be_read_and_checked() -> None:
    note = read(NOTE)
    assert note.checkpoint == CHECKPOINT
    assert note.signed_by(KEY)
    assert not note.signed_by(public_key(ORIGIN, bytes(32)))
    assert not note.signed_by(public_key("another/name", SEED))
    assert NOTE.splitlines()[4].startswith(f"— {ORIGIN} ")


def test_others_may_sign_beside_us() -> None:
    witness = signed(CHECKPOINT.text(), "witness.example", bytes(32)).splitlines()[-1]
    assert read(f"{NOTE}{witness}\n").signed_by(KEY)


def test_one_false_signature_in_our_name_spoils_the_note() -> None:
    false = sign(Checkpoint(ORIGIN, 13, bytes(32)), ORIGIN, SEED).splitlines()[-1]
    assert not read(f"{NOTE}{false}\n").signed_by(KEY)


@pytest.mark.parametrize(
    "spoiled",
    [
        "",
        "hello",
        NOTE.replace("\n\n", "\n"),  # no empty line
        NOTE.replace("—", "-"),
        NOTE.removesuffix("\n"),
        NOTE.replace("\n12\n", "\n012\n"),
        NOTE.replace("\n12\n", "\n-1\n"),
        NOTE.replace("\n12\n", "\ntwelve\n"),
        NOTE.replace("AAAA", "AAA", 1),  # a root too short
        NOTE.replace("\n", "\r\n"),
        f"{NOTE}\n",
        signed("one line\n", ORIGIN, SEED),
        NOTE + NOTE.splitlines()[-1][:60] + "\n" + (NOTE.splitlines()[-1] + "\n") * 100,
    ],
)
def test_what_is_no_checkpoint_is_refused(spoiled: str) -> None:
    with pytest.raises(Refused, match="not a checkpoint"):
        read(spoiled)


@pytest.mark.parametrize("change", ["\n12\n", "AAAA"])
def test_a_changed_note_is_signed_by_nobody(change: str) -> None:
    other = {"\n12\n": "\n13\n", "AAAA": "AAAB"}[change]
    assert not read(NOTE.replace(change, other, 1)).signed_by(KEY)


def test_a_key_is_read_as_it_is_published() -> None:
    assert read_key(f"{KEY}\n") == KEY


@pytest.mark.parametrize(
    "spoiled", ["", "name", str(KEY).replace("+", "-"), str(KEY)[:-4], str(Key(ORIGIN, bytes(31))), f"x{KEY}"]
)
def test_what_is_no_key_is_refused(spoiled: str) -> None:
    with pytest.raises(Refused, match="not a public key"):
        read_key(spoiled)


@pytest.mark.parametrize("name", ["", "two words", "a+b"])
def test_a_name_that_no_note_can_carry(name: str) -> None:
    with pytest.raises(ValueError, match="no spaces"):
        public_key(name, SEED)
