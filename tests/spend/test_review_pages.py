"""The review queue: who may come in, what a reviewer sees and does, two at once, and when the account is drawn."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from commonweal.people.actions import give_role, open_account
from commonweal.spend import queries
from commonweal.spend.actions.accounts import draw_account
from commonweal.spend.importing import Told
from commonweal.spend.likeness import compared
from commonweal.spend.models import Doubt, MatchDecision
from commonweal.spend.tasks import draw_after_review
from tests.laid import Laid
from tests.spend.conftest import NOW
from tests.spend.test_reviews import COMPANIES, GULL, OTHER_GULL, SPENT, load

pytestmark = pytest.mark.django_db
QUEUE, DECISIONS = "/suppliers/review/", "/suppliers/review/decisions/"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SWIFT = {"HX-Request": "true"}  # what the page's script sends with what it asks


@pytest.mark.parametrize(
    ("published", "registered", "lacking", "added"),
    [
        ("Gull Fisheries Ltd", "GULL FISHERIES LIMITED", [], []),  # one legal form, however it is spelt
        ("The Gull & Sons", "GULL AND SONS", [], []),
        ("Gull Fisheries", "GULL FISHERIES (UK) LIMITED", [], ["(UK)", "LIMITED"]),
        ("Gull Fisherys Ltd", "GULL FISHERIES LTD", ["Fisherys"], ["FISHERIES"]),
        ("Gull Group Ltd", "GULL LIMITED", ["Group"], []),
    ],
)
def test_what_differs_between_two_names_is_marked(
    published: str, registered: str, lacking: list[str], added: list[str]
) -> None:
    ours, theirs = compared(published, registered)
    assert [word.text for word in ours if word.alone] == lacking
    assert [word.text for word in theirs if word.alone] == added


@given(st.text(max_size=60), st.text(max_size=60))
def test_marking_changes_no_word_and_a_name_never_differs_from_itself(one: str, other: str) -> None:
    ours, theirs = compared(one, other)
    assert [word.text for word in ours] == one.split()
    assert [word.text for word in theirs] == other.split()
    assert not any(word.alone for words in compared(one, one) for word in words)


def signed_in(name: str, role: str | None = None) -> Client:
    client = Client()
    email = f"{name}@sample.example"
    user = open_account(email=email, by=None, now=NOW)
    if role:
        give_role(email=email, room="spend", name=role, by=None, now=NOW)
    client.force_login(user, backend=BACKEND)
    return client


@pytest.fixture
def reviewer() -> Client:
    return signed_in("first", "reviewer")


@pytest.fixture
def other() -> Client:
    return signed_in("second", "reviewer")


@pytest.fixture
def held(bring_in: Callable[..., Told], tmp_path: Path, laid: Laid) -> None:
    """Two doubts: Gull Fisheries, paid £5,640, and Knot Builders, paid £900. Each may be either of two companies."""
    laid("two doubts", lambda: bring_all_in(bring_in, tmp_path))


def bring_all_in(bring_in: Callable[..., Told], folder: Path) -> None:
    load(COMPANIES, folder)
    bring_in(SPENT)
    draw_account(sample=False, by=None, now=NOW)


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def shown(answer: Any) -> str:
    """The supplier that the page asks about."""
    found = re.search(r'id="published"[^>]*>([^<]*)<', answer.content.decode())
    return found[1] if found else ""


def number(supplier: str) -> int:
    return Doubt.objects.get(supplier=supplier).pk


def choose(client: Client, supplier: str, choice: str, **more: Any) -> Any:
    """Press a button, as the page's script does it."""
    typed = {"doubt": number(supplier), "choice": choice, **more}
    return client.post(QUEUE, typed, headers=SWIFT)


@pytest.mark.parametrize("address", [QUEUE, DECISIONS])
def test_a_stranger_signs_in_a_member_is_refused_and_those_with_the_role_come_in(held: None, address: str) -> None:
    stranger = Client().get(address)
    assert (stranger.status_code, stranger.headers["Location"].split("?")[0]) == (302, "/sign-in/")
    refused = signed_in("member").get(address)
    assert refused.status_code == 403
    assert "for people with a role here" in text(refused)
    for role in ("reviewer", "editor"):
        assert signed_in(role, role).get(address).status_code == 200


