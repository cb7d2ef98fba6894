"""Importing: a published file read, and kept if it can be understood."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction

from commonweal.basics import lake
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.spend import queries
from commonweal.spend.actions.accounts import draw_account
from commonweal.spend.actions.columns import set_columns
from commonweal.spend.actions.files import Received, accept_file, reread_file
from commonweal.spend.importing import Told
from commonweal.spend.models import SpendFile
from commonweal.spend.payers import slug
from commonweal.spend.reading import Options, Reading, Source, read, sources
from commonweal.spend.reading.result import no_progress
from commonweal.spend.reading.side_by_side import Watch, read_all, unwatched

FULL: Final = "the host's disk is full or not writable; nothing of this file was kept. Make room, then import it again"


@dataclass(frozen=True, slots=True)
class Asked:
    """How a file is to be imported: whose it is said to be, which world it belongs to, whom to tell of progress."""

    payer: str | None = None
    sample: bool = False
    progress: Callable[[float], None] = no_progress
    workers: int = 1  # processes that read, where there are many files


def import_file(*, source: Source, asked: Asked, by: User | None, now: datetime) -> Told:
    """Read a file and keep it. The same bytes again change nothing. Raises OSError when the disk is full."""
    already = queries.held(source.sha256, sample=asked.sample)
    if already:
        return _held(source.path, already)
    return keep_file(source=source, reading=read(source, _options(asked)), asked=asked, by=by, now=now)


def keep_file(*, source: Source, reading: Reading, asked: Asked, by: User | None, now: datetime) -> Told:
    """Keep a file that was read, and its bytes, with the columns that a person has set for its payer and shape."""
    reading = _as_decided(source, reading, asked)
    if reading.refused:
        return Told("refused", reading.summary())
    content = source.load()
    known = (raw_folder() / source.sha256).exists()
    keep_raw(source.sha256, content)
    try:
        file = accept_file(reading=reading, received=Received(len(content), asked.sample), by=by, now=now)
    except Refused:
        return _held(source.path, SpendFile.objects.get(sha256=source.sha256, sample=asked.sample))
    except OSError:
        if not known:
            (raw_folder() / source.sha256).unlink(missing_ok=True)
        raise
    summary = reading.summary()
    return Told("accepted", {**summary, "warnings": [*summary["warnings"], *_of_others(file)]}, str(file.public_id))


def import_found(*, found: Source | Reading, asked: Asked, by: User | None, now: datetime) -> Told:
    """Import what was found at a path: a file, or the reason why there is none to read. A full disk is a reason."""
    if isinstance(found, Reading):
        return Told("refused", found.summary())
    try:
        return import_file(source=found, asked=asked, by=by, now=now)
    except OSError:
        return _full(found)


def import_paths(
    *, paths: Sequence[Path], asked: Asked, by: User | None, now: datetime, watch: Watch = unwatched
) -> Iterator[Told]:
    """Import every file of some paths in their order, then draw the account anew with what they brought.

    Many files are read side by side; each is kept whole, by this process, before the next. Where that is interrupted,
    the account is drawn with the files that came in until then.
    """
    accepted = False
    try:
        for found, reading in read_all(_unless_held(sources(paths), asked), _options(asked), asked.workers, watch):
            told = _import_read(found=found, reading=reading, asked=asked, by=by, now=now)
            accepted = accepted or told.outcome == "accepted"
            yield told
    finally:
        if accepted or _waits_to_be_drawn(asked):
            draw_account(sample=asked.sample, by=by, now=now)


def _waits_to_be_drawn(asked: Asked) -> bool:
    """Whether files are held that the account was not drawn from: an import was killed before it came to that."""
    lake = queries.lake(sample=asked.sample)
    return bool(lake.payments) and lake.drawn is None


def _unless_held(found: Iterable[Source | Reading], asked: Asked) -> Iterator[Source | Reading]:
    """What was found; of a file that is held already an empty Reading, so that nobody reads it."""
    for each in found:
        already = isinstance(each, Source) and queries.held(each.sha256, sample=asked.sample)
        yield Reading(each.path, each.sha256) if already else each


def _import_read(*, found: Source | Reading, reading: Reading, asked: Asked, by: User | None, now: datetime) -> Told:
    already = queries.held(found.sha256, sample=asked.sample)  # asked again: it may have come in since
    if already:
        return _held(found.path, already)
    if isinstance(found, Reading):
        return Told("refused", reading.summary())
    try:
        return keep_file(source=found, reading=reading, asked=asked, by=by, now=now)
    except OSError:
        return _full(found)


def _options(asked: Asked) -> Options:
    return Options(
        key=settings.PERSON_TOKEN_KEY,
        payer=asked.payer,
        known=queries.known_names(sample=asked.sample),
        progress=asked.progress,
    )


def _as_decided(source: Source, reading: Reading, asked: Asked) -> Reading:
    """A file's Reading; read again where a person has set the columns for its payer and shape."""
    decided = queries.mapping_for([slug(payer) for payer in reading.payers], reading.shape, sample=asked.sample)
    if decided is None:
        return reading
    return read(source, replace(_options(asked), mappings={reading.shape: decided}))


