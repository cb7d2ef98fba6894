"""Journeys through votes by ballot: on a phone in under a minute, by keyboard, without JavaScript, and at the table."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from commonweal.assemblies.actions.opening import Plan, open_box
from commonweal.assemblies.actions.votes import propose
from commonweal.assemblies.balloting.questions import YES_NO, Question
from commonweal.assemblies.models import Ballot, Body, Member, Proposal, Vote
from commonweal.journeys.sample.assemblies.actions import CONVENOR, NEIGHBOUR
from tests.journeys.conftest import sign_in
from tests.journeys.test_site_every_page import faults_of

Axe = Callable[[Page], list[str]]
PHONE = {"width": 320, "height": 700}
TREES = Question("scottish-stv", ("Ash", "Birch", "Cedar"), 2)


def opened(question: Question) -> Vote:
    """A vote of the sample's first assembly that begins now and goes on until the convenor ends it."""
    body = Body.objects.order_by("pk")[0]
    member = Member.objects.get(user__email=CONVENOR)
    assert member.user
    proposal = propose(body=body, title="A tree in the square", text="Plant one.", by=member.user, now=timezone.now())
    Proposal.objects.filter(pk=proposal.pk).update(state=Proposal.State.OPEN)  # as if members had backed it
    plan = Plan(question, by_paper=True)
    return open_box(proposal=proposal, plan=plan, by=member.user, now=timezone.now())


def address(site: str, vote: Vote, page: str = "ballot") -> str:
    return f"{site}{vote.proposal.body.get_absolute_url()}votes/{vote.public_id}/{page}/"


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


@pytest.mark.db
def test_a_vote_on_a_phone_takes_less_than_a_minute(sample: Path, site: str, page: Page) -> None:
    vote = opened(Question(YES_NO))
    page.set_viewport_size(PHONE)
    sign_in(page, site, NEIGHBOUR)
    begun = time.monotonic()
    page.goto(site + vote.proposal.body.get_absolute_url())
    page.get_by_role("link", name="Vote now: A tree in the square").click()
    page.get_by_label("Yes", exact=True).check()
    press(page, "Check my ballot")
    press(page, "Cast my ballot")
    expect(page.get_by_role("heading", name="Your ballot is cast")).to_be_visible()
    assert time.monotonic() - begun < 20  # seconds of waiting for pages, which leaves forty to read and think
    page.reload()  # sends the same form again
    expect(page.get_by_role("heading", name="Your ballot is cast")).to_be_visible()
    assert Ballot.objects.filter(vote=vote).count() == 1


def test_the_keyboard_alone_ranks_without_javascript(sample: Path, site: str, plain_page: Page) -> None:
    vote = opened(TREES)
    sign_in(plain_page, site, NEIGHBOUR)
    plain_page.goto(address(site, vote))
    plain_page.get_by_label("Ash").focus()
    for key in ("2", "Tab", "1", "Tab", "Tab", "Enter"):
        plain_page.keyboard.press(key)
    expect(plain_page.get_by_role("heading", name="Check your ballot")).to_be_visible()
    expect(plain_page.get_by_role("main").get_by_role("listitem").first).to_have_text("Birch")
    press(plain_page, "Cast my ballot")
    expect(plain_page.get_by_role("heading", name="Your ballot is cast")).to_be_visible()
    assert Ballot.objects.get(vote=vote).choices == [1, 0]


def test_the_table_is_quick_in_one_hand(sample: Path, site: str, page: Page) -> None:
    vote = opened(TREES)
    page.set_viewport_size(PHONE)
    sign_in(page, site, CONVENOR)
    page.goto(address(site, vote, "table"))
    assert page.evaluate("document.documentElement.scrollHeight") < 3_500  # pixels, for a roll of 26; it was 5,700
    neighbour = Member.objects.get(user__email=NEIGHBOUR).shown_name
    page.get_by_label("Find a name").press_sequentially(neighbour)
    expect(page.get_by_role("button", name=re.compile("^Give a paper"))).to_have_count(1)
    page.get_by_role("button", name=re.compile(f"^Give a paper.*{neighbour}$")).click()
    expect(page.get_by_text("Noted. Hand out one paper.")).to_be_visible()
    expect(page.get_by_label("Find a name")).to_have_value("")  # for the next one
    expect(page.get_by_text(neighbour)).to_have_count(0)


def test_every_page_of_a_vote_serves_everyone(sample: Path, site: str, page: Page, axe: Axe) -> None:
    faults = [f"{page.url}: {fault}" for _ in pages(site, page) for fault in faults_of(page, axe)]
    assert faults == []


def pages(site: str, page: Page) -> Iterator[None]:
    """Opens one page after another: as a stranger, as a voter, as the convenor."""
    vote, closed = opened(TREES), Vote.objects.filter(box__isnull=False, state=Vote.State.CLOSED, box__slate={}).get()
    for where in (address(site, vote), address(site, vote, "tracker"), address(site, closed, "result")):
        page.goto(where)
        yield
    sign_in(page, site, NEIGHBOUR)
    page.goto(address(site, vote))
    page.get_by_label("Cedar").select_option("1")
    yield
    press(page, "Check my ballot")
    yield
    press(page, "Cast my ballot")
    yield
    page.goto(address(site, vote, "mine"))
    yield
    page.context.clear_cookies()
    page.goto(address(site, vote, "mine"))
    yield
    sign_in(page, site, CONVENOR)
    page.goto(f"{site}{vote.proposal.body.get_absolute_url()}proposals/11/ballot/")
    yield
    for name in ("table", "lots", "withdrawn"):
        page.goto(address(site, vote, name))
        yield
    page.goto(address(site, vote, "table"))
    page.locator("summary.cw-people__name").first.click()
    page.get_by_role("link", name="Help to vote").first.click()
    yield
    page.goto(address(site, vote, "table"))
    page.locator("summary.cw-people__name").first.click()
    page.get_by_role("button", name="Make a code").first.click()
    yield
    yield from at_the_end(site, page, vote)
    for name in ("refused-attempts", "letters"):
        page.goto(f"{site}{vote.proposal.body.get_absolute_url()}{name}/")
        yield


def at_the_end(site: str, page: Page, vote: Vote) -> Iterator[None]:
    """The convenor asks to end the voting, is asked again, and ends it from the keyboard."""
    page.goto(address(site, vote, "table"))
    page.get_by_role("link", name="End the voting").click()
    yield
    page.get_by_role("button", name="End the voting").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The voting has ended.")).to_be_visible()
    page.goto(address(site, vote, "papers"))
    yield
