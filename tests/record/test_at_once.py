"""Many write at once while checkpoints are made and the record is published: nothing is lost, skipped or misplaced."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
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


@pytest.mark.db
@pytest.mark.django_db(transaction=True)
def test_writers_signers_and_a_publisher_at_once(tmp_path: Path) -> None:
    with transaction.atomic():
        append("trial", "begun", {}, by=None, now=NOW)
    failed: list[Exception] = []
    writing = threading.Event()
    writing.set()

    def run(job: Callable[[], None]) -> None:
        try:
            job()
        except Exception as fault:
            failed.append(fault)
        finally:
            connection.close()

    def write() -> None:
        for figure in range(ACTS):
            with transaction.atomic():
                words = commit_text("Mend the roof")
                append("trial", "done", {"figure": figure, "words": words}, by=None, now=NOW)
            if figure % 5 == 0:
                erase_text(commitment=words, by=None, now=NOW)

    def sign() -> None:
        while writing.is_set():
            make_checkpoint(by=None, now=NOW)

    def publish_again() -> None:
        while writing.is_set():
            publish(folder=tmp_path, offers={}, by=None, now=NOW)
            report = verify(tmp_path, Kept(), {})
            assert report.verified, report.problems

    writers = [threading.Thread(target=run, args=[write]) for _ in range(WRITERS)]
    others = [threading.Thread(target=run, args=[job]) for job in (*[sign] * SIGNERS, publish_again)]
    for thread in (*writers, *others):
        thread.start()
    for thread in writers:
        thread.join()
    writing.clear()
    for thread in others:
        thread.join()
    assert failed == []
    everything = 1 + WRITERS * (ACTS + ACTS // 5)
    assert list(Event.objects.values_list("number", flat=True)) == list(range(1, everything + 1))
    publish(folder=tmp_path, offers={}, by=None, now=NOW)
    kept = tuple(notes.read(note) for note in Checkpoint.objects.values_list("note", flat=True))
    report = verify(tmp_path, Kept(kept), {})
    assert (report.verified, report.events, report.withheld) == (True, everything, WRITERS * ACTS // 5)
