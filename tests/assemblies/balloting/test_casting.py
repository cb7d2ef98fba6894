"""Casting: what it asks of the database, what happens meanwhile, and what comes of a form that is sent again."""

import re
from typing import Any

import pytest
from django.db import connection

from commonweal.assemblies.actions.casting import BY_ACCOUNT, BY_CODE, code_hash
from commonweal.assemblies.actions.closing import abandon_box
from commonweal.assemblies.balloting import trackers
from commonweal.assemblies.models import Ballot, Body, Elector, RefusedAttempt
from commonweal.people.models import User
from tests.assemblies.balloting.conftest import Opened, elector
from tests.assemblies.balloting.test_voting_pages import page_of, sent_on, vote_online
from tests.assemblies.conftest import NOW, user_of
from tests.assemblies.test_pages import HOME, after, at, browser, region, words  # noqa: F401 - fixtures too

pytestmark = pytest.mark.django_db


def test_casting_asks_the_database_little(opened: Opened, body: Body, at: Any, django_assert_num_queries: Any) -> None:  # noqa: F811
    """A region's evening hangs on it: the region, what is newest, whether the vote is open, the elector; then strike
    and ballot. The first who votes after anything happened reads the vote for all others.
    """
    at(NOW)
    vote, voter = opened(), browser()
    begun_and_committed = 2
    for name, questions in (("Knot", 7), ("Grebe", 6), ("Tern", 6)):
        code = trackers.key(name.ljust(16).encode())
        Elector.objects.filter(pk=elector(vote, name).pk).update(code_hash=code_hash(code))
        sending = sent_on(voter.post(page_of(vote), {"choosing": "yes", "choice": "0", "code": code}))
        with django_assert_num_queries(questions + begun_and_committed):
            assert "What you chose Yes" in words(voter.post(page_of(vote) + "cast/", sending))
        assert elector(vote, name).struck == "code"


def test_what_happens_to_an_open_vote_counts_for_the_next_voter(
    opened: Opened,
    body: Body,
    convenor: User,
    at: Any,  # noqa: F811
) -> None:
    at(NOW)
    vote = opened()
    knot, grebe = (browser(user_of(body, name)) for name in ("Knot", "Grebe"))
    assert "What you chose Yes" in vote_online(knot, vote, choice="0")
    sending = sent_on(grebe.post(page_of(vote), {"choosing": "yes", "choice": "0"}))
    abandon_box(vote=vote, by=convenor, now=NOW)
    assert "This vote is closed" in after(grebe, page_of(vote) + "cast/", **sending)
    assert not elector(vote, "Grebe").struck


def test_a_form_sent_again_gives_the_same_receipt_and_a_second_vote_is_refused_and_kept(
    opened: Opened,
    body: Body,
    convenor: User,
    at: Any,  # noqa: F811
) -> None:
    at(NOW)
    vote, tern = opened(), browser(user_of(body, "Tern"))
    checking = tern.post(page_of(vote), {"choosing": "yes", "choice": 0})
    again = tern.post(page_of(vote), {"choosing": "yes", "choice": 1})
    first = words(tern.post(page_of(vote) + "cast/", sent_on(checking)))
    assert words(tern.post(page_of(vote) + "cast/", sent_on(checking))) == first
    elsewhere = browser(user_of(body, "Tern"))  # the same person, or whoever copied their form
    assert words(elsewhere.post(page_of(vote) + "cast/", sent_on(checking))) == first
    assert "You have voted already" in after(tern, page_of(vote) + "cast/", **sent_on(again))
    assert "not one that we gave you" in after(
        browser(user_of(body, "Grebe")), page_of(vote) + "cast/", **sent_on(checking)
    )
    assert Ballot.objects.count() == 1
    assert "No ballot of this vote has that tracker" in after(browser(), page_of(vote, "tracker"), tracker="b" * 26)
    kept = list(RefusedAttempt.objects.order_by("pk").values_list("attempt", flat=True))
    assert kept == ["replayed form", "second vote", "forged form", "forged receipt"]
    log = words(browser(convenor).get(f"{HOME}refused-attempts/"))
    assert "Tern You have voted already" in log
    assert "somebody who was not signed in No ballot" in log
    assert browser(user_of(body, "Grebe")).get(f"{HOME}refused-attempts/").status_code == 403


def test_a_receipt_loaded_again_is_no_attempt_unless_it_is_anothers(
    opened: Opened,
    body: Body,
    convenor: User,
    at: Any,  # noqa: F811
) -> None:
    at(NOW)
    vote, code = opened(), trackers.key(b"sixteen letters.")
    Elector.objects.filter(pk=elector(vote, "Knot").pk).update(code_hash=code_hash(code))
    helped = {"for": elector(vote, "Plover").pk, "confirmed": "yes"}
    for voter, more in (
        (browser(user_of(body, "Grebe")), {}),
        (browser(), {"code": code}),
        (browser(convenor), helped),
    ):
        form = sent_on(voter.post(page_of(vote), {"choosing": "yes", "choice": 0, **more})) | more
        receipt = words(voter.post(page_of(vote) + "cast/", form))
        assert "Your ballot is cast" in receipt
        assert words(voter.post(page_of(vote) + "cast/", form)) == receipt
    assert [each.user for each in RefusedAttempt.objects.filter(attempt="replayed form")] == [convenor]


@pytest.mark.parametrize("query", [BY_CODE, BY_ACCOUNT])
def test_a_voter_is_found_without_reading_the_roll(query: str) -> None:
    """A ward's roll may have ten thousand lines, and each of a thousand voters is looked for in it."""
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL plans by how many rows there are, and here there are none")
    with connection.cursor() as cursor:
        cursor.execute(f"explain query plan {query}", [1, "1"])
        plan = [row[-1] for row in cursor.fetchall()]
    line = next(step for step in plan if "elector" in step)
    assert re.findall(r"\w+(?==)", line) in (["code_hash"], ["vote_id", "member_id"])
