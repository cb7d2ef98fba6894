"""Secrets this host makes for itself once and keeps in COMMONWEAL_HOME/keys, readable by its owner alone."""

import os
import secrets
from pathlib import Path

KEY_BYTES = 32


def key(folder: Path, name: str) -> bytes:
    """The key of that name, made at first use. Two processes that start at once agree on one key."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / name
    fresh = folder / f"{name}.{os.getpid()}"
    if not path.exists():
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_bytes()
