"""What is written about organisations: a register loaded, the sample's registers removed."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from commonweal.organisations import register_files
from commonweal.organisations.models import RegisterFile
from commonweal.organisations.register_reading import Reading
from commonweal.people.models import User
from commonweal.record.actions import append


def load_register(*, reading: Reading, sample: bool, by: User | None, now: datetime) -> RegisterFile:
    """Keep what a register says; an earlier file of the same register is superseded. Raises OSError on a full disk."""
    lake_file = register_files.write(Path(settings.COMMONWEAL_HOME) / "lake", reading.facts)
    about = reading.register
    with transaction.atomic():
        others = RegisterFile.objects.filter(register=about.slug, sample=sample)
        others.exclude(sha256=reading.sha256).update(superseded=True)
        file, _ = RegisterFile.objects.update_or_create(
            sha256=reading.sha256,
            sample=sample,
            defaults={
                "register": about.slug,
                "title": about.title,
                "file_name": reading.file,
                "licence": about.licence,
                "attribution": about.attribution,
                "facts": reading.facts.height,
                "lake_file": lake_file,
                "loaded_at": now,
                "superseded": False,
            },
        )
        body = {"register": about.slug, "sha256": reading.sha256, "facts": file.facts, "sample": sample}
        append("organisations", "register-loaded", body, by=by, now=now)
    return file


@transaction.atomic
def remove_sample_registers(*, by: User | None, now: datetime) -> None:
    """Remove the sample's registers. Their lake files are swept when the host starts next."""
    removed, _ = RegisterFile.objects.filter(sample=True).delete()
    if removed:
        append("organisations", "sample-removed", {"registers": removed}, by=by, now=now)