def raw_source(file: SpendFile) -> Source:
    """The bytes of a file held, to be read again. Raw files are private to the host."""
    path = raw_folder() / file.sha256
    return Source(file.name, file.sha256, path.read_bytes)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says of a file: the column of each field, and who paid where no column says it."""

    fields: dict[str, str]
    payer: str | None = None


def read_with(file: SpendFile, correction: Correction) -> Reading:
    """What a file would say if it were read so: nothing is written."""
    options = Options(
        key=settings.PERSON_TOKEN_KEY,
        payer=correction.payer,
        mappings={file.shape: correction.fields},
        known=queries.known_names(sample=file.sample),
    )
    return read(raw_source(file), options)


def correct_file(*, file: SpendFile, correction: Correction, by: User | None, now: datetime) -> SpendFile:
    """Read a file again as a person says, for good, and remember its columns for its payer's next file of that shape.

    Raises Refused when it cannot be read so; then all stays as it was.
    """
    reading = read_with(file, correction)
    if reading.refused:
        raise Refused(f"With these columns the file cannot be read: {reading.refused}.")
    with transaction.atomic():
        reread_file(file=file, reading=reading, by=by, now=now)
        set_columns(file=file, fields=correction.fields, by=by, now=now)
    draw_account(sample=file.sample, by=by, now=now)
    return SpendFile.objects.get(pk=file.pk)


def raw_folder() -> Path:
    """Where files lie as they came. No page serves them."""
    return Path(settings.COMMONWEAL_HOME) / "raw"


def keep_raw(sha256: str, content: bytes) -> None:
    """Keep a file's bytes under their own hash."""
    if not (raw_folder() / sha256).exists():
        lake.keep(raw_folder(), "", lambda path: _write(path, content))


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _of_others(file: SpendFile) -> list[str]:
    """What a file does to those that were held before it: it takes their place, or holds some of the same payments."""
    replaced = [f"it takes the place of {Path(each.name).name}, which stays readable" for each in file.supersedes.all()]
    return replaced + [
        f"{each.payments:,} of its payments stand in {Path(each.earlier.name).name} too; "
        "both count until a person decides, on the site under Imports"
        for each in file.overlaps_before.select_related("earlier")
    ]


def _held(path: str, file: SpendFile) -> Told:
    warning = f"these very bytes are held already, as {Path(file.name).name}; nothing was changed"
    summary = {**file.summary, "path": path, "warnings": [*file.summary["warnings"], warning]}
    return Told("held", summary, str(file.public_id))


def _full(source: Source) -> Told:
    return Told("refused", Reading(source.path, source.sha256, refused=FULL).summary())
