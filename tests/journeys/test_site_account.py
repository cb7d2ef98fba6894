"""The stranger reads the account: what stays, from which payers to which places, and what if a rule were another."""

import re
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.journeys.test_site_reading import shows_the_sample

PHONE = {"width": 320, "height": 700}


def test_a_stranger_looks_at_the_account_from_a_district(sample: Path, site: str, page: Page) -> None:
    page.goto(f"{site}/account/")
    shows_the_sample(page)
    sentence = page.locator(".cw-sentence")
    expect(sentence).to_contain_text("of every £10 stays in Sample region")
    page.get_by_text("Choose payers, months or a home area").click()
    district = page.locator("#home optgroup").first.get_attribute("label")
    assert district
    page.get_by_label("Home area").select_option(label=f"All of {district}")
    page.get_by_role("button", name="Show").click()
    expect(sentence).to_contain_text(f"stays in {district}")
    expect(page.get_by_text("stays in Sample region")).to_be_visible()  # the region around it is told as well
    page.get_by_role("link", name="Payers side by side").click()
    expect(page.get_by_text(f"Home: {district}")).to_be_visible()  # and goes along from page to page
    shows_the_sample(page)


def pounds(shown: str) -> Decimal:
    return Decimal(shown.strip("£").replace(",", ""))


def test_flows_are_a_drawing_on_a_desk_and_bars_on_a_phone(sample: Path, site: str, page: Page) -> None:
    page.goto(f"{site}/account/flows/")
    drawing, bars = page.locator(".cw-flows__drawing"), page.locator(".cw-flows .cw-stacked")
    expect(drawing).to_be_visible()
    expect(bars).to_be_hidden()
    page.set_viewport_size(PHONE)
    expect(drawing).to_be_hidden()
    expect(bars).to_be_visible()
    page.emulate_media(media="print")
    expect(drawing).to_be_visible()


def test_a_stranger_changes_a_rule_and_nobody_else_sees_it(sample: Path, site: str, page: Page) -> None:
    page.goto(f"{site}/account/locks/")
    published = page.locator(".cw-sentence").inner_text()
    page.get_by_label("Insurance premiums").check()
    page.get_by_role("button", name="See what it does").click()
    assert urlsplit(page.url).query == "on=insurance-premiums"
    effect = page.get_by_role("region", name="What your change does")
    expect(effect).to_contain_text("Insurance premiums: switched on")
    locked = effect.get_by_role("row").filter(has_text="Locked")
    before, after = (locked.get_by_role("cell").nth(place).inner_text() for place in (0, -1))
    assert 0 < pounds(before) < pounds(after)
    page.goto(f"{site}/account/")
    expect(page.locator(".cw-sentence")).to_have_text(published)


def test_a_stranger_sees_what_each_rule_locks_down_to_the_payments(sample: Path, site: str, page: Page) -> None:
    page.goto(f"{site}/account/locks/")
    rules = page.locator("#locks tbody tr")
    locking = [row for row in rules.all() if pounds(row.get_by_role("cell").first.inner_text())]
    assert len(locking) == 8  # all that are switched on
    page.get_by_role("link", name=re.compile("See these payments.*Pensions")).click()
    shows_the_sample(page)
    expect(page.locator("#placed_rows tbody tr").first).to_be_visible()
    assert "pension" in page.locator("#placed_rows tbody").inner_text().casefold()


def test_a_firm_from_elsewhere_with_sites_here_is_shown_as_both(sample: Path, site: str, page: Page) -> None:
    page.goto(f"{site}/search/?q=Eltrova+Water")
    page.get_by_role("main").get_by_role("link", name=re.compile("eltrova water", re.IGNORECASE)).first.click()
    shows_the_sample(page)
    expect(page.get_by_text("outside the region, with sites in it")).to_be_visible()
    expect(row_of(page, "Sites in the region").get_by_role("listitem")).to_have_count(2)


def test_where_two_registers_disagree_a_page_shows_both_with_their_sources(sample: Path, site: str, page: Page) -> None:
    page.goto(f"{site}/search/?q=Lingmoss+Supported")
    page.get_by_role("main").get_by_role("link", name=re.compile("lingmoss supported", re.IGNORECASE)).first.click()
    office = row_of(page, "Registered office")
    expect(office).to_contain_text("Another register says:")
    for source in ("Companies House", "Co-operatives UK"):
        expect(office.get_by_text(source)).to_be_visible()


def row_of(page: Page, label: str) -> Locator:
    """What a supplier's page tells under one label."""
    return page.locator(".govuk-summary-list__row").filter(has=page.get_by_text(label, exact=True))
