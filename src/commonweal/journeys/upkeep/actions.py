"""Sweeping away what interrupted imports left behind."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings

from commonweal.basics import lake
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
