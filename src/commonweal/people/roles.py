"""The roles there are, room by room."""

from typing import Final

EDITOR: Final = "editor"  # brings files in, corrects columns, decides on overlaps

REVIEWER: Final = "reviewer"  # decides which organisation a supplier is, where the registers leave a doubt

ROLES: Final[dict[str, tuple[str, ...]]] = {"spend": (EDITOR, REVIEWER)}


def exists(room: str, name: str) -> bool:
    """Whether that room knows that role."""
    return name in ROLES.get(room, ())


def in_words() -> str:
    """Every role there is, as `editor in spend`."""
    return ", ".join(f"{name} in {room}" for room, names in ROLES.items() for name in names)
