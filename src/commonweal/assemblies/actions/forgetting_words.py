"""What somebody wrote about proposals, taken out when they are forgotten. What the assembly took in stands."""

from datetime import datetime
from typing import Final

from django.db.models import Q

from commonweal.assemblies.actions.amendments import naming as naming_amendment
from commonweal.assemblies.actions.discussion import naming
from commonweal.assemblies.models import (
    Amendment,
    Comment,
    Draft,
    Hiding,
    Member,
    Proposal,
    Rearrangement,
    Result,
    Second,
    Wording,
)
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.record.actions.texts import erase_text

WITHHELD: Final = "Withheld"  # in the place of a title whose author was forgotten
STANDS: Final = (Amendment.State.PUT, Amendment.State.ACCEPTED, Amendment.State.CARRIED)
VOTED_ON: Final = (Proposal.State.IN_VOTE, Proposal.State.DECIDED)


def forget_words(member: Member, by: User | None, now: datetime) -> None:
    """Erase a member's drafts, comments, changes on offer, appeals and support. Part of the act that forgets them."""
    _free_proposals(member, now)
    Draft.objects.filter(by=member).delete()
    Second.objects.filter(member=member, proposal__state=Proposal.State.SECONDING).delete()
    theirs = Q(proposal__by=member) | Q(amendment__by=member) | Q(comment__by=member)
    Hiding.objects.filter(theirs).update(appeal="")
    for comment in Comment.objects.filter(by=member).exclude(state=Comment.State.ERASED):
        comment.state, comment.text, comment.salt = Comment.State.ERASED, "", b""
        comment.save(update_fields=["state", "text", "salt"])
        append("assemblies", "comment-erased", naming(comment), by=None, now=now)
    for amendment in Amendment.objects.filter(by=member).exclude(state__in=STANDS):
        _withhold(amendment, now)
    for wording in Wording.objects.filter(proposal__by=member).exclude(proposal__state__in=VOTED_ON):
        _withhold(wording, now)
    offers = Rearrangement.objects.filter(by=member, state=Rearrangement.State.WAITING)
    Result.objects.filter(rearrangement__in=offers).update(title=WITHHELD, text="")
    offers.update(state=Rearrangement.State.WITHDRAWN)


def _free_proposals(member: Member, now: datetime) -> None:
    """Take back amendments that wait for a vote, if they or the proposals that they would change are the member's."""
    theirs = Q(by=member) | Q(proposal__by=member)
    waiting = Amendment.objects.filter(theirs, state=Amendment.State.PUT, motion__state=Proposal.State.OPEN)
    for amendment in waiting.select_related("motion", "proposal__body"):
        Proposal.objects.filter(amendment=amendment).update(state=Proposal.State.WITHDRAWN)
        amendment.state = Amendment.State.WITHDRAWN
        amendment.save(update_fields=["state"])
        append("assemblies", "amendment-withdrawn", naming_amendment(amendment), by=None, now=now)


def _withhold(words: Amendment | Wording, now: datetime) -> None:
    erase_text(commitment=words.commitment, by=None, now=now)
    words.title, words.text = WITHHELD, ""
    if isinstance(words, Amendment) and words.state == Amendment.State.OFFERED:
        words.state = Amendment.State.WITHDRAWN
    words.save()
