"""Journeys of a proposal: argued on a phone, changed, hidden and appealed; by keyboard, without script, on paper."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from commonweal.assemblies.models import Body, Comment, Proposal
from commonweal.journeys.sample.assemblies.actions import CONVENOR, NEIGHBOUR, TELLER
from tests.journeys.conftest import sign_in
from tests.journeys.test_site_every_page import faults_of

Axe = Callable[[Page], list[str]]
PHONE = {"width": 320, "height": 700}


@pytest.fixture
def bench(sample: Path) -> Proposal:
    """A proposal of the sample that is talked about, amended once, with another change on offer."""
    return Body.objects.order_by("pk")[0].proposals.get(title__startswith="A bench")


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def test_a_member_answers_a_comment_and_erases_it(bench: Proposal, site: str, page: Page) -> None:
    page.set_viewport_size(PHONE)
    sign_in(page, site, NEIGHBOUR)
    page.goto(site + bench.get_absolute_url())
    page.get_by_role("link", name="Answer", exact=True).first.click()
    page.get_by_label("What you would like to say").fill("So does my son.")
    press(page, "Say it")
    expect(page.get_by_text("So does my son.")).to_be_in_viewport()
    mine = page.get_by_role("listitem").filter(has_text="So does my son.")
    mine.get_by_role("link", name="Erase").click()
    press(page, "Erase it")
    expect(page.get_by_text("Whoever wrote this has erased it.")).to_be_visible()
    assert Comment.objects.latest("pk").text == ""


def test_a_change_is_read_and_accepted_by_keyboard(bench: Proposal, site: str, page: Page) -> None:
    assert bench.by
    assert bench.by.user
    sign_in(page, site, bench.by.user.email)
    page.goto(f"{site}{bench.get_absolute_url()}amendments/2/")
    expect(page.locator("ins").first).to_be_visible()
    page.get_by_role("button", name="Accept this change").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("accepted by who made the proposal")).to_be_visible()
    page.get_by_role("link", name=bench.title).click()
    expect(page.get_by_role("link", name="This is version 3")).to_be_visible()


def test_a_change_is_read_on_paper_and_without_colour(bench: Proposal, site: str, page: Page) -> None:
    page.emulate_media(media="print", forced_colors="active")
    page.goto(f"{site}{bench.get_absolute_url()}amendments/2/")
    lines = "element => getComputedStyle(element).textDecorationLine"
    assert page.locator("ins").first.evaluate(lines) == "underline"
    assert page.locator("del").first.evaluate(lines) == "line-through"
    expect(page.get_by_text("Words taken away are struck through")).to_be_visible()


def test_seconding_and_reporting_work_without_javascript(bench: Proposal, site: str, plain_page: Page) -> None:
    body = bench.body
    waiting = body.proposals.get(title__startswith="Mend the gate")
    plain_page.goto(site + bench.get_absolute_url())
    plain_page.get_by_role("link", name="Report", exact=True).first.click()
    plain_page.get_by_label("Why").select_option("off topic")
    press(plain_page, "Report it")
    expect(plain_page.get_by_text("We do not keep who you are.")).to_be_visible()
    sign_in(plain_page, site, TELLER)
    plain_page.goto(site + waiting.get_absolute_url())
    press(plain_page, "Second it")
    expect(plain_page.get_by_role("link", name="Say something")).to_be_visible()


def test_every_page_of_arguing_serves_everyone(bench: Proposal, site: str, page: Page, axe: Axe) -> None:
    home, proposal = bench.body.get_absolute_url(), bench.get_absolute_url()
    merged = bench.body.proposals.filter(state=Proposal.State.MERGED)[0]
    comment = bench.comments.filter(state=Comment.State.SHOWN, of_a_child=False)[0]
    seen = [proposal, f"{proposal}versions/", f"{proposal}amendments/2/", merged.get_absolute_url()]
    seen += [f"{home}{each}" for each in ("proposals/", "moderation/", "moderation/1/", "moderation/policy/")]
    behind = [f"{proposal}{each}" for each in ("", "comments/", "amendments/new/", "merge/", "split/", "amendments/2/")]
    behind += [f"{home}{each}" for each in ("proposals/drafts/", "moderation/1/", "moderation/reports/", "moderation/")]
    behind += [f"{home}hide/comment/{comment.public_id}/"]
    faults = []
    for address in [*seen, f"{home}report/comment/{comment.public_id}/"]:
        page.goto(site + address)
        faults += [f"{address}: {fault}" for fault in faults_of(page, axe)]
    sign_in(page, site, CONVENOR)
    for address in behind:
        page.goto(site + address)
        faults += [f"{address}: {fault}" for fault in faults_of(page, axe)]
    assert faults == []
