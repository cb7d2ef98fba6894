"""A vote by ballot ends: its lots are drawn, the voting stops, all channels are counted, and it is decided."""

import secrets
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from django.db import transaction
from django.db.models import Max, Sum

from commonweal.assemblies import hands
from commonweal.assemblies.actions.effects import carry_out, deciding_rules
from commonweal.assemblies.actions.meetings import convening
from commonweal.assemblies.actions.opening import frozen, held, of
from commonweal.assemblies.balloting import boxes, recount, rolls, trackers
from commonweal.assemblies.balloting.papers import Papers
from commonweal.assemblies.balloting.questions import YES_NO
from commonweal.assemblies.balloting.recount import Frame
from commonweal.assemblies.hands import Hands
from commonweal.assemblies.models import Ballot, Body, Box, Decision, Member, Proposal, Vote
from commonweal.assemblies.models.boxes import CLOSED
from commonweal.assemblies.signals import box_closed
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.record.models import Event

BY_TRACKER: Final = "tracker only"


@transaction.atomic
def draw_lots(*, vote: Vote, order: tuple[int, ...], witness: Member, by: User, now: datetime) -> Box:
    """Enter the order that was drawn by lot where all could see, with who witnessed it. It breaks ties; drawn once.

    Raises Refused for an order that leaves an option out, a witness who is the convenor, and after the count.
    """
    vote = held(vote)
    convenor = convening(vote.proposal.body, by)
    if vote.state not in (Vote.State.OPEN, Vote.State.COUNTING) or vote.box.lots:
        raise Refused("The lots are drawn already, or the vote is counted. Nothing was changed.")
    if vote.box.rule == YES_NO:
        raise Refused("A vote on yes or no needs no lots: a tie carries nothing.")
    check_witness(witness, convenor)
    vote.box.lots = list(recount.drawn(order, len(vote.box.options)))
    vote.box.witness = witness
    vote.box.save(update_fields=["lots", "witness"])
    append("assemblies", "lots-drawn", {**of(vote), "order": vote.box.lots}, by=by, now=now)
    return vote.box


@transaction.atomic
def withdraw_option(*, vote: Vote, place: int, witness: Member, by: User, now: datetime) -> Box:
    """Note that an option was withdrawn, as candidates may while a vote is open; `witness` heard it too.

    Ballots that rank it pass over it at the count, those already cast among them (rule of the count: withdrawn). Raises
    Refused once the voting has ended, for what is no option, and for the last one that stands.
    """
    vote = held(vote)
    check_witness(witness, convening(vote.proposal.body, by))
    if vote.state != Vote.State.OPEN or vote.box.ended(now):
        raise Refused("The voting has ended. Whoever is chosen can still decline the task.")
    if vote.box.rule == YES_NO or place not in dict(vote.box.standing()):
        raise Refused("Choose one of the options that stand. In a vote on yes or no nothing can be withdrawn.")
    if len(vote.box.standing()) == 1:
        raise Refused("It is the last one that stands. Stop the vote instead; then the proposal is open again.")
    vote.box.withdrawn = [*vote.box.withdrawn, place]
    vote.box.save(update_fields=["withdrawn"])
    append("assemblies", "option-withdrawn", {**of(vote), "option": place}, by=by, now=now)
    return vote.box


def check_witness(witness: Member, convenor: Member) -> None:
    """Raises Refused unless the witness is another member of the convenor's assembly."""
    if witness == convenor or witness.body_id != convenor.body_id or witness.state != Member.State.ADMITTED:
        raise Refused("Somebody else is the witness: a member of this assembly who saw or heard it.")


@transaction.atomic
def stop_voting(*, vote: Vote, by: User | None, now: datetime) -> Vote:
    """End the voting, so that papers can be entered and all be counted. No ballot is cast after it.

    `by` is None where the time that voters were told ends it, and no convenor. Raises Refused before that time, and
    while a show of hands is being counted.
    """
    vote = held(vote)
    if by is not None:
        convening(vote.proposal.body, by)
    elif vote.box.closes_at is None:
        raise Refused("This vote has no last moment. A convenor ends it.")
    if vote.state != Vote.State.OPEN:
        raise Refused("The voting has ended. Nothing was changed.")
    if vote.box.closes_at and now < vote.box.closes_at:
        raise Refused("Voters were told that they have until a later time. The vote can be ended then.")
    if vote.meeting_id and not vote.hands_in:
        raise Refused("The hands are not counted yet. Let both tellers enter their count, or call the hands off.")
    vote.state = Vote.State.COUNTING
    vote.save(update_fields=["state"])
    append("assemblies", "voting-ended", of(vote), by=by, now=now)
    return vote


@transaction.atomic
def close_box(*, vote: Vote, by: User | None, now: datetime) -> Decision:
    """Count a vote whose voting has ended, publish its ballots and its roll, and decide. Ballots leave their table.

    `by` is None where nothing is left for people to do, and it is counted by itself. Raises Refused while a batch of
    papers is not agreed, where papers do not add up, or lots are not drawn.
    """
    vote = held(vote)
    if by is not None:
        convening(vote.proposal.body, by)
    if vote.state != Vote.State.COUNTING:
        raise Refused("End the voting first. Once all papers are entered, it is counted.")
    papers, raised = _papers(vote), _hands(vote)
    papers.check()
    if vote.box.question().needs_lots and not vote.box.lots:
        raise Refused("Draw lots first, where all can see, and enter the order: it breaks a tie, if there is one.")
    box = _emptied(vote)
    counted = recount.count(_frame(vote), box, raised, papers.invalid)
    turnout = rolls.turnout(rolls.read(vote.box.roll.encode()))
    event = append(
        "assemblies",
        CLOSED,
        {**of(vote), **frozen(vote), **_published(vote, papers, raised), **_claimed(vote, counted), "turnout": turnout},
        by=by,
        now=now,
    )
    vote.box.event = event.number
    vote.box.save(update_fields=["event", "ballots", "roll"])
    decision = _decide(vote, counted, event, by)
    box_closed.send(sender=Vote, vote=vote, decision=decision, by=by, now=event.at)
    return decision