def test_a_member_decides_and_undoes_nothing(held: None, reviewer: Client) -> None:
    choose(reviewer, "GULL FISHERIES LTD", GULL)
    undo = f"{DECISIONS}{MatchDecision.objects.get().pk}/undo/"
    member = signed_in("member")
    assert choose(member, "Knot Builders Ltd", "none").status_code == 403
    assert member.post(undo).status_code == 403
    assert Client().post(undo).status_code == 302
    assert queries.decisions(sample=False).count() == 1


def test_the_largest_doubt_comes_first_with_all_that_helps_to_decide(held: None, reviewer: Client) -> None:
    page = reviewer.get(QUEUE)
    assert shown(page) == "GULL FISHERIES LTD"
    said = text(page)
    for part in ("2 suppliers wait, paid £6,540 in all", "£5,640.00 in 2 payments by Sandport Council", "14 June 2024"):
        assert part in said
    for part in ("Company number 09999902; active", "Company number 09999903", "GULL FISHERIES LIMITED", "possible"):
        assert part.lower() in said.lower()
    assert "http" not in re.sub(r'xmlns="[^"]*"', "", "".join(re.findall(r'href="([^"]*)"', page.content.decode())))


def test_a_choice_is_kept_and_the_next_one_comes_with_the_answer(held: None, reviewer: Client) -> None:
    reviewer.get(QUEUE)
    answer = choose(reviewer, "GULL FISHERIES LTD", OTHER_GULL)
    assert shown(answer) == "Knot Builders Ltd"
    assert "<html" not in answer.content.decode()
    assert "One supplier waits, paid £900" in text(answer)
    assert queries.decisions(sample=False).get().org_id == OTHER_GULL
    assert "figures follow" in text(answer).lower()


def test_it_works_without_script_by_going_to_the_next(held: None, reviewer: Client) -> None:
    sent = {"doubt": number("GULL FISHERIES LTD"), "choice": "none"}
    answer = reviewer.post(QUEUE, sent, follow=True)
    assert answer.redirect_chain
    assert shown(answer) == "Knot Builders Ltd"
    assert queries.decisions(sample=False).get().org_id == ""


def test_not_sure_goes_on_and_comes_round_again(held: None, reviewer: Client) -> None:
    reviewer.get(QUEUE)
    assert shown(choose(reviewer, "GULL FISHERIES LTD", "skip")) == "Knot Builders Ltd"
    assert shown(choose(reviewer, "Knot Builders Ltd", "skip")) == "GULL FISHERIES LTD"
    choose(reviewer, "GULL FISHERIES LTD", "none")
    assert "No other one is free" in text(choose(reviewer, "Knot Builders Ltd", "skip"))


def test_what_was_passed_over_is_not_asked_again_at_once(held: None, reviewer: Client) -> None:
    answer = choose(reviewer, "GULL FISHERIES LTD", "skip")
    again = reviewer.get(answer.headers["HX-Replace-Url"])  # what reloading the page asks for
    assert shown(again) == shown(answer) == "Knot Builders Ltd"


@pytest.mark.parametrize("typed", ["", "12345678", "<script>", "9" * 500])
def test_a_number_that_is_no_answer_is_told_and_can_be_mended(held: None, reviewer: Client, typed: str) -> None:
    answer = choose(reviewer, "GULL FISHERIES LTD", "number", number=typed)
    assert shown(answer) == "GULL FISHERIES LTD"
    assert "There is a problem" in text(answer)
    assert "<script>" not in answer.content.decode()
    assert not MatchDecision.objects.exists()


def test_another_organisation_is_named_by_its_number(held: None, reviewer: Client) -> None:
    answer = choose(reviewer, "GULL FISHERIES LTD", "number", number=" 9999901 ")
    assert shown(answer) == "Knot Builders Ltd"
    assert "TERN BAKERY LIMITED" in text(answer)


@pytest.mark.parametrize("sent", [{}, {"doubt": "x"}, {"doubt": "9" * 40}, {"doubt": "0", "choice": "none"}])
def test_a_doubt_that_is_there_no_more_does_no_harm(held: None, reviewer: Client, sent: dict[str, str]) -> None:
    answer = reviewer.post(QUEUE, sent, headers=SWIFT)
    assert answer.status_code == 200
    assert "waits no more" in text(answer)
    assert shown(answer) == "GULL FISHERIES LTD"
    assert not MatchDecision.objects.exists()


