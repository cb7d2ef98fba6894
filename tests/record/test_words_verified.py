"""Verifying words beside the record: as they were committed to, changed, missing, or withheld after an erasure."""

from pathlib import Path

import pytest

from commonweal.record.published import as_text, text_file
from commonweal.record.texts import commitment
from tests.record.folders import Act, acts, record
from tests.record.test_verifying import told, verified

SALT = bytes(32)
WORDS = commitment(SALT, "Mend the roof")


def with_text(folder: Path, *more: Act) -> Path:
    record(folder, [Act(), Act(body={"proposal": {"text": WORDS}}), *more])
    text_file(folder, WORDS).parent.mkdir()
    text_file(folder, WORDS).write_bytes(as_text(SALT, "Mend the roof"))
    return folder


ERASURE = Act("record", "text-erased", {"text": WORDS})


def test_a_text_that_an_event_stands_for(tmp_path: Path) -> None:
    report = verified(with_text(tmp_path / "record"))
    assert (report.verified, report.withheld) == (True, 0)


@pytest.mark.parametrize(
    "content",
    [
        as_text(SALT, "Sell the roof"),
        as_text(b"1" * 32, "Mend the roof"),
        as_text(SALT, "Mend the roof").replace(b"\n", b"\r\n"),  # the same words, and not the file that was published
        as_text(SALT, "Mend the roof") + b"\n",
        b"{}",
        b"x",
    ],
)
def test_other_words(tmp_path: Path, content: bytes) -> None:
    folder = with_text(tmp_path / "record")
    text_file(folder, WORDS).write_bytes(content)
    report = verified(folder)
    assert report.first_bad == 2
    assert "not the words that event 2 stands for" in told(report)


def test_words_that_were_erased_are_withheld_and_nothing_is_said_of_tampering(tmp_path: Path) -> None:
    folder = with_text(tmp_path / "record", ERASURE)
    text_file(folder, WORDS).unlink()
    report = verified(folder)
    assert (report.verified, report.withheld, report.problems) == (True, 1, [])


def test_words_that_are_missing_without_an_erasure(tmp_path: Path) -> None:
    folder = with_text(tmp_path / "record")
    text_file(folder, WORDS).unlink()
    report = verified(folder)
    assert (report.verified, report.first_bad, report.withheld) == (False, 2, 0)


def test_words_that_no_event_stands_for(tmp_path: Path) -> None:
    folder = record(tmp_path / "record", acts(2))
    (folder / "texts").mkdir()
    text_file(folder, WORDS).write_bytes(as_text(SALT, "Mend the roof"))
    assert "No event stands for these words" in told(verified(folder))
