"""The record: every act appends one event; the database lets nobody change or remove one."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.record.models import Actor, Event

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.django_db
def test_events_are_numbered_from_one_without_gaps() -> None:
    for kind in ("first", "second", "third"):
        append("spend", kind, {}, by=None, now=NOW)
    assert list(Event.objects.values_list("number", "kind")) == [(1, "first"), (2, "second"), (3, "third")]


@pytest.mark.django_db
def test_an_actor_has_a_fresh_pseudonym_for_each_event() -> None:
    member = User.objects.create_user("member@sample.example")
    events = [append("spend", "seen", {}, by=member, now=NOW) for _ in range(2)]
    assert events[0].actor != events[1].actor
    assert Actor.objects.filter(user=member).count() == 2


@pytest.mark.django_db
def test_erasing_a_person_leaves_the_events() -> None:
    member = User.objects.create_user("member@sample.example")
    append("spend", "seen", {}, by=member, now=NOW)
    member.delete()
    assert Event.objects.count() == 1
    assert not Actor.objects.exists()


@pytest.mark.django_db
def test_an_act_that_fails_leaves_no_event() -> None:
    def act() -> None:
        with transaction.atomic():
            append("spend", "never", {}, by=None, now=NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        append("spend", "loose", {}, by=None, now=NOW)


@pytest.mark.db
@pytest.mark.django_db
@pytest.mark.parametrize(
    "attack", ["update record_event set kind = 'other'", "delete from record_event"], ids=["change", "remove"]
)
def test_the_database_refuses_to_change_or_remove_an_event(attack: str) -> None:
    append("spend", "kept", {}, by=None, now=NOW)
    with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)
    assert Event.objects.get().kind == "kept"


@pytest.mark.db
@pytest.mark.django_db(transaction=True)
def test_writers_at_once_lose_and_skip_no_number() -> None:
    def write() -> None:
        try:
            for _ in range(5):
                with transaction.atomic():
                    append("spend", "at-once", {}, by=None, now=NOW)
        finally:
            connection.close()

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert list(Event.objects.values_list("number", flat=True)) == list(range(1, 21))
