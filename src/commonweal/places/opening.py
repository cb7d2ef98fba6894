"""Opening a file that a person named, or saying in a sentence why it cannot be opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commonweal.basics.problems import Refused

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@contextmanager
def opening(path: Path, wanted: str) -> Iterator[None]:
    """Turn the system's complaints about a path into Refused; `wanted` names what should have been given instead."""
    try:
        yield
    except FileNotFoundError as error:
        raise Refused(f"There is no file {path}. Check the name and the folder.") from error
    except IsADirectoryError as error:
        raise Refused(f"{path} is a folder. Name {wanted} in it instead.") from error
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror or 'the disk failed'}.") from error


def start_of(path: Path, length: int, wanted: str) -> bytes:
    """The first bytes of a file, without a byte order mark or leading space. Raises Refused where there are none."""
    with opening(path, wanted), path.open("rb") as file:
        start = file.read(length).removeprefix(BYTE_ORDER_MARK).lstrip()
    if not start:
        raise Refused(f"{path.name} is empty. Give {wanted} as they were published.")
    return start
