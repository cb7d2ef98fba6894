"""Pages kept ready: made once for all who are not signed in, made anew once anything happened, and for nobody else."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from commonweal.assemblies.actions.votes import propose
from commonweal.assemblies.models import Body, Proposal
from commonweal.people.models import User
from commonweal.site.ready_pages import READY, SECONDS
from tests.assemblies.balloting.conftest import END, Opened, opened, proposal  # noqa: F401 - fixtures
from tests.assemblies.balloting.test_voting_pages import page_of
from tests.assemblies.conftest import NOW, account, body, convenor, gathering, user_of  # noqa: F401 - fixtures
from tests.assemblies.test_pages import HOME, at, browser, region, words  # noqa: F401 - fixtures too

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings: Any) -> Iterator[None]:
    """Pages are kept here, as on a host."""
    local = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {**settings.CACHES, "pages": {"BACKEND": local, "LOCATION": "pages"}}
    yield
    caches["pages"].clear()


def asked_of_the_database(address: str, **headers: Any) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert Client(headers=headers).get(address).status_code == 200
    return len(asked)


def test_the_next_stranger_has_the_page_for_one_question(body: Body, opened: Opened, at: Any) -> None:  # noqa: F811
    at(NOW)
    decided = [HOME, f"{HOME}proposals/1/", f"{HOME}orders/", page_of(opened())]
    for address in ("/", "/sources/", "/record/", "/assemblies/", *decided):
        assert asked_of_the_database(address) > 1
        assert asked_of_the_database(address) == 1, address
        assert Client().head(address).status_code == 200


def test_what_happened_shows_at_the_next_read(body: Body) -> None:  # noqa: F811
    for title in ("A garden", "A laundry"):
        assert title not in words(browser().get(HOME))
        propose(body=body, title=title, text="Let us.", by=user_of(body, "Knot"), now=NOW)
        assert title in words(browser().get(HOME))


def test_what_ends_by_itself_shows_within_seconds(opened: Opened, at: Any) -> None:  # noqa: F811
    address = page_of(opened())
    at(END - END.resolution)
    assert "Sign in to vote" in words(browser().get(address))
    at(END.fromtimestamp(END.timestamp() + SECONDS, END.tzinfo))
    assert "The voting has ended" in words(browser().get(address))


def test_nobody_sees_a_page_that_was_made_for_another(
    body: Body,  # noqa: F811
    convenor: User,  # noqa: F811
) -> None:
    theirs = {None: "Join", user_of(body, "Knot"): "You in this assembly", convenor: "Call a meeting"}
    for first in theirs:
        caches["pages"].clear()
        for who in (first, *theirs):
            said = words(browser(who).get(HOME))
            assert [told for told in theirs.values() if told in said][-1] == theirs[who]
            assert ("Sign out" in said) == (who is not None)


def test_a_member_who_signs_out_is_a_stranger_again(body: Body) -> None:  # noqa: F811
    assert "Sign in" in words(browser().get(HOME))
    member = browser(user_of(body, "Knot"))
    assert "You in this assembly" in words(member.get(HOME))
    assert "You have signed out." in words(member.post("/sign-in/out/", follow=True))
    assert "You in this assembly" not in words(member.get(HOME))


def test_a_message_for_one_reader_is_for_no_other() -> None:
    assert "No ward of this region" in words(browser().get("/assemblies/", {"postcode": "ZZ1 1ZZ"}))
    assert "No ward of this region" not in words(browser().get("/assemblies/"))


def test_a_page_with_a_form_is_made_for_each(opened: Opened) -> None:  # noqa: F811
    address = f"{page_of(opened())}?code"
    tokens = {browser().get(address).cookies["csrftoken"].value for _ in range(2)}
    assert len(tokens) == 2


def test_a_page_is_kept_by_all_that_it_depends_on(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    one = {"host": "one.example"}
    assert "two.example" in words(Client().get("/sources/", headers={"host": "two.example"}))
    assert "two.example" not in words(Client().get("/sources/", headers=one))
    packed = Client().get("/sources/", headers={**one, "accept-encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in Client().get("/sources/", headers=one).headers
    assert asked_of_the_database("/sources/?page=2", **one) > 1
    for _ in range(2):
        assert Client().get("/sources/", headers={"host": "forged.example"}).status_code == 400


@pytest.mark.parametrize("address", ["/imports/", "/search/", "/api/assemblies/", "/tables/payers.csv", "/sign-in/"])
def test_what_is_live_long_or_ones_own_is_not_kept(address: str) -> None:
    assert asked_of_the_database(address) == asked_of_the_database(address)


def test_what_is_refused_is_not_kept(body: Body, proposal: Proposal) -> None:  # noqa: F811
    assert browser().get(f"{HOME}proposals/2/").status_code == 404
    Proposal.objects.filter(pk=proposal.pk).update(number=2)
    assert browser().get(f"{HOME}proposals/2/").status_code == 200


def test_every_page_kept_is_one_of_the_site() -> None:
    assert {each for each in get_resolver().reverse_dict if isinstance(each, str)} >= READY
