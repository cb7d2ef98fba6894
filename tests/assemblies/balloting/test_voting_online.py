"""Votes online, from the opening to the decision that anyone can count again."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from commonweal.assemblies.actions.casting import Marked, cast, form_for, who
from commonweal.assemblies.actions.closing import abandon_box, close_box, draw_lots, stop_voting
from commonweal.assemblies.actions.founding import ask_to_join, see_proof
from commonweal.assemblies.actions.opening import Plan, open_box
from commonweal.assemblies.actions.polling import give_paper, make_code
from commonweal.assemblies.authority import Overstepped
from commonweal.assemblies.balloting import trackers
from commonweal.assemblies.balloting.questions import Question
from commonweal.assemblies.membership import SEEN
from commonweal.assemblies.models import Ballot, Body, Elector, Member, Proposal, Vote
from commonweal.assemblies.standing_orders import StandingOrders
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.models import CommittedText, Event
from tests.assemblies.balloting.conftest import ASKED, END, LATER, TREES, Opened, ballot, counted, elector, verified
from tests.assemblies.conftest import NAMES, NOW, Account, applicant, user_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("yes", "no", "abstain", "carried"), [(5, 2, 1, True), (4, 4, 0, False), (8, 0, 0, True), (7, 0, 0, False)]
)
def test_a_vote_online_is_cast_counted_and_counted_again(
    opened: Opened, convenor: User, tmp_path: Path, yes: int, no: int, abstain: int, carried: bool
) -> None:
    vote = opened()
    answers = [0] * yes + [1] * no + [2] * abstain
    for name, answer in zip(NAMES, answers, strict=False):
        ballot(vote, name, answer)
    decision = counted(vote, convenor)
    assert (decision.carried, decision.yes, decision.no, decision.abstain) == (carried, yes, no, abstain)
    assert verified(decision, tmp_path) == []
    assert Proposal.objects.get().state == Proposal.State.DECIDED


def test_seats_are_filled_by_ranked_ballots(opened: Opened, convenor: User, body: Body, tmp_path: Path) -> None:
    vote = opened(TREES)
    for name, choices in zip(NAMES, [(0,), (0, 1), (0, 1), (1,), (1, 2), (2,), (2, 0), (2,)], strict=False):
        ballot(vote, name, *choices)
    stop_voting(vote=vote, by=convenor, now=LATER)
    with pytest.raises(Refused, match="Draw lots first"):
        close_box(vote=vote, by=convenor, now=LATER)
    witness = body.members.get(shown_name="Grebe")
    draw_lots(vote=vote, order=(2, 0, 1), witness=witness, by=convenor, now=LATER)
    decision = close_box(vote=vote, by=convenor, now=LATER)
    assert decision.elected == ["Yew", "Cedar"]
    assert decision.carried
    assert verified(decision, tmp_path) == []
    told = str([event.body for event in Event.objects.all()])
    assert not [name for name in (*TREES.options, *NAMES) if name in told]
    assert CommittedText.objects.filter(text="Yew\nBirch\nCedar").exists()


def test_who_drew_lots_does_not_witness_them(opened: Opened, convenor: User, body: Body) -> None:
    vote = opened(TREES)
    own = body.members.get(user=convenor)
    other = body.members.get(shown_name="Grebe")
    for order, witness in (((0, 1, 2), own), ((0, 1), other), ((0, 0, 1), other)):
        with pytest.raises(Refused):
            draw_lots(vote=vote, order=order, witness=witness, by=convenor, now=NOW)
    draw_lots(vote=vote, order=(2, 0, 1), witness=other, by=convenor, now=NOW)
    with pytest.raises(Refused, match="drawn already"):
        draw_lots(vote=vote, order=(0, 1, 2), witness=other, by=convenor, now=NOW)


def test_casting_appends_no_event_and_the_ballot_tells_nobody(opened: Opened) -> None:
    vote = opened()
    before = Event.objects.count()
    cast_ballot = ballot(vote, "Knot", 0)
    assert Event.objects.count() == before
    assert {field.name for field in Ballot._meta.fields} == {"key", "vote", "choices", "cell"}
    assert (len(cast_ballot.key), cast_ballot.cell) == (trackers.LENGTH, "")
    assert {field.name for field in Elector._meta.fields if "at" in field.name.split("_")} == set()


def test_nobody_votes_twice(opened: Opened) -> None:
    vote = opened()
    ballot(vote, "Knot", 0)
    with pytest.raises(Overstepped, match="You have voted already"):
        ballot(vote, "Knot", 1)
    assert [each.choices for each in Ballot.objects.all()] == [[0]]


def test_the_same_form_sent_twice_casts_once_and_gives_the_same_receipt(opened: Opened, body: Body) -> None:
    vote, by = opened(), user_of(body, "Knot")
    marked = Marked((0,), form_for(who(vote, by)))
    first = cast(vote=vote, marked=marked, by=by, now=NOW)
    again = cast(vote=vote, marked=Marked((1,), marked.form), by=by, now=NOW)
    assert (again.key, again.choices) == (first.key, [0])
    assert Ballot.objects.count() == 1


def test_a_form_of_somebody_else_or_of_nobody_is_refused(opened: Opened, body: Body) -> None:
    vote = opened()
    other = form_for(elector(vote, "Tern"))
    for form in (other, "a" * 26, f"{'a' * 26}:forged", ""):
        with pytest.raises(Overstepped, match="not one that we gave you"):
            cast(vote=vote, marked=Marked((0,), form), by=user_of(body, "Knot"), now=NOW)
    assert not Ballot.objects.exists()
    assert not Elector.objects.exclude(struck="").exists()


def test_a_vote_a_second_after_the_close(opened: Opened, body: Body, convenor: User) -> None:
    vote, by = opened(), user_of(body, "Knot")
    marked = Marked((0,), form_for(who(vote, by)))
    with pytest.raises(Refused, match="too late"):
        cast(vote=vote, marked=marked, by=by, now=END)
    with pytest.raises(Refused, match="have until a later time"):
        stop_voting(vote=vote, by=convenor, now=END - timedelta(seconds=1))
    assert cast(vote=vote, marked=marked, by=by, now=END - timedelta(seconds=1))


def test_the_roll_is_who_was_a_member_at_the_opening_and_old_enough(
    body: Body, opened: Opened, convenor: User, account: Account
) -> None:
    orders = body.orders.get()
    orders.text = StandingOrders(minimum_age=18).written()
    orders.save()
    Member.objects.filter(shown_name="Knot").update(least_age=16)
    vote = opened()
    late = ask_to_join(body=body, applicant=applicant("Whimbrel"), by=account("Whimbrel"), now=NOW)
    see_proof(member=late, evidence=SEEN, by=convenor, now=NOW)
    for name in ("Knot", "Whimbrel"):
        with pytest.raises(Overstepped, match="not on the roll"):
            who(vote, user_of(body, name))
    with pytest.raises(Overstepped, match="not on the roll"):
        who(vote, account("Stranger"))
    assert vote.members == 7


def test_after_the_close_the_ballots_are_in_the_box_and_nowhere_else(opened: Opened, convenor: User) -> None:
    vote = opened()
    keys = {ballot(vote, name, 0).key for name in NAMES[:8]}
    box = counted(vote, convenor).vote.box
    assert not Ballot.objects.exists()
    assert {each.key for each in box.closed_box().ballots} == keys
    assert [each.key for each in box.closed_box().ballots] == sorted(keys)


def test_standing_orders_may_give_a_tracker_only(opened: Opened, convenor: User, body: Body, tmp_path: Path) -> None:
    orders = body.orders.get()
    orders.text = StandingOrders(receipts="tracker only").written()
    orders.save()
    vote = opened()
    keys = [ballot(vote, name, 0).key for name in NAMES[:8]]
    decision = counted(vote, convenor)
    box = decision.vote.box.closed_box()
    assert all(box.holds(key) for key in keys)
    assert not {each.key for each in box.ballots} & set(keys)
    assert verified(decision, tmp_path) == []


def test_small_groups_are_not_told_apart(opened: Opened, convenor: User) -> None:
    Member.objects.filter(shown_name="Knot").update(postcode="L8 1ZZ")
    vote = opened(breakdown="area")
    for name in NAMES[:8]:
        ballot(vote, name, 0)
    assert {each.cell for each in Ballot.objects.all()} == {"L1", "L8"}
    assert {each.cell for each in counted(vote, convenor).vote.box.closed_box().ballots} == {""}


def test_an_abandoned_vote_leaves_no_ballot_and_opens_the_proposal_again(opened: Opened, convenor: User) -> None:
    vote = opened()
    ballot(vote, "Knot", 0)
    abandon_box(vote=vote, by=convenor, now=NOW)
    assert not Ballot.objects.exists()
    assert Proposal.objects.get().state == Proposal.State.OPEN
    assert opened().pk != vote.pk


@pytest.mark.parametrize(
    ("question", "planned", "said"),
    [
        (ASKED, {"online": False}, "Choose paper, online or both"),
        (TREES, {"by_hands": True}, "Hands can only say"),
        (ASKED, {"closes_at": NOW}, "ends later than now"),
        (ASKED, {"closes_at": NOW + timedelta(days=63)}, "within 62 days"),
    ],
)
def test_votes_that_cannot_be_held(opened: Opened, question: Question, planned: dict[str, object], said: str) -> None:
    with pytest.raises(Refused, match=said):
        opened(question, **planned)
    assert not Vote.objects.exists()


def test_only_a_convenor_of_this_assembly_runs_a_vote(opened: Opened, proposal: Proposal, account: Account) -> None:
    vote = opened(by_paper=True)
    for name in ("Grebe", "Stranger"):
        by = account(name)
        for act in (
            lambda by=by: open_box(proposal=proposal, plan=Plan(ASKED), by=by, now=NOW),
            lambda by=by: stop_voting(vote=vote, by=by, now=LATER),
            lambda by=by: close_box(vote=vote, by=by, now=LATER),
            lambda by=by: give_paper(elector=elector(vote, "Knot"), by=by, now=NOW),
            lambda by=by: make_code(elector=elector(vote, "Knot"), by=by, now=NOW),
            lambda by=by: abandon_box(vote=vote, by=by, now=NOW),
        ):
            with pytest.raises(Overstepped, match="Only a convenor"):
                act()


@pytest.mark.db
@pytest.mark.django_db(transaction=True)
def test_of_two_ballots_of_one_voter_at_once_one_is_cast(opened: Opened, body: Body) -> None:
    vote = opened()
    by = user_of(body, "Knot")
    forms = [form_for(who(vote, by)) for _ in range(2)]
    barrier, refused = threading.Barrier(2), []

    def vote_at_once(form: str) -> None:
        try:
            barrier.wait(10)
            cast(vote=vote, marked=Marked((0,), form), by=by, now=NOW)
        except Overstepped as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    voters = [threading.Thread(target=vote_at_once, args=[form]) for form in forms]
    for each in voters:
        each.start()
    for each in voters:
        each.join()
    assert (Ballot.objects.count(), len(refused)) == (1, 1)
    assert Elector.objects.exclude(struck="").count() == 1


@pytest.mark.db
@pytest.mark.django_db(transaction=True)
def test_every_ballot_that_was_acknowledged_as_the_vote_closed_is_counted(
    opened: Opened, body: Body, convenor: User
) -> None:
    vote = opened(closes_at=None)
    barrier, acknowledged = threading.Barrier(5), []

    def vote_as_it_closes(name: str) -> None:
        try:
            by = user_of(body, name)
            marked = Marked((0,), form_for(who(vote, by)))
            barrier.wait(10)
            acknowledged.append(cast(vote=vote, marked=marked, by=by, now=NOW).key)
        except Refused:
            pass  # it closed first: told so, and not counted
        finally:
            connection.close()

    voters = [threading.Thread(target=vote_as_it_closes, args=[name]) for name in NAMES[1:5]]
    for each in voters:
        each.start()
    barrier.wait(10)
    stop_voting(vote=vote, by=convenor, now=NOW)
    decision = close_box(vote=vote, by=convenor, now=NOW)
    for each in voters:
        each.join()
    assert {each.key for each in decision.vote.box.closed_box().ballots} == set(acknowledged)
