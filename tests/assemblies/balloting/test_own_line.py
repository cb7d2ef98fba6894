"""Each elector sees how their own line of the roll was struck, and nobody else's; numbers by channel for everyone."""

from hashlib import sha256
from typing import Any

import pytest

from commonweal.assemblies.actions.casting import Marked, cast, form_for
from commonweal.assemblies.actions.polling import give_paper, make_code
from commonweal.assemblies.balloting import rolls
from commonweal.assemblies.models import Elector, Member, RefusedAttempt, Vote
from commonweal.people.actions import open_account
from commonweal.people.models import User
from tests.assemblies.balloting.conftest import Opened, ballot, counted, elector
from tests.assemblies.conftest import NOW, user_of
from tests.assemblies.test_pages import HOME, at, browser, region, words  # noqa: F401 - fixtures too

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def while_it_is_open(at: Any) -> None:  # noqa: F811
    at(NOW)


def page(vote: Vote, user: User | None, code: str = "") -> str:
    client, address = browser(user), f"{HOME}votes/{vote.public_id}/mine/"
    return words(client.post(address, {"code": code}) if code else client.get(address))


def helped(vote: Vote, line: Elector, by: User) -> None:
    cast(vote=vote, marked=Marked((0,), form_for(line), helped=line), by=by, now=NOW)


def test_what_each_channel_says(opened: Opened, convenor: User) -> None:
    vote = opened(by_paper=True)
    ballot(vote, "Knot", 0)
    helped(vote, elector(vote, "Grebe"), convenor)
    give_paper(elector=elector(vote, "Plover"), by=convenor, now=NOW)
    code = make_code(elector=elector(vote, "Curlew"), by=convenor, now=NOW)
    line = elector(vote, "Curlew")
    cast(vote=vote, marked=Marked((1,), form_for(line), code=code), by=None, now=NOW)
    said = {
        "Knot": "cast online, from your account",
        "Grebe": "Tern, a convenor, entered your vote for you",
        "Plover": "A ballot paper was given out in your name",
        "Curlew": "cast online with a code on paper. Tern, a convenor, made the code",
        "Avocet": "You have not voted",
    }
    for name, sentence in said.items():
        shown = page(vote, user_of(vote.proposal.body, name))
        assert sentence in shown
        assert ("Was this not you?" in shown) == (name != "Avocet")
    assert "cast online with a code on paper" in page(vote, None, code)


def test_a_code_that_somebody_did_not_ask_for(opened: Opened, convenor: User) -> None:
    vote = opened()
    make_code(elector=elector(vote, "Knot"), by=convenor, now=NOW)
    shown = page(vote, user_of(vote.proposal.body, "Knot"))
    assert "Tern, a convenor, made a code on paper for you to vote with" in shown
    assert "Was this not you?" in shown
    assert "can stop this vote" in shown


def test_a_convenor_who_shows_no_name_is_a_convenor_all_the_same(opened: Opened, convenor: User) -> None:
    vote = opened()
    make_code(elector=elector(vote, "Knot"), by=convenor, now=NOW)
    Member.objects.filter(user=convenor).update(least_age=16, name_chosen=False)
    shown = page(vote, user_of(vote.proposal.body, "Knot"))
    assert "You have not voted. A convenor made a code on paper for you to vote with" in shown
    assert "Was this not you?" in shown


def test_an_elector_finds_their_line_in_the_published_roll(opened: Opened, convenor: User) -> None:
    vote = opened()
    for name in ("Tern", "Grebe", "Plover"):
        ballot(vote, name, 0)
    counted(vote, convenor)
    line = elector(vote, "Grebe")
    shown = page(Vote.objects.get(pk=vote.pk), user_of(vote.proposal.body, "Grebe"))
    assert line.member
    told = rolls.DOMAIN + bytes(line.salt) + str(line.member.public_id).encode()
    assert sha256(told).hexdigest() in shown
    assert bytes(line.salt).hex() in shown
    assert "can vote anew, and the later decision" in shown
    vote.box.refresh_from_db()
    assert f"{line.line} online" in vote.box.roll


def test_strangers_see_nobodys_line(opened: Opened) -> None:
    vote = opened()
    stranger = open_account(email="stranger@sample.example", by=None, now=NOW)
    for shown in (page(vote, None), page(vote, stranger), page(vote, None, "a" * 26)):
        assert not any(line in shown for line in vote.electors.values_list("line", flat=True))
    assert RefusedAttempt.objects.get().attempt == "wrong code"


def test_the_result_says_how_many_by_each_channel(opened: Opened, convenor: User) -> None:
    vote = opened()
    make_code(elector=elector(vote, "Knot"), by=convenor, now=NOW)
    code = make_code(elector=elector(vote, "Curlew"), by=convenor, now=NOW)
    cast(vote=vote, marked=Marked((1,), form_for(elector(vote, "Curlew")), code=code), by=None, now=NOW)
    helped(vote, elector(vote, "Grebe"), convenor)
    ballot(vote, "Plover", 0)
    counted(vote, convenor)
    shown = words(browser().get(f"{HOME}votes/{vote.public_id}/result/"))
    assert "1 online 1 online with a code on paper 1 entered for them by a convenor" in shown
    assert "A code on paper was made for 2 people" in shown


def test_an_assemblys_page_says_whether_you_have_voted(opened: Opened) -> None:
    vote = opened()
    ballot(vote, "Knot", 0)
    body = vote.proposal.body
    late = Member.objects.get(body=body, shown_name="Curlew")  # came once the roll was frozen
    vote.electors.filter(member=late).delete()
    names = ("Knot", "Grebe", "Curlew", "")
    told = {name: words(browser(user_of(body, name) if name else None).get(HOME)) for name in names}
    assert "Members vote now: A garden" in told["Curlew"]
    assert "You have voted: A garden" in told["Knot"]
    assert "Vote now: A garden" not in told["Knot"]
    assert "Vote now: A garden" in told["Grebe"]
    assert "Members vote now: A garden" in told[""]


def test_the_table_tells_of_who_is_held_in_one_block(opened: Opened, convenor: User) -> None:
    vote = opened(by_paper=True)
    vote.electors.filter(member__shown_name="Knot").update(held=True)
    shown = browser(convenor).get(f"{HOME}votes/{vote.public_id}/table/", {"q": "Knot"}).content.decode()
    assert '<div class="cw-people__name">Knot<p' in shown  # beside each other a long sentence squeezes the name
    assert "Say whether these are two people" in shown
    assert "Give a paper" not in shown
