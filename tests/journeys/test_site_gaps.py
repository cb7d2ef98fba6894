"""From a gap to a scenario that is kept, and a supplier's answers entered; and every page of it serves everyone."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from commonweal.journeys.sample.actions import SIGN_INS
from tests.journeys.conftest import sign_in
from tests.journeys.test_site_every_page import faults_of

EDITOR = SIGN_INS[0]
GAP = "financial-services"
PAYER = "payers=gannerby-council"
ALL_OPEN = "document.querySelectorAll('details').forEach(each => { each.open = true })"


def test_every_page_about_gaps_serves_everyone(
    sample: Path, site: str, page: Page, axe: Callable[[Page], list[str]]
) -> None:
    gap = f"/gaps/{GAP}/"
    pages = ["/gaps/", f"/gaps/?{PAYER}", gap, f"{gap}?{PAYER}", f"{gap}payments/?flow=leaving", "/gaps/nowhere/"]
    pages += ["/what-if/", f"/what-if/?gap={GAP}&percent=10", f"/what-if/?gap={GAP}&percent=much", "/multiplier/"]
    faults = []
    for address in [*pages, "/gaps/?home=Atlantis"]:
        page.goto(site + address)
        page.evaluate(ALL_OPEN)
        faults += [f"{address}: {fault}" for fault in faults_of(page, axe)]
    assert faults == []


def test_without_javascript_a_reader_goes_from_a_gap_to_what_if(sample: Path, site: str, plain_page: Page) -> None:
    plain_page.goto(f"{site}/gaps/")
    plain_page.get_by_text("Choose payers, months or a home area").click()
    plain_page.get_by_label("Gannerby Council").check()
    plain_page.get_by_role("button", name="Show").click()
    expect(plain_page.get_by_text("Payments of Gannerby Council")).to_be_visible()
    plain_page.get_by_role("link", name="What if some of it came home?").click()
    plain_page.get_by_label("How much of what leaves comes home").fill("12.5")
    plain_page.get_by_role("button", name="See what it would do").click()
    expect(plain_page.get_by_role("heading", name=re.compile("If 12.5% of .* came home"))).to_be_visible()
    assert PAYER in plain_page.url
    plain_page.get_by_role("link", name="25%").click()
    expect(plain_page.get_by_role("heading", name=re.compile("If 25% of"))).to_be_visible()


def test_an_editor_keeps_a_scenario_and_enters_a_suppliers_answers(
    sample: Path, site: str, page: Page, axe: Callable[[Page], list[str]]
) -> None:
    sign_in(page, site, EDITOR)
    page.goto(f"{site}/what-if/?gap={GAP}&percent=10")
    page.get_by_label("Keep it for all to find, as").fill("A tenth of it")
    assert faults_of(page, axe) == []
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("link", name="A tenth of it")).to_be_visible()
    page.goto(f"{site}/multiplier/surveys/")
    assert faults_of(page, axe) == []
    page.locator("#first a").first.click()
    page.get_by_label("Turnover of that year").fill("-1")
    page.get_by_role("button", name="Keep the answers").click()
    expect(page.locator("#turnover-error")).to_contain_text("more than nothing")
    assert faults_of(page, axe) == []
    for label, answer in (
        ("Turnover of that year", "200,000"),
        ("Staff pay", "90,000"),
        ("Share of pay that goes to people who live here", "80"),
        ("Share of purchases made here", "25"),
    ):
        page.get_by_label(label).fill(answer)
    page.get_by_role("button", name="Keep the answers").click()
    expect(page.get_by_text("entered")).to_be_visible()
    page.goto(f"{site}/multiplier/")
    expect(page.get_by_text("The answers of one supplier take the place of assumptions")).to_be_visible()
