"""Merging proposals into one and splitting one into several: agreed by who made them, or by a convenor who says why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from commonweal.assemblies import seconding
from commonweal.assemblies.actions.founding import about
from commonweal.assemblies.actions.meetings import convening
from commonweal.assemblies.actions.proposals import belonging
from commonweal.assemblies.actions.wordings import check_changeable, seconds_needed
from commonweal.assemblies.models import Body, Member, Proposal, Rearrangement, Result, Second, Source
from commonweal.assemblies.wordings import Wording
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.record.actions.texts import commit_text

MOST_PARTS: Final = 10  # of a merger or a split; our choice: more than that is another talk
Kind = Rearrangement.Kind
State = Rearrangement.State
TOO_FEW: Final = {  # said as well of too many
    Kind.MERGER: "Choose at least one other proposal. At most {most} can become one.",
    Kind.SPLIT: "Fill in at least two parts, each with a title and a text. There can be at most {most}.",
}
BECAME: Final = {Kind.MERGER: Proposal.State.MERGED, Kind.SPLIT: Proposal.State.SPLIT}


@dataclass(frozen=True, slots=True)
class Plan:
    """Which proposals become which texts. `reason` is a convenor's, who acts without asking their authors."""

    kind: Kind
    proposals: Sequence[Proposal]
    wordings: Sequence[Wording]
    reason: str = ""

    def check(self) -> None:
        """Raises Refused for a plan that is none."""
        several = self.proposals if self.kind == Kind.MERGER else self.wordings
        if not 2 <= len(several) <= MOST_PARTS:
            raise Refused(TOO_FEW[self.kind].format(most=MOST_PARTS))
        if len({proposal.pk for proposal in self.proposals}) < len(self.proposals):
            raise Refused("Choose each proposal once.")
        if len({proposal.body_id for proposal in self.proposals}) > 1:
            raise Refused("Only proposals of one assembly can be merged.")


@transaction.atomic
def rearrange(*, plan: Plan, by: User, now: datetime) -> Rearrangement:
    """Begin to merge or split proposals. It is done once all their authors agree; at once, by a convenor with a reason.

    Raises Refused for who made none of them and gives no reason, and where a text is frozen.
    """
    plan.check()
    body = Body.objects.select_for_update().get(pk=plan.proposals[0].body_id)
    proposals = _open(plan.proposals)
    actor = _actor(body, proposals, plan.reason, by)
    begun = Rearrangement.objects.create(body=body, kind=plan.kind, by=actor, reason=plan.reason.strip(), begun_at=now)
    for proposal in proposals:
        agreed = now if proposal.by_id == actor.pk else None
        Source.objects.create(rearrangement=begun, proposal=proposal, text=proposal.commitment, agreed_at=agreed)
    for wording in plan.wordings:
        Result.objects.create(rearrangement=begun, title=wording.title, text=wording.text)
    if begun.reason or not _waits(begun):
        return _carry_out(begun, by, now)
    append("assemblies", "merger-offered", _naming(begun), by=by, now=now)
    return begun


@transaction.atomic
def agree_to_merger(*, merger: Rearrangement, by: User, now: datetime) -> Rearrangement:
    """Agree that one's own proposals are merged as offered. With the last author's agreement it is done."""
    merger = _waiting(merger)
    mine = merger.sources.filter(proposal__by=belonging(merger.body, by), agreed_at__isnull=True)
    if not mine.update(agreed_at=now):
        raise Refused("Only who made one of these proposals can agree to merge it, once.")
    if _waits(merger):
        append("assemblies", "merger-agreed", _naming(merger), by=by, now=now)
        return merger
    return _carry_out(merger, by, now)


@transaction.atomic
def decline_merger(*, merger: Rearrangement, by: User, now: datetime) -> Rearrangement:
    """Say no to a merger of one's own proposal with others, or take the offer back. The proposals stay as they are."""
    merger = _waiting(merger)
    if not merger.sources.filter(proposal__by=belonging(merger.body, by)).exists():
        raise Refused("Only who made one of these proposals can say no to merging it.")
    merger.state = State.WITHDRAWN
    merger.save(update_fields=["state"])
    append("assemblies", "merger-declined", _naming(merger), by=by, now=now)
    return merger


