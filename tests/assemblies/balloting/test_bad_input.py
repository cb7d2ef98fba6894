"""What people try that must not work, on the pages: a sentence, nothing lost or half-done, and the security log."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from commonweal.assemblies.actions.closing import close_box, stop_voting
from commonweal.assemblies.actions.letters import make_due
from commonweal.assemblies.models import (
    Ballot,
    Body,
    Decision,
    Elector,
    HandCount,
    Meeting,
    Notice,
    Orders,
    RefusedAttempt,
    Vote,
)
from commonweal.people.actions import open_account
from commonweal.people.models import User
from tests.assemblies.balloting.conftest import END, TREES, Opened, ballot, elector
from tests.assemblies.balloting.test_voting_pages import page_of, sent_on
from tests.assemblies.conftest import EVENING, NOW, user_of
from tests.assemblies.test_pages import HOME, after, at, browser, region, words  # noqa: F401 - fixtures too

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(at: Any) -> None:  # noqa: F811
    at(NOW)


def kept() -> list[str]:
    """The attempts on the security log."""
    return list(RefusedAttempt.objects.order_by("pk").values_list("attempt", flat=True))


def checked(vote: Vote, client: Client, **marked: Any) -> dict[str, str]:
    """The form as it is sent on once a ballot was checked."""
    return sent_on(client.post(page_of(vote), {"choosing": "yes", **marked}))


def test_a_vote_a_second_after_the_close(opened: Opened, at: Any) -> None:  # noqa: F811
    vote = opened()
    client = browser(user_of(vote.proposal.body, "Knot"))
    form = checked(vote, client, choice=0)
    at(END)
    assert "Your ballot came too late and was not counted" in after(client, page_of(vote) + "cast/", **form)
    assert (Ballot.objects.count(), elector(vote, "Knot").struck) == (0, "")
    after(client, page_of(vote), choosing="yes", choice=0)  # and from the page before
    assert kept() == ["late vote", "late vote"]
    assert not [each.what for each in RefusedAttempt.objects.all() if "Knot" in each.what]


def test_a_vote_in_the_last_second(opened: Opened, at: Any) -> None:  # noqa: F811
    vote = opened()
    client = browser(user_of(vote.proposal.body, "Knot"))
    form = checked(vote, client, choice=0)
    at(END - timedelta(seconds=1))
    assert "Your ballot is cast" in after(client, page_of(vote) + "cast/", **form)


def test_a_form_that_is_sent_again_and_one_that_is_anothers(opened: Opened) -> None:
    vote = opened()
    body = vote.proposal.body
    knot, grebe = browser(user_of(body, "Knot")), browser(user_of(body, "Grebe"))
    form = checked(vote, knot, choice=0)
    first = after(knot, page_of(vote) + "cast/", **form)
    assert after(knot, page_of(vote) + "cast/", **form) == first  # the same receipt, and nothing new
    assert after(knot, page_of(vote) + "cast/", **{**form, "choices": "1"}) == first  # nor another choice
    assert (Ballot.objects.get().choices, kept()) == ([0], ["replayed form"])
    assert "not one that we gave you" in after(grebe, page_of(vote) + "cast/", **form)
    assert "not one that we gave you" in after(grebe, page_of(vote) + "cast/", **{**form, "choices": "0,x"})
    again = {**checked(vote, grebe, choice=1), "choices": "1"}
    assert "Your ballot is cast" in after(grebe, page_of(vote) + "cast/", **again)
    assert kept() == ["replayed form", "forged form", "forged form"]


@pytest.mark.parametrize("by_tracker", [False, True])
def test_a_receipt_loaded_again_after_the_close(opened: Opened, convenor: User, at: Any, by_tracker: bool) -> None:  # noqa: F811
    if by_tracker:
        Orders.objects.update(text=replace(Orders.objects.get().rules(), receipts="tracker only").written())
    vote = opened()
    knot, grebe = (browser(user_of(vote.proposal.body, name)) for name in ("Knot", "Grebe"))
    form, late = checked(vote, knot, choice=0), checked(vote, grebe, choice=1)
    first = after(knot, page_of(vote) + "cast/", **form)
    at(END)
    assert after(knot, page_of(vote) + "cast/", **form) == first  # while it is counted, too: it did not come too late
    stop_voting(vote=vote, by=convenor, now=END)
    close_box(vote=vote, by=convenor, now=END)
    assert after(knot, page_of(vote) + "cast/", **form) == first
    assert "came too late" in after(grebe, page_of(vote) + "cast/", **late)
    assert (kept(), Decision.objects.get().yes) == (["late vote"], 1)


def test_a_second_vote_by_paper_after_one_online(opened: Opened, convenor: User) -> None:
    vote = opened(by_paper=True)
    ballot(vote, "Knot", 0)
    line = elector(vote, "Knot")
    said = after(browser(convenor), f"{page_of(vote, 'table')}{line.pk}/paper/")
    assert "This person has voted, or has a paper already" in said
    assert (Elector.objects.get(pk=line.pk).struck, kept()) == ("online", ["second vote"])


def test_a_second_vote_online_after_a_paper(opened: Opened, convenor: User) -> None:
    vote = opened(by_paper=True)
    client = browser(user_of(vote.proposal.body, "Knot"))
    form = checked(vote, client, choice=0)
    after(browser(convenor), f"{page_of(vote, 'table')}{elector(vote, 'Knot').pk}/paper/")
    assert "You have voted already" in after(client, page_of(vote) + "cast/", **form)
    assert (Ballot.objects.count(), kept()) == (0, ["second vote"])


def test_a_forged_receipt(opened: Opened) -> None:
    vote = opened()
    said = after(browser(), page_of(vote, "tracker"), tracker="abcde abcde abcde abcde abcde a")
    assert "No ballot of this vote has that tracker" in said
    said = after(browser(), page_of(vote, "tracker"), tracker=" ")
    assert "Write the tracker that stands on your receipt." in said
    assert "tell the convenors" not in said
    assert kept() == ["forged receipt"]  # nothing written is nothing forged


def test_an_overvoted_paper(opened: Opened, convenor: User, at: Any) -> None:  # noqa: F811
    vote = opened(TREES, by_paper=True)
    body = vote.proposal.body
    table = page_of(vote, "table")
    after(browser(convenor), f"{table}{elector(vote, 'Knot').pk}/paper/")
    at(END)
    stop_voting(vote=vote, by=convenor, now=END)
    for name in ("Grebe", "Plover"):
        said = after(browser(user_of(body, name)), page_of(vote, "papers"), number=1, text="1=2 3")
    assert "Pile 1 is entered" in said
    batch = vote.batches.get()
    assert (batch.agreed, batch.papers, batch.invalid, Ballot.objects.count()) == (True, 1, 1, 0)
    assert "candidate 9" in after(browser(user_of(body, "Dunlin")), page_of(vote, "papers"), number=2, text="9 1")


def test_a_convenor_of_another_ward(opened: Opened) -> None:
    vote = opened()
    stranger = open_account(email="stranger@sample.example", by=None, now=NOW)
    client, line = browser(stranger), elector(vote, "Knot")
    table = page_of(vote, "table")
    assert client.get(table).status_code == 403
    for step in (f"{line.pk}/paper/", f"{line.pk}/code/", "stop/", "count/", "abandon/"):
        assert client.post(table + step).status_code in (302, 403)
    assert client.get(page_of(vote) + f"?for={line.pk}").status_code == 200
    vote.refresh_from_db()
    assert (vote.state, Elector.objects.get(pk=line.pk).struck, Ballot.objects.count()) == ("open", "", 0)
    assert kept() == ["not entitled"] * 6
    call = {"day": "2026-12-20", "time": "19:00", "place": "The hall", "agenda": "Nothing"}
    assert client.post(f"{HOME}meetings/new/", call).status_code == 403
    assert kept() == ["not entitled"] * 7


def test_tellers_who_never_agree(body: Body, in_the_room: Meeting, convenor: User, at: Any) -> None:  # noqa: F811
    at(EVENING)
    after(browser(user_of(body, "Knot")), f"{HOME}proposals/new/", title="A garden", text="Plant it.")
    after(browser(convenor), f"{HOME}proposals/1/vote/")
    vote = Vote.objects.get()
    tern, grebe = browser(convenor), browser(user_of(body, "Grebe"))
    for _ in range(5):
        after(tern, f"{HOME}votes/{vote.public_id}/", yes=5, no=2, abstain=1)
        said = after(grebe, f"{HOME}votes/{vote.public_id}/", yes=4, no=3, abstain=1)
    assert "count again" in said
    assert (Decision.objects.count(), HandCount.objects.count()) == (0, 10)
    assert kept() == ["tellers disagree"] * 5
    log = words(browser(convenor).get(f"{HOME}refused-attempts/"))
    assert "two tellers Two tellers counted differently in count 5" in log
    assert not set(RefusedAttempt.objects.values_list("user", flat=True)) - {None}  # neither is at fault
    after(browser(convenor), f"{HOME}votes/{vote.public_id}/abandon/")
    vote.refresh_from_db()
    assert vote.state == Vote.State.ABANDONED


def test_a_count_that_is_sent_again_is_not_taken_for_the_next(body: Body, in_the_room: Meeting, at: Any) -> None:  # noqa: F811
    at(EVENING)
    chair = browser(user_of(body, "Tern"))
    after(browser(user_of(body, "Knot")), f"{HOME}proposals/new/", title="A garden", text="Plant it.")
    after(chair, f"{HOME}proposals/1/vote/")
    vote = Vote.objects.get()
    grebe = browser(user_of(body, "Grebe"))
    assert 'name="counting" value="1"' in grebe.get(f"{HOME}votes/{vote.public_id}/").content.decode()
    after(chair, f"{HOME}votes/{vote.public_id}/", yes=5, no=2, abstain=1, counting=1)
    after(grebe, f"{HOME}votes/{vote.public_id}/", yes=4, no=3, abstain=1, counting=1)
    said = after(grebe, f"{HOME}votes/{vote.public_id}/", yes=4, no=3, abstain=1, counting=1)
    assert "Now count 2 is asked for" in said
    assert (HandCount.objects.count(), kept()) == (2, ["tellers disagree", "replayed form"])


def test_a_meeting_without_quorum_that_decides_anyway(body: Body, meeting: Meeting, convenor: User, at: Any) -> None:  # noqa: F811
    after(browser(user_of(body, "Knot")), f"{HOME}proposals/new/", title="A garden", text="Plant it.")
    at(EVENING)
    chair = browser(convenor)
    after(chair, f"{HOME}meetings/1/open/")
    assert "1 of the 8 people are present" in after(chair, f"{HOME}proposals/1/vote/")
    assert (Vote.objects.count(), Decision.objects.count(), kept()) == (0, 0, ["no quorum"])


@pytest.mark.parametrize("witness", ["", "nobody", "00000000-0000-0000-0000-000000000000"])
@pytest.mark.parametrize("name", ["lots", "withdrawn"])
def test_a_witness_who_is_nobody(opened: Opened, convenor: User, name: str, witness: str) -> None:
    vote = opened(TREES)
    sent = {"witness": witness, "option": "0", "rank-0": "1", "rank-1": "2", "rank-2": "3"}
    assert browser(convenor).post(page_of(vote, name), sent).status_code == 404
    vote.box.refresh_from_db()
    assert (vote.box.lots, vote.box.withdrawn) == ([], [])


def test_somebody_withdraws_on_the_page(opened: Opened, convenor: User, body: Body) -> None:
    vote = opened(TREES)
    chair = browser(convenor)
    assert "Somebody withdraws" in words(chair.get(page_of(vote, "table")))
    grebe = str(body.members.get(shown_name="Grebe").public_id)
    assert "one of the options" in after(chair, page_of(vote, "withdrawn"), option="7", witness=grebe)
    assert "in the record" in after(chair, page_of(vote, "withdrawn"), option="1", witness=grebe)
    shown = browser(user_of(body, "Knot")).get(page_of(vote))
    assert "Withdrawn while the vote was open: Birch" in words(shown)
    assert "rank-1" not in shown.content.decode()
    assert browser(user_of(body, "Knot")).get(page_of(vote, "withdrawn")).status_code == 403


def test_letters_that_did_not_go_out(body: Body, meeting: Meeting, convenor: User) -> None:

    make_due(now=NOW)
    Notice.objects.update(state=Notice.State.FAILED, tries=6, fault="ConnectionRefusedError")
    page = browser(convenor).get(f"{HOME}letters/")
    assert "Call to meeting 1 Tried 6 times. It is not tried again by itself." in words(page)
    assert "@" not in words(page)
    assert browser(user_of(body, "Knot")).get(f"{HOME}letters/").status_code == 403
    after(browser(user_of(body, "Knot")), f"{HOME}letters/again/")
    assert kept() == ["not entitled"]
    assert "They are sent again" in after(browser(convenor), f"{HOME}letters/again/")
    assert set(Notice.objects.values_list("state", flat=True)) == {"waiting"}
