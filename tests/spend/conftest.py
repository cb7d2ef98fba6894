"""Small files of payments, as a council would publish them, and what is needed to bring them in."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from commonweal.spend.actions.imports import Asked, import_file
from commonweal.spend.importing import Told
from commonweal.spend.reading import Source

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HEADER = "Payment Date,Supplier Name,Net Amount,Category,Transaction Number"


def published(*rows: str, header: str = HEADER) -> bytes:
    """A file as a council publishes it."""
    return "\r\n".join([header, *rows, ""]).encode()


def source(content: bytes, path: str = "sandport-2024-06.csv") -> Source:
    return Source(path, hashlib.sha256(content).hexdigest(), lambda: content)


JUNE = published(
    "03/06/2024,Tern Bakery Co-operative Ltd,1200.00,Food,T1",
    "03/06/2024,Tern Bakery Co-operative Ltd,800.50,Food,T2",
    "14/06/2024,Grebe Cleaning Services Ltd,640.00,Cleaning,T3",
    "28/06/2024,Grebe Cleaning Services Ltd,-40.00,Cleaning,T4",
    "28/06/2024,REDACTED PERSONAL DATA,510.00,Care,T5",
)


@pytest.fixture
def bring_in(home: Any, settings: Any) -> Callable[..., Told]:
    """Import the bytes of a file, as the command line does."""

    def import_bytes(
        content: bytes, path: str = "sandport-2024-06.csv", payer: str | None = "Sandport Council"
    ) -> Told:
        return import_file(source=source(content, path), asked=Asked(payer=payer), by=None, now=NOW)

    return import_bytes
