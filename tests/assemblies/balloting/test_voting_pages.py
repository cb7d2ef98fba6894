"""The pages of votes by ballot, as a voter, a convenor, two clerks and a stranger see them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from commonweal.assemblies.actions.closing import draw_lots
from commonweal.assemblies.models import Ballot, Body, Elector, Member, RefusedAttempt, Vote
from commonweal.people.models import User
from tests.assemblies.balloting.conftest import END, LATER, TREES, Opened, ballot, counted, elector
from tests.assemblies.conftest import NAMES, NOW, Account, user_of
from tests.assemblies.test_pages import HOME, after, at, browser, region, words  # noqa: F401 - fixtures too

pytestmark = pytest.mark.django_db
INTERFACE = "/api/assemblies/quayside-sandport/"


def page_of(vote: Vote, name: str = "ballot") -> str:
    return f"{HOME}votes/{vote.public_id}/{name}/"


def sent_on(answer: Any) -> dict[str, str]:
    """What the form of the page of checking sends on."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', answer.content.decode())
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def vote_online(client: Client, vote: Vote, **marked: Any) -> str:
    """Choose, check, cast; returns the receipt's words."""
    checking = client.post(page_of(vote), {"choosing": "yes", **marked})
    assert "Check your ballot" in words(checking)
    return words(client.post(page_of(vote) + "cast/", sent_on(checking)))


def tracker_on(receipt: str) -> str:
    found = re.search(r"only now\. ((?:[a-z2-7]{1,5} ){6})", receipt)
    assert found, receipt
    return found[1].strip()


def test_a_vote_is_opened_cast_closed_and_looked_up(body: Body, convenor: User, at: Any) -> None:  # noqa: F811
    at(NOW)
    chair = browser(convenor)
    after(browser(user_of(body, "Knot")), f"{HOME}proposals/new/", title="A garden", text="Plant it.")
    form = {"asks": "yes-no", "seats": 1, "online": "on", "day": "2026-11-24", "time": "12:00", "breakdown": ""}
    said = after(chair, f"{HOME}proposals/1/ballot/", **form)
    assert "You can vote until Tuesday 24 November, 12:00" in said
    vote = Vote.objects.get()
    assert "Members vote now: A garden" in words(browser().get(HOME))
    receipts = {}
    for name, choice in zip(NAMES[:8], [0, 0, 0, 0, 0, 1, 1, 2], strict=True):
        receipts[name] = vote_online(browser(user_of(body, name)), vote, choice=choice)
    assert "What you chose Yes" in receipts["Tern"]
    tracker = tracker_on(receipts["Godwit"])
    assert "in the box" in after(browser(), page_of(vote, "tracker"), tracker=tracker)
    (told,) = browser().get(f"{INTERFACE}votes").json()["rows"]
    assert (told["state"], told["options"], told["ballots"]) == ("open", ["yes", "no", "abstain"], None)
    at(END)
    assert "The time is over" in words(chair.get(page_of(vote, "table")))
    after(chair, page_of(vote, "table") + "stop/")
    said = after(chair, page_of(vote, "table") + "count/")
    assert "Carried: 5 for, 2 against, 1 abstaining" in said
    assert "8 of 8 who could vote took part" in said
    assert "8 online" in said
    assert "This ballot was counted. Abstain" in after(browser(), page_of(vote, "tracker"), tracker=tracker.upper())
    (told,) = browser().get(f"{INTERFACE}votes").json()["rows"]
    assert len(browser().get(told["ballots"]).json()["ballots"]) == 8
    decided = words(browser().get(f"{HOME}decisions/1/"))
    assert "worked out again from it the result is the same" in decided
    assert "by ballot: every count and file" in decided


def test_the_pages_of_a_vote_on_the_rules_tell_what_changing_them_takes(
    body: Body,
    convenor: User,
    at: Any,  # noqa: F811
) -> None:
    at(NOW)
    knot = browser(user_of(body, "Knot"))
    rules = {"quorum_share": "1/10", "quorum_least": "8", "majority": "1/2", "orders_majority": "2/3"}
    rules |= {"majority_of": "votes for or against", "majority_reached": "False"}
    rules |= {"members_to_convene": "6", "seconds": "0", "convenor_months": "12", "receipts": "choices"}
    rules |= {"minimum_age": "16", "facilitator_opens": "False", "notice_days": "4", "reason": "To meet sooner."}
    after(knot, f"{HOME}orders/change/", **rules)
    form = {"asks": "yes-no", "seats": 1, "online": "on", "day": "2026-11-24", "time": "12:00", "breakdown": ""}
    carries = "To carry: at least two thirds of the votes for or against."
    assert carries in after(browser(convenor), f"{HOME}proposals/1/ballot/", **form)
    vote = Vote.objects.get()
    for name, choice in zip(NAMES[:8], [0, 0, 0, 0, 0, 1, 1, 1], strict=True):
        ballot(vote, name, choice)
    assert not counted(vote, convenor).carried  # five of eight are a majority, and too few for this
    assert carries in words(browser().get(page_of(vote, "result")))


