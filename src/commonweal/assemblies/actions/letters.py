"""Letters to members: made once for each person and each thing, sent, and tried again where sending failed."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from commonweal.assemblies import notices
from commonweal.assemblies.actions.meetings import convening
from commonweal.assemblies.actions.telling import work_soon
from commonweal.assemblies.models import Body, Decision, Meeting, Member, Notice, Unwanted
from commonweal.people.models import User

SALT: Final = "notices"  # of the signed addresses that turn a kind of letter off without a sign-in
AT_ONCE: Final = 500  # letters of one run, so that other tasks get their turn; our choice
LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _News:
    """One thing to tell of, to whom, and which kind of notice it is."""

    kind: str
    about: str
    members: QuerySet[Member]
    meeting: Meeting | None = None
    decision: Decision | None = None


@transaction.atomic
def make_due(*, now: datetime) -> int:
    """Make a letter for everyone who is to be told something and was not; returns how many. Twice makes none twice."""
    made = 0
    for news in (*_of_meetings(now), *_of_decisions(now)):
        told = Notice.objects.filter(about=news.about).values("user")
        unwanted = Unwanted.objects.filter(kind=news.kind).values("user")
        people = news.members.filter(user__is_active=True).exclude(user__in=told).exclude(user__in=unwanted)
        rows = [
            Notice(
                user_id=user,
                kind=news.kind,
                about=news.about,
                meeting=news.meeting,
                decision=news.decision,
                made_at=now,
                next_at=now,
            )
            for user in people.values_list("user", flat=True)
        ]
        Notice.objects.bulk_create(rows, ignore_conflicts=True)
        made += len(rows)
    return made


def send_waiting(*, now: datetime) -> int:
    """Send what waits; returns how many letters went out. A failure is logged without an address, and tried again.

    So is a letter that a worker took and never came back from. It may have gone out, so it may come twice.
    """
    sent = failed = 0
    for notice in list(_waiting(now).filter(next_at__lte=now)[:AT_ONCE]):
        as_seen = Notice.objects.filter(pk=notice.pk, state=notice.state, taken_at=notice.taken_at)
        if not as_seen.update(state=Notice.State.SENDING, taken_at=now, tries=notice.tries + 1):
            continue  # another worker has it
        if not _still_wanted(notice, now):
            Notice.objects.filter(pk=notice.pk).update(state=Notice.State.NOT_WANTED)
        elif _send(notice, now):
            sent += 1
        else:
            failed += 1
    if failed:
        LOG.warning("%d letters to members could not be sent, and are tried again. See COMMONWEAL_MAIL_SERVER.", failed)
    return sent


def next_due(*, now: datetime) -> datetime | None:
    """When there is something to send or to remind of next; None where nothing waits."""
    retried = _waiting(now).order_by("next_at").values_list("next_at", flat=True).first()
    taken = Notice.objects.filter(state=Notice.State.SENDING).order_by("taken_at").first()
    begins = Meeting.objects.filter(
        state=Meeting.State.CALLED, body__sample=False, begins_at__gt=now + notices.REMINDED_BEFORE
    )
    first = begins.order_by("begins_at").values_list("begins_at", flat=True).first()
    given_back = taken.taken_at + notices.TAKEN_FOR if taken and taken.taken_at else None
    due = [retried, given_back, first - notices.REMINDED_BEFORE if first else None]
    return min((max(at, now + timedelta(seconds=1)) for at in due if at is not None), default=None)


@transaction.atomic
def choose_notices(*, wanted: set[str], by: User, now: datetime) -> None:
    """A person says which kinds of letters they want; the rest they do not."""
    for kind in notices.KINDS:
        if kind in wanted:
            Unwanted.objects.filter(user=by, kind=kind).delete()
        else:
            Unwanted.objects.get_or_create(user=by, kind=kind)


def turn_off(*, signed: str, now: datetime) -> str | None:
    """Turn off the kind of letter that a signed address names; returns the kind, None for an address that is forged."""
    told = read_signed(signed)
    if told is None:
        return None
    user, kind = told
    if User.objects.filter(pk=user).exists():
        Unwanted.objects.get_or_create(user_id=user, kind=kind)
    return kind


def read_signed(signed: str) -> tuple[int, str] | None:
    """Whose letters, and which kind, a signed address is about; None for one that is forged."""
    try:
        user, kind = signing.Signer(salt=SALT).unsign_object(signed)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return (user, kind) if kind in notices.KINDS else None


def off_address(user: int, kind: str) -> str:
    """Where one click turns a kind of letter off for a person, without a sign-in."""
    return _absolute(reverse("notice-off", args=[signing.Signer(salt=SALT).sign_object([user, kind])]))


def _of_meetings(now: datetime) -> Iterator[_News]:
    coming = Meeting.objects.filter(body__sample=False, begins_at__gt=now).select_related("body")
    for meeting in coming.filter(state__in=[Meeting.State.CALLED, Meeting.State.CANCELLED]):
        members = Member.objects.filter(body=meeting.body, state=Member.State.ADMITTED, user__isnull=False)
        last = meeting.changes.order_by("number").last()
        version = f"{meeting.public_id} {last.number if last else 0}"
        if meeting.state == Meeting.State.CANCELLED:
            told = Notice.objects.filter(meeting=meeting, state=Notice.State.SENT).values("user")
            yield _News(notices.CALL, f"{version} off", members.filter(user__in=told), meeting)
            continue
        yield _News(notices.CALL, version, members, meeting)
        if notices.reminder_due(meeting.begins_at, now) and not notices.reminder_due(
            meeting.begins_at, last.told_at if last else meeting.called_at
        ):
            yield _News(notices.REMINDER, f"{version} soon", members, meeting)


def _of_decisions(now: datetime) -> Iterator[_News]:
    recent = Decision.objects.filter(body__sample=False, decided_at__gt=now - notices.STALE, decided_at__lte=now)
    for decision in recent.select_related("body"):
        members = Member.objects.filter(
            body=decision.body, state=Member.State.ADMITTED, since__lte=decision.decided_at, user__isnull=False
        )
        yield _News(notices.DECISION, f"{decision.public_id}", members, decision=decision)


def failed(body: Body, now: datetime) -> QuerySet[Notice]:
    """Letters of a body that could not be sent so far, the latest first; with those a worker never came back from."""
    of_it = Q(meeting__body=body) | Q(decision__body=body)
    held = Notice.objects.filter(of_it).filter(Q(state=Notice.State.FAILED) | _left_behind(now))
    return held.select_related("user", "meeting", "decision").order_by("-made_at", "-pk")


@transaction.atomic
def send_again(*, body: Body, by: User, now: datetime) -> int:
    """Have every letter of a body that failed sent once more, those that were given up too; returns how many.

    A convenor does so once the host's mail server is well again. News that are old by then are not sent. Like every
    letter, it is no event: whom an assembly writes to is nobody else's business. Raises Overstepped for anyone else.
    """
    convening(body, by)
    again = Notice.objects.filter(pk__in=failed(body, now).values("pk"))
    number = again.update(state=Notice.State.WAITING, tries=0, next_at=now, taken_at=None)
    if number:
        work_soon()
    return number


def _waiting(now: datetime) -> QuerySet[Notice]:
    again = (Q(state=Notice.State.FAILED) | _left_behind(now)) & Q(tries__lt=notices.TRIES)
    waiting = Notice.objects.filter(Q(state=Notice.State.WAITING) | again)
    return waiting.select_related("user", "meeting", "decision")


def _left_behind(now: datetime) -> Q:
    """Letters that a worker took so long ago that it must have stopped."""
    long_ago = Q(taken_at__isnull=True) | Q(taken_at__lte=now - notices.TAKEN_FOR)
    return Q(state=Notice.State.SENDING) & long_ago


def _still_wanted(notice: Notice, now: datetime) -> bool:
    """Whether a letter still tells news to somebody who wants it: they may have turned it off, and meetings begin."""
    if Unwanted.objects.filter(user=notice.user_id, kind=notice.kind).exists():
        return False
    if notice.decision is not None:
        return notice.decision.decided_at > now - notices.STALE
    return notice.meeting is None or notice.meeting.begins_at > now


def _send(notice: Notice, now: datetime) -> bool:
    tries = notice.tries + 1
    held = Notice.objects.filter(pk=notice.pk)
    try:
        _letter(notice).send()
    except Exception as error:  # whatever a mail server does, the letter waits and nothing else stops
        again = notices.tried_again_at(now, tries)
        held.update(state=Notice.State.FAILED, tries=tries, next_at=again or now, fault=type(error).__name__[:80])
        return False
    held.update(state=Notice.State.SENT, tries=tries, sent_at=now, fault="")
    return True


def _letter(notice: Notice) -> EmailMessage:
    off = off_address(notice.user_id, notice.kind)
    thing = notice.meeting or notice.decision
    assert thing is not None
    context = {
        "notice": notice,
        "meeting": notice.meeting,
        "decision": notice.decision,
        "changed": notice.meeting is not None and notice.meeting.changes.exists(),
        "body": thing.body,
        "address": _absolute(thing.get_absolute_url()),
        "off": off,
        "settings": _absolute(reverse("notices")),
    }
    subject, text = render_to_string(f"assemblies/letters/{notice.kind}.txt", context).strip().split("\n", 1)
    known_by = f"<{signing.Signer(salt=SALT).signature(str(notice.pk))}@{urlsplit(_absolute('/')).hostname}>"
    headers = {
        "Message-ID": known_by,
        "List-Unsubscribe": f"<{off}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }  # RFC 8058
    return EmailMessage(" ".join(subject.split()), text.strip() + "\n", to=[notice.user.email], headers=headers)


def _absolute(path: str) -> str:
    return (settings.CSRF_TRUSTED_ORIGINS[0] if settings.CSRF_TRUSTED_ORIGINS else settings.NEARBY).rstrip("/") + path
