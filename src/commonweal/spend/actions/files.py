"""Accepting a published file: into the lake, then into the manifest and the record at once."""

import uuid
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

import polars as pl
from django.db import IntegrityError, OperationalError, transaction

from commonweal.basics.disks import as_oserror
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.places.actions import put_sample_away
from commonweal.record.actions import append
from commonweal.spend import queries
from commonweal.spend.models import FilePayer, Overlap, Payer, SpendFile
from commonweal.spend.reading import Reading
from commonweal.spend.repeats import Kinship, kinship, repeated
from commonweal.spend.storing import Stored, keep_table, store


@dataclass(frozen=True, slots=True)
class Received:
    """A file as it came: the size of its bytes, and whether it belongs to the sample."""

    size: int
    sample: bool


def accept_file(*, reading: Reading, received: Received, by: User | None, now: datetime) -> SpendFile:
    """Keep a reading. Raises Refused when the same bytes came in at the same moment, OSError when the disk is full.

    Whatever it raises, nothing is kept: a file of the lake that no manifest names is swept away.
    """
    public_id = uuid.uuid4()
    stored = store(reading, queries.lake_folder(), str(public_id))
    try:
        with transaction.atomic():
            if not received.sample:
                put_sample_away(by=by, now=now)
            file = SpendFile.objects.create(
                public_id=public_id,
                sha256=reading.sha256,
                sample=received.sample,
                size=received.size,
                accepted_at=now,
                **what_it_says(reading, stored),
            )
            _name_payers(file, stored.payments)
            _compare_with_kin(file, stored.payments)
            append("spend", "file-accepted", as_recorded(file), by=by, now=now)
    except IntegrityError as clash:
        if queries.held(reading.sha256, sample=received.sample):
            raise Refused(f"{reading.path} came in twice at the same moment; it is held once.") from clash
        raise
    except OperationalError as fault:
        raise as_oserror(fault) from fault
    return file


def reread_file(*, file: SpendFile, reading: Reading, by: User | None, now: datetime) -> SpendFile:
    """Put a new reading of the same bytes in the place of the old one, once a person has seen its effect."""
    stored = store(reading, queries.lake_folder(), str(file.public_id))
    with transaction.atomic():
        file = SpendFile.objects.select_for_update().get(pk=file.pk)
        for field, value in what_it_says(reading, stored).items():
            setattr(file, field, value)
        file.save()
        file.file_payers.all().delete()
        Overlap.objects.filter(later=file, decision=Overlap.Decision.WAITING).delete()
        _name_payers(file, stored.payments)
        _compare_with_kin(file, stored.payments)
        append("spend", "file-read-again", as_recorded(file), by=by, now=now)
    return file


def what_it_says(reading: Reading, stored: Stored) -> dict[str, Any]:
    """The fields of a SpendFile that its reading fills."""
    summary = reading.summary()
    return {
        "name": PurePath(reading.path).name[-500:],
        "rows": reading.rows,
        "payments": reading.payments.height,
        "pence": summary["total_pence"],
        "amount_basis": reading.amount_basis,
        "date_from": stored.payments["date"].min(),
        "date_to": stored.payments["date"].max(),
        "shape": reading.shape,
        "summary": summary,
        "layout": {"columns": [asdict(column) for column in reading.layout], "mapping": reading.mapping},
        "payments_file": stored.payments_file,
        "set_aside_file": stored.set_aside_file,
    }


def as_recorded(file: SpendFile) -> dict[str, Any]:
    """What the record says of a file: hashes and figures, no names."""
    return {
        "file": str(file.public_id),
        "sha256": file.sha256,
        "sample": file.sample,
        "rows": file.rows,
        "payments": file.payments,
        "pence": file.pence,
        "lake": file.payments_file,
        "supersedes": sorted(file.supersedes.values_list("sha256", flat=True)),
    }


def _name_payers(file: SpendFile, payments: pl.DataFrame) -> None:
    said = payments.group_by("payer_slug", maintain_order=True).agg(
        pl.col("payer").first(),
        pl.len().alias("payments"),
        pl.col("pence").sum(),
        pl.col("date").min().alias("date_from"),
        pl.col("date").max().alias("date_to"),
    )
    for row in said.iter_rows(named=True):
        slug, name = row.pop("payer_slug"), row.pop("payer")
        payer, _ = Payer.objects.get_or_create(slug=slug, sample=file.sample, defaults={"name": name[:255]})
        FilePayer.objects.create(file=file, payer=payer, **row)


def _compare_with_kin(file: SpendFile, payments: pl.DataFrame) -> None:
    folder = queries.lake_folder()
    for earlier in queries.kin(file):
        before = pl.read_parquet(folder / earlier.payments_file)
        rows = repeated(before, payments)
        match kinship(before, rows.height):
            case Kinship.REISSUE:
                earlier.superseded_by = file
                earlier.save(update_fields=["superseded_by"])
            case Kinship.OVERLAPS:
                found = {
                    "payments": rows.height,
                    "pence": int(rows["pence"].sum()),
                    "rows_file": keep_table(folder, rows),
                }
                Overlap.objects.update_or_create(earlier=earlier, later=file, defaults=found)
            case Kinship.APART:
                pass
