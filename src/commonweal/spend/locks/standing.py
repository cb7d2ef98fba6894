"""The locks in force on a host, and how a figure says which rules it was worked out by."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from commonweal.spend.locking import Locks, published

TOLD: Final = 4  # changes that one line names; the page of the rules and every answer in JSON have all. Our choice


@dataclass(frozen=True, slots=True)
class Standing:
    """The rules in force. `version`: how often a host kept rules, 0 for never; `kept_on`: None where as published."""

    locks: Locks
    version: int = 0
    kept_on: date | None = None

    @property
    def own(self) -> bool:
        """Whether they are the region's own, and not those that come with commonweal."""
        return self.kept_on is not None

    def sentence(self, asked: Locks | None = None) -> str:
        """Which rules a figure follows, on one line. `asked`: those that were asked for, where not those in force."""
        rules = asked or self.locks
        day = f"{self.kept_on.day} {self.kept_on:%B %Y}" if self.kept_on else ""
        whose = f"this region's own, kept on {day}" if day else "as published with commonweal"
        changed = self.locks.changes(published()) if self.own else []
        tried = rules.changes(self.locks)
        parts = [whose, *_listed("changed so", changed), *_listed("and changed by the reader", tried)]
        return f"{'; '.join(parts)} (rules {rules.fingerprint()})"

    def told(self, asked: Locks | None = None) -> dict[str, Any]:
        """The same for programs: whose rules, since when, what they change, and a name for exactly these."""
        rules = asked or self.locks
        return {
            "name": rules.fingerprint(),
            "whose": "region" if self.own else "commonweal",
            "version": self.version if self.own else None,
            "kept_on": self.kept_on.isoformat() if self.kept_on else None,
            "changes": self.locks.changes(published()) if self.own else [],
            "changes_asked": rules.changes(self.locks),
        }


def _listed(label: str, changes: list[str]) -> list[str]:
    more = [f"and {len(changes) - TOLD} more"] if len(changes) > TOLD else []
    return [f"{label}: {', '.join([*changes[:TOLD], *more])}"] if changes else []
