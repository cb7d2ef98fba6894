"""Files for other processes to read: what loads them can be sent there."""

import hashlib
import os
import signal

from commonweal.spend.reading import Source


class Bytes:
    """Loads what it was given, in whichever process."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def __call__(self) -> bytes:
        return self.content


class FatalHere(Bytes):
    """Stops the process that loads it, as a system does that has no memory left."""

    def __call__(self) -> bytes:
        os.kill(os.getpid(), signal.SIGKILL)
        return b""


def source(path: str, load: Bytes) -> Source:
    return Source(path, hashlib.sha256(load.content).hexdigest(), load)
