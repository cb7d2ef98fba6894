"""The stranger: follows the region's money to one row of one file, and asks how it is known."""

import csv
import re
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect


def shows_the_sample(page: Page) -> None:
    """Every page that shows the invented region says so, to people and to programs."""
    expect(page.locator("body")).to_have_attribute("data-region", "sample")
    expect(page.get_by_role("banner").get_by_text("every name and figure here is invented")).to_be_visible()


def first_link(table: Locator) -> Locator:
    """What the first row of a table is about."""
    return table.locator("tbody th a").first


def test_a_stranger_follows_a_pound_to_the_row_that_records_it(sample: Path, site: str, page: Page) -> None:
    page.goto(site)
    shows_the_sample(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Follow the public pound in Sample region")
    expect(page.locator(".cw-three li").first).to_contain_text("of every £10")

    payer = first_link(page.locator("#payers")).inner_text()
    first_link(page.locator("#payers")).click()
    shows_the_sample(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(payer)

    category = first_link(page.locator("#categories")).inner_text()
    first_link(page.locator("#categories")).click()
    shows_the_sample(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{payer}, {category}")
    exactly = page.locator("dl.govuk-summary-list dd").first.inner_text()

    page.get_by_role("link", name="See the payments").click()
    shows_the_sample(page)
    rows = page.locator("#rows tbody tr")
    assert {row.locator("td").nth(0).inner_text() for row in rows.all()} == {payer}
    assert {row.locator("td").nth(4).inner_text() for row in rows.all()} == {category}
    assert sum_of(page) == exactly

    rows.first.locator("td a").last.click()
    shows_the_sample(page)
    expect(page.get_by_text("rows =")).to_be_visible()
    expect(page.get_by_role("table").get_by_text("Taken for")).to_be_visible()
    assert page.locator("main form").count() == 0


def sum_of(page: Page) -> str:
    """What the payments of a page's download add up to, as the site writes it."""
    with page.expect_download() as started:
        page.get_by_role("link", name=re.compile("^CSV")).click()
    with Path(started.value.path()).open(encoding="utf-8-sig", newline="") as file:
        pounds = sum(Decimal(row["pounds"]) for row in csv.DictReader(file))
    return f"£{pounds:,}"


def test_a_stranger_asks_how_we_know(sample: Path, site: str, page: Page) -> None:
    page.goto(f"{site}/suppliers/")
    page.get_by_role("link", name="How do we know? Suppliers").click()
    shows_the_sample(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("How do we know?")
    expect(page.get_by_role("region", name="suppliers.sql", exact=True)).to_contain_text("group by")


def test_a_stranger_takes_a_table_away_with_its_source(sample: Path, site: str, page: Page) -> None:
    page.goto(f"{site}/payers/")
    with page.expect_download() as started:
        page.get_by_role("link", name=re.compile("^CSV")).click()
    assert started.value.suggested_filename == "payers.csv"
    with Path(started.value.path()).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == page.locator("#payers tbody tr").count()
    assert "Invented sample data" in rows[0]["source_of_this_file"]


def test_a_stranger_searches_while_typing(sample: Path, site: str, page: Page) -> None:
    page.goto(f"{site}/payers/")
    name = first_link(page.locator("#payers")).inner_text()
    page.get_by_role("link", name="Search", exact=True).click()
    shows_the_sample(page)
    page.get_by_label("A payer, a supplier, a category or a purpose").press_sequentially(name.lower()[:9])
    found = page.get_by_role("link", name=name, exact=True)
    expect(found).to_be_visible()
    expect(page).to_have_url(f"{site}/search/?q={quote(name.lower()[:9])}")  # to be kept, sent on, or gone back to
    found.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.go_back()
    expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()


def test_everything_can_be_read_without_javascript(sample: Path, site: str, plain_page: Page) -> None:
    plain_page.goto(site)
    shows_the_sample(plain_page)
    expect(plain_page.locator(".cw-map .cw-ward").first).to_be_visible()
    plain_page.get_by_text("The wards as a table").click()
    expect(plain_page.locator("#wards caption")).to_be_visible()
    plain_page.get_by_label("Look up a payer, a supplier or a category").fill("council")
    plain_page.get_by_role("button", name="Search").click()
    first_link(plain_page.locator("#payers")).click()
    plain_page.get_by_role("link", name="Over time").click()
    expect(plain_page.locator(".cw-columns__plot .cw-bar").first).to_be_visible()
    plain_page.get_by_text("The months as a table").click()
    expect(plain_page.locator("#like_for_like_months tbody tr").first).to_be_visible()
    plain_page.get_by_role("link", name="The account:").click()
    plain_page.get_by_role("link", name="The payments, ring by ring").click()
    shows_the_sample(plain_page)
    expect(plain_page.locator("#placed_rows tbody tr").first).to_be_visible()
    plain_page.get_by_role("link", name="Paid").click()
    expect(plain_page.locator("#placed_rows [aria-sort=ascending]")).to_contain_text("Paid")


WHERE_THE_FOCUS_IS = """() => {
    const at = document.activeElement, drawn = getComputedStyle(at), box = at.getBoundingClientRect();
    const ring = drawn.outlineStyle !== 'none' && drawn.outlineWidth !== '0px' || drawn.boxShadow !== 'none';
    const inView = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
    return {name: at.innerText || at.id, ring, inView, hidden: at.closest('[aria-hidden=true]') !== null};
}"""


def tab_stops(page: Page, number: int) -> list[str]:
    """Where the next presses of the Tab key lead. Each place must be in view, be no ornament, and wear a ring."""
    names = []
    for _ in range(number):
        page.keyboard.press("Tab")
        place = page.evaluate(WHERE_THE_FOCUS_IS)
        assert place["ring"], place
        assert place["inView"], place
        assert not place["hidden"], place
        names.append(place["name"])
    return names


def test_the_keyboard_alone_reads_the_home_page(sample: Path, site: str, page: Page) -> None:
    page.goto(site)
    around = ["Home", "Account", "Gaps", "Assemblies", "Pots", "Budgets", "Payers", "Suppliers", "Coverage", "Imports"]
    around += ["Search"]
    assert tab_stops(page, 14) == ["Skip to main content", "commonweal", "Sign in", *around]
    page.goto(site)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    story = tab_stops(page, 8)  # kept, leaked, could be kept: how we know and where to read on; then the search
    assert story[1::2] == ["Read the account", "See where it goes", "See the gaps", "Search"]
    assert story[6] == "q"
    tab_stops(page, 25)
    page.locator("#q").focus()
    page.keyboard.type("council")
    page.keyboard.press("Enter")
    expect(page.locator("#payers caption")).to_have_text("Payers")
