"""A proposal made, put to a show of hands, counted by two tellers, and decided."""

from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Max

from commonweal.assemblies import hands, meetings
from commonweal.assemblies.actions.effects import carry_out, deciding_rules, recused
from commonweal.assemblies.actions.founding import about
from commonweal.assemblies.actions.meetings import at_the_door, convening, of
from commonweal.assemblies.actions.wordings import (
    TALKED_ABOUT,
    check_amendments_settled,
    check_changeable,
    first_state,
)
from commonweal.assemblies.authority import Overstepped, sent_before
from commonweal.assemblies.counts import yes_no
from commonweal.assemblies.hands import Hands
from commonweal.assemblies.models import Body, Decision, HandCount, Meeting, Member, Proposal, Vote
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.record.actions.texts import commit_text

NOT_VOTABLE: Final = "This proposal waits for seconds, is in a vote, decided or taken back. Nothing was changed."
NOT_A_MEMBER: Final = "Only members of this assembly can do that."
NOT_OPEN: Final = "This vote is closed. Nothing was changed."


@transaction.atomic
def propose(*, body: Body, title: str, text: str, by: User, now: datetime) -> Proposal:
    """Put a text to an assembly. Raises Refused for who is no member, and for an empty title or text.

    Raises Overstepped where they put these very words forward, and nothing has come of them yet: a form sent twice.
    """
    body = Body.objects.select_for_update().get(pk=body.pk)
    waiting = (*TALKED_ABOUT, Proposal.State.IN_VOTE)
    same = {"title": title.strip(), "text": text.strip(), "by__user": by, "state__in": waiting}
    if found := body.proposals.filter(**same).first():
        raise sent_before(f"You have put these words forward: they stand as proposal {found.number}.")
    return made(body=body, title=title, text=text, by=by, now=now)


def made(*, body: Body, title: str, text: str, by: User, now: datetime) -> Proposal:
    """A proposal, whatever others say. Part of every act that makes one. Raises as `propose` does."""
    body = Body.objects.select_for_update().get(pk=body.pk)
    member = Member.objects.filter(body=body, user=by, state=Member.State.ADMITTED).first()
    if member is None or body.state != Body.State.FOUNDED:
        raise Overstepped(NOT_A_MEMBER)
    if not title.strip() or not text.strip():
        raise Refused("Write what should be decided, and a short title for it.")
    number = (body.proposals.aggregate(last=Max("number"))["last"] or 0) + 1
    proposal = Proposal.objects.create(
        body=body,
        number=number,
        title=title.strip(),
        text=text.strip(),
        by=member,
        state=first_state(body),
        made_at=now,
        commitment=commit_text(f"{title.strip()}\n\n{text.strip()}"),
    )
    append("assemblies", "proposal-made", naming(proposal), by=by, now=now)
    return proposal


@transaction.atomic
def withdraw(*, proposal: Proposal, by: User, now: datetime) -> Proposal:
    """Take back a proposal of one's own that is not in a vote. It stays readable."""
    proposal = Proposal.objects.select_for_update().select_related("body").get(pk=proposal.pk)
    if proposal.by is None or proposal.by.user_id != by.pk or proposal.state not in TALKED_ABOUT:
        raise Refused("Only who made a proposal can withdraw it, and only before a vote is open.")
    check_changeable(proposal)
    proposal.state = Proposal.State.WITHDRAWN
    proposal.save(update_fields=["state"])
    append("assemblies", "proposal-withdrawn", naming(proposal), by=by, now=now)
    return proposal


@transaction.atomic
def open_vote(*, proposal: Proposal, meeting: Meeting, by: User, now: datetime) -> Vote:
    """Put a proposal to a show of hands in an open, quorate meeting. From here on its text and the rules are frozen."""
    meeting = Meeting.objects.select_for_update().select_related("body", "orders").get(pk=meeting.pk)
    at_the_door(meeting, by)
    if meeting.state != Meeting.State.OPEN or proposal.body_id != meeting.body_id:
        raise Refused("A vote by hands is taken in an open meeting of the same assembly.")
    proposal = Proposal.objects.select_for_update().select_related("body").get(pk=proposal.pk)
    if proposal.state != Proposal.State.OPEN:
        raise Refused(NOT_VOTABLE)
    check_amendments_settled(proposal)
    members = meeting.body.members.filter(state=Member.State.ADMITTED).count()
    present = _able(meeting, proposal)
    meetings.check_quorum(present, members, meeting.orders.rules())
    try:
        with transaction.atomic():
            vote = Vote.objects.create(
                proposal=proposal,
                meeting=meeting,
                orders=meeting.orders,
                members=members,
                present=present,
                quorum=meeting.orders.rules().quorum(members),
                opened_at=now,
            )
    except IntegrityError:
        raise Refused("Another vote is open in this meeting. Finish it first.") from None
    proposal.state = Proposal.State.IN_VOTE
    proposal.save(update_fields=["state"])
    append("assemblies", "vote-opened", {**_of(vote), **_frozen(vote)}, by=by, now=now)
    return vote


