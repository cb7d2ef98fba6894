"""The key that signs checkpoints: made once, kept in COMMONWEAL_HOME/keys, readable by the host's own user alone."""

import os
import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from django.conf import settings

from commonweal.basics.problems import Refused
from commonweal.record import notes
from commonweal.record.models import Checkpoint

FILE: Final = "record"
SEED: Final = 32  # bytes of a private key (RFC 8032)
NAME: Final = "commonweal/record/{fingerprint}"  # a record's name must not move with its web address

MISSING: Final = (
    "The key that signs the record is not in COMMONWEAL_HOME/keys. Put the file “record” back there from your back-up. "
    "If it is lost for good, run: commonweal record checkpoint --new-key"
)
UNREADABLE: Final = (
    "The key that signs the record cannot be read. Let the user that runs commonweal read the file “record” in "
    "COMMONWEAL_HOME/keys, or put it back from your back-up: it has 32 bytes."
)
ANOTHER: Final = (
    "The file “record” in COMMONWEAL_HOME/keys is not the key that signed this record until now. Put the former one "
    "back from your back-up. If it is lost for good, run: commonweal record checkpoint --new-key"
)


@dataclass(frozen=True, slots=True)
class Signer:
    """The host as it signs: the record's name, the private key, and the public key that belongs to it."""

    origin: str
    seed: bytes
    key: notes.Key

    def sign(self, size: int, root: bytes) -> str:
        """The signed note of a checkpoint."""
        return notes.sign(notes.Checkpoint(self.origin, size, root), self.origin, self.seed)

    def signed(self, text: str) -> str:
        """Any other text, signed."""
        return notes.signed(text, self.origin, self.seed)


def signer(last: Checkpoint | None, expected: str) -> Signer:
    """Who signs the next checkpoint. `expected`: the public key that must sign it; the first checkpoint has none yet.

    Raises Refused where the key is missing, unreadable or another.
    """
    if last is None and not expected and not _path().exists():
        _make(_path())
    found = _signer(_kept(_path()), last)
    if expected and str(found.key) != expected:
        raise Refused(ANOTHER)
    return found


def fresh(last: Checkpoint | None) -> Signer:
    """A signer with a new key that waits beside the old one, until `take_up` puts it in the old one's place."""
    _waiting().unlink(missing_ok=True)
    _make(_waiting())
    return _signer(_kept(_waiting()), last)


def take_up() -> None:
    """Put the new key in the place of the old one."""
    _waiting().replace(_path())


def _signer(seed: bytes, last: Checkpoint | None) -> Signer:
    fingerprint = sha256(notes.public_key("any", seed).public).hexdigest()[:16]
    origin = notes.read(last.note).checkpoint.origin if last else NAME.format(fingerprint=fingerprint)
    return Signer(origin, seed, notes.public_key(origin, seed))


def _path() -> Path:
    return Path(settings.COMMONWEAL_HOME) / "keys" / FILE


def _waiting() -> Path:
    return _path().with_name(f"{FILE}.new")


def _make(path: Path) -> None:
    """A file of chance bytes, there whole or not at all. Of two processes that make one at once, the first wins."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    begun = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(SEED))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(begun, path)
    except FileExistsError:
        pass
    finally:
        begun.unlink()


def _kept(path: Path) -> bytes:
    try:
        seed = path.read_bytes()
    except FileNotFoundError:
        raise Refused(MISSING) from None
    except OSError:
        raise Refused(UNREADABLE) from None
    if len(seed) != SEED:
        raise Refused(UNREADABLE)
    return seed
