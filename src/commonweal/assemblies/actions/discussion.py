"""Comments on a proposal: written, changed, erased by who wrote them."""

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction

from commonweal.assemblies import discussion, membership
from commonweal.assemblies.actions.founding import about
from commonweal.assemblies.actions.proposals import belonging
from commonweal.assemblies.authority import sent_before
from commonweal.assemblies.models import Comment, Proposal
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.record.leaves import check_text


@transaction.atomic
def write_comment(*, proposal: Proposal, text: str, answers: Comment | None, by: User, now: datetime) -> Comment:
    """Say something about a proposal that is open for discussion, or answer a comment, one level deep.

    Raises Refused for who is no member, for no words or too many, and for an answer to an answer; Overstepped where
    they have said these very words there.
    """
    proposal = Proposal.objects.select_for_update(of=("self",)).select_related("body").get(pk=proposal.pk)
    member = belonging(proposal.body, by)
    if proposal.state not in (Proposal.State.OPEN, Proposal.State.IN_VOTE):
        raise Refused("This proposal is not open for discussion. You can read what was said.")
    if answers is not None:
        answers = Comment.objects.get(pk=answers.pk)
    if answers is not None and (answers.proposal_id != proposal.pk or answers.answers_id is not None):
        raise Refused("Answer the comment at the beginning, so that everyone can follow.")
    if answers is not None and answers.state != Comment.State.SHOWN:
        raise Refused("The comment that you would answer is not shown any more. Write one of your own.")
    told = _sealed(text)
    if proposal.comments.filter(by=member, answers=answers, text=told["text"], state=Comment.State.SHOWN).exists():
        raise sent_before("You have said this here already.")
    comment = Comment.objects.create(
        proposal=proposal,
        answers=answers,
        by=member,
        of_a_child=membership.is_a_child(member.least_age),
        written_at=now,
        **told,
    )
    append("assemblies", "comment-written", naming(comment), by=by, now=now)
    return comment


@transaction.atomic
def change_comment(*, comment: Comment, text: str, by: User, now: datetime) -> Comment:
    """Mend the words of one's own comment in its first minutes. The former ones are not kept."""
    comment = _mine(comment, by)
    if comment.state != Comment.State.SHOWN:
        raise Refused("This comment is hidden or erased. Nothing was changed.")
    discussion.check_editable(comment.written_at, now)
    for name, value in _sealed(text).items():
        setattr(comment, name, value)
    comment.changed_at = now
    comment.save()
    append("assemblies", "comment-changed", naming(comment), by=by, now=now)
    return comment


@transaction.atomic
def erase_comment(*, comment: Comment, by: User, now: datetime) -> Comment:
    """Erase the words of one's own comment for good. That there was one stays, and so do the answers to it."""
    comment = _mine(comment, by)
    if comment.state == Comment.State.ERASED:
        return comment
    comment.state, comment.text, comment.salt = Comment.State.ERASED, "", b""
    comment.save()
    append("assemblies", "comment-erased", naming(comment), by=by, now=now)
    return comment


def naming(comment: Comment) -> dict[str, Any]:
    """How every event names the comment that it is about, with the seal on its words."""
    answers = str(comment.answers.public_id) if comment.answers else ""
    named = {"proposal": str(comment.proposal.public_id), "comment": str(comment.public_id), "answers": answers}
    return {**about(comment.proposal.body), **named, "seal": comment.seal}


def _sealed(text: str) -> dict[str, Any]:
    words, salt = discussion.check(text), secrets.token_bytes(discussion.SALT)
    check_text(words, "text")
    return {"text": words, "salt": salt, "seal": discussion.seal(salt, words)}


def _mine(comment: Comment, by: User) -> Comment:
    held = (
        Comment.objects.select_for_update(of=("self",))
        .select_related("proposal__body", "answers", "by")
        .get(pk=comment.pk)
    )
    if held.by is None or held.by.user_id != by.pk:
        raise Refused("Only who wrote a comment can change or erase it. You can report it to the convenors.")
    return held
