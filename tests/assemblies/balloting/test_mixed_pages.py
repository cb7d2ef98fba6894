"""The pages of one vote by hands, on paper and online, and of a vote in which somebody takes no part."""

from typing import Any

import pytest
from django.test import Client

from commonweal.assemblies.actions.effects import tell_interest
from commonweal.assemblies.actions.polling import give_paper
from commonweal.assemblies.decisions import Disclosure
from commonweal.assemblies.models import Body, Decision, Meeting, Proposal, Vote
from commonweal.people.models import User
from tests.assemblies.balloting.conftest import Opened, elector
from tests.assemblies.conftest import EVENING, user_of
from tests.assemblies.test_pages import HOME, after, at, browser, region, words  # noqa: F401 - fixtures too

from .test_voting_pages import page_of, vote_online

pytestmark = pytest.mark.django_db
M = f"{HOME}meetings/1/"


def is_used_up(vote: Vote, voter: Client, told: str) -> None:
    shown = words(voter.get(page_of(vote)))
    assert told in shown
    assert "I have a code on paper" not in shown


def asks_again_while_a_paper_is_missing(chair: Client, counting: str) -> None:
    table = chair.get(counting.removesuffix("count/")).content.decode()
    assert f'href="{counting}"' in table  # and no button that counts by itself
    assert "1 paper was given out and is not entered. It is not counted." in words(chair.get(counting))


def test_a_mixed_vote_in_a_meeting_on_its_pages(
    opened: Opened,
    in_the_room: Meeting,
    body: Body,
    convenor: User,
    at: Any,  # noqa: F811
) -> None:
    at(EVENING)
    vote, chair = opened(by_hands=True, by_paper=True, closes_at=None), browser(convenor)
    knot, godwit = browser(user_of(body, "Knot")), browser(user_of(body, "Godwit"))
    vote_online(knot, vote, choice=0)
    give_paper(elector=elector(vote, "Godwit"), by=convenor, now=EVENING)
    stop = page_of(vote, "table") + "stop/"
    assert "No hands have been raised, and none can be raised afterwards." in words(chair.get(stop))
    said = after(chair, page_of(vote, "table") + "hands/")
    assert "6 people can raise a hand" in said
    assert "End the voting" not in said  # while hands are counted
    assert chair.get(stop).status_code == 302
    meeting = words(browser().get(M))
    assert "6 people can raise a hand. Whoever has voted in another way raises none." in meeting
    assert "Once both have entered the same, the hands are counted with the other votes at the end." in meeting
    is_used_up(vote, knot, "You have voted already")
    is_used_up(vote, godwit, "You took a paper: your vote is what you mark on it.")
    is_used_up(vote, browser(user_of(body, "Avocet")), "your vote is the hand you raise there")
    assert "I have a code on paper" in words(browser().get(page_of(vote)))
    for name in ("Tern", "Grebe"):
        said = after(browser(user_of(body, name)), f"{HOME}votes/{vote.public_id}/", yes=4, no=2, abstain=0)
    assert "Both tellers agreed. The hands are counted with the other votes at the end." in said
    assert "Both tellers agreed" in words(chair.get(page_of(vote, "table")))
    assert not Decision.objects.exists()
    assert "7 of 8 have voted. One more took a paper. Have it back" in words(chair.get(stop))
    after(chair, stop)
    counting = page_of(vote, "table") + "count/"
    asks_again_while_a_paper_is_missing(chair, counting)
    for name in ("Tern", "Grebe"):
        after(browser(user_of(body, name)), page_of(vote, "papers"), number=1, text="no")
    assert chair.get(counting).status_code == 302
    assert "Carried: 5 for, 3 against, 0 abstaining" in (said := after(chair, counting))
    assert "6 in the room: 4 hands for, 2 against, 0 abstaining" in said


def test_who_takes_no_part_is_told_so_before_they_count(
    in_the_room: Meeting,
    body: Body,
    convenor: User,
    at: Any,  # noqa: F811
) -> None:
    at(EVENING)
    knot, grebe, tern = (browser(user_of(body, name)) for name in ("Knot", "Grebe", "Tern"))
    after(knot, f"{HOME}proposals/new/", title="A laundry", text="Wash the linen here.")
    proposal, by = Proposal.objects.get(), user_of(body, "Grebe")
    body.orders.update(text=body.orders.get().text.replace('"quorum_least": 8', '"quorum_least": 6'))
    told = Disclosure("I work for the hospital.", recuses=True)
    tell_interest(proposal=proposal, member=body.members.get(user=by), told=told, by=by, now=EVENING)
    page = words(grebe.get(f"{HOME}proposals/1/"))
    assert "I work for the hospital. (takes no part in the vote)" in page
    assert "You told that you are tied to this, and take no part in the vote." in page
    assert "I am tied to this" not in page
    assert "You told" not in words(tern.get(f"{HOME}proposals/1/"))
    after(tern, f"{HOME}proposals/1/vote/")
    vote = Vote.objects.get()
    assert "7 people can raise a hand. Whoever said that they take no part raises none." in words(browser().get(M))
    counting = f"{HOME}votes/{vote.public_id}/"
    for client, why in ((grebe, "You take no part in this vote."), (knot, "Who made a proposal does not count")):
        assert "I counted the hands" not in words(client.get(M))
        page = words(client.get(counting))
        assert why in page
        assert "This is my count" not in page
    for client in (tern, browser(user_of(body, "Avocet"))):
        assert "I counted the hands" in words(client.get(M))
        said = after(client, counting, yes=5, no=2, abstain=0)
    assert "7 of 8 members; 6 were needed. 1 person takes no part and is not counted" in said


def test_who_takes_no_part_reads_so_where_the_ballot_would_be(
    opened: Opened,
    body: Body,
    at: Any,  # noqa: F811
) -> None:
    at(EVENING)
    vote = opened(closes_at=None)
    vote.electors.filter(member__shown_name="Grebe").delete()
    grebe = body.members.get(shown_name="Grebe")
    vote.proposal.interests.create(member=grebe, text="", commitment="", recuses=True, told_at=EVENING)
    assert "take no part in the vote" in words(browser(user_of(body, "Grebe")).get(page_of(vote)))