def _carry_out(begun: Rearrangement, by: User, now: datetime) -> Rearrangement:
    sources = list(begun.sources.select_related("proposal"))
    proposals = _open([source.proposal for source in sources])
    if [proposal.commitment for proposal in proposals] != [source.text for source in sources]:
        raise Refused(
            "One of these proposals has changed since. Offer the merger again, with the texts as they are now."
        )
    author = begun.by if begun.by_id in {proposal.by_id for proposal in proposals} else proposals[0].by
    for result in begun.results.all():
        result.proposal = _made(begun, result, proposals, author, now)
        result.save(update_fields=["proposal"])
    Proposal.objects.filter(pk__in=[each.pk for each in proposals]).update(state=BECAME[Kind(begun.kind)])
    begun.state, begun.done_at = State.DONE, now
    begun.save(update_fields=["state", "done_at"])
    made = [{"proposal": str(each.public_id), "text": each.commitment} for each in _results(begun)]
    reason = commit_text(begun.reason) if begun.reason else ""
    kind = "proposals-merged" if begun.kind == Kind.MERGER else "proposal-split"
    append("assemblies", kind, {**_naming(begun), "into": made, "reason": reason}, by=by, now=now)
    return begun


def _made(
    begun: Rearrangement, result: Result, proposals: Sequence[Proposal], author: Member | None, now: datetime
) -> Proposal:
    """One of the proposals that it gives: open where one that it came of was, or where its seconds are enough."""
    held = [set(each.seconds.values_list("member", flat=True)) for each in proposals]
    merged = begun.kind == Kind.MERGER
    seconds = (
        seconding.after_a_merger(held, author.pk if author else None) if merged else seconding.after_a_split(held[0])
    )
    was_open = any(each.state == Proposal.State.OPEN for each in proposals)
    is_open = was_open or seconding.enough(len(seconds), seconds_needed(begun.body))
    proposal = Proposal.objects.create(
        body=begun.body,
        number=(begun.body.proposals.aggregate(last=Max("number"))["last"] or 0) + 1,
        title=result.title,
        text=result.text,
        by=author,
        state=Proposal.State.OPEN if is_open else Proposal.State.SECONDING,
        made_at=now,
        commitment=commit_text(Wording(result.title, result.text).whole),
    )
    Second.objects.bulk_create(Second(proposal=proposal, member_id=each, given_at=now) for each in sorted(seconds))
    return proposal


def _open(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals by their numbers, held against others, each with a text that can change. Raises Refused."""
    keys = [each.pk for each in proposals]
    held = list(
        Proposal.objects.select_for_update(of=("self",)).select_related("by").filter(pk__in=keys).order_by("number")
    )
    for proposal in held:
        check_changeable(proposal)
    return held


def _actor(body: Body, proposals: Sequence[Proposal], reason: str, by: User) -> Member:
    """Who begins it: a convenor who gives a reason, else one of the authors. Raises Refused."""
    if reason.strip():
        return convening(body, by)
    member = belonging(body, by)
    if member.pk not in {proposal.by_id for proposal in proposals}:
        raise Refused("Only who made a proposal can merge or split it; a convenor can, and says why.")
    if any(each.by is None or each.by.state != Member.State.ADMITTED for each in proposals):
        raise Refused("Somebody who made one of these proposals has left. A convenor can merge them, and says why.")
    return member


def _waits(begun: Rearrangement) -> bool:
    return begun.sources.filter(agreed_at__isnull=True).exists()


def _waiting(merger: Rearrangement) -> Rearrangement:
    Body.objects.select_for_update().get(pk=merger.body_id)
    held = Rearrangement.objects.select_related("body", "by").get(pk=merger.pk)
    if held.state != State.WAITING:
        raise Refused("This merger is done or declined. Nothing was changed.")
    return held


def _results(begun: Rearrangement) -> list[Proposal]:
    return list(Proposal.objects.filter(came_of__rearrangement=begun).order_by("number"))


def _naming(begun: Rearrangement) -> dict[str, Any]:
    sources = begun.sources.select_related("proposal")
    named = {"rearrangement": str(begun.public_id), "of": [str(each.proposal.public_id) for each in sources]}
    return {**about(begun.body), **named}
