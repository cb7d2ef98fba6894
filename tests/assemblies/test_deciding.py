"""From a meeting called to a decision that a stranger can work out again."""

from datetime import timedelta
from pathlib import Path

import pytest

from commonweal.assemblies import queries, replays
from commonweal.assemblies.actions.founding import ask_to_join, see_proof
from commonweal.assemblies.actions.meetings import (
    Call,
    call_meeting,
    cancel_meeting,
    close_meeting,
    mark_gone,
    mark_present,
    open_meeting,
)
from commonweal.assemblies.actions.votes import abandon_vote, enter_hands, open_vote, propose, withdraw
from commonweal.assemblies.authority import Overstepped
from commonweal.assemblies.hands import Hands
from commonweal.assemblies.membership import SEEN
from commonweal.assemblies.models import Body, Decision, Meeting, Proposal, Terms, Vote
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.models import CommittedText, Event
from commonweal.record.replays import Folder, differences

from .conftest import EVENING, NOW, Account, applicant, user_of

pytestmark = pytest.mark.django_db
NOTHING = Folder(Path("nothing is published"))


@pytest.fixture
def proposal(body: Body) -> Proposal:
    return propose(
        body=body, title="A laundry", text="Wash the hospital's linen here.", by=user_of(body, "Knot"), now=NOW
    )


@pytest.fixture
def vote(proposal: Proposal, in_the_room: Meeting, convenor: User) -> Vote:
    return open_vote(proposal=proposal, meeting=in_the_room, by=convenor, now=EVENING)


def count(vote: Vote, teller: str, yes: int, no: int, abstain: int) -> Vote:
    by = user_of(vote.meeting.body, teller)
    return enter_hands(vote=vote, counted=Hands(yes, no, abstain), by=by, now=EVENING)


@pytest.mark.parametrize(
    ("yes", "no", "abstain", "carried"),
    [(5, 2, 1, True), (4, 4, 0, False), (1, 0, 7, True), (0, 0, 8, False), (3, 4, 1, False)],
)
def test_two_tellers_agree_and_it_is_decided(vote: Vote, yes: int, no: int, abstain: int, carried: bool) -> None:
    count(vote, "Tern", yes, no, abstain)
    assert not Decision.objects.exists()
    count(vote, "Grebe", yes, no, abstain)
    decision = Decision.objects.get()
    assert (decision.carried, decision.yes, decision.no, decision.abstain) == (carried, yes, no, abstain)
    assert Proposal.objects.get().state == Proposal.State.DECIDED
    event = Event.objects.get(number=decision.event)
    assert differences(event.body, replays.decided(event.body, NOTHING)) == []


def test_a_claim_that_the_hands_do_not_bear_out_is_found(vote: Vote) -> None:
    for teller in ("Tern", "Grebe"):
        count(vote, teller, 3, 4, 1)
    body = {**Event.objects.latest("number").body, "carried": True}
    assert differences(body, replays.decided(body, NOTHING)) == [
        "carried is True in the event, and False when worked out again"
    ]


def test_tellers_who_differ_count_again(vote: Vote) -> None:
    count(vote, "Tern", 5, 2, 1)
    assert count(vote, "Grebe", 5, 1, 2).round == 2
    assert not Decision.objects.exists()
    count(vote, "Grebe", 5, 2, 1)
    count(vote, "Avocet", 5, 2, 1)  # another teller may take over
    assert Decision.objects.get().yes == 5
    assert Vote.objects.get().hand_counts.count() == 4


def test_tellers_who_never_agree(vote: Vote, convenor: User, proposal: Proposal, in_the_room: Meeting) -> None:
    for yes in range(3):
        count(vote, "Tern", yes, 0, 0)
        count(vote, "Grebe", 8 - yes, 0, 0)
    abandon_vote(vote=vote, by=convenor, now=EVENING)
    assert Proposal.objects.get().state == Proposal.State.OPEN
    again = open_vote(proposal=proposal, meeting=in_the_room, by=convenor, now=EVENING)
    assert again.pk != vote.pk


