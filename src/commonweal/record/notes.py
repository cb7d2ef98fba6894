"""Checkpoints as signed notes (c2sp.org/signed-note, c2sp.org/tlog-checkpoint), signed with Ed25519 (RFC 8032).

commonweal.example/record          the origin: which record this is
20852163                           how many events
CsUYapGGPo4dkMgIAUqom/Xajj7h...=    the root of the tree over them, in base64

— commonweal.example/record Az3grlgtzPICa5OS8npV...=     who signed: 4 bytes that name the key, then the signature
"""

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from commonweal.basics.problems import Refused
from commonweal.record.tree import HASH

ED25519: Final = b"\1"  # the type of signature, in keys and in what names them
NAMED_BY: Final = 4  # bytes of a key's hash
SIGNED: Final = re.compile(r"— (\S+) ([A-Za-z0-9+/]+={0,2})")
KEY: Final = re.compile(r"([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})")
SIZE: Final = re.compile(r"0|[1-9][0-9]{0,15}")
MOST_SIGNATURES: Final = 100  # what others who sign beside us may add; Go's reader stops there too

NOT_A_NOTE: Final = (
    "This is not a checkpoint: it has no text, empty line and signature, as it was given out. Give the whole of it."
)
NOT_A_KEY: Final = "This is not a public key of a record: it looks like name+8 figures+letters, all in one line."


@dataclass(frozen=True, slots=True)
class Key:
    """A public key with its name, as it is published."""

    name: str
    public: bytes

    @property
    def hash(self) -> bytes:
        """The four bytes that name this key in a signature."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:NAMED_BY]

    def __str__(self) -> str:
        return f"{self.name}+{self.hash.hex()}+{_base64(ED25519 + self.public)}"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a note says: the root of the first `size` events of the record called `origin`."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """What is signed."""
        return f"{self.origin}\n{self.size}\n{_base64(self.root)}\n"


@dataclass(frozen=True, slots=True)
class Signed:
    """A text with its signatures: each a key's name, the bytes that name the key, and the signature itself."""

    text: str
    signatures: tuple[tuple[str, bytes, bytes], ...]

    def signed_by(self, key: Key) -> bool:
        """Whether the key signed this note. One false signature in the key's name spoils it (signed-note)."""
        theirs = [signature for name, named, signature in self.signatures if (name, named) == (key.name, key.hash)]
        return bool(theirs) and all(holds(key, self.text, signature) for signature in theirs)


@dataclass(frozen=True, slots=True)
class Note(Signed):
    """A signed text that is a checkpoint."""

    checkpoint: Checkpoint


def public_key(name: str, seed: bytes) -> Key:
    """The public key that belongs to a private one of 32 bytes. Raises ValueError for a name or seed that is none."""
    if not re.fullmatch(r"[^\s+]+", name):
        raise ValueError("a key's name has no spaces and no plus")
    return Key(name, Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw())


def sign(checkpoint: Checkpoint, name: str, seed: bytes) -> str:
    """The signed note of a checkpoint."""
    return signed(checkpoint.text(), name, seed)


def signed(text: str, name: str, seed: bytes) -> str:
    """A text that ends in a newline, an empty line, and its signature."""
    signature = Ed25519PrivateKey.from_private_bytes(seed).sign(text.encode())
    return f"{text}\n— {name} {_base64(public_key(name, seed).hash + signature)}\n"


def read(note: str) -> Note:
    """What a note says, and who it says signed it; only its form is checked. Raises Refused for anything else."""
    found = opened(note)
    return Note(found.text, found.signatures, _checkpoint(found.text))


def opened(note: str) -> Signed:
    """A signed text of any kind, and who it says signed it; only its form is checked. Raises Refused for none."""
    text, empty, signatures = note.rpartition("\n\n")
    lines = signatures.removesuffix("\n").split("\n")
    matched = [SIGNED.fullmatch(line) for line in lines]
    odd = any(letter < " " and letter != "\n" for letter in note) or not signatures.endswith("\n")
    if not empty or odd or not len(set(lines)) == len(lines) <= MOST_SIGNATURES or not all(matched):
        raise Refused(NOT_A_NOTE)
    found = [(match[1], _bytes(match[2], NOT_A_NOTE)) for match in matched if match]
    return Signed(f"{text}\n", tuple((name, raw[:NAMED_BY], raw[NAMED_BY:]) for name, raw in found))


def read_key(text: str) -> Key:
    """A public key as it is published, `name+hash+base64`. Raises Refused for anything else, mistyped ones included."""
    match = KEY.fullmatch(text.strip())
    if match is None:
        raise Refused(NOT_A_KEY)
    raw = _bytes(match[3], NOT_A_KEY)
    key = Key(match[1], raw[1:])
    if raw[:1] != ED25519 or len(key.public) != HASH or key.hash.hex() != match[2]:
        raise Refused(NOT_A_KEY)
    return key


def holds(key: Key, text: str, signature: bytes) -> bool:
    """Whether a signature of that key over a text holds."""
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, text.encode())
    except InvalidSignature:
        return False
    return True


def _checkpoint(text: str) -> Checkpoint:
    lines = text.removesuffix("\n").split("\n")
    if len(lines) < 3 or "" in lines or not SIZE.fullmatch(lines[1]):
        raise Refused(NOT_A_NOTE)
    root = _bytes(lines[2], NOT_A_NOTE)
    if len(root) != HASH:
        raise Refused(NOT_A_NOTE)
    return Checkpoint(lines[0], int(lines[1]), root)


def _base64(raw: bytes) -> str:
    return b64encode(raw).decode()


def _bytes(text: str, otherwise: str) -> bytes:
    """The bytes of a base64 text, written as it should be: one value has one spelling."""
    try:
        raw = b64decode(text, validate=True)
    except ValueError:
        raise Refused(otherwise) from None
    if _base64(raw) != text:
        raise Refused(otherwise)
    return raw
