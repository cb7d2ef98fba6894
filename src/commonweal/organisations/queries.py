"""What the site asks about organisations and the registers that name them."""

from functools import lru_cache
from pathlib import Path

import polars as pl
from django.conf import settings
from django.db.models import QuerySet

from commonweal.organisations import exact, register_files
from commonweal.organisations.models import RegisterFile


def registers_in_use(*, sample: bool) -> QuerySet[RegisterFile]:
    """The newest file of each register."""
    return RegisterFile.objects.filter(sample=sample, superseded=False).order_by("title")


def facts(*, sample: bool) -> pl.DataFrame:
    """All that the registers in use say."""
    return register_files.read(_files(sample=sample))


def known_names(*, sample: bool) -> frozenset[str]:
    """Normalised names of organisations in the registers in use: never taken for private persons."""
    return _known_names(_files(sample=sample))


def lake_files() -> set[str]:
    """Every file of the lake that a manifest of this room names."""
    return set(RegisterFile.objects.values_list("lake_file", flat=True))


def _files(*, sample: bool) -> tuple[Path, ...]:
    folder = Path(settings.COMMONWEAL_HOME) / "lake"
    names = registers_in_use(sample=sample).values_list("lake_file", flat=True)
    return tuple(folder / name for name in names)


@lru_cache(maxsize=2)
def _known_names(files: tuple[Path, ...]) -> frozenset[str]:
    return exact.known_names(register_files.read(files))
