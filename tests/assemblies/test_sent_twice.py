"""A form that is sent twice, by an impatient finger or a browser's reload: what it asks for is done once."""

from datetime import timedelta
from typing import Any

import pytest

from commonweal.assemblies.models import (
    AgendaItem,
    Amendment,
    AskedItem,
    Body,
    Comment,
    Draft,
    Meeting,
    MeetingRequest,
    Member,
    Need,
    Proposal,
    RefusedAttempt,
    Report,
    Second,
)
from commonweal.people.models import User

from .conftest import NOW, user_of
from .test_pages import HOME, ME, after, at, browser, region  # noqa: F401 - fixtures too

pytestmark = pytest.mark.django_db
GARDEN = {"title": "A garden", "text": "Plant it behind the hall."}
CALL = {"day": "2026-12-20", "time": "19:00", "place": "The hall", "agenda": "Nothing new"}
NEIGHBOUR = {**ME, "confirmed": "on the screen"}


@pytest.fixture(autouse=True)
def now(at: Any) -> None:  # noqa: F811
    at(NOW)


FORMS: list[tuple[str, str, dict[str, Any], Any, str]] = [
    ("Knot", "proposals/new/", GARDEN, Proposal, "they stand as proposal 1"),
    ("Knot", "proposals/drafts/", GARDEN, Draft, "Kept"),
    ("Grebe", "proposals/1/comments/", {"text": "By the school, please."}, Comment, "said this here already"),
    ("Grebe", "proposals/1/amendments/new/", {**GARDEN, "text": "Plant it."}, Amendment, "it stands as amendment 1"),
    ("Tern", "meetings/new/", CALL, Meeting, "is called already"),
    ("Knot", "meetings/ask/", CALL, MeetingRequest, "asked for a meeting already"),
    ("Knot", "items/ask/", {"title": "The lamps"}, AskedItem, "asked for this already"),
    ("Tern", "members/new/", NEIGHBOUR, Member, "entered already"),
]


@pytest.mark.parametrize(("who", "page", "sent", "kind", "said"), FORMS, ids=[each[1] for each in FORMS])
def test_it_is_done_once(body: Body, who: str, page: str, sent: dict[str, Any], kind: Any, said: str) -> None:
    if page.startswith("proposals/1/"):
        after(browser(user_of(body, "Knot")), f"{HOME}proposals/new/", **GARDEN)
    before = kind.objects.count()
    client = browser(user_of(body, who) if who else None)
    after(client, f"{HOME}{page}", **sent)
    assert kind.objects.count() == before + 1
    assert said in after(client, f"{HOME}{page}", **sent)
    assert kind.objects.count() == before + 1


def test_what_was_meant_twice_is_done_twice(body: Body, at: Any) -> None:  # noqa: F811
    knot, tern = browser(user_of(body, "Knot")), browser(user_of(body, "Tern"))
    after(knot, f"{HOME}proposals/new/", **GARDEN)
    after(tern, f"{HOME}proposals/new/", **GARDEN)  # another member, the same words
    after(knot, f"{HOME}proposals/1/withdraw/")
    after(knot, f"{HOME}proposals/new/", **GARDEN)  # put forward anew
    assert Proposal.objects.count() == 3
    for minutes in (0, 3):
        at(NOW + timedelta(minutes=minutes))
        for _ in range(2):
            thing = Proposal.objects.get(number=3).public_id
            after(browser(), f"{HOME}report/proposal/{thing}/", reason="insult", note="Read it again.")
    assert Report.objects.count() == 2


def test_an_item_of_the_agenda(body: Body, meeting: Meeting, convenor: User) -> None:
    chair, page = browser(convenor), f"{HOME}meetings/1/agenda/"
    after(chair, page, title="The lamps", minutes=10)
    assert "the last item of the agenda already" in after(chair, page, title="The lamps", minutes=10)
    assert AgendaItem.objects.filter(title="The lamps").count() == 1
    after(chair, page, title="A break", minutes=5)
    after(chair, page, title="The lamps", minutes=10)
    assert AgendaItem.objects.filter(title="The lamps").count() == 2


def test_a_need(body: Body, meeting: Meeting) -> None:
    knot = browser(user_of(body, "Knot"))
    for _ in range(2):
        after(knot, f"{HOME}meetings/1/need/", text="A ramp", children=0)
    assert Need.objects.count() == 1


def test_a_draft_put_forward(body: Body) -> None:
    knot = browser(user_of(body, "Knot"))
    after(knot, f"{HOME}proposals/drafts/", **GARDEN)
    page = f"{HOME}proposals/drafts/{Draft.objects.get().public_id}/"
    after(knot, page, **GARDEN, put="yes")
    assert "it stands on the assembly’s page" in after(knot, page, **GARDEN, put="yes")
    assert Proposal.objects.count() == 1


def test_it_stands_on_the_log_without_a_word_of_it(body: Body) -> None:
    knot = browser(user_of(body, "Knot"))
    for _ in range(2):
        after(knot, f"{HOME}proposals/new/", **GARDEN)
    kept = RefusedAttempt.objects.get()
    assert (kept.attempt, "garden" in kept.what) == ("replayed form", False)


def test_a_second_that_is_given_twice(body: Body) -> None:
    after(browser(user_of(body, "Knot")), f"{HOME}proposals/new/", **GARDEN)
    Proposal.objects.update(state=Proposal.State.SECONDING)
    for _ in range(2):
        after(browser(user_of(body, "Grebe")), f"{HOME}proposals/1/second/")
    assert Second.objects.count() == 1
