"""Sweeping away what interrupted imports left behind, and backing up all that a host keeps."""

import shutil
import tempfile
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from commonweal.basics import lake
from commonweal.journeys.upkeep.backups import COPYING, DATABASE, Backup, Kind, write
from commonweal.journeys.upkeep.databases import copy_sqlite, dump_postgresql
from commonweal.organisations import queries as organisations
from commonweal.places import queries as places
from commonweal.spend import queries as spend

AT_REST: Final = timedelta(days=1)  # longer than any import takes: what no manifest names by then was left behind


def sweep_lake(*, now: datetime) -> list[str]:
    """Remove what interrupted imports left in the lake, uploads that nothing will read any more, half-built packs."""
    home = Path(settings.COMMONWEAL_HOME)
    named = spend.lake_files() | organisations.lake_files() | places.lake_files()
    swept = lake.sweep(home / "lake", named, before=now - AT_REST)
    swept += lake.sweep(home / "incoming", spend.waiting_uploads(), before=now - AT_REST)
    return swept + _sweep_packs(home / "regions", before=now - AT_REST)


def _sweep_packs(folder: Path, before: datetime) -> list[str]:
    unfinished = [path for path in folder.glob(f".*{lake.UNFINISHED}") if path.stat().st_mtime < before.timestamp()]
    for path in unfinished:
        shutil.rmtree(path)
    return [path.name for path in unfinished]


def back_up(*, path: Path, now: datetime) -> Backup:
    """Write everything this host keeps into one file, while it goes on working. It changes nothing, so it is no event.

    Raises Refused where there is a file of that name, or the database cannot be copied; OSError on a full disk.
    """
    home = Path(settings.COMMONWEAL_HOME)
    with tempfile.TemporaryDirectory(dir=home, prefix=COPYING) as folder:
        kind: Kind = "sqlite" if connection.vendor == "sqlite" else "postgresql"
        copy = Path(folder) / DATABASE[kind]
        if kind == "sqlite":
            copy_sqlite(Path(settings.DATABASES["default"]["NAME"]), copy)
        else:
            dump_postgresql(_address(settings.DATABASES["default"]), copy)
        return write(path, home, (kind, copy), now)


def _address(database: Mapping[str, Any]) -> str:
    """The database as PostgreSQL's own tools take it."""
    user, password, host = (quote(str(database.get(part) or ""), safe="") for part in ("USER", "PASSWORD", "HOST"))
    who = f"{user}:{password}@" if password else f"{user}@" if user else ""
    port = f":{database['PORT']}" if database.get("PORT") else ""
    return f"postgresql://{who}{host}{port}/{quote(str(database['NAME']), safe='')}"
