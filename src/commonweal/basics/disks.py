"""A disk that is full or may not be written, as the system and the databases say it."""

import errno
from typing import Final

FULL: Final = "the host's disk is full or not writable"
NUMBERS: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
SAID: Final = (  # by SQLite (FULL, IOERR, READONLY, CANTOPEN) and PostgreSQL (class 53, insufficient resources)
    *("disk is full", "disk i/o error", "readonly database", "unable to open database file"),
    *("no space left on device", "disk full", "disk quota exceeded"),
)


def is_full(fault: BaseException) -> bool:
    """Whether an error says that the disk is full or not writable, whoever says it."""
    if isinstance(fault, OSError):
        return fault.errno in NUMBERS
    return type(fault).__name__ == "OperationalError" and any(words in str(fault).lower() for words in SAID)


def as_oserror(fault: BaseException) -> OSError:
    """The error of a database whose disk is full as the system would have said it; any other is raised again."""
    if not is_full(fault):
        raise fault
    return OSError(errno.ENOSPC, FULL)
