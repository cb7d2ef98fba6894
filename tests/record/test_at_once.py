"""Many write at once while checkpoints are made and the record is published: nothing is lost, skipped or misplaced."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from django.db import connection, transaction

from commonweal.record import notes
from commonweal.record.actions import append
from commonweal.record.actions.checkpoints import make_checkpoint
from commonweal.record.actions.publishing import publish
from commonweal.record.actions.texts import commit_text, erase_text
from commonweal.record.models import Checkpoint, Event
from commonweal.record.verifying import verify
from commonweal.record.vouching import Kept

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
WRITERS, ACTS, SIGNERS = 8, 30, 3  # more events than a block of the tree holds


def write() -> None:
    """Append acts that commit to words, and erase every fifth of these."""
    for figure in range(ACTS):
        with transaction.atomic():
            words = commit_text("Mend the roof")
            append("trial", "done", {"figure": figure, "words": words}, by=None, now=NOW)
        if figure % 5 == 0:
            erase_text(commitment=words, by=None, now=NOW)


def sign() -> None:
    make_checkpoint(by=None, now=NOW)


def publish_and_check(folder: Path) -> None:
    publish(folder=folder, offers={}, by=None, now=NOW)
    report = verify(folder, Kept(), {})
    assert report.verified, report.problems


def at_once(writers: list[Callable[[], None]], others: list[Callable[[], None]]) -> list[Exception]:
    """Run each in a thread of its own, the others again and again while a writer writes; what went wrong."""
    failed: list[Exception] = []
    done = threading.Event()

    def run(job: Callable[[], None], again: bool) -> None:
        try:
            job()
            while again and not done.is_set():
                job()
        except Exception as fault:
            failed.append(fault)
        finally:
            connection.close()

    writing = [threading.Thread(target=run, args=[job, False]) for job in writers]
    beside = [threading.Thread(target=run, args=[job, True]) for job in others]
    for thread in (*writing, *beside):
        thread.start()
    for thread in writing:
        thread.join()
    done.set()
    for thread in beside:
        thread.join()
    return failed


@pytest.mark.db
@pytest.mark.django_db(transaction=True)
def test_writers_signers_and_a_publisher_at_once(tmp_path: Path) -> None:
    with transaction.atomic():
        append("trial", "begun", {}, by=None, now=NOW)
    assert at_once([write] * WRITERS, [*[sign] * SIGNERS, partial(publish_and_check, tmp_path)]) == []
    everything = 1 + WRITERS * (ACTS + ACTS // 5)
    assert list(Event.objects.values_list("number", flat=True)) == list(range(1, everything + 1))
    publish(folder=tmp_path, offers={}, by=None, now=NOW)
    kept = tuple(notes.read(note) for note in Checkpoint.objects.values_list("note", flat=True))
    report = verify(tmp_path, Kept(kept), {})
    assert (report.verified, report.events, report.withheld) == (True, everything, WRITERS * ACTS // 5)
