"""A proposal on its way to the assembly: drafted, put forward, seconded."""

from datetime import datetime
from typing import Final

from django.db import transaction

from commonweal.assemblies import seconding
from commonweal.assemblies.actions.votes import NOT_A_MEMBER, naming, propose
from commonweal.assemblies.actions.wordings import seconds_needed
from commonweal.assemblies.authority import Overstepped
from commonweal.assemblies.models import Body, Draft, Member, Proposal, Second
from commonweal.assemblies.wordings import LONGEST_TEXT, LONGEST_TITLE, Wording
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append

NO_DRAFT: Final = "This draft is not there any more. If you have put it forward, it stands on the assembly’s page."


@transaction.atomic
def save_draft(*, body: Body, title: str, text: str, by: User, now: datetime) -> Draft:
    """Keep a proposal that is not finished. Only its author sees it, so nothing is recorded: nobody has acted yet.

    The same words twice are kept once.
    """
    member = Member.objects.select_for_update().get(pk=belonging(body, by).pk)
    told = _cut(title, text)
    return body.drafts.filter(by=member, **told).first() or Draft.objects.create(
        body=body, by=member, changed_at=now, **told
    )


@transaction.atomic
def change_draft(*, draft: Draft, title: str, text: str, by: User, now: datetime) -> Draft:
    """Change a draft of one's own."""
    draft = _mine(draft, by)
    for name, value in _cut(title, text).items():
        setattr(draft, name, value)
    draft.changed_at = now
    draft.save()
    return draft


@transaction.atomic
def discard_draft(*, draft: Draft, by: User, now: datetime) -> None:
    """Throw a draft of one's own away, for good."""
    _mine(draft, by).delete()


@transaction.atomic
def put_forward(*, draft: Draft, by: User, now: datetime) -> Proposal:
    """Make a draft a proposal. Raises Refused for an empty title or text, which stays a draft."""
    draft = _mine(draft, by)
    said = Wording(draft.title, draft.text)
    proposal = propose(body=draft.body, title=said.title, text=said.text, by=by, now=now)
    draft.delete()
    return proposal


@transaction.atomic
def second(*, proposal: Proposal, by: User, now: datetime) -> Proposal:
    """Back a proposal; with the last second that the standing orders ask for, it is open for discussion.

    Raises Refused for who is no member, made the proposal, or has seconded it.
    """
    proposal = Proposal.objects.select_for_update().select_related("body").get(pk=proposal.pk)
    member = belonging(proposal.body, by)
    if proposal.state != Proposal.State.SECONDING:
        raise Refused("This proposal waits for no seconds. Nothing was changed.")
    seconds = set(proposal.seconds.values_list("member", flat=True))
    seconding.check(member.pk, proposal.by_id, seconds)
    Second.objects.create(proposal=proposal, member=member, given_at=now)
    needed = seconds_needed(proposal.body)
    told = {"seconds": len(seconds) + 1, "needed": needed}
    append("assemblies", "proposal-seconded", {**naming(proposal), **told}, by=by, now=now)
    if seconding.enough(len(seconds) + 1, needed):
        proposal.state = Proposal.State.OPEN
        proposal.save(update_fields=["state"])
    return proposal


@transaction.atomic
def take_back_second(*, proposal: Proposal, by: User, now: datetime) -> Proposal:
    """Take one's support back, as long as the proposal waits for more. Raises Refused where there is none."""
    proposal = Proposal.objects.select_for_update().select_related("body").get(pk=proposal.pk)
    if proposal.state != Proposal.State.SECONDING:
        raise Refused("Enough members have seconded this proposal. You can argue against it, and vote against it.")
    gone, _kinds = proposal.seconds.filter(member__user=by).delete()
    if not gone:
        raise Refused("You have not seconded this proposal. Nothing was changed.")
    append("assemblies", "second-taken-back", {**naming(proposal), "seconds": proposal.seconds.count()}, by=by, now=now)
    return proposal


def belonging(body: Body, by: User) -> Member:
    """The member of this body who acts. Raises Refused for anyone else, and while it is not founded."""
    member = Member.objects.filter(body=body, user=by, state=Member.State.ADMITTED).first()
    if member is None or body.state != Body.State.FOUNDED:
        raise Overstepped(NOT_A_MEMBER)
    return member


def _mine(draft: Draft, by: User) -> Draft:
    found = Draft.objects.select_for_update().select_related("body").filter(pk=draft.pk, by__user=by).first()
    if found is None:
        raise Refused(NO_DRAFT)
    return found


def _cut(title: str, text: str) -> dict[str, str]:
    """What of a draft can be kept: one that is too long is not lost, and is refused only when it is put forward."""
    return {"title": title.strip()[:LONGEST_TITLE], "text": text.strip()[:LONGEST_TEXT]}
