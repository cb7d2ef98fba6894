"""Files on their way in from the site: put down, then read by the worker with live progress."""

import uuid
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from commonweal.people.models import User
from commonweal.spend.actions.imports import Asked, import_found
from commonweal.spend.importing import Told
from commonweal.spend.models import Upload
from commonweal.spend.reading import Reading, Source, sources

FAULT: Final = (
    "something went wrong on our side while it was read, and nothing of it was kept; the host's log says what"
)


def receive_upload(*, name: str, chunks: Any, payer: str, by: User | None, now: datetime) -> Upload:
    """Put an uploaded file down for the worker. Raises OSError when the disk is full, and then nothing is kept."""
    stored_as = f"{uuid.uuid4()}{Path(name).suffix.lower()[:6]}"
    path = incoming_folder() / stored_as
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("wb") as file:
            for chunk in chunks:
                file.write(chunk)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return Upload.objects.create(name=name[-500:], payer=payer, stored_as=stored_as, by=by, uploaded_at=now)


def read_received(*, upload: Upload, now: datetime) -> Upload:
    """Read an upload and keep what can be understood; an archive may hold many files."""
    upload.state, upload.told, upload.progress = Upload.State.READING, [], 0
    upload.save(update_fields=["state", "told", "progress"])
    path = incoming_folder() / upload.stored_as
    try:
        for found in sources([path]):
            named = replace(found, path=upload.name + found.path.removeprefix(str(path)))
            upload.told.append(_tell(upload, named, now))
    except Exception:
        # The fault is ours and must be seen in the log; whoever waits at the page must not wait for ever.
        upload.told.append(asdict(Told("refused", Reading(upload.name, "", refused=FAULT).summary())))
        _finish(upload)
        raise
    finally:
        path.unlink(missing_ok=True)
    return _finish(upload)


def interrupted_uploads() -> list[Upload]:
    """Uploads whose reading was cut off when the worker stopped; their bytes still wait to be read."""
    reading = Upload.objects.filter(state=Upload.State.READING)
    return [upload for upload in reading if (incoming_folder() / upload.stored_as).exists()]


def _finish(upload: Upload) -> Upload:
    outcomes = {told["outcome"] for told in upload.told}
    states = {"accepted": Upload.State.ACCEPTED, "held": Upload.State.HELD}
    upload.state = next((states[each] for each in ("accepted", "held") if each in outcomes), Upload.State.REFUSED)
    upload.progress = 100
    upload.save(update_fields=["state", "told", "progress"])
    return upload


def incoming_folder() -> Path:
    """Where uploads wait for the worker."""
    return Path(settings.COMMONWEAL_HOME) / "incoming"


def _tell(upload: Upload, found: Source | Reading, now: datetime) -> dict[str, Any]:
    asked = Asked(payer=upload.payer or None, progress=lambda share: _show_progress(upload, share))
    return asdict(import_found(found=found, asked=asked, by=upload.by, now=now))


def _show_progress(upload: Upload, share: float) -> None:
    percent = min(99, int(share * 100))
    if percent > upload.progress:
        upload.progress = percent
        upload.save(update_fields=["progress"])
