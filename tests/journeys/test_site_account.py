"""The stranger reads the account: what stays, from which payers to which places, and what if a rule were another."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

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
    expect(locked.get_by_role("cell").first).to_have_text("£0.00")
    expect(locked.get_by_role("cell").last).to_have_text(re.compile(r"£[1-9]"))
    page.goto(f"{site}/account/")
    expect(page.locator(".cw-sentence")).to_have_text(published)
