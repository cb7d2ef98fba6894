"""Codes on paper: one posted to an address shows that somebody lives there; one handed over lets an account act."""

import secrets
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.crypto import salted_hmac

from commonweal.assemblies import codes, membership
from commonweal.assemblies.actions.founding import ELSEWHERE, about, accept_proof, who_may_see
from commonweal.assemblies.actions.meetings import convening
from commonweal.assemblies.authority import Overstepped
from commonweal.assemblies.models import Body, Code, CodeTry, Member
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append

WRONG: Final = "That code is not right, was used, or is too old. Look at the letter again, or ask for a new one."
TOO_MANY: Final = "You tried too many codes today. Try again tomorrow, or show a convenor your letter."


@transaction.atomic
def make_code(*, member: Member, kind: str, by: User, now: datetime) -> str:
    """Make a code for a member and return it as it goes on paper. It is shown once; an earlier one holds no more.

    A posted code is for somebody who waits to be admitted to a ward's assembly; a code to claim is for a member who
    has no account. Raises Refused for anyone else, and for whoever may not admit.
    """
    member = Member.objects.select_for_update().get(pk=member.pk)
    convening(member.body, by)
    if kind == Code.Kind.POSTED and (not member.of_a_ward or member.state != Member.State.APPLIED):
        raise Refused("A code is posted to somebody who waits to be admitted. Nothing was changed.")
    if kind == Code.Kind.POSTED:
        who_may_see(member, by)
    if kind == Code.Kind.CLAIM and (member.user_id is not None or member.state != Member.State.ADMITTED):
        raise Refused("This code is for a member who has no account. Nothing was changed.")
    member.codes.filter(kind=kind, used_at__isnull=True).delete()
    plain = codes.code(secrets.randbits(codes.LENGTH * codes.BITS))
    Code.objects.create(member=member, kind=kind, digest=_digest(plain), made_at=now, expires_at=now + codes.LASTS)
    append("assemblies", "code-made", {**about(member.body), "kind": kind}, by=by, now=now)
    return codes.on_paper(plain)


def use_code(*, body: Body, written: str, by: User, now: datetime) -> Member:
    """Use a code: a posted one admits whom it was posted to, one to claim makes a member's place one's own.

    Raises Overstepped for a code that is not right, used, too old or another's. Each of those is counted, and after a
    few a day no code is looked at any more.
    """
    if CodeTry.objects.filter(user=by, at__gt=now - codes.A_DAY).count() >= codes.MOST_TRIES:
        raise Overstepped(TOO_MANY, "wrong code")
    try:
        return _use(body, codes.read(written), by, now)
    except _Wrong:
        CodeTry.objects.create(user=by, at=now)  # outside the act that was undone
        raise Overstepped(WRONG, "wrong code") from None


class _Wrong(Exception):  # noqa: N818 - an answer, not a fault
    """The code is nobody's, or not this person's."""


@transaction.atomic
def _use(body: Body, plain: str, by: User, now: datetime) -> Member:
    code = Code.objects.select_for_update().filter(digest=_digest(plain), member__body=body).first()
    if code is None or not code.holds(now):
        raise _Wrong
    member = Member.objects.select_for_update().select_related("body").get(pk=code.member_id)
    code.used_at = now
    code.save(update_fields=["used_at"])
    if code.kind == Code.Kind.CLAIM:
        return _claimed(member, by, now)
    if member.user_id != by.pk:
        raise _Wrong
    return accept_proof(member=member, evidence=membership.POSTED, seer=None, by=by, now=now)


def _claimed(member: Member, by: User, now: datetime) -> Member:
    if member.user_id is not None or member.state != Member.State.ADMITTED:
        raise _Wrong
    held = Member.objects.filter(user=by, state__in=[Member.State.APPLIED, Member.State.ADMITTED])
    if held.filter(body=member.body).exists() or (member.of_a_ward and held.filter(of_a_ward=True).exists()):
        raise Refused(ELSEWHERE)
    member.user = by
    member.save(update_fields=["user"])
    append("assemblies", "place-claimed", about(member.body), by=by, now=now)
    return member


def _digest(plain: str) -> str:
    # Keyed with the host's secret, so that whoever copies the database cannot try codes on it.
    return salted_hmac("commonweal.assemblies.code", plain, algorithm="sha256").hexdigest()