@transaction.atomic
def enter_hands(*, vote: Vote, counted: Hands, by: User, now: datetime, counting: int | None = None) -> Vote:
    """What a teller counted. Once a second teller says the same, the vote is closed and the decision stands.

    Where the two differ, both count again; neither sees what the other counted. `counting`: the round that the teller
    was asked to count, where a form says it, so that one sent twice is not taken for the next round. Raises Refused for
    who is not in the room, made the proposal, or has counted in this round already; for more hands than people; and
    where hands alone decide and so many have left that the room is too small to.
    """
    held = Vote.objects.select_for_update(of=("self",)).select_related("proposal__body", "meeting__body", "orders")
    vote = held.get(pk=vote.pk)
    if vote.state != Vote.State.OPEN or vote.meeting is None or vote.hands_in:
        raise Refused(NOT_OPEN)
    teller = teller_of(vote, by)
    if counting not in (None, vote.round):
        raise sent_before(f"That was an earlier count. Now count {vote.round} is asked for: count again.")
    hands.check(counted, vote.present)
    if not vote.by_ballot:
        meetings.check_quorum(_able(vote.meeting, vote.proposal), vote.members, vote.orders.rules())
    counts = vote.hand_counts.filter(round=vote.round)
    if counts.filter(teller=teller).exists():
        raise sent_before("You have counted in this round. Wait for the other teller.")
    told = {"yes": counted.yes, "no": counted.no, "abstain": counted.abstain}
    HandCount.objects.create(vote=vote, round=vote.round, teller=teller, counted_at=now, **told)
    append("assemblies", "hands-counted", {**_of(vote), "round": vote.round}, by=by, now=now)
    both = [Hands(each.yes, each.no, each.abstain) for each in counts]
    if (agreed := hands.agreed(both)) is not None:
        _stand(vote, agreed, by, now)
    elif len(both) == hands.TELLERS:
        vote.round += 1
        vote.save(update_fields=["round"])
    return vote


@transaction.atomic
def abandon_vote(*, vote: Vote, by: User, now: datetime) -> Vote:
    """Stop a vote without a result: tellers who never agree, a room that emptied. The proposal is open again."""
    held = Vote.objects.select_for_update(of=("self",)).select_related("proposal__body", "meeting__body")
    vote = held.get(pk=vote.pk)
    convening(vote.proposal.body, by)
    if vote.state != Vote.State.OPEN or vote.by_ballot:
        raise Refused(NOT_OPEN)
    vote.state, vote.closed_at = Vote.State.ABANDONED, now
    vote.save(update_fields=["state", "closed_at"])
    vote.proposal.state = Proposal.State.OPEN
    vote.proposal.save(update_fields=["state"])
    append("assemblies", "vote-abandoned", _of(vote), by=by, now=now)
    return vote


def teller_of(vote: Vote, by: User) -> Member:
    """The member who may count the hands of a vote. Raises Refused, with the reason, for anyone else."""
    assert vote.meeting is not None
    present = vote.meeting.attendances.filter(left_at__isnull=True, member__user=by).select_related("member").first()
    if present is None:
        raise Refused("A teller is a member who is in the room. Have the convenor mark you as present.")
    if present.member == vote.proposal.by:
        raise Refused("Who made a proposal does not count the hands for it. Let two others count.")
    if recused(vote.proposal).filter(pk=present.member.pk).exists():
        raise Refused("You take no part in this vote. Let two others count the hands.")
    return present.member


def naming(proposal: Proposal) -> dict[str, Any]:
    """How every event names the proposal that it is about, with the commitment to its text."""
    return {**about(proposal.body), "proposal": str(proposal.public_id), "text": proposal.commitment}


def _able(meeting: Meeting, proposal: Proposal) -> int:
    """How many in the room can raise a hand now: all but those who take no part."""
    return meeting.attendances.filter(left_at__isnull=True).exclude(member__in=recused(proposal)).count()


def _stand(vote: Vote, agreed: Hands, by: User, now: datetime) -> None:
    """Hands alone decide; where ballots belong to the vote as well, the hands wait to be counted with them."""
    if not vote.by_ballot:
        _decide(vote, agreed, by, now)
        return
    vote.hands_in = True
    vote.save(update_fields=["hands_in"])


def _decide(vote: Vote, counted: Hands, by: User, now: datetime) -> None:
    threshold = deciding_rules(vote).threshold()
    votes = yes_no.Votes(counted.yes, counted.no, counted.abstain, electors=vote.members)
    outcome = yes_no.count(votes, threshold)  # the quorum is of people in the room: see enter_hands
    vote.state, vote.closed_at = Vote.State.CLOSED, now
    vote.save(update_fields=["state", "closed_at"])
    vote.proposal.state = Proposal.State.DECIDED
    vote.proposal.save(update_fields=["state"])
    told = {"yes": counted.yes, "no": counted.no, "abstain": counted.abstain, "carried": outcome.carried}
    body = vote.proposal.body
    number = (body.decisions.aggregate(last=Max("number"))["last"] or 0) + 1
    event = append(
        "assemblies",
        "decided",
        {**_of(vote), **_frozen(vote), **told, "number": number, "text": vote.proposal.commitment},
        by=by,
        now=now,
    )
    decision = Decision.objects.create(
        body=body,
        number=number,
        proposal=vote.proposal,
        vote=vote,
        orders=vote.orders,
        decided_at=now,
        event=event.number,
        **told,
    )
    carry_out(decision=decision, by=by, now=now)


def _of(vote: Vote) -> dict[str, Any]:
    assert vote.meeting is not None
    return {**of(vote.meeting), "vote": str(vote.public_id), "proposal": str(vote.proposal.public_id)}


def _frozen(vote: Vote) -> dict[str, Any]:
    """The rules and the room as they were when the vote opened: what a stranger needs to work out the result again."""
    rules = deciding_rules(vote)
    return {
        "members": vote.members,
        "present": vote.present,
        "quorum": vote.quorum,
        "majority": str(rules.majority),
        "majority_of": rules.majority_of.value,
        "majority_reached": rules.majority_reached,
        "orders": vote.orders.sha256(),
        "recused": recused(vote.proposal).count(),
    }
