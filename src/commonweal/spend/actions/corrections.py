"""Corrections of a supplier's page: sent in by anyone, answered by a person, dated, kept. And the right of reply."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from django.db import transaction

from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.spend import queries
from commonweal.spend.models import Correction

MOST_WAITING: Final = 5  # of one supplier; our choice: more would say the same once again
MOST_SENT: Final = 60  # to the whole site within WITHIN; our choice: what a few people can read and answer
WITHIN: Final = timedelta(hours=1)
ENOUGH: Final = "Several corrections of this page wait to be read already. Please come back once they are answered."
TOO_MANY: Final = "We are being sent more than we can read just now. Please try again in an hour."
ANSWERED: Final = "Someone answered this one meanwhile. Nothing was changed."
SAY_WHY: Final = "Say what was changed, or why nothing was. It is shown on the supplier’s page."


@dataclass(frozen=True, slots=True)
class About:
    """The supplier that a correction is about: its key, and its name as published."""

    supplier_key: str
    supplier: str
    sample: bool


@dataclass(frozen=True, slots=True)
class Words:
    """What is sent: what is wrong and what is right, or a reply (in `wrong`); where it can be checked; whom to ask."""

    kind: str
    wrong: str
    right: str = ""
    source: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer that is shown: accepted with what was changed, or declined with the reason.

    `words_shown`: what was sent in is shown beside it. `sender_confirmed`: of a reply, that the organisation sent it.
    """

    accepted: bool
    text: str
    words_shown: bool = False
    sender_confirmed: bool = False


@transaction.atomic
def send_correction(*, about: About, words: Words, by: User | None, now: datetime) -> Correction:
    """Let a correction or a reply wait for an answer. `by` is None for those who do not sign in, which none need.

    Raises Refused while too many wait.
    """
    if queries.corrections(sample=about.sample).filter(supplier_key=about.supplier_key).count() >= MOST_WAITING:
        raise Refused(ENOUGH)
    if Correction.objects.filter(sent_at__gt=now - WITHIN).count() >= MOST_SENT:
        raise Refused(TOO_MANY)
    correction = Correction.objects.create(
        supplier_key=about.supplier_key,
        supplier=about.supplier,
        sample=about.sample,
        kind=words.kind,
        wrong=words.wrong,
        right=words.right,
        source=words.source,
        contact=words.contact,
        salt=secrets.token_hex(32),
        sent_at=now,
    )
    told = {"supplier": sha256(about.supplier_key.encode()).hexdigest(), "kind": words.kind}
    sent = _sealed(correction, words.wrong, words.right, words.source)
    append("spend", "correction-sent", {**_named(correction), **told, "words": sent}, by=by, now=now)
    return correction


@transaction.atomic
def answer_correction(*, correction: Correction, answer: Answer, by: User, now: datetime) -> Correction:
    """Answer a correction for all to see; the contact address is erased with it.

    Raises Refused without a reason, and where someone answered meanwhile.
    """
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    if correction.state != Correction.State.WAITING:
        raise Refused(ANSWERED)
    if not answer.text.strip():
        raise Refused(SAY_WHY)
    correction.state = Correction.State.ACCEPTED if answer.accepted else Correction.State.DECLINED
    correction.answer, correction.words_shown, correction.contact = answer.text, answer.words_shown, ""
    correction.sender_confirmed = answer.sender_confirmed and correction.kind == Correction.Kind.REPLY
    correction.answered_by, correction.answered_at = by, now
    correction.save()
    told = {"state": correction.state, "sender_confirmed": correction.sender_confirmed}
    sealed = _sealed(correction, answer.text)
    append("spend", "correction-answered", {**_named(correction), **told, "answer": sealed}, by=by, now=now)
    return correction


@transaction.atomic
def erase_contact(*, correction: Correction, by: User, now: datetime) -> Correction:
    """Erase the address that somebody left to be asked at. Erasing it twice changes nothing."""
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    if correction.contact:
        correction.contact = ""
        correction.save(update_fields=["contact"])
        append("spend", "correction-contact-erased", _named(correction), by=by, now=now)
    return correction


def _named(correction: Correction) -> dict[str, Any]:
    return {"correction": str(correction.public_id), "sample": correction.sample}


def _sealed(correction: Correction, *texts: str) -> str:
    """Free text as the record holds it: a hash, with a salt that can be erased together with the text."""
    return sha256("\n\n".join([correction.salt, *texts]).encode()).hexdigest()
