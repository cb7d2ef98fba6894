"""Appending to the record: the last step of every action, inside the action's own transaction."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.db import connection, transaction

from commonweal.record import leaves
from commonweal.record.models import Actor, Event

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

ONE_WRITER: Final = 0x636F6D6D  # the advisory lock that orders writers on PostgreSQL; SQLite has one writer by nature


def append(room: str, kind: str, body: dict[str, Any], *, by: "AbstractBaseUser | None", now: datetime) -> Event:
    """Append one event, numbered next. `by` is None when the host's own operator acts from the command line.

    `body` is public: identifiers, hashes and figures, never a name or free text.
    Raises RuntimeError outside a transaction, where an event could outlive the act it tells of; Refused for a body that
    has no canonical form, such as one that holds a fraction or a date.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an event is appended inside the transaction of the act it records")
    leaves.check(body)
    with transaction.atomic():
        take_turn(ONE_WRITER)
        last = Event.objects.order_by("-number").values_list("number", flat=True).first() or 0
        event = Event.objects.create(number=last + 1, at=now, room=room, kind=kind, body=body)
        if by is not None:
            Actor.objects.create(event=event, user_id=by.pk)
    return event


def take_turn(lock: int) -> None:
    """Wait for everyone else who wants the same lock; it is let go at the end of the transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [lock])