def test_a_ranked_vote_with_lots_and_stages(opened: Opened, body: Body, convenor: User, at: Any) -> None:  # noqa: F811
    at(NOW)
    vote, chair = opened(TREES), browser(convenor)
    tern = browser(user_of(body, "Tern"))
    for written in ("1st", "1.5", "-1", "10000"):  # none is passed over as if it were not written
        said = words(tern.post(page_of(vote), {"choosing": "yes", "rank-0": written, "rank-1": "2"}))
        assert "Write places as whole numbers" in said
    twice = tern.post(page_of(vote), {"choosing": "yes", "rank-0": "1", "rank-1": "1"})
    assert "Two of them are number 1" in words(twice)
    assert twice.content.count(b'<option value="1" selected>') == 2
    assert "What you chose Cedar Yew" in vote_online(tern, vote, **{"rank-2": "1", "rank-0": "3"})
    for name in NAMES[1:8]:
        vote_online(browser(user_of(body, name)), vote, **{"rank-1": "1"})
    witness = body.members.get(shown_name="Grebe").public_id
    lots = {"rank-0": "1", "rank-1": "2", "rank-2": "3", "witness": witness}
    assert "own place in the order" in after(chair, page_of(vote, "lots"), **lots | {"rank-2": "2"})
    assert "The lots are in the record" in after(chair, page_of(vote, "lots"), **lots)
    at(LATER)
    after(chair, page_of(vote, "table") + "stop/")
    said = after(chair, page_of(vote, "table") + "count/")
    assert "Chosen: Birch, Yew" in said or "Chosen: Birch, Cedar" in said
    assert "Stage by stage" in said
    assert "The order drawn by lot before the count: Yew, Birch, Cedar" in said
    stages = browser().get(page_of(vote, "result") + "stages.csv").content.decode()
    assert stages.startswith("stage,action,option,votes,elected")
    published = json.loads(browser().get(page_of(vote, "result") + "ballots.json").content)
    assert len(published["ballots"]) == 8
    assert "Chosen: Birch" in words(browser().get(f"{HOME}decisions/1/"))


def test_who_chooses_again_finds_what_was_chosen(opened: Opened, body: Body, at: Any) -> None:  # noqa: F811
    at(NOW)
    vote, tern = opened(), browser(user_of(body, "Tern"))
    checked = tern.post(page_of(vote), {"choosing": "yes", "choice": "1"}).content.decode()
    assert '<input type="hidden" name="choice" value="1">' in checked
    again = tern.post(page_of(vote), {"choice": "1"}).content.decode()
    assert 'id="choice-1" name="choice" value="1" checked' in again
    assert again.count(" checked") == 1
    assert " checked" not in tern.get(page_of(vote)).content.decode()


def test_papers_are_entered_by_two_on_the_page(opened: Opened, body: Body, convenor: User, at: Any) -> None:  # noqa: F811
    at(NOW)
    vote, chair = opened(by_paper=True), browser(convenor)
    assert "Noted. Hand out one paper." in after(chair, f"{page_of(vote, 'table')}{elector(vote, 'Knot').pk}/paper/")
    after(chair, f"{page_of(vote, 'table')}{elector(vote, 'Curlew').pk}/paper/")
    assert "Knot has a paper" in words(chair.get(page_of(vote, "table"), {"q": "kno"}))
    assert chair.get(page_of(vote, "table") + "stop/").status_code == 302  # voters were told that they have until later
    at(LATER)
    asked = words(chair.get(page_of(vote, "table") + "stop/"))
    assert "0 of 8 have voted. 2 more took a paper. Have them back before you end the voting" in asked
    assert "At least 8 must take part, or nothing is decided." in asked
    assert Vote.objects.get().state == Vote.State.OPEN
    assert "All ballots are destroyed" in words(chair.get(page_of(vote, "table") + "abandon/"))
    after(chair, page_of(vote, "table") + "stop/")
    other = browser(user_of(body, "Grebe"))
    assert "A second one must" in after(chair, page_of(vote, "papers"), number=1, text="yes\r\nno yes")
    assert 'name="number" inputmode="numeric" value="1"' in other.get(page_of(vote, "papers")).content.decode()
    after(other, page_of(vote, "papers"), number=7, text="yes")  # a slip: no pile has that number
    assert "A pile of papers is not agreed yet" in after(chair, page_of(vote, "table") + "count/")
    assert "You have not entered a pile of that number" in after(chair, page_of(vote, "papers"), number=7, out="yes")
    said = after(other, page_of(vote, "papers"), number=7, out="yes")
    assert "Your reading of pile 7 is taken out" in said
    assert "Pile 7 One person" not in said
    said = after(other, page_of(vote, "papers"), number=1, text="yes\r\nno")
    assert "Paper 2: you read no, the other invalid" in said
    assert "2 papers, 1 not valid. Both of you agreed." in after(
        other, page_of(vote, "papers"), number=1, text="yes\nyes no"
    )
    assert "have entered this pile, and agree" in after(other, page_of(vote, "papers"), number=1, out="yes")
    said = after(chair, page_of(vote, "table") + "count/")
    assert "Papers: 2 given out, 0 of them spoiled and replaced, 2 in the box, 1 of those not valid." in said


