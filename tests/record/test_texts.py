"""Texts beside the record: an event commits to them, and they can be erased without a trace of what they said."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as some

from commonweal.basics.problems import Refused
from commonweal.record import queries
from commonweal.record.actions import append
from commonweal.record.actions.texts import commit_text, erase_text
from commonweal.record.models import CommittedText, Event
from commonweal.record.texts import COMMITMENT, SALT, commitment, committed_in

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ONE, TWO = commitment(bytes(SALT), "one"), commitment(bytes(SALT), "two")


def test_a_commitment() -> None:
    assert ONE == "text:4e233ba6ac7032d3894ecea5974fd96176e564b024af45747eb46357af8d2401"
    assert COMMITMENT.fullmatch(ONE)


@given(some.binary(min_size=SALT, max_size=SALT), some.text(), some.binary(min_size=SALT, max_size=SALT), some.text())
def test_other_words_or_another_salt_are_another_commitment(salt: bytes, text: str, other: bytes, words: str) -> None:
    same = (salt, text) == (other, words)
    assert (commitment(salt, text) == commitment(other, words)) == same


def test_a_salt_has_its_length() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        commitment(b"short", "words")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({}, []),
        ({"proposal": ONE}, [ONE]),
        ({"minutes": [{"text": ONE}, [TWO]], "number": 1}, [ONE, TWO]),
        ({"file": ONE.removeprefix("text:"), "note": f"see {ONE}"}, []),
        ({ONE: 1}, []),
    ],
)
def test_commitments_are_found_in_a_body(body: dict[str, object], found: list[str]) -> None:
    assert list(committed_in(body)) == found


@pytest.mark.db
@pytest.mark.django_db
def test_a_text_is_kept_with_a_salt_of_its_own() -> None:
    first, second = commit_text("Mend the roof"), commit_text("Mend the roof")
    kept = queries.text_of(first)
    assert first != second
    assert kept
    assert commitment(bytes(kept.salt), kept.text) == first


@pytest.mark.django_db(transaction=True)
def test_a_text_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        commit_text("Mend the roof")


@pytest.mark.django_db
def test_what_no_database_keeps_as_text_is_refused() -> None:
    with pytest.raises(Refused, match="cannot be kept"):
        commit_text("a\0b")


@pytest.mark.db
@pytest.mark.django_db
def test_an_erased_text_is_gone_with_its_salt_and_the_event_stays() -> None:
    committed = commit_text("Mend the roof")
    append("trial", "proposed", {"words": committed}, by=None, now=NOW)
    for _ in range(2):  # erasing twice changes nothing
        erase_text(commitment=committed, by=None, now=NOW)
    kept = CommittedText.objects.get()
    assert (kept.text, bytes(kept.salt), kept.erased_at) == ("", b"", NOW)
    assert list(Event.objects.values_list("kind", "body")) == [
        ("proposed", {"words": committed}),
        ("text-erased", {"text": committed}),
    ]


@pytest.mark.django_db
def test_what_nobody_committed_to_cannot_be_erased() -> None:
    with pytest.raises(Refused, match="No text is kept"):
        erase_text(commitment=ONE, by=None, now=NOW)


@pytest.mark.db
@pytest.mark.django_db
def test_the_database_refuses_an_erased_text_that_keeps_something() -> None:
    commit_text("Mend the roof")
    with pytest.raises(DatabaseError), transaction.atomic():
        CommittedText.objects.update(erased_at=NOW)
