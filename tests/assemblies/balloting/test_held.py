"""Who may be entered twice stands on the roll, and votes once a person has looked (docs/decisions/0022)."""

from pathlib import Path

import pytest

from commonweal.assemblies.actions.casting import Marked, cast, form_for
from commonweal.assemblies.actions.likenesses import answer_likeness
from commonweal.assemblies.actions.polling import give_paper, make_code, take_hands
from commonweal.assemblies.membership import SEEN
from commonweal.assemblies.models import Body, Elector, Likeness, Meeting, Member, Office, Vote
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.models import Event

from ..conftest import EVENING, NOW, Account, user_of
from .conftest import Opened, ballot, counted, elector, verified

pytestmark = pytest.mark.django_db


@pytest.fixture
def twin(body: Body, account: Account) -> Member:
    """A second entry of Robin Tern that nobody noticed: both came at the same moment. Admitted like anyone else."""
    return Member.objects.create(
        body=body,
        user=account("Tern2"),
        of_a_ward=True,
        legal_name="R. Tern",
        shown_name="Tern2",
        postcode="L1 0AB",
        least_age=18,
        evidence=SEEN,
        state=Member.State.ADMITTED,
        since=NOW,
    )


def like(twin: Member) -> Likeness:
    return Likeness.objects.get(later=twin)


def held(vote: Vote) -> list[str]:
    found = vote.electors.filter(held=True)
    return [each.member.shown_name for each in found if each.member]


def test_the_later_entry_of_two_waits(opened: Opened, twin: Member) -> None:
    vote = opened()
    assert (held(vote), vote.members) == (["Tern2"], 9)
    assert ballot(vote, "Tern", 0).choices == [0]  # the earlier one votes
    with pytest.raises(Refused, match="a convenor looks first"):
        ballot(vote, "Tern2", 1)
    assert elector(vote, "Tern2").struck == ""


def test_no_way_of_voting_goes_round_it(opened: Opened, twin: Member, convenor: User, in_the_room: Meeting) -> None:
    vote = opened(by_paper=True, by_hands=True, closes_at=EVENING.replace(hour=23))
    line = elector(vote, "Tern2")
    grebe = user_of(twin.body, "Grebe")
    Office.objects.create(body=twin.body, member=Member.objects.get(user=grebe), name="convenor", since=NOW)
    for attempt in (
        lambda: give_paper(elector=line, by=convenor, now=NOW),
        lambda: make_code(elector=line, by=convenor, now=NOW),
        lambda: cast(vote=vote, marked=Marked((0,), form_for(line), helped=line), by=grebe, now=NOW),
    ):
        with pytest.raises(Refused, match="a convenor looks first"):
            attempt()
    take_hands(vote=vote, meeting=in_the_room, by=convenor, now=EVENING)
    assert Elector.objects.get(pk=line.pk).struck == ""


def test_two_people_both_vote_from_then_on(opened: Opened, twin: Member, convenor: User, tmp_path: Path) -> None:
    vote = opened()
    answer_likeness(likeness=like(twin), same=False, by=user_of(twin.body, "Tern"), now=NOW)
    ballot(vote, "Tern2", 1)
    ballot(vote, "Tern", 0)
    ballot(vote, "Grebe", 0)
    decision = counted(vote, convenor)
    assert (decision.yes, decision.no) == (2, 1)
    assert verified(decision, tmp_path) == []
    assert held(opened_again(vote)) == []


def opened_again(vote: Vote) -> Vote:
    return Vote.objects.get(pk=vote.pk)


def test_one_person_keeps_one_vote(opened: Opened, twin: Member, convenor: User, tmp_path: Path) -> None:
    vote = opened()
    answer_likeness(likeness=like(twin), same=True, by=convenor, now=NOW)
    twin.refresh_from_db()
    assert (twin.state, twin.user) == (Member.State.LEFT, None)
    assert held(vote) == ["Tern2"]
    for name in ("Tern", "Grebe", "Plover"):
        ballot(vote, name, 0)
    decision = counted(vote, convenor)
    assert verified(decision, tmp_path) == []
    assert Event.objects.get(number=decision.event).body["held"] == 1


def test_nobody_is_asked_twice(opened: Opened, twin: Member) -> None:
    Likeness.objects.create(
        earlier=twin.body.members.get(shown_name="Tern"), later=twin, found_at=NOW, answer=Likeness.Answer.TWO
    )
    assert held(opened()) == []


def test_names_that_many_share_hold_nobody(opened: Opened) -> None:
    assert held(opened()) == []  # eight neighbours called Robin, of one postcode
