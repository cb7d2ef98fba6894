"""What is written about organisations: a register loaded, the sample's registers removed."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from commonweal.organisations import register_files
from commonweal.organisations.models import RegisterFile
from commonweal.organisations.register_reading import Reading
from commonweal.people.models import User
from commonweal.record.actions import append


def load_register(*, reading: Reading, sample: bool, by: User | None, now: datetime) -> RegisterFile:
    """Keep what a register says; an earlier file of the same register, or of the same part of it, is superseded.

    The same file again, read to the same facts, changes nothing. Raises OSError on a full disk and Refused for a file
    that breaks off, and then nothing is changed.
    """
    lake_file = register_files.write(Path(settings.COMMONWEAL_HOME) / "lake", reading.tables)
    held = RegisterFile.objects.filter(sha256=reading.sha256, sample=sample, lake_file=lake_file, superseded=False)
    return held.first() or _put_in_use(reading, lake_file, sample=sample, by=by, now=now)


@transaction.atomic
def remove_sample_registers(*, by: User | None, now: datetime) -> None:
    """Remove the sample's registers. Their lake files are swept when the host starts next."""
    removed, _ = RegisterFile.objects.filter(sample=True).delete()
    if removed:
        append("organisations", "sample-removed", {"registers": removed}, by=by, now=now)


@transaction.atomic
def _put_in_use(reading: Reading, lake_file: str, *, sample: bool, by: User | None, now: datetime) -> RegisterFile:
    about = reading.register
    _superseded_by(reading, sample).exclude(sha256=reading.sha256).update(superseded=True)
    told = {
        "register": about.slug,
        "part": reading.part,
        "title": about.title,
        "file_name": reading.file,
        "licence": about.licence,
        "attribution": about.attribution,
        "facts": reading.counts.facts,
        "lake_file": lake_file,
        "loaded_at": now,
        "superseded": False,
    }
    file, _ = RegisterFile.objects.update_or_create(sha256=reading.sha256, sample=sample, defaults=told)
    body = {"register": about.slug, "sha256": reading.sha256, "facts": file.facts, "sample": sample}
    append("organisations", "register-loaded", body, by=by, now=now)
    return file


def _superseded_by(reading: Reading, sample: bool) -> QuerySet[RegisterFile]:
    """All of the register but the other parts of the same set: seven parts stand together, and with no whole file."""
    files = RegisterFile.objects.filter(register=reading.register.slug, sample=sample)
    if not reading.part:
        return files
    same_set = Q(part__endswith=reading.part.partition(" ")[2])
    return files.exclude(same_set & ~Q(part=reading.part))
