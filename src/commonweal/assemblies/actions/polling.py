"""At the table: papers given out, one-time codes on paper, and the hands of those in the room who have not voted."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction

from commonweal.assemblies.actions.casting import ENDED, check_not_held, code_hash
from commonweal.assemblies.actions.effects import recused
from commonweal.assemblies.actions.meetings import convening
from commonweal.assemblies.actions.opening import held, of
from commonweal.assemblies.authority import Overstepped, sent_before
from commonweal.assemblies.balloting import rolls, trackers
from commonweal.assemblies.models import Elector, Meeting, Vote
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append

STRUCK = "This person has voted, or has a paper already. Nobody votes twice."


@transaction.atomic
def give_paper(*, elector: Elector, by: User, now: datetime) -> Elector:
    """Strike an elector off the roll and give them a paper: from here on they vote on it or not at all."""
    vote = _at_the_table(elector.vote, by, now)
    if not vote.box.by_paper:
        raise Refused("This vote is not taken on paper.")
    check_not_held(elector)
    if not Elector.objects.filter(pk=elector.pk, vote=vote, struck="", held=False).update(struck=rolls.PAPER):
        raise Overstepped(STRUCK, "second vote")
    return elector


@transaction.atomic
def replace_spoiled(*, vote: Vote, before: int, by: User, now: datetime) -> Vote:
    """Note that a voter brought a spoiled paper back and was given another. The spoiled one is kept out of the box.

    `before`: how many had come back when the convenor looked, so that a form sent twice counts one paper.
    """
    vote = _at_the_table(vote, by, now)
    given = vote.electors.filter(struck=rolls.PAPER).count()
    if not given:
        raise Refused("No paper was given out yet, so none can have come back.")
    if vote.box.spoiled != before:
        raise sent_before(f"{vote.box.spoiled} spoiled papers are noted. Look whether yours is among them.")
    vote.box.spoiled += 1
    vote.box.save(update_fields=["spoiled"])
    return vote


@transaction.atomic
def make_code(*, elector: Elector, by: User, now: datetime) -> str:
    """A one-time code for a member who has no account here, to be written on paper; it is shown this once.

    A new code takes the place of one that was lost. Each elector sees that a code was made for them, and by whom.
    Raises Refused for who has voted, and for one's own.
    """
    vote = _at_the_table(elector.vote, by, now)
    convenor = convening(vote.proposal.body, by)
    if not vote.box.online:
        raise Refused("This vote is not taken online, so that a code would open nothing.")
    elector = Elector.objects.select_for_update(of=("self",)).select_related("member").get(pk=elector.pk, vote=vote)
    check_not_held(elector)
    if elector.struck:
        raise Overstepped(STRUCK, "second vote")
    if elector.member == convenor:
        raise Refused("You need no code: vote with your account.")
    key = trackers.key(secrets.token_bytes(trackers.KEY_BYTES))
    elector.code_hash, elector.code_made_by = code_hash(key), convenor
    elector.save(update_fields=["code_hash", "code_made_by"])
    append("assemblies", "voting-code-made", of(vote), by=by, now=now)
    return trackers.shown(key)


@transaction.atomic
def take_hands(*, vote: Vote, meeting: Meeting, by: User, now: datetime) -> Vote:
    """Call for hands in an open meeting: all in the room who have not voted yet are struck, and now raise a hand.

    Two tellers then count them. Raises Refused where nobody is left who could.
    """
    vote = _at_the_table(vote, by, now)
    if not vote.box.by_hands or vote.meeting_id:
        raise Refused("Hands are no part of this vote, or were raised already. Nothing was changed.")
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.state != Meeting.State.OPEN or meeting.body_id != vote.proposal.body_id:
        raise Refused("A vote by hands is taken in an open meeting of the same assembly.")
    here = meeting.attendances.filter(left_at__isnull=True).exclude(member__in=recused(vote.proposal))
    able = vote.electors.filter(struck="", held=False, member__in=here.values("member"))
    vote.present = able.update(struck=rolls.HANDS)
    if not vote.present:
        raise Refused("Everybody in the room has voted already, or is not on the roll of this vote.")
    vote.meeting = meeting
    try:
        with transaction.atomic():
            vote.save(update_fields=["meeting", "present"])
    except IntegrityError:
        raise Refused("Another vote is open in this meeting. Finish it first.") from None
    # not how many: beside the number in the room, it would tell how many of them have voted in another way
    append("assemblies", "hands-called", {**of(vote), "meeting": str(meeting.public_id)}, by=by, now=now)
    return vote


@transaction.atomic
def call_hands_off(*, vote: Vote, by: User, now: datetime) -> Vote:
    """Give those in the room their vote back, because the tellers never agree: they can vote on paper or online."""
    vote = held(vote)
    convening(vote.proposal.body, by)
    if vote.state != Vote.State.OPEN or not vote.meeting_id or vote.hands_in:
        raise Refused("No hands are being counted. Nothing was changed.")
    vote.electors.filter(struck=rolls.HANDS).update(struck="")
    vote.hand_counts.all().delete()
    vote.meeting, vote.present, vote.round = None, 0, 1
    vote.save(update_fields=["meeting", "present", "round"])
    append("assemblies", "hands-called-off", of(vote), by=by, now=now)
    return vote


def _at_the_table(vote: Vote, by: User, now: datetime) -> Vote:
    """The vote, held, while it is open, for a convenor. Raises Refused."""
    vote = held(vote)
    convening(vote.proposal.body, by)
    if vote.state != Vote.State.OPEN or vote.box.ended(now):
        raise Overstepped(ENDED, "late vote")
    return vote
