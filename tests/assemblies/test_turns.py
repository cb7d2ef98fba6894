"""Who facilitates and takes minutes by rotation, and how convenors are elected, follow and resign."""

import json
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from commonweal.assemblies import queries
from commonweal.assemblies.actions.agenda import begin_item
from commonweal.assemblies.actions.convening import propose_convenor, resign, take_office
from commonweal.assemblies.actions.founding import convenors, leave
from commonweal.assemblies.actions.meetings import close_meeting, mark_gone, mark_present
from commonweal.assemblies.actions.offices import accept_turn, pass_turn, propose_turn, say_willing
from commonweal.assemblies.actions.votes import enter_hands, open_vote, propose
from commonweal.assemblies.authority import Overstepped
from commonweal.assemblies.hands import Hands
from commonweal.assemblies.models import Body, Election, Meeting, Member, Orders, Turn
from commonweal.assemblies.rotation import FACILITATOR, MINUTE_TAKER
from commonweal.assemblies.standing_orders import StandingOrders
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.models import Event

from .conftest import EVENING, NOW, Account, user_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def willing(in_the_room: Meeting, body: Body) -> Meeting:
    """The open meeting; Knot, Grebe and Plover would facilitate it. Grebe and Plover joined before Knot."""
    for name in ("Knot", "Grebe", "Plover"):
        say_willing(body=body, offices={FACILITATOR}, by=user_of(body, name), now=NOW)
    return in_the_room


def test_a_turn_is_proposed_passed_on_and_accepted(willing: Meeting, convenor: User, body: Body) -> None:
    turn = propose_turn(meeting=willing, office=FACILITATOR, by=convenor, now=EVENING)
    assert turn.member.shown_name == "Grebe"
    with pytest.raises(Refused, match="not your turn"):
        accept_turn(turn=turn, by=user_of(body, "Knot"), now=EVENING)
    passed = pass_turn(turn=turn, by=user_of(body, "Grebe"), now=EVENING)
    assert passed is not None
    assert passed.member.shown_name == "Plover"
    accept_turn(turn=passed, by=user_of(body, "Plover"), now=EVENING)
    begin_item(item=willing.items.all()[0], by=user_of(body, "Plover"), now=EVENING)
    for name in ("Plover", "Knot"):
        say_willing(body=body, offices={FACILITATOR, MINUTE_TAKER}, by=user_of(body, name), now=EVENING)
    minutes = propose_turn(meeting=willing, office=MINUTE_TAKER, by=convenor, now=EVENING)
    assert minutes.member.shown_name == "Knot"  # Plover leads, and does not take the minutes as well
    last = pass_turn(turn=minutes, by=user_of(body, "Knot"), now=EVENING)
    assert last is not None
    assert last.member.shown_name == "Plover"  # unless nobody else would
    with pytest.raises(Refused, match="Somebody has this office tonight"):
        propose_turn(meeting=willing, office=FACILITATOR, by=convenor, now=EVENING)


@pytest.mark.parametrize("trusted", [False, True])
def test_a_facilitator_runs_the_room_where_the_standing_orders_say_so(
    willing: Meeting, convenor: User, body: Body, trusted: bool
) -> None:
    text = replace(willing.orders.rules(), facilitator_opens=trusted).written()
    Orders.objects.filter(pk=willing.orders_id).update(text=text)
    proposal = propose(body=body, title="A garden", text="Plant it.", by=user_of(body, "Knot"), now=EVENING)
    knot, grebe = body.members.get(shown_name="Knot"), user_of(body, "Grebe")
    turn = propose_turn(meeting=willing, office=FACILITATOR, by=convenor, now=EVENING)
    acts: list[Callable[[], object]] = [
        lambda: mark_gone(meeting=willing, member=knot, by=grebe, now=EVENING),
        lambda: mark_present(meeting=willing, member=knot, by=grebe, now=EVENING),
        lambda: open_vote(proposal=proposal, meeting=willing, by=grebe, now=EVENING),
    ]
    for act in acts:  # the turn is offered, and not accepted yet
        with pytest.raises(Overstepped, match="Only a convenor"):
            act()
    accept_turn(turn=turn, by=grebe, now=EVENING)
    for act in acts:
        with nullcontext() if trusted else pytest.raises(Overstepped, match="Only a convenor"):
            act()
    with pytest.raises(Overstepped, match="Only a convenor"):  # closing it stays with convenors
        close_meeting(meeting=willing, by=grebe, now=EVENING)


def test_orders_from_before_there_was_such_a_rule_leave_the_room_to_convenors() -> None:
    told = json.loads(StandingOrders(facilitator_opens=True).written())
    del told["facilitator_opens"]
    assert StandingOrders.read(json.dumps(told)) == StandingOrders()


def test_who_facilitated_last_time_comes_last(willing: Meeting, convenor: User, body: Body) -> None:
    earlier = Meeting.objects.create(
        body=body, number=9, begins_at=NOW, place="It", agenda="It", orders=willing.orders, called_at=NOW
    )
    grebe = body.members.get(shown_name="Grebe")
    Turn.objects.create(meeting=earlier, member=grebe, office=FACILITATOR, state=Turn.State.ACCEPTED, since=NOW)
    turn = propose_turn(meeting=willing, office=FACILITATOR, by=convenor, now=EVENING)
    assert turn.member.shown_name == "Plover"