def test_a_double_click_or_the_back_button_decides_once(held: None, reviewer: Client) -> None:
    choose(reviewer, "GULL FISHERIES LTD", GULL)
    answer = choose(reviewer, "GULL FISHERIES LTD", "none")
    assert "You decided that one already" in text(answer)
    assert shown(answer) == "Knot Builders Ltd"
    assert queries.decisions(sample=False).get().org_id == GULL


@pytest.mark.db
def test_two_reviewers_see_two_suppliers_and_never_decide_the_same(held: None, reviewer: Client, other: Client) -> None:
    assert (shown(reviewer.get(QUEUE)), shown(other.get(QUEUE))) == ("GULL FISHERIES LTD", "Knot Builders Ltd")
    assert "other reviewers have them open" in text(signed_in("third", "editor").get(QUEUE))
    choose(other, "GULL FISHERIES LTD", GULL)  # say it was open in another window
    answer = choose(reviewer, "GULL FISHERIES LTD", OTHER_GULL)
    assert "Someone else decided this one" in text(answer)
    assert queries.decisions(sample=False).get().org_id == GULL


def test_undoing_brings_the_supplier_back_to_the_one_who_undoes(held: None, reviewer: Client) -> None:
    choose(reviewer, "GULL FISHERIES LTD", GULL)
    undo = f"{DECISIONS}{MatchDecision.objects.get().pk}/undo/"
    assert shown(reviewer.post(undo, headers=SWIFT)) == "GULL FISHERIES LTD"
    assert not queries.decisions(sample=False).exists()
    again = reviewer.post(undo, headers=SWIFT)
    assert "undone already" in text(again)


def test_all_decisions_are_listed_with_who_and_when_and_no_address(held: None, reviewer: Client, other: Client) -> None:
    choose(reviewer, "GULL FISHERIES LTD", GULL)
    choose(other, "Knot Builders Ltd", "none")
    page = reviewer.get(DECISIONS)
    assert re.search(r"GULL FISHERIES LTD is GULL FISHERIES LIMITED .*you,", text(page))
    assert re.search(r"Knot Builders Ltd is none of those suggested reviewer \d+,", text(page))
    assert "@" not in text(page)
    knot = MatchDecision.objects.get(supplier="Knot Builders Ltd")
    listed = reviewer.post(f"{DECISIONS}{knot.pk}/undo/", {"from": "decisions"}, follow=True)
    assert "undone by you" in text(listed)


@pytest.mark.parametrize(
    ("words", "found"),
    [("gull", 1), ("09999902", 1), ("gull limited", 1), ("heron", 0), ("", 1), ("%00'\"<", 0)],
)
def test_decisions_can_be_searched(held: None, reviewer: Client, words: str, found: int) -> None:
    choose(reviewer, "GULL FISHERIES LTD", GULL)
    page = reviewer.get(DECISIONS, {"q": words}).content.decode()
    assert page.count('class="cw-decision"') == found


def test_the_account_is_drawn_once_for_many_decisions(held: None, reviewer: Client) -> None:
    for supplier in ("GULL FISHERIES LTD", "Knot Builders Ltd"):
        choose(reviewer, supplier, "none")
    waiting = DBTaskResult.objects.get(task_path=draw_after_review.module_path)
    assert waiting.run_after > timezone.now()  # so that what is decided in the next seconds is in it
    draw_after_review.call(sample=False)
    assert not Doubt.objects.exists()
    assert "Nobody waits" in text(reviewer.get(QUEUE))


def test_a_decision_taken_while_the_account_is_drawn_asks_for_another_drawing(held: None, reviewer: Client) -> None:
    choose(reviewer, "GULL FISHERIES LTD", "none")
    DBTaskResult.objects.update(status="RUNNING")
    choose(reviewer, "Knot Builders Ltd", "none")
    assert DBTaskResult.objects.filter(status="READY").count() == 1


def test_an_empty_queue_says_what_to_do_next(reviewer: Client) -> None:
    page = text(reviewer.get(QUEUE))
    assert "Nobody waits" in page
    assert "Companies House" in page
