"""A stranger follows a budget of the sample from its result to the last pound, which went back to the pot."""

from pathlib import Path

from playwright.sync_api import Page, expect


def test_a_stranger_follows_a_budget_to_its_last_pound(sample: Path, site: str, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{site}/budgets/")
    page.get_by_role("link", name="Rope Walk decides").click()
    page.get_by_role("link", name="The result, and why").click()
    expect(page.get_by_role("heading", name="What did not win, and why")).to_be_visible()
    page.goto(f"{site}/budgets/rope-walk-decides/")
    page.get_by_role("link", name="What became of the winners’ money").click()
    for paid, returned in (("£0.00", "£2,400.00"), ("£1,264.50", "£35.50"), ("£1,185.00", "£15.00")):
        told = f"{paid} paid, £0.00 asked for, {returned} returned to the pot"
        expect(page.get_by_text(told)).to_be_visible()
    page.get_by_role("link", name="Rope Walk share of the levy").click()
    expect(page.get_by_text("Winners of Rope Walk decides").first).to_be_visible()