def test_nobody_is_asked_who_is_not_here_or_not_willing(willing: Meeting, convenor: User, body: Body) -> None:
    for name in ("Grebe", "Plover"):
        mark_gone(meeting=willing, member=body.members.get(shown_name=name), by=convenor, now=EVENING)
    assert propose_turn(meeting=willing, office=FACILITATOR, by=convenor, now=EVENING).member.shown_name == "Knot"
    with pytest.raises(Refused, match="Nobody here has said"):
        propose_turn(meeting=willing, office=MINUTE_TAKER, by=convenor, now=EVENING)


def test_a_convenor_passes_on_the_turn_of_who_went_home_and_a_stranger_does_not(
    willing: Meeting, convenor: User, account: Account
) -> None:
    turn = propose_turn(meeting=willing, office=FACILITATOR, by=convenor, now=EVENING)
    with pytest.raises(Refused, match="Only a convenor"):
        pass_turn(turn=turn, by=account("Stranger"), now=EVENING)
    assert pass_turn(turn=turn, by=convenor, now=EVENING) is not None
    with pytest.raises(Refused, match="Only members"):
        say_willing(body=willing.body, offices={FACILITATOR}, by=account("Stranger"), now=NOW)


@pytest.mark.db
def test_the_database_keeps_one_holder_of_an_office(willing: Meeting, body: Body) -> None:
    members = list(body.members.all())
    Turn.objects.create(meeting=willing, member=members[0], office=FACILITATOR, since=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Turn.objects.create(meeting=willing, member=members[1], office=FACILITATOR, since=NOW)


def elected(body: Body, meeting: Meeting, name: str, instead_of: Member | None, yes: int = 6) -> Election:
    member = body.members.get(shown_name=name)
    election = propose_convenor(member=member, instead_of=instead_of, by=user_of(body, "Knot"), now=EVENING)
    vote = open_vote(proposal=election.proposal, meeting=meeting, by=user_of(body, "Tern"), now=EVENING)
    for teller in ("Tern", "Grebe"):
        enter_hands(vote=vote, counted=Hands(yes, 8 - yes, 0), by=user_of(body, teller), now=EVENING)
    return election


def names(body: Body) -> set[str]:
    return {office.member.shown_name for office in convenors(body)}


def test_a_convenor_is_added_by_a_decision_and_takes_the_office(in_the_room: Meeting, body: Body) -> None:
    election = elected(body, in_the_room, "Plover", None)
    assert names(body) == {"Tern"}
    with pytest.raises(Refused, match="by their own hand"):
        take_office(election=election, by=user_of(body, "Tern"), now=EVENING)
    take_office(election=election, by=user_of(body, "Plover"), now=EVENING)
    assert names(body) == {"Tern", "Plover"}
    assert queries.convenes(body.members.get(shown_name="Plover"))
    assert Election.objects.get().ends_at == EVENING + timedelta(days=365)
    with pytest.raises(Refused, match="taken this office already"):
        take_office(election=election, by=user_of(body, "Plover"), now=EVENING)


def test_a_convenor_is_replaced_by_a_decision(in_the_room: Meeting, body: Body) -> None:
    election = elected(body, in_the_room, "Plover", body.members.get(shown_name="Tern"))
    take_office(election=election, by=user_of(body, "Plover"), now=EVENING)
    assert names(body) == {"Plover"}


def test_nothing_moves_without_a_decision(in_the_room: Meeting, body: Body) -> None:
    lost = elected(body, in_the_room, "Plover", None, yes=2)
    with pytest.raises(Refused, match="was not carried"):
        take_office(election=lost, by=user_of(body, "Plover"), now=EVENING)
    election = propose_convenor(
        member=body.members.get(shown_name="Grebe"), instead_of=None, by=user_of(body, "Knot"), now=NOW
    )
    with pytest.raises(Refused, match="has not decided"):
        take_office(election=election, by=user_of(body, "Grebe"), now=EVENING)
    assert names(body) == {"Tern"}


def test_there_is_always_a_convenor(in_the_room: Meeting, body: Body, convenor: User) -> None:
    with pytest.raises(Refused, match="You are the only convenor"):
        resign(body=body, by=convenor, now=EVENING)
    take_office(election=elected(body, in_the_room, "Plover", None), by=user_of(body, "Plover"), now=EVENING)
    resign(body=body, by=convenor, now=EVENING)
    assert names(body) == {"Plover"}
    leave(member=body.members.get(shown_name="Plover"), by=user_of(body, "Plover"), now=EVENING)
    assert names(body) == {"Tern"}  # the longest a member, until somebody is elected
    assert Event.objects.latest("number").kind == "convenor-followed"


def test_the_public_words_of_an_election_name_nobody(in_the_room: Meeting, body: Body) -> None:
    election = elected(body, in_the_room, "Plover", body.members.get(shown_name="Tern"))
    told = f"{election.proposal.title} {election.proposal.text} {[event.body for event in Event.objects.all()]}"
    assert not [name for name in ("Plover", "Tern") if name in told]
    assert not [member for member in body.members.all() if str(member.public_id) in told]
