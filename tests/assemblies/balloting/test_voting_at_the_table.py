"""Votes on paper, by hands, by a code on paper and with help, together with votes online: nobody votes twice."""

from pathlib import Path

import pytest

from commonweal.assemblies.actions.casting import Marked, cast, form_for, who
from commonweal.assemblies.actions.closing import close_box, stop_voting
from commonweal.assemblies.actions.meetings import close_meeting, mark_gone
from commonweal.assemblies.actions.papers import Pile, enter_batch
from commonweal.assemblies.actions.polling import call_hands_off, give_paper, make_code, replace_spoiled, take_hands
from commonweal.assemblies.actions.votes import enter_hands, open_vote, propose
from commonweal.assemblies.authority import Overstepped
from commonweal.assemblies.balloting import rolls
from commonweal.assemblies.hands import Hands
from commonweal.assemblies.models import Ballot, Body, Decision, Elector, Meeting, Member
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.models import Event
from tests.assemblies.balloting.conftest import LATER, Opened, ballot, elector, verified
from tests.assemblies.conftest import EVENING, NAMES, NOW, Account, user_of

pytestmark = pytest.mark.django_db


def test_a_paper_is_the_only_vote_of_who_took_it(opened: Opened, convenor: User) -> None:
    vote = opened(by_paper=True)
    give_paper(elector=elector(vote, "Knot"), by=convenor, now=NOW)
    with pytest.raises(Overstepped, match="voted already"):
        ballot(vote, "Knot", 0)
    ballot(vote, "Tern", 0)
    with pytest.raises(Overstepped, match="Nobody votes twice"):
        give_paper(elector=elector(vote, "Tern"), by=convenor, now=NOW)


def test_papers_are_entered_by_two_and_what_differs_is_settled(
    opened: Opened, convenor: User, body: Body, tmp_path: Path
) -> None:
    vote = opened(by_paper=True)
    for name in NAMES[:8]:
        give_paper(elector=elector(vote, name), by=convenor, now=NOW)
    replace_spoiled(vote=vote, before=0, by=convenor, now=NOW)
    with pytest.raises(Refused, match="1 spoiled papers are noted"):  # the same form again
        replace_spoiled(vote=vote, before=0, by=convenor, now=NOW)
    clerks = [user_of(body, name) for name in ("Tern", "Grebe", "Avocet")]
    with pytest.raises(Refused, match="between the end of the voting and the count"):
        enter_batch(vote=vote, pile=Pile(1, "yes"), by=clerks[0], now=NOW)
    stop_voting(vote=vote, by=convenor, now=LATER)
    pile = "yes\nyes\nyes no\nno\nyes\nyes\nyes"
    enter_batch(vote=vote, pile=Pile(1, pile.replace("yes no", "yes")), by=clerks[0], now=LATER)
    assert not enter_batch(vote=vote, pile=Pile(1, pile), by=clerks[1], now=LATER).agreed
    with pytest.raises(Refused, match="Two people are entering"):
        enter_batch(vote=vote, pile=Pile(1, pile), by=clerks[2], now=LATER)
    with pytest.raises(Refused, match="not agreed yet"):
        close_box(vote=vote, by=convenor, now=LATER)
    assert enter_batch(vote=vote, pile=Pile(1, pile), by=clerks[0], now=LATER).agreed
    assert not vote.batches.get().entries.exists()
    decision = close_box(vote=vote, by=convenor, now=LATER)
    assert (decision.yes, decision.no, decision.carried) == (5, 1, False)  # 7 of 8 took part: short of the quorum
    assert Event.objects.get(number=decision.event).body["papers"] == {
        "issued": 9,
        "spoiled": 1,
        "returned": 7,
        "invalid": 1,
    }
    assert verified(decision, tmp_path) == []


def test_more_papers_than_were_given_out_are_not_counted(opened: Opened, convenor: User, body: Body) -> None:
    vote = opened(by_paper=True)
    give_paper(elector=elector(vote, "Knot"), by=convenor, now=NOW)
    stop_voting(vote=vote, by=convenor, now=LATER)
    for name in ("Tern", "Grebe"):
        enter_batch(vote=vote, pile=Pile(1, "yes\nyes"), by=user_of(body, name), now=LATER)
    with pytest.raises(Refused, match="2 papers are entered and only 1 were given out"):
        close_box(vote=vote, by=convenor, now=LATER)
    assert Ballot.objects.count() == 2  # nothing is lost


def test_who_made_the_proposal_enters_no_papers(opened: Opened, convenor: User, body: Body, account: Account) -> None:
    vote = opened(by_paper=True, closes_at=None)
    stop_voting(vote=vote, by=convenor, now=NOW)
    for by in (user_of(body, "Knot"), account("Stranger")):
        with pytest.raises(Overstepped):
            enter_batch(vote=vote, pile=Pile(1, "yes"), by=by, now=NOW)


