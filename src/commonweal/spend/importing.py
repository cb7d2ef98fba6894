"""What came of one file: the reading as told, and what was done with it."""

from dataclasses import dataclass
from typing import Any, Literal

Outcome = Literal["accepted", "held", "refused"]


@dataclass(frozen=True, slots=True)
class Told:
    """One file's summary, as `spend import --json` prints it, and what became of the file."""

    outcome: Outcome
    summary: dict[str, Any]
    file: str | None = None  # the public id of the file held
