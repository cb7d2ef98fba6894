"""Before the end nothing tells a count: neither what the ballots say, nor how many there are, by whatever way."""

import re
from typing import Any

import pytest

from commonweal.assemblies.models import Ballot, Body, Elector, Meeting, Vote
from commonweal.people.models import User
from commonweal.record.models import Event
from tests.assemblies.balloting.conftest import Opened, ballot, elector
from tests.assemblies.balloting.test_voting_pages import page_of
from tests.assemblies.conftest import NAMES, NOW, user_of
from tests.assemblies.test_pages import HOME, after, at, browser, region  # noqa: F401 - fixtures too

pytestmark = pytest.mark.django_db


def test_no_page_shows_a_count_before_the_close(
    opened: Opened,
    in_the_room: Meeting,
    body: Body,
    convenor: User,
    at: Any,  # noqa: F811
) -> None:
    """Seven of eight say yes; no page that anyone can open is different from that of a vote in which they say no."""
    at(NOW)
    vote = opened(by_paper=True, by_hands=True)
    seen = {}
    for answer in (0, 1):
        Ballot.objects.all().delete()
        Elector.objects.update(struck="")
        for name in NAMES[1:8]:
            ballot(vote, name, answer)
        addresses = [HOME, "/assemblies/", "/", "/record/", f"{HOME}proposals/1/", f"{HOME}decisions/"]
        addresses += [
            f"{HOME}meetings/1/",
            f"{HOME}votes/{vote.public_id}/",
            f"{HOME}votes/{vote.public_id}/belenios.json",
        ]
        addresses += [page_of(vote, name) for name in ("ballot", "tracker", "result", "table", "papers", "lots")]
        addresses += [page_of(vote, "result") + name for name in ("ballots.json", "roll.txt", "stages.csv")]
        addresses += [f"/api{HOME}{name}" for name in ("meetings", "proposals", "decisions")]
        for who in (None, convenor, user_of(body, "Grebe")):
            for address in addresses:
                told = browser(who).get(address, follow=True).content.decode()
                told = re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", told)
                assert seen.setdefault((who and who.pk, address), told) == told, address


def test_nothing_public_tells_how_many_have_voted(
    opened: Opened,
    in_the_room: Meeting,
    body: Body,
    convenor: User,
    at: Any,  # noqa: F811
) -> None:
    """Pages, their headers, the interface, the calendar and the record are the same with an empty box and a full one.

    By any channel: beside the number in the room, those who raise a hand would tell who has voted in another way.
    """
    at(NOW)
    vote, member = opened(by_paper=True, by_hands=True), user_of(body, "Grebe")
    begun = Event.objects.count()
    addresses = ["/", "/assemblies/", HOME, f"{HOME}meetings.ics", f"{HOME}proposals/1/", f"{HOME}meetings/1/"]
    addresses += [page_of(vote, name) for name in ("ballot", "tracker")]
    addresses += [
        f"{HOME}votes/{vote.public_id}/belenios.json",
        "/api/assemblies/",
        f"/api{HOME.rstrip('/')}",
        f"/api{HOME}meetings",
        f"/api{HOME}proposals",
    ]
    empty = {(who, each): public(who, each) for who in (None, member) for each in addresses}
    for name in ("Tern", "Knot"):
        ballot(vote, name, 0)
    after(browser(convenor), f"{page_of(vote, 'table')}{elector(vote, 'Curlew').pk}/paper/")
    for (who, each), told in empty.items():
        assert public(who, each) == told, each
    after(browser(convenor), page_of(vote, "table") + "hands/")
    for teller in ("Grebe", "Plover"):
        after(browser(user_of(body, teller)), f"{HOME}votes/{vote.public_id}/", yes=3, no=1, abstain=1)
    assert Vote.objects.get().hands_in
    told = Event.objects.filter(number__gt=begun).values_list("kind", "body")
    assert {kind for kind, _ in told} == {"hands-called", "hands-counted"}
    assert all(name == "round" for _, body in told for name, value in body.items() if type(value) is int)


def public(who: User | None, address: str) -> tuple[str, dict[str, str]]:
    """A page with its headers, less what is fresh each time for safety's sake."""
    answer = browser(who).get(address, follow=True)
    fresh = r'csrfmiddlewaretoken" value="[^"]*"|DTSTAMP:\S+'
    headers = {name: value for name, value in answer.headers.items() if name != "Expires"}
    return re.sub(fresh, "", answer.content.decode()), headers