@transaction.atomic
def abandon_box(*, vote: Vote, by: User, now: datetime) -> Vote:
    """Stop a vote by ballot without a result, and destroy its ballots uncounted. The proposal is open again."""
    vote = held(vote)
    convening(vote.proposal.body, by)
    if vote.state not in (Vote.State.OPEN, Vote.State.COUNTING):
        raise Refused("This vote is closed. Nothing was changed.")
    vote.state, vote.closed_at = Vote.State.ABANDONED, now
    vote.save(update_fields=["state", "closed_at"])
    vote.ballots.all().delete()
    vote.batches.all().delete()
    vote.proposal.state = Proposal.State.OPEN
    vote.proposal.save(update_fields=["state"])
    append("assemblies", "vote-abandoned", of(vote), by=by, now=now)
    return vote


def new_key() -> str:
    """The key of a ballot: chance, and nothing else."""
    return trackers.key(secrets.token_bytes(trackers.KEY_BYTES))


def _frame(vote: Vote) -> Frame:
    lots, gone = tuple(vote.box.lots), tuple(vote.box.withdrawn)
    return Frame(vote.box.question(), vote.members, vote.quorum, deciding_rules(vote).threshold(), lots, gone)


def _papers(vote: Vote) -> Papers:
    if vote.batches.filter(agreed=False).exists():
        raise Refused("A pile of papers is not agreed yet. Two people enter each pile, and settle what differs.")
    told = vote.batches.aggregate(papers=Sum("papers"), invalid=Sum("invalid"))
    given = vote.electors.filter(struck=rolls.PAPER).count()
    return Papers(given + vote.box.spoiled, vote.box.spoiled, told["papers"] or 0, told["invalid"] or 0)


def _hands(vote: Vote) -> Hands:
    if not vote.hands_in:
        return recount.NO_HANDS
    counted = vote.hand_counts.filter(round=vote.round)
    agreed = hands.agreed([Hands(each.yes, each.no, each.abstain) for each in counted])
    assert agreed is not None
    return agreed


def _emptied(vote: Vote) -> boxes.Box:
    """The box as it is published, kept with the vote. The rows go, and with them the order in which they came."""
    ballots = [each.plain() for each in Ballot.objects.filter(vote=vote)]
    fresh = [new_key() for _ in ballots] if vote.orders.rules().receipts == BY_TRACKER else []
    box = boxes.closed(ballots, fresh, by_area=bool(vote.box.slate))
    vote.box.ballots = boxes.written(box, vote.box.question()).decode()
    vote.box.roll = rolls.written(dict(vote.electors.values_list("line", "struck"))).decode()
    vote.ballots.all().delete()
    return box


def _published(vote: Vote, papers: Papers, raised: Hands) -> dict[str, Any]:
    """What lies beside the event, bound by its hashes, and the numbers that have to fit it."""
    ballots, roll = vote.box.ballots.encode(), vote.box.roll.encode()
    return {
        "ballots_sha256": sha256(ballots).hexdigest(),
        "roll_sha256": sha256(roll).hexdigest(),
        "papers": {
            "issued": papers.issued,
            "spoiled": papers.spoiled,
            "returned": papers.returned,
            "invalid": papers.invalid,
        },
        "hands": {"yes": raised.yes, "no": raised.no, "abstain": raised.abstain},
        "lots": vote.box.lots,
        "withdrawn": vote.box.withdrawn,
        "codes": vote.electors.exclude(code_hash="").count(),  # electors for whom a code on paper was made
        "held": vote.electors.filter(held=True).count(),  # electors who may be entered twice, until a person looks
    }


def _claimed(vote: Vote, counted: recount.Counted) -> dict[str, Any]:
    return recount.claimed(counted, vote.box.question())


def _decide(vote: Vote, counted: recount.Counted, event: Event, by: User | None) -> Decision:
    vote.state, vote.closed_at = Vote.State.CLOSED, event.at
    vote.save(update_fields=["state", "closed_at"])
    vote.proposal.state = Proposal.State.DECIDED
    vote.proposal.save(update_fields=["state"])
    body = Body.objects.select_for_update().get(pk=vote.proposal.body_id)
    decision = Decision.objects.create(
        body=body,
        number=(body.decisions.aggregate(last=Max("number"))["last"] or 0) + 1,
        proposal=vote.proposal,
        vote=vote,
        orders=vote.orders,
        carried=counted.carried,
        yes=counted.hands.yes,
        no=counted.hands.no,
        abstain=counted.hands.abstain,
        elected=list(vote.box.question().named(counted.elected)),
        decided_at=event.at,
        event=event.number,
    )
    carry_out(decision=decision, by=by, now=event.at)
    return decision
