"""Options withdrawn while a vote is open: noted with a witness, passed over by every ballot, told in the record."""

from pathlib import Path

import pytest

from commonweal.assemblies.actions.closing import draw_lots, stop_voting, withdraw_option
from commonweal.assemblies.authority import Overstepped
from commonweal.assemblies.models import Body, Member, Vote
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.models import Event

from ..conftest import NOW, user_of
from .conftest import LATER, TREES, Opened, ballot, counted, verified

pytestmark = pytest.mark.django_db
YEW, BIRCH, CEDAR = range(3)


def witness(body: Body) -> Member:
    return body.members.get(shown_name="Grebe")


def withdraw(vote: Vote, place: int, by: User) -> None:
    withdraw_option(vote=vote, place=place, witness=witness(vote.proposal.body), by=by, now=NOW)


def test_ballots_pass_over_it_whenever_they_were_cast(opened: Opened, convenor: User, tmp_path: Path) -> None:
    vote = opened(TREES)
    ballot(vote, "Tern", BIRCH, YEW)
    ballot(vote, "Plover", BIRCH)  # names nobody else: it counts for nothing, and took part
    withdraw(vote, BIRCH, convenor)
    ballot(vote, "Grebe", BIRCH, CEDAR)  # a form that was open before
    for name in ("Curlew", "Avocet", "Dunlin", "Knot", "Godwit"):
        ballot(vote, name, YEW)
    draw_lots(vote=vote, order=(2, 1, 0), witness=witness(vote.proposal.body), by=convenor, now=NOW)
    decision = counted(vote, convenor)
    assert sorted(decision.elected) == ["Cedar", "Yew"]
    assert verified(decision, tmp_path) == []
    told = Event.objects.get(number=decision.event).body
    assert (told["withdrawn"], told["taking_part"]) == ([BIRCH], 8)
    assert Event.objects.get(kind="option-withdrawn").body["option"] == BIRCH


def test_a_stranger_finds_a_count_that_leaves_out_somebody_else(opened: Opened, convenor: User, tmp_path: Path) -> None:
    vote = opened(TREES)
    ballot(vote, "Tern", YEW)
    ballot(vote, "Grebe", CEDAR)
    ballot(vote, "Plover", CEDAR)
    draw_lots(vote=vote, order=(2, 1, 0), witness=witness(vote.proposal.body), by=convenor, now=NOW)
    stop_voting(vote=vote, by=convenor, now=LATER)
    vote.box.refresh_from_db()
    vote.box.withdrawn = [CEDAR]  # somebody who owns the database
    vote.box.save()
    with pytest.raises(Refused, match="other options were withdrawn"):
        verified(counted(vote, convenor), tmp_path)


@pytest.mark.parametrize(("place", "said"), [(3, "one of the options"), (-1, "one of the options")])
def test_what_is_no_option(opened: Opened, convenor: User, place: int, said: str) -> None:
    with pytest.raises(Refused, match=said):
        withdraw(opened(TREES), place, convenor)


def test_what_was_withdrawn_and_the_last_one_that_stands(opened: Opened, convenor: User) -> None:
    vote = opened(TREES)
    withdraw(vote, YEW, convenor)
    with pytest.raises(Refused, match="one of the options that stand"):
        withdraw(vote, YEW, convenor)
    withdraw(vote, BIRCH, convenor)
    with pytest.raises(Refused, match="the last one that stands"):
        withdraw(vote, CEDAR, convenor)


def test_nothing_is_withdrawn_from_yes_and_no(opened: Opened, convenor: User) -> None:
    with pytest.raises(Refused, match="yes or no"):
        withdraw(opened(), 0, convenor)


def test_nothing_is_withdrawn_once_the_voting_has_ended(opened: Opened, convenor: User) -> None:
    vote = opened(TREES)
    with pytest.raises(Refused, match="voting has ended"):
        withdraw_option(vote=vote, place=YEW, witness=witness(vote.proposal.body), by=convenor, now=LATER)
    stop_voting(vote=vote, by=convenor, now=LATER)
    with pytest.raises(Refused, match="voting has ended"):
        withdraw(vote, YEW, convenor)


def test_a_convenor_alone_withdraws_nobody(opened: Opened, convenor: User, body: Body) -> None:
    vote = opened(TREES)
    with pytest.raises(Refused, match="Somebody else is the witness"):
        withdraw_option(vote=vote, place=YEW, witness=body.members.get(user=convenor), by=convenor, now=NOW)
    with pytest.raises(Overstepped, match="Only a convenor"):
        withdraw(vote, YEW, user_of(body, "Knot"))