def test_the_table_shows_who_has_not_voted_first(
    opened: Opened,
    convenor: User,
    at: Any,  # noqa: F811
) -> None:
    at(NOW)
    vote, chair = opened(by_paper=True), browser(convenor)
    table = page_of(vote, "table")
    assert "8 have not voted yet" in words(chair.get(table))
    after(chair, f"{table}{elector(vote, 'Knot').pk}/paper/")
    standing = words(chair.get(table))
    assert "7 have not voted yet" in standing
    assert "Knot" not in standing
    everyone = words(chair.get(table, {"all": "1"}))
    assert "8 on the roll, those who have not voted first" in everyone
    assert everyone.index("Tern") < everyone.index("Knot has a paper")
    assert "Knot has a paper" in words(chair.get(table, {"q": "knot"}))  # they stand before the table and ask
    assert "0 on the roll have such a name" in words(chair.get(table, {"q": "zz"}))


def test_a_code_on_paper_opens_the_ballot_without_an_account(
    opened: Opened,
    convenor: User,
    at: Any,  # noqa: F811
) -> None:
    at(NOW)
    vote = opened()
    Member.objects.filter(shown_name="Knot").update(user=None)
    made = words(browser(convenor).post(f"{page_of(vote, 'table')}{elector(vote, 'Knot').pk}/code/"))
    code = re.search(r"((?:[a-z2-7]{1,5} ){6})Write it on paper", made)
    assert code
    someone = browser()
    assert "Check my ballot" in words(someone.post(page_of(vote), {"code": code[1]}))
    assert "Your ballot is cast" in vote_online(someone, vote, code=code[1], choice=0)
    assert "You have voted already" in words(someone.post(page_of(vote), {"code": code[1]}))
    assert "That code is not valid" in words(someone.post(page_of(vote), {"code": "a" * 26}))
    assert RefusedAttempt.objects.get().attempt == "wrong code"


def test_a_convenor_helps_and_the_voter_says_that_it_is_right(
    opened: Opened,
    convenor: User,
    body: Body,
    at: Any,  # noqa: F811
) -> None:
    at(NOW)
    vote, chair = opened(), browser(convenor)
    helped = elector(vote, "Knot")
    assert "You are helping Knot to vote" in words(chair.get(page_of(vote), {"for": helped.pk}))
    checking = chair.post(page_of(vote), {"choosing": "yes", "for": helped.pk, "choice": 0})
    assert "Knot has read this screen" in words(checking)
    assert "Show the screen to the voter" in after(chair, page_of(vote) + "cast/", **sent_on(checking))
    assert not Ballot.objects.exists()
    assert "Your ballot is cast" in after(chair, page_of(vote) + "cast/", **sent_on(checking), confirmed="yes")
    other = elector(vote, "Tern")
    assert "Only a convenor" in words(browser(user_of(body, "Grebe")).get(page_of(vote), {"for": other.pk}))


def test_a_vote_a_second_after_the_close_is_told_so(opened: Opened, body: Body, at: Any) -> None:  # noqa: F811
    at(NOW)
    vote, tern = opened(), browser(user_of(body, "Tern"))
    checking = tern.post(page_of(vote), {"choosing": "yes", "choice": 0})
    at(END)
    assert "came too late and was not counted" in after(tern, page_of(vote) + "cast/", **sent_on(checking))
    assert "The voting has ended" in words(tern.get(page_of(vote)))
    assert not Ballot.objects.exists()


PRIVATE = ("Tern", "Grebe", "Knot", "Robin", "L1 0AB", "@sample.example")


