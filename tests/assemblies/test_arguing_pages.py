"""The pages of a proposal's way, as its author, other members, a convenor and a stranger see them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commonweal.assemblies.actions.discussion import write_comment
from commonweal.assemblies.discussion import EDITABLE
from commonweal.assemblies.models import (
    Amendment,
    Body,
    Comment,
    Draft,
    Hiding,
    Office,
    Policy,
    Proposal,
    Rearrangement,
    Report,
)
from tests.laid import Laid
from tests.spend.linen import coast

from .conftest import NOW, ORDERS, Account, user_of
from .proposing import BENCH, LAUNDRY, made, offered
from .test_pages import HOME, after, browser, words

pytestmark = pytest.mark.django_db
FIRST = f"{HOME}proposals/1/"
BAD = "<script>alert(1)</script><img src=x onerror=alert(1)>{{ 7|add:7 }}"


@pytest.fixture(autouse=True)
def region(home: Path, laid: Laid) -> None:
    laid("coast", lambda: coast(home))


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def laundry(body: Body) -> Proposal:
    return made(body)


def of(body: Body, name: str) -> Client:
    return browser(user_of(body, name))


def said(proposal: Proposal, text: str, by: str = "Avocet", answers: Comment | None = None) -> Comment:
    by_whom = user_of(proposal.body, by)
    return write_comment(proposal=proposal, text=text, answers=answers, by=by_whom, now=NOW)


def test_a_draft_from_the_first_words_to_the_assembly(body: Body) -> None:
    knot = of(body, "Knot")
    assert "You have no drafts" in words(knot.get(f"{HOME}proposals/drafts/"))
    assert "Without a title" in after(knot, f"{HOME}proposals/drafts/", title="", text="Wash")
    page = Draft.objects.get().get_absolute_url()
    assert "a short title" in after(knot, page, title="", text="Wash the linen.", put="yes")
    assert "Wash the linen." in knot.get(page).content.decode()  # nothing is lost
    assert of(body, "Tern").get(page).status_code == 404
    assert browser().get(page).status_code == 302
    for client in (of(body, "Tern"), browser()):
        assert "Wash" not in words(client.get(f"{HOME}proposals/"))
    said = after(knot, page, title="A laundry", text="Wash the linen.", put="yes")
    assert "A laundry open for discussion" in said
    assert not Draft.objects.exists()


def test_seconds_on_the_page(body: Body) -> None:
    body.orders.update(text=replace(ORDERS, seconds=2).written())
    made(body)
    assert "0 of 2 seconds" in words(browser().get(FIRST))
    assert "Second it" not in words(of(body, "Knot").get(FIRST))  # one's own
    tern = of(body, "Tern")
    assert "Take my support back" in after(tern, f"{FIRST}second/")
    assert "0 of 2 seconds" in after(tern, f"{FIRST}second/", back="yes")
    after(tern, f"{FIRST}second/")
    assert "Nobody has said anything yet" in after(of(body, "Grebe"), f"{FIRST}second/")
    assert "A laundry" in words(browser().get(HOME))


def test_a_discussion_with_an_answer(laundry: Proposal, body: Body) -> None:
    avocet, tern = of(body, "Avocet"), of(body, "Tern")
    assert "You" in after(avocet, f"{FIRST}comments/", text="Where would it stand?")
    first = Comment.objects.get()
    answer = f"{FIRST}comments/?answers={first.public_id}"
    assert "Where would it stand?" in words(tern.get(answer))
    page = after(tern, answer, text="In the old ropeworks.")
    assert page.index("Where would it stand?") < page.index("In the old ropeworks.")
    assert "Avocet" in page
    assert "changed since" in after(avocet, f"{HOME}comments/{first.public_id}/change/", text="Where will it stand?")
    erase = f"{HOME}comments/{first.public_id}/erase/"
    assert "The words go for good" in words(avocet.get(erase))
    page = after(avocet, erase)
    assert "Whoever wrote this has erased it." in page
    assert "Where will it stand?" not in page
    assert "In the old ropeworks." in page


def test_a_comment_can_be_changed_for_a_while(laundry: Proposal, body: Body, monkeypatch: pytest.MonkeyPatch) -> None:
    said(laundry, "Yes.")
    assert "Change" in words(of(body, "Avocet").get(FIRST)).split("Discussion")[1]
    monkeypatch.setattr(timezone, "now", lambda: NOW + EDITABLE)
    assert "Change" not in words(of(body, "Avocet").get(FIRST)).split("Discussion")[1]


def test_who_is_shown_to_whom(laundry: Proposal, body: Body, account: Account) -> None:
    body.members.filter(shown_name="Knot").update(least_age=16)
    child, adult = said(laundry, "I am sixteen.", "Knot"), said(laundry, "I am not.", "Avocet")
    said(laundry, "An answer to a child.", "Tern", child)
    told = {name: words(of(body, name).get(FIRST)).split("Discussion")[1] for name in ("Tern", "Grebe")}
    assert "Knot" in told["Tern"]  # the convenor
    assert "I am sixteen." in told["Grebe"]
    assert "Knot" not in told["Grebe"]
    assert "Avocet" in told["Grebe"]
    for stranger in (browser(), browser(account("Stranger"))):
        page = stranger.get(FIRST).content.decode()
        assert "I am not." in page
        assert not [each for each in ("sixteen", "An answer to a child", "Avocet", "Knot", "Tern") if each in page]
        assert stranger.get(child.get_absolute_url()).status_code == 404
        assert stranger.get(adult.get_absolute_url(), follow=True).status_code == 200
        assert stranger.get(f"{HOME}report/comment/{child.public_id}/").status_code == 404


def test_a_thousand_comments_are_paged(laundry: Proposal, body: Body, django_assert_max_num_queries: Any) -> None:
    avocet = body.members.get(shown_name="Avocet")
    told = {"proposal": laundry, "by": avocet, "of_a_child": False, "salt": b"", "seal": "", "written_at": NOW}
    firsts = Comment.objects.bulk_create(Comment(text=f"Comment {at}.", **told) for at in range(500))
    Comment.objects.bulk_create(Comment(text=f"Answer {at}.", answers=each, **told) for at, each in enumerate(firsts))
    with django_assert_max_num_queries(25):
        page = words(browser().get(FIRST))
    assert page.index("Comment 0.") < page.index("Answer 0.") < page.index("Comment 1.")
    assert "Page 1 of 20" in page
    assert "Comment 25." not in page
    last = words(browser().get(f"{FIRST}?page=20"))
    assert "Answer 499." in last
    address = browser().get(f"{HOME}comments/{firsts[499].public_id}/").url  # type: ignore[attr-defined]
    assert address == f"{FIRST}?page=20#c-{firsts[499].public_id}"


def test_an_answer_alone_at_the_top_of_a_page_leads_to_what_it_answers(laundry: Proposal, body: Body) -> None:
    first = said(laundry, "The beginning.")
    for at in range(60):
        said(laundry, f"Answer {at}.", "Tern", first)
    page = browser().get(f"{FIRST}?page=2").content.decode()
    assert "An answer to a comment on the page before" in page
    assert first.get_absolute_url() in page


def test_a_merger_from_the_offer_to_the_lineage(laundry: Proposal, body: Body) -> None:
    bench = made(body, "Avocet", BENCH)
    knot, avocet = of(body, "Knot"), of(body, "Avocet")
    both = {"title": "Both", "text": "Wash here and sit there."}
    assert "This field is required" in after(knot, f"{FIRST}merge/", **both)
    assert "its author is asked" in after(knot, f"{FIRST}merge/", proposals=[bench.pk], **both)
    assert "Somebody would like to merge this" in words(avocet.get(f"{HOME}proposals/2/"))
    assert "merge this" not in words(browser().get(f"{HOME}proposals/2/"))
    page = after(avocet, f"{HOME}mergers/{Rearrangement.objects.get().public_id}/", yes="yes")
    assert "Made of these" in page
    assert "as those who made them agreed" in page
    for number in (1, 2):
        assert "Became this Both" in words(browser().get(f"{HOME}proposals/{number}/"))
    assert "A laundry merged with another" in words(browser().get(f"{HOME}proposals/"))


def test_a_split_by_a_convenor_says_why(laundry: Proposal, body: Body) -> None:
    parts = {"title1": "Wash", "text1": "Wash here.", "title2": "Dry", "text2": "Dry here."}
    assert of(body, "Avocet").get(f"{FIRST}split/").status_code == 403
    tern = of(body, "Tern")
    assert "Only who made" in after(tern, f"{FIRST}split/", **parts)
    assert "short title" in after(tern, f"{FIRST}split/", reason="Two things.", **parts | {"title2": ""})
    one = words(tern.post(f"{FIRST}split/", {"reason": "Two things.", "title1": "Wash", "text1": "Wash here."}))
    assert "Fill in at least two parts, each with a title and a text." in one
    assert "Title of part 2 (not needed)" not in one
    assert "Title of part 3 (not needed)" in one
    page = after(tern, f"{FIRST}split/", reason="These are two things.", **parts)
    assert "Became these Wash Dry" in page
    assert "These are two things." in page
    assert "A part of this A laundry" in words(browser().get(f"{HOME}proposals/2/"))


def test_words_hidden_appealed_and_shown_again(laundry: Proposal, body: Body) -> None:
    comment = said(laundry, "Fools, all of you.")
    tern, avocet = of(body, "Tern"), of(body, "Avocet")
    assert "The convenors will look at it" in after(
        browser(), f"{HOME}report/comment/{comment.public_id}/", reason="insult", note="Really."
    )
    assert "report waits" not in words(avocet.get(HOME))
    for page in (HOME, f"{HOME}moderation/"):  # it would wait for good if a convenor had to look for it
        assert "1 report waits for you" in words(tern.get(page))
    assert "Fools, all of you." in words(tern.get(f"{HOME}moderation/reports/"))
    assert "Hidden text 1" in after(tern, f"{HOME}hide/comment/{comment.public_id}/", reason="insult")
    for client in (browser(), of(body, "Grebe")):
        for page in (FIRST, f"{HOME}moderation/", f"{HOME}moderation/1/"):
            told = client.get(page).content.decode()
            assert "Fools" not in told
            assert "Avocet" not in told.split("moderation")[-1]
    assert "A convenor hid this: It insults somebody" in words(browser().get(FIRST))
    assert "Fools, all of you." in words(avocet.get(f"{HOME}moderation/1/"))
    assert "not answered yet" in after(avocet, f"{HOME}moderation/1/settle/", text="It was a joke.")
    assert "It was a joke." not in words(browser().get(f"{HOME}moderation/1/"))
    assert "1 appeal against hiding waits" in words(tern.get(HOME))
    assert "another convenor decides" in after(tern, f"{HOME}moderation/1/settle/", shown="yes")
    assert "no decision of that number" in after(tern, f"{HOME}moderation/1/settle/", shown="yes", decision="9")
    Office.objects.create(body=body, member=body.members.get(shown_name="Grebe"), name="convenor", since=NOW)
    assert "it is shown again" in after(of(body, "Grebe"), f"{HOME}moderation/1/settle/", shown="yes")
    assert "Fools, all of you." in words(browser().get(FIRST))
    assert "Shown again" in words(browser().get(f"{HOME}moderation/"))


def test_a_hidden_proposal_shows_no_word_anywhere(laundry: Proposal, body: Body) -> None:
    offered(laundry)
    comment = said(laundry, "Look.")
    after(of(body, "Tern"), f"{HOME}hide/proposal/{laundry.public_id}/", reason="unlawful")
    page = words(browser().get(FIRST))
    assert "A convenor hid this: It is against the law" in page
    pages = (HOME, FIRST, f"{HOME}proposals/", f"{HOME}moderation/", f"{FIRST}versions/", f"{FIRST}amendments/1/")
    for client in (browser(), of(body, "Grebe")):
        for each in (*pages, f"{HOME}comments/{comment.public_id}/"):
            assert "laundry" not in client.get(each, follow=True).content.decode(), each


def test_reports_can_be_set_aside(laundry: Proposal, body: Body) -> None:
    after(browser(), f"{HOME}report/proposal/{laundry.public_id}/", reason="off topic")
    tern = of(body, "Tern")
    assert "Nobody has reported anything" in after(tern, f"{HOME}moderation/reports/{Report.objects.get().pk}/")
    assert not Hiding.objects.exists()


def test_the_policy_is_public_and_changes_by_decision(laundry: Proposal, body: Body) -> None:
    assert "Hiding is not deleting" in words(browser().get(f"{HOME}moderation/policy/"))
    tern = of(body, "Tern")
    assert "This field is required" in after(tern, f"{HOME}moderation/policy/", text="Be kind.")
    assert "no decision of that number" in after(tern, f"{HOME}moderation/policy/", text="Be kind.", decision="3")
    after(of(body, "Grebe"), f"{HOME}moderation/policy/", text="Be kind.", decision="1")
    assert not Policy.objects.exists()


@pytest.mark.parametrize("who", ["Stranger", ""])
def test_what_is_not_for_a_stranger(laundry: Proposal, body: Body, account: Account, who: str) -> None:
    offered(laundry)
    comment = said(laundry, "Look.")
    client = browser(account(who)) if who else browser()
    expected = 403 if who else 302
    for page in (
        "proposals/drafts/",
        "proposals/1/comments/",
        "proposals/1/amendments/new/",
        "proposals/1/merge/",
        "proposals/1/split/",
        f"comments/{comment.public_id}/change/",
        f"comments/{comment.public_id}/erase/",
        "moderation/reports/",
        f"hide/comment/{comment.public_id}/",
    ):
        assert client.get(HOME + page).status_code == expected, page
    for act in ("proposals/1/second/", "proposals/1/amendments/1/accept/", "proposals/1/amendments/1/put/"):
        after(client, HOME + act)
    assert Amendment.objects.get().state == "offered"


def test_an_empty_assembly_says_so(body: Body) -> None:
    assert "Nothing yet." in words(browser().get(f"{HOME}proposals/"))
    assert "Nothing was ever hidden here." in words(browser().get(f"{HOME}moderation/"))


def test_hostile_words_are_words(body: Body) -> None:
    proposal = made(body, wording=replace(LAUNDRY, title=BAD, text=BAD))
    said(proposal, BAD)
    offered(proposal, wording=replace(LAUNDRY, title=f"{BAD} <marquee>", text=f"<svg onload=alert(2)>{BAD}"))
    after(of(body, "Knot"), f"{FIRST}amendments/1/accept/")
    pages = [FIRST, f"{FIRST}amendments/1/", f"{FIRST}versions/", f"{FIRST}amendments/new/", f"{HOME}proposals/"]
    pages += [f"{FIRST}merge/", f"{FIRST}split/", f"{HOME}report/proposal/{proposal.public_id}/"]
    for page in pages:
        told = of(body, "Knot").get(page).content.decode()
        assert not [bad for bad in ("<script>alert", "<img src=x", "<svg onload", "<marquee>") if bad in told], page
        assert "{{ 7|add:7 }}" in told, page


@pytest.mark.parametrize(
    "page",
    [
        "proposals/9/versions/",
        "proposals/1/amendments/9/",
        "comments/00000000-0000-0000-0000-000000000000/",
        "moderation/9/",
        "report/king/00000000-0000-0000-0000-000000000000/",
        "proposals/1/comments/?answers=nonsense",
    ],
)
def test_what_is_not_there(laundry: Proposal, body: Body, page: str) -> None:
    assert of(body, "Tern").get(HOME + page).status_code == 404
