"""Texts beside the record: committed to when they are written, erased when they must be."""

import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db import connection, transaction

from commonweal.basics.problems import Refused
from commonweal.record.actions import append
from commonweal.record.leaves import check_text
from commonweal.record.models import CommittedText
from commonweal.record.texts import ERASED, NAMED, ROOM, SALT, commitment

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

UNKNOWN: Final = "No text is kept under that commitment. Look it up in the event that names it."


def commit_text(text: str) -> str:
    """Keep a text beside the record; returns the commitment that the body of the event holds in its place.

    Part of another action, whose event tells of it: raises RuntimeError outside a transaction. The text is published.
    Raises Refused for what no database keeps as text.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a text is committed to inside the transaction of the act whose event names it")
    check_text(text, "text")
    salt = secrets.token_bytes(SALT)
    return CommittedText.objects.create(commitment=commitment(salt, text), salt=salt, text=text).commitment


@transaction.atomic
def erase_text(*, commitment: str, by: "AbstractBaseUser | None", now: datetime) -> CommittedText:
    """Erase a text and its salt for good. Events keep the commitment, which then tells nothing. Twice changes nothing.

    Raises Refused for a commitment that nobody made here.
    """
    kept = CommittedText.objects.select_for_update().filter(commitment=commitment).first()
    if kept is None:
        raise Refused(UNKNOWN)
    if kept.erased_at is None:
        kept.text, kept.salt, kept.erased_at = "", b"", now
        kept.save(update_fields=["text", "salt", "erased_at"])
        append(ROOM, ERASED, {NAMED: commitment}, by=by, now=now)
    return kept