def test_a_stranger_sees_no_name_and_changes_nothing(
    opened: Opened,
    convenor: User,
    account: Account,
    at: Any,  # noqa: F811
) -> None:
    at(NOW)
    vote, stranger = opened(by_paper=True), browser(account("Stranger"))
    for name in ("ballot", "tracker"):
        said = browser().get(page_of(vote, name)).content.decode()
        assert not [each for each in PRIVATE if each in said]
    for name in ("table", "papers", "lots"):
        assert stranger.get(page_of(vote, name)).status_code == 403
        assert browser().get(page_of(vote, name)).status_code == 302
    for verb in ("stop", "count", "abandon", "spoiled", "hands-off"):
        assert stranger.get(f"{page_of(vote, 'table')}{verb}/").status_code in (403, 405)
        after(stranger, f"{page_of(vote, 'table')}{verb}/")
    after(stranger, f"{page_of(vote, 'table')}{elector(vote, 'Knot').pk}/paper/")
    after(stranger, f"{page_of(vote, 'table')}{elector(vote, 'Knot').pk}/code/")
    assert "not on the roll" in words(stranger.get(page_of(vote)))
    assert Vote.objects.get().state == Vote.State.OPEN
    assert not Elector.objects.exclude(struck="", code_hash="").exists()
    assert RefusedAttempt.objects.filter(attempt="not entitled").count() == 7
    for name in NAMES[:8]:
        ballot(vote, name, 0)
    counted(vote, convenor)
    said = browser().get(page_of(vote, "result")).content.decode()
    assert not [each for each in PRIVATE if each in said]


def test_voters_are_told_what_this_does_not_protect_from(opened: Opened, body: Body, at: Any) -> None:  # noqa: F811
    at(NOW)
    vote = opened(breakdown="area and age")
    said = words(browser(user_of(body, "Tern")).get(page_of(vote)))
    assert "whoever runs this site could find out how you voted while the vote is open" in said
    assert "stands beside you and tells you how to vote" in said
    assert "It tells the first half of your postcode and your age band" in said
    told = json.loads(browser().get(f"{HOME}votes/{vote.public_id}/belenios.json").content)
    assert (told["voters"], "to_be_confirmed" in told) == (8, True)


def test_a_hostile_option_is_text_and_nothing_else(opened: Opened, body: Body, convenor: User, at: Any) -> None:  # noqa: F811
    at(NOW)
    bad = type(TREES)("approval", ("<script>alert(1)</script>", "=1+1", "{{ 7|add:7 }}"), 1)
    vote = opened(bad)
    for name in NAMES[:8]:
        ballot(vote, name, 1)
    draw_lots(vote=vote, order=(0, 1, 2), witness=body.members.get(shown_name="Grebe"), by=convenor, now=NOW)
    for page in (browser(user_of(body, "Tern")).get(page_of(vote)), browser().get(f"{HOME}proposals/1/")):
        assert "<script>alert" not in page.content.decode()
    assert counted(vote, convenor).elected == ["=1+1"]
    shown = browser().get(page_of(vote, "result")).content.decode()
    assert "<script>alert" not in shown
    assert "{{ 7|add:7 }}" in shown
    assert ",'=1+1," in browser().get(page_of(vote, "result") + "stages.csv").content.decode()


def test_a_vote_that_cannot_be_held_keeps_the_form(body: Body, convenor: User, at: Any) -> None:  # noqa: F811
    at(NOW)
    after(browser(user_of(body, "Knot")), f"{HOME}proposals/new/", title="A garden", text="Plant it.")
    form = {"asks": "ranked", "seats": 2, "options": "Ash\nAsh", "online": "on", "breakdown": ""}
    said = after(browser(convenor), f"{HOME}proposals/1/ballot/", **form)
    assert "more options than can be chosen" in said
    assert "Open a vote by ballot" in said
    assert not Vote.objects.exists()


def test_the_record_publishes_the_ballots_and_a_stranger_verifies_them(
    opened: Opened, convenor: User, tmp_path: Path, home: Path
) -> None:
    from click.testing import CliRunner

    from commonweal.cli import main

    vote = opened()
    for name in NAMES[:8]:
        ballot(vote, name, 0)
    counted(vote, convenor)
    assert CliRunner().invoke(main, ["record", "publish", str(tmp_path / "record")]).exit_code == 0
    checked = CliRunner().invoke(main, ["verify", str(tmp_path / "record"), "--json"])
    told = json.loads(checked.output)
    assert told["replays"]["assemblies box-closed"]["same"] == 1, told
    published = next((tmp_path / "record").rglob("*.ballots.json"))
    published.write_text(published.read_text().replace("[0]", "[1]", 1))
    assert CliRunner().invoke(main, ["verify", str(tmp_path / "record")]).exit_code == 1
