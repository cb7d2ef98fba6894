"""The interface for other programs: all that is public about assemblies, and nothing that is not."""

from pathlib import Path
from typing import Any

import pytest

from commonweal.assemblies.actions.moderation import hide
from commonweal.assemblies.actions.votes import enter_hands, open_vote, propose
from commonweal.assemblies.hands import Hands
from commonweal.assemblies.models import Body, Meeting, Terms
from commonweal.people.models import User
from tests.laid import Laid
from tests.spend.linen import coast

from .conftest import EVENING, NAMES, NOW, user_of
from .proposing import BENCH, BETTER, LAUNDRY, made, merger, offered
from .test_pages import browser

pytestmark = pytest.mark.django_db
HOME = "/api/assemblies/quayside-sandport"
LISTS = ("meetings", "proposals", "amendments", "rearrangements", "hidden", "votes", "decisions", "standing-orders")
PAGES = ("", *(f"/{name}" for name in LISTS))


@pytest.fixture(autouse=True)
def region(home: Path, laid: Laid) -> None:
    laid("coast", lambda: coast(home))


def ask(address: str, **question: Any) -> Any:
    return browser().get(address, question).json()


def test_bodies_with_their_rules(body: Body) -> None:
    told = ask("/api/assemblies/")
    assert told["total_rows"] == 1
    assert (told["rows"][0]["slug"], told["rows"][0]["members"]) == ("quayside-sandport", 8)
    assert ask(HOME)["standing_orders"]["version"] == 1


def test_a_decision_and_no_count_before_it(body: Body, in_the_room: Meeting, convenor: User) -> None:
    proposal = propose(body=body, title="A laundry", text="Wash here.", by=user_of(body, "Knot"), now=NOW)
    Terms.objects.create(proposal=proposal, pence=250_000, asks_of="Sandport Council")
    vote = open_vote(proposal=proposal, meeting=in_the_room, by=convenor, now=EVENING)
    enter_hands(vote=vote, counted=Hands(7, 1, 0), by=user_of(body, "Tern"), now=EVENING)
    for page in PAGES:
        assert '"yes"' not in browser().get(HOME + page).content.decode()
    enter_hands(vote=vote, counted=Hands(7, 1, 0), by=user_of(body, "Grebe"), now=EVENING)
    (told,) = ask(f"{HOME}/decisions")["rows"]
    assert (told["yes"], told["pence"], told["asks_of"], told["answer"]) == (7, 250_000, "Sandport Council", None)
    for page in PAGES:
        said = browser().get(HOME + page).content.decode()
        assert not [name for name in (*NAMES, "Robin", "L1 0AB", "@") if name in said], page


def test_where_a_proposal_came_from_and_what_was_offered_in_its_place(body: Body) -> None:
    offered(made(body))
    made(body, "Tern", BENCH)
    assert ask(f"{HOME}/rearrangements")["rows"] == []
    assert merger(body, "Both ask for the same money.", "Tern").state == "done"
    (told,) = ask(f"{HOME}/rearrangements")["rows"]
    lineage = told["kind"], told["from_proposals"], told["to_proposals"], told["by_agreement"]
    assert lineage == ("merger", [1, 2], [3], False)
    (change,) = ask(f"{HOME}/amendments")["rows"]
    assert (change["proposal"], change["text"], change["voted_on_as"]) == (1, BETTER.text, None)


def test_what_was_hidden_is_listed_without_its_words(body: Body, convenor: User) -> None:
    laundry = made(body)
    change = offered(laundry)
    for thing in (change, laundry):
        hide(thing=thing, reason="insult", by=convenor, now=NOW)
    told = ask(f"{HOME}/hidden")["rows"]
    assert [(each["number"], each["kind"], each["reason"]) for each in told] == [
        (2, "proposal", "insult"),
        (1, "amendment", "insult"),
    ]
    for page in PAGES:
        said = browser().get(HOME + page).content.decode()
        assert LAUNDRY.text not in said, page
        assert BETTER.text not in said, page


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/assemblies/nowhere", 404),
        ("/api/assemblies/?limit=0", 422),
        ("/api/assemblies/?limit=1001", 422),
        ("/api/assemblies/?offset=x", 422),
        ("/api/assemblies/openapi.json", 200),
    ],
)
def test_what_cannot_be_answered(body: Body, address: str, status: int) -> None:
    answer = browser().get(address)
    assert answer.status_code == status
    assert status == 200 or answer.json()["detail"]


@pytest.mark.parametrize("page", PAGES)
def test_there_is_nothing_to_write_with(body: Body, page: str) -> None:
    assert browser().post(HOME + page).status_code == 405
