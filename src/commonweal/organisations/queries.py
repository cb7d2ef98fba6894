"""What the site asks about organisations and the registers that name them."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl
from django.conf import settings
from django.db.models import QuerySet

from commonweal.organisations import clearing, identifiers, register_files
from commonweal.organisations.matching import bearers
from commonweal.organisations.models import RegisterFile


def registers_in_use(*, sample: bool) -> QuerySet[RegisterFile]:
    """The newest file of each register."""
    return RegisterFile.objects.filter(sample=sample, superseded=False).order_by("title")


def facts_lazy(*, sample: bool) -> pl.LazyFrame:
    """All that the registers in use say, in the columns of `facts.FACTS`; only what is asked of it is read."""
    return register_files.scan(_files(sample=sample))


def known_names(*, sample: bool) -> frozenset[str]:
    """Normalised names of organisations in the registers in use: never taken for private persons."""
    return _known_names(_files(sample=sample))


def registers_fingerprint(*, sample: bool) -> str:
    """Exactly the registers in use, as one hash. Files of the lake are named by their own content."""
    names = sorted(registers_in_use(sample=sample).values_list("lake_file", flat=True))
    return sha256("\n".join(names).encode()).hexdigest()


def lake_files() -> set[str]:
    """Every file of the lake that a manifest of this room names."""
    return set(RegisterFile.objects.values_list("lake_file", flat=True))


def _files(*, sample: bool) -> tuple[Path, ...]:
    folder = Path(settings.COMMONWEAL_HOME) / "lake"
    names = registers_in_use(sample=sample).values_list("lake_file", flat=True)
    return tuple(folder / name for name in names)


@lru_cache(maxsize=2)
def _known_names(files: tuple[Path, ...]) -> frozenset[str]:
    return clearing.known_names(register_files.scan(files))


def bearer_of(written: str, *, sample: bool) -> dict[str, Any] | None:
    """Who holds a number, written with its list (`GB-COH-01234567`) or without: organisation and name, or None.

    A bare number is looked for among companies, then charities, then mutual societies.
    """
    readings = (identifiers.written_in_full, identifiers.company, identifiers.charity, identifiers.mutual)
    asked = [found for read in readings if (found := read(written))]
    named = bearers(facts_lazy(sample=sample).filter(_speaks_of(asked)))
    for org_id in asked:
        held = named.filter(pl.col("org_id") == org_id).sort("current", "name", descending=[True, False])
        if not held.is_empty():
            return held.select("organisation", "name").row(0, named=True)
    return None


def _speaks_of(org_ids: list[str]) -> pl.Expr:
    return pl.col("org_id").is_in(org_ids) | pl.col("same_as").is_in(org_ids)