def test_hands_paper_and_online_in_one_vote(
    opened: Opened, in_the_room: Meeting, convenor: User, body: Body, tmp_path: Path
) -> None:
    vote = opened(by_hands=True, by_paper=True, closes_at=None)
    ballot(vote, "Dunlin", 0)
    ballot(vote, "Knot", 0)
    give_paper(elector=elector(vote, "Godwit"), by=convenor, now=EVENING)
    mark_gone(meeting=in_the_room, member=body.members.get(shown_name="Curlew"), by=convenor, now=EVENING)
    called = take_hands(vote=vote, meeting=in_the_room, by=convenor, now=EVENING)
    assert called.present == 4  # eight, less two online, one paper, one who went home
    with pytest.raises(Overstepped, match="voted already"):
        ballot(vote, "Grebe", 0)
    with pytest.raises(Refused, match="hands are not counted yet"):
        stop_voting(vote=vote, by=convenor, now=EVENING)
    for teller in ("Tern", "Grebe"):
        enter_hands(vote=vote, counted=Hands(2, 2, 0), by=user_of(body, teller), now=EVENING)
    assert not Decision.objects.exists()
    close_meeting(meeting=in_the_room, by=convenor, now=EVENING)  # the vote goes on online
    ballot(vote, "Curlew", 2)
    stop_voting(vote=vote, by=convenor, now=EVENING)
    for name in ("Tern", "Plover"):
        enter_batch(vote=vote, pile=Pile(1, "yes"), by=user_of(body, name), now=EVENING)
    decision = close_box(vote=vote, by=convenor, now=EVENING)
    assert (decision.yes, decision.no, decision.abstain, decision.carried) == (5, 2, 1, True)
    event = Event.objects.get(number=decision.event)
    assert event.body["turnout"] == {"online": 3, "code": 0, "assisted": 0, "paper": 1, "hands": 4}
    assert verified(decision, tmp_path) == []


def test_hands_are_called_off_and_everyone_has_their_vote_again(
    opened: Opened, in_the_room: Meeting, convenor: User, body: Body
) -> None:
    vote = opened(by_hands=True, closes_at=None)
    take_hands(vote=vote, meeting=in_the_room, by=convenor, now=EVENING)
    enter_hands(vote=vote, counted=Hands(2, 2, 0), by=convenor, now=EVENING)
    call_hands_off(vote=vote, by=convenor, now=EVENING)
    ballot(vote, "Grebe", 0)
    assert take_hands(vote=vote, meeting=in_the_room, by=convenor, now=EVENING).present == 7


def test_one_show_of_hands_at_a_time(opened: Opened, in_the_room: Meeting, convenor: User, body: Body) -> None:
    vote = opened(by_hands=True, closes_at=None)
    other = propose(body=body, title="A bench", text="By the dock.", by=user_of(body, "Knot"), now=NOW)
    open_vote(proposal=other, meeting=in_the_room, by=convenor, now=EVENING)
    with pytest.raises(Refused, match="Another vote is open"):
        take_hands(vote=vote, meeting=in_the_room, by=convenor, now=EVENING)
    assert not Elector.objects.exclude(struck="").exists()


def test_a_code_on_paper_votes_once_without_an_account(opened: Opened, convenor: User) -> None:
    vote = opened()
    Member.objects.filter(shown_name="Knot").update(user=None)
    lost = make_code(elector=elector(vote, "Knot"), by=convenor, now=NOW)
    code = make_code(elector=elector(vote, "Knot"), by=convenor, now=NOW)
    with pytest.raises(Overstepped, match="not valid"):
        who(vote, None, lost)
    marked = Marked((1,), form_for(who(vote, None, code.upper())), code)
    first = cast(vote=vote, marked=marked, by=None, now=NOW)
    assert cast(vote=vote, marked=marked, by=None, now=NOW).key == first.key
    fresh = Marked((1,), form_for(who(vote, None, code)), code)
    with pytest.raises(Overstepped, match="voted already"):
        cast(vote=vote, marked=fresh, by=None, now=NOW)
    assert code.replace(" ", "") not in str(list(Elector.objects.values_list("code_hash", flat=True)))


def test_a_convenor_helps_somebody_vote_and_it_is_kept_who_did(opened: Opened, convenor: User, body: Body) -> None:
    vote = opened()
    helped = elector(vote, "Knot")
    marked = Marked((0,), form_for(helped), helped=helped)
    with pytest.raises(Overstepped, match="Only a convenor"):
        cast(vote=vote, marked=marked, by=user_of(body, "Grebe"), now=NOW)
    cast(vote=vote, marked=marked, by=convenor, now=NOW)
    found = elector(vote, "Knot")
    assert (found.struck, found.helped_by) == (rolls.ASSISTED, body.members.get(user=convenor))
