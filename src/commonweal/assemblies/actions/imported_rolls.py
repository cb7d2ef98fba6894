"""Imported rolls: read, kept as keyed digests, looked up once, deleted on a day."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from commonweal.assemblies import imported_rolls, membership
from commonweal.assemblies.actions.founding import about, accept_proof, who_may_see
from commonweal.assemblies.actions.meetings import convening
from commonweal.assemblies.authority import sent_before
from commonweal.assemblies.models import Body, ImportedRoll, Member, RollEntry
from commonweal.assemblies.retention import ROLLS
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append

SENT_TWICE: Final = timedelta(minutes=10)  # a roll of as many rows from the same source within is the same; our choice
AT_ONCE: Final = 2000  # entries that one write keeps


@transaction.atomic
def import_roll(*, body: Body, reading: imported_rolls.Reading, source: str, by: User, now: datetime) -> ImportedRoll:
    """Keep a roll that was read, as digests under the host's key, until it is deleted. No name is kept.

    `source` says who gave it and why they may. Raises Refused without it, and for a body that is no ward's.
    """
    body = Body.objects.select_for_update().get(pk=body.pk)
    convenor = convening(body, by)
    if not body.ward_code:
        raise Refused("A roll of residents is for a ward’s assembly.")
    if not source.strip():
        raise Refused("Write who gave you the roll, and why they may: for example “the parish council, for this use”.")
    if not reading.people:
        raise Refused("No row of the file could be read, so nothing was kept. The problems are listed below.")
    same = {"body": body, "source": source.strip(), "rows": reading.rows}
    if ImportedRoll.objects.filter(**same, imported_at__gt=now - SENT_TWICE).exists():
        raise sent_before("This roll was imported a moment ago.")
    roll = ImportedRoll.objects.create(
        **same,
        imported_by=convenor,
        imported_at=now,
        delete_on=timezone.localdate(now + ROLLS.time),
    )
    entries = [RollEntry(roll=roll, exact=_digest(each.exact), near=_digest(each.near)) for each in reading.people]
    RollEntry.objects.bulk_create(entries, batch_size=AT_ONCE)
    told = {"rows": reading.rows, "people": len(entries), "delete_on": roll.delete_on.isoformat()}
    append("assemblies", "roll-imported", {**about(body), **told}, by=by, now=now)
    return roll


@transaction.atomic
def admit_by_roll(*, member: Member, by: User, now: datetime) -> Member:
    """Take an imported roll as proof of residence: the very name and postcode are on it, and nobody else's proof yet.

    Raises Refused where they are not; then somebody looks at a paper instead.
    """
    member = Member.objects.select_for_update().select_related("body").get(pk=member.pk)
    seer = who_may_see(member, by)
    entry = RollEntry.objects.select_for_update().filter(_of(member, exactly=True), member__isnull=True).first()
    if entry is None:
        raise Refused("No roll has this name and postcode, or somebody was admitted by it already. Look at a paper.")
    entry.member = member
    entry.save(update_fields=["member"])
    return accept_proof(member=member, evidence=membership.ON_A_ROLL, seer=seer, by=by, now=now)


@transaction.atomic
def delete_roll(*, roll: ImportedRoll, by: User | None, now: datetime) -> None:
    """Delete a roll with its entries. Whom it admitted stays a member. `by` is None when its day has come."""
    if by is not None:
        convening(roll.body, by)
    body = roll.body
    roll.delete()
    append("assemblies", "roll-deleted", about(body), by=by, now=now)


def on_a_roll(member: Member) -> str:
    """How an imported roll of their assembly knows an applicant: `exactly`, `nearly`, or not at all, an empty text."""
    free = RollEntry.objects.filter(member__isnull=True)
    if free.filter(_of(member, exactly=True)).exists():
        return "exactly"
    return "nearly" if free.filter(_of(member, exactly=False)).exists() else ""


def _of(member: Member, *, exactly: bool) -> Q:
    person = imported_rolls.resident(member.legal_name, member.postcode)
    found = Q(exact=_digest(person.exact)) if exactly else Q(near=_digest(person.near))
    return Q(roll__body=member.body_id) & found


def _digest(text: str) -> str:
    # Names and postcodes can be guessed, so a plain hash would hide nothing: the host's secret is part of it.
    return salted_hmac("commonweal.assemblies.roll", text, algorithm="sha256").hexdigest()