@pytest.mark.parametrize(
    ("teller", "hands", "said"),
    [
        ("Tern", (9, 0, 0), "9 hands, and 8 people"),
        ("Knot", (5, 2, 1), "Who made a proposal does not count"),
        ("Stranger", (5, 2, 1), "A teller is a member who is in the room"),
    ],
)
def test_counts_that_are_refused(
    vote: Vote, account: Account, teller: str, hands: tuple[int, int, int], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        enter_hands(vote=vote, counted=Hands(*hands), by=account(teller), now=EVENING)
    assert not vote.hand_counts.exists()


def test_a_teller_counts_once_a_round_and_never_after_the_close(vote: Vote) -> None:
    count(vote, "Tern", 5, 2, 1)
    with pytest.raises(Refused, match="You have counted in this round"):
        count(vote, "Tern", 5, 2, 1)
    count(vote, "Grebe", 5, 2, 1)
    with pytest.raises(Refused, match="This vote is closed"):
        count(vote, "Avocet", 5, 2, 1)
    assert Decision.objects.count() == 1


def test_a_meeting_without_a_quorum_decides_nothing(proposal: Proposal, in_the_room: Meeting, convenor: User) -> None:
    mark_gone(meeting=in_the_room, member=in_the_room.body.members.get(shown_name="Knot"), by=convenor, now=EVENING)
    with pytest.raises(Refused, match="7 of the 8 people are present"):
        open_vote(proposal=proposal, meeting=in_the_room, by=convenor, now=EVENING)
    mark_present(meeting=in_the_room, member=in_the_room.body.members.get(shown_name="Knot"), by=convenor, now=EVENING)
    vote = open_vote(proposal=proposal, meeting=in_the_room, by=convenor, now=EVENING)
    count(vote, "Tern", 5, 2, 1)
    knot = in_the_room.body.members.get(shown_name="Knot")
    mark_gone(meeting=in_the_room, member=knot, by=convenor, now=EVENING)  # the room empties while hands are counted
    with pytest.raises(Overstepped, match="7 of the 8 people are present"):
        count(vote, "Grebe", 5, 2, 1)
    assert (Decision.objects.count(), vote.hand_counts.count()) == (0, 1)
    mark_present(meeting=in_the_room, member=knot, by=convenor, now=EVENING)
    count(vote, "Grebe", 5, 2, 1)
    assert Decision.objects.get().carried


def test_only_a_convenor_runs_a_meeting(meeting: Meeting, proposal: Proposal, account: Account) -> None:
    for name in ("Grebe", "Stranger"):
        with pytest.raises(Refused, match="Only a convenor"):
            open_meeting(meeting=meeting, by=account(name), now=EVENING)
        with pytest.raises(Refused, match="Only a convenor"):
            open_vote(proposal=proposal, meeting=meeting, by=account(name), now=EVENING)
        call = Call(EVENING, "Here", "It")
        with pytest.raises(Refused, match="Only a convenor"):
            call_meeting(body=meeting.body, call=call, by=account(name), now=NOW)


def test_a_call_that_is_sent_twice_calls_one_meeting(meeting: Meeting, convenor: User) -> None:
    again = Call(meeting.begins_at, meeting.place, "Sent twice")
    with pytest.raises(Refused, match="is called already"):
        call_meeting(body=meeting.body, call=again, by=convenor, now=NOW)
    elsewhere = Call(meeting.begins_at, "The other hall", "Those who live up the hill")
    assert call_meeting(body=meeting.body, call=elsewhere, by=convenor, now=NOW).number == 2
    assert meeting.body.meetings.count() == 2


def test_a_vote_is_taken_in_an_open_meeting(meeting: Meeting, proposal: Proposal, convenor: User) -> None:
    with pytest.raises(Refused, match="in an open meeting"):
        open_vote(proposal=proposal, meeting=meeting, by=convenor, now=NOW)


def test_one_vote_at_a_time(vote: Vote, body: Body, in_the_room: Meeting, convenor: User) -> None:
    other = propose(body=body, title="A bench", text="Put it by the dock.", by=user_of(body, "Knot"), now=NOW)
    with pytest.raises(Refused, match="Another vote is open"):
        open_vote(proposal=other, meeting=in_the_room, by=convenor, now=EVENING)
    with pytest.raises(Refused, match="A vote is still open"):
        close_meeting(meeting=in_the_room, by=convenor, now=EVENING)


def test_the_rules_are_frozen_when_a_vote_opens(vote: Vote, convenor: User, account: Account) -> None:
    late = ask_to_join(body=vote.meeting.body, applicant=applicant("Whimbrel"), by=account("Whimbrel"), now=EVENING)
    see_proof(member=late, evidence=SEEN, by=convenor, now=EVENING)
    mark_present(meeting=vote.meeting, member=late, by=convenor, now=EVENING)
    with pytest.raises(Refused, match="9 hands, and 8 people"):
        count(vote, "Tern", 9, 0, 0)


def test_who_made_a_proposal_may_withdraw_it_before_a_vote(proposal: Proposal, body: Body) -> None:
    with pytest.raises(Refused, match="Only who made a proposal"):
        withdraw(proposal=proposal, by=user_of(body, "Tern"), now=NOW)
    assert withdraw(proposal=proposal, by=user_of(body, "Knot"), now=NOW).state == Proposal.State.WITHDRAWN


def test_a_proposal_in_a_vote_stays_as_it_is(vote: Vote) -> None:
    with pytest.raises(Refused, match="before a vote is open"):
        withdraw(proposal=vote.proposal, by=user_of(vote.meeting.body, "Knot"), now=EVENING)


@pytest.mark.parametrize(("title", "text"), [("", "Do it."), ("It", "  ")])
def test_an_empty_proposal_is_refused(body: Body, title: str, text: str) -> None:
    with pytest.raises(Refused, match="Write what should be decided"):
        propose(body=body, title=title, text=text, by=user_of(body, "Knot"), now=NOW)


def test_a_stranger_proposes_nothing(body: Body, account: Account) -> None:
    with pytest.raises(Refused, match="Only members"):
        propose(body=body, title="Mine", text="All of it.", by=account("Stranger"), now=NOW)


def test_a_meeting_called_off_says_so_and_cannot_be_opened(meeting: Meeting, convenor: User) -> None:
    cancel_meeting(meeting=meeting, by=convenor, now=NOW)
    with pytest.raises(Refused, match="This meeting is cancelled"):
        open_meeting(meeting=meeting, by=convenor, now=EVENING)


def test_a_closed_meeting_changes_no_more(in_the_room: Meeting, convenor: User) -> None:
    close_meeting(meeting=in_the_room, by=convenor, now=EVENING + timedelta(hours=2))
    assert Event.objects.latest("number").body["attended"] == 8
    with pytest.raises(Refused, match="This meeting is closed"):
        mark_gone(meeting=in_the_room, member=in_the_room.body.members.all()[0], by=convenor, now=EVENING)


def test_a_decision_authorises_until_it_expires_or_another_takes_its_place(vote: Vote) -> None:
    for teller in ("Tern", "Grebe"):
        count(vote, teller, 5, 2, 1)
    decision = Decision.objects.get()
    assert queries.require_decision(decision, at=EVENING) == decision
    with pytest.raises(Refused, match="was taken later"):
        queries.require_decision(decision, at=NOW)
    Terms.objects.create(proposal=decision.proposal, ends_on=EVENING.date() + timedelta(days=29))
    queries.require_decision(decision, at=EVENING + timedelta(days=29))
    with pytest.raises(Refused, match="expired on 28 December 2026"):
        queries.require_decision(decision, at=EVENING + timedelta(days=30))


def test_a_decision_that_was_lost_authorises_nothing(vote: Vote) -> None:
    for teller in ("Tern", "Grebe"):
        count(vote, teller, 2, 5, 1)
    with pytest.raises(Refused, match="was not carried"):
        queries.require_decision(Decision.objects.get(), at=EVENING)


def test_what_was_decided_on_is_the_text_that_the_record_commits_to(vote: Vote) -> None:
    for teller in ("Tern", "Grebe"):
        count(vote, teller, 5, 2, 1)
    commitment = Event.objects.latest("number").body["text"]
    assert CommittedText.objects.get(commitment=commitment).text == "A laundry\n\nWash the hospital's linen here."


def test_the_record_holds_no_name_and_no_tally_before_the_close(vote: Vote) -> None:
    count(vote, "Tern", 5, 2, 1)
    bodies = [event.body for event in Event.objects.all()]
    assert not [body for body in bodies if "yes" in body]
    told = str(bodies)
    assert not [name for name in ("Tern", "Robin", "L1 0AB", "laundry") if name in told]
