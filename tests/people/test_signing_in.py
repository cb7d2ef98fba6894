"""Signing in: a code by e-mail and nothing else."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from commonweal.basics.problems import Refused
from commonweal.people.actions import give_role, open_account, take_role
from commonweal.people.models import Role, User
from commonweal.record.models import Event
from commonweal.spend.permissions import REVIEW

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
WITHOUT_A_LETTER = "No letter after a few minutes? Look among unwanted mail"
pytestmark = pytest.mark.django_db


def code() -> str:
    """The code in the last letter: it stands on a line of its own."""
    found = re.search(r"^([A-Z0-9]{2,}-?[A-Z0-9]{2,})$", mail.outbox[-1].body, re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found.group(1)


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.db
def test_an_account_opened_by_the_host_signs_in_with_a_code(client: Client) -> None:
    open_account(email="editor@sample.example", by=None, now=NOW)
    client.post("/sign-in/", {"email": "editor@sample.example"})
    assert [letter.to for letter in mail.outbox] == [["editor@sample.example"]]
    client.post("/sign-in/code/", {"code": code()})
    assert signed_in(client)


def test_a_wrong_code_signs_nobody_in(client: Client) -> None:
    open_account(email="editor@sample.example", by=None, now=NOW)
    asked = client.post("/sign-in/", {"email": "editor@sample.example"}, follow=True)
    assert WITHOUT_A_LETTER in asked.content.decode()
    assert "A letter is on its way to editor@sample.example" in asked.content.decode()  # with a code or without
    client.post("/sign-in/code/", {"code": "WRONG-CODE"})
    assert not signed_in(client)


def test_a_stranger_opens_an_account_by_proving_the_address(client: Client) -> None:
    asked = client.post("/sign-in/new/", {"email": "stranger@sample.example"}, follow=True)
    assert WITHOUT_A_LETTER in asked.content.decode()
    assert "A letter is on its way to stranger@sample.example" in asked.content.decode()
    assert not signed_in(client)
    page = client.post("/sign-in/confirm-email/", {"code": code()}, follow=True)
    assert page.status_code == 200
    assert signed_in(client)


def test_nobody_learns_whether_an_address_has_an_account(client: Client) -> None:
    open_account(email="editor@sample.example", by=None, now=NOW)
    known = client.post("/sign-in/", {"email": "editor@sample.example"})
    unknown = Client().post("/sign-in/", {"email": "nobody@sample.example"})
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert "there is no account for it here" in mail.outbox[-1].body  # the letter alone says so
    again, new = (Client().post("/sign-in/new/", {"email": f"{who}@sample.example"}) for who in ("editor", "nobody"))
    assert (again.status_code, again.headers["Location"]) == (new.status_code, new.headers["Location"])
    assert ["has one already" in letter.body for letter in mail.outbox[-2:]] == [True, False]


def test_an_account_has_no_password_and_its_address_in_any_case_is_one_account() -> None:
    first = open_account(email="Editor@Sample.example", by=None, now=NOW)
    assert open_account(email="editor@sample.example", by=None, now=NOW) == first
    assert not first.has_usable_password()
    assert Event.objects.filter(kind="account-opened").count() == 1


def test_a_role_is_given_once_and_only_if_the_room_has_it() -> None:
    for _ in range(2):
        give_role(email="editor@sample.example", room="spend", name="editor", by=None, now=NOW)
    assert Role.objects.count() == 1
    with pytest.raises(Refused, match="no role"):
        give_role(email="other@sample.example", room="spend", name="emperor", by=None, now=NOW)
    assert User.objects.count() == 1


def test_a_role_is_taken_back_once() -> None:
    give_role(email="editor@sample.example", room="spend", name="editor", by=None, now=NOW)
    take_role(email="editor@sample.example", room="spend", name="editor", by=None, now=NOW)
    assert not Role.objects.exists()
    with pytest.raises(Refused, match="No account"):
        take_role(email="editor@sample.example", room="spend", name="editor", by=None, now=NOW)


def test_the_record_names_nobody() -> None:
    open_account(email="editor@sample.example", by=None, now=NOW)
    assert "editor" not in str(list(Event.objects.values_list("body", flat=True)))


def test_an_address_shows_nowhere(client: Client) -> None:
    user = User.objects.create_user("editor@sample.example")
    assert "editor" not in str(user)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert b"editor@sample.example" not in client.get("/").content


def test_what_somebody_may_do_is_never_asked_of_djangos_own_permissions(django_assert_num_queries: Any) -> None:
    reader = open_account(email="reader@sample.example", by=None, now=NOW)
    with django_assert_num_queries(2):  # whether they review, and whether they edit
        assert not reader.has_perm(REVIEW)
    give_role(email="reader@sample.example", room="spend", name="editor", by=None, now=NOW)
    assert reader.has_perm(REVIEW)
