"""What the reader's tests share: a file made of text, and its Reading."""

import hashlib
from pathlib import Path
from typing import Any

from commonweal.spend.reading import Options, Reading, Source, read, sources

KEY = b"a key that only tests know about"


def source(content: str | bytes, name: str = "sandport-2023-05.csv") -> Source:
    """A file of this content under this name."""
    data = content.encode() if isinstance(content, str) else content
    return Source(name, hashlib.sha256(data).hexdigest(), lambda: data)


def reading(content: str | bytes, name: str = "sandport-2023-05.csv", **options: Any) -> Reading:
    """The Reading of such a file. Every record must be accounted for, whatever the test is about."""
    found = read(source(content, name), Options(key=KEY, **options))
    assert found.rows == found.payments.height + found.set_aside.height
    return found


def reading_of_file(path: Path, **options: Any) -> Reading:
    """The Reading of the one file at a path."""
    (found,) = sources([path])
    result = found if isinstance(found, Reading) else read(found, Options(key=KEY, **options))
    assert result.rows == result.payments.height + result.set_aside.height
    return result
