"""A reviewer works through the queue by keys alone; a stranger corrects a supplier's page and reads the answer."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import pytest
from playwright.sync_api import Page, expect

from commonweal.organisations.actions import load_register
from commonweal.organisations.register_reading import read
from commonweal.people.actions import give_role
from commonweal.spend import queries
from commonweal.spend.actions.accounts import draw_account
from commonweal.spend.models import Correction, Doubt, MatchDecision
from tests.journeys.conftest import NOW, sign_in
from tests.journeys.test_site_every_page import faults_of

REVIEWER = "reviewer@sample.example"
COLUMNS = ("CompanyName", " CompanyNumber", "RegAddress.PostTown", "RegAddress.PostCode", "CompanyStatus")
DOUBTS = 6  # that the register below makes, at least


@pytest.fixture
def doubts(sample: Path, tmp_path: Path) -> list[str]:
    """The suppliers that wait, the largest sum first: a register names two companies for each of the largest."""
    suppliers = pl.read_parquet(_places()).filter(
        pl.col("status") == "none", pl.col("usual_name").str.contains("(?i)ltd")
    )
    path = tmp_path / "companies.csv"
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([*COLUMNS, "CountryOfOrigin"])
        rows.writerows(_two_of_each(suppliers["usual_name"].head(DOUBTS * 2)))
    load_register(reading=read(path), sample=True, by=None, now=NOW)
    draw_account(sample=True, by=None, now=NOW)
    give_role(email=REVIEWER, room="spend", name="reviewer", by=None, now=NOW)
    return list(queries.doubts(sample=True).values_list("supplier", flat=True))


def _places() -> Path:
    places = queries.lake(sample=True).places
    assert places is not None
    return places


def _two_of_each(names: pl.Series) -> Iterator[list[str]]:
    for place, name in enumerate(names):
        for second, status in enumerate(("Active", "Liquidation")):
            yield [name.upper(), f"0999{place:03}{second}", "Sandport", "", status, "United Kingdom"]


def asked(page: Page) -> str:
    return page.locator("#published").inner_text()


def comes(page: Page, supplier: str) -> None:
    """The next supplier stands there, and the focus is on it."""
    expect(page.locator("#published")).to_have_text(supplier)
    expect(page.locator("#published")).to_be_focused()


def test_a_reviewer_decides_passes_over_and_undoes_by_single_keys(
    doubts: list[str], site: str, page: Page, axe: Callable[[Page], list[str]]
) -> None:
    sign_in(page, site, REVIEWER)
    page.goto(f"{site}/suppliers/review/")
    assert asked(page) == doubts[0]
    page.keyboard.press("1")
    comes(page, doubts[1])
    page.keyboard.press("n")
    comes(page, doubts[2])
    page.keyboard.press("Space")
    comes(page, doubts[3])
    page.keyboard.press("1")
    comes(page, doubts[4])
    page.keyboard.press("u")
    comes(page, doubts[3])
    taken = {each.supplier: each.org_id for each in queries.decisions(sample=True)}
    assert taken == {doubts[0]: Doubt.objects.get(supplier=doubts[0]).offers[0]["org_id"], doubts[1]: ""}
    assert faults_of(page, axe) == []
    types_without_pressing(page, doubts[3])
    turns_the_keys_off(page, doubts[3])
    page.goto(f"{site}/suppliers/review/decisions/")
    expect(page.locator(".cw-decision")).to_have_count(3)
    assert faults_of(page, axe) == []


def test_a_key_pressed_the_moment_a_supplier_stands_there_is_not_too_early(
    doubts: list[str], site: str, page: Page
) -> None:
    sign_in(page, site, REVIEWER)
    page.goto(f"{site}/suppliers/review/")
    page.evaluate("window.loadedOnce = true")
    page.evaluate("""() => new MutationObserver((_, observer) => {
        observer.disconnect();
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "s", bubbles: true }));
    }).observe(document.querySelector("main"), { childList: true, subtree: true })""")
    page.keyboard.press("n")
    comes(page, doubts[2])
    assert page.evaluate("window.loadedOnce") is True


def types_without_pressing(page: Page, supplier: str) -> None:
    """What is typed into the field presses nothing; Escape leaves the field."""
    page.keyboard.press("a")
    page.keyboard.type("1n2su")
    expect(page.locator("#number")).to_have_value("1n2su")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("No register in use holds that number")
    assert asked(page) == supplier
    page.locator("#number").focus()
    page.keyboard.press("Escape")
    expect(page.locator("#published")).to_be_focused()


def turns_the_keys_off(page: Page, supplier: str) -> None:
    """Also for the next visit."""
    page.get_by_role("button", name="Turn single keys off").click()
    page.reload()
    decided = MatchDecision.objects.count()
    page.keyboard.press("n")
    expect(page.get_by_role("button", name="Turn single keys on")).to_be_visible()
    assert MatchDecision.objects.count() == decided
    page.get_by_role("button", name="Turn single keys on").click()
    page.locator("h1").click()
    page.keyboard.press("s")
    expect(page.locator("#published")).not_to_have_text(supplier)


def test_the_queue_works_without_javascript(doubts: list[str], site: str, plain_page: Page) -> None:
    sign_in(plain_page, site, REVIEWER)
    plain_page.goto(f"{site}/suppliers/review/")
    plain_page.get_by_role("button", name="It is this one").first.click()
    assert asked(plain_page) == doubts[1]
    plain_page.get_by_role("button", name="Not sure: next").click()
    assert asked(plain_page) == doubts[2]
    expect(plain_page.get_by_text("Single keys work")).to_be_hidden()
    plain_page.get_by_role("button", name="Undo").first.click()
    assert asked(plain_page) == doubts[0]


def test_a_stranger_corrects_a_page_and_reads_the_answer(
    doubts: list[str], site: str, page: Page, axe: Callable[[Page], list[str]]
) -> None:
    sure = pl.read_parquet(_places()).filter(pl.col("status") == "sure").row(0, named=True)
    page.goto(f"{site}/suppliers/{sure['supplier_key']}/")
    expect(page.get_by_role("heading", name="Who this is")).to_be_visible()
    expect(page.get_by_text(sure["registered_name"]).first).to_be_visible()
    assert faults_of(page, axe) == []
    page.get_by_role("link", name="Something wrong here, or do you want to reply?").click()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("Write what is right")
    assert faults_of(page, axe) == []
    page.get_by_label("What is wrong, or your reply").fill("The office has moved.")
    page.get_by_label("What is right").fill("It is at 2 Quay Street.")
    page.get_by_label("Where can it be checked?").fill("The register of May")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("A person reads it")
    answers_it(page, site, axe)
    page.context.clear_cookies()
    page.goto(f"{site}/suppliers/{sure['supplier_key']}/#corrections")
    expect(page.get_by_text("The office has moved.")).to_be_visible()
    expect(page.get_by_text("Loaded the register of May.")).to_be_visible()
    assert faults_of(page, axe) == []


def answers_it(page: Page, site: str, axe: Callable[[Page], list[str]]) -> None:
    sign_in(page, site, REVIEWER)
    page.goto(f"{site}/suppliers/corrections/")
    assert faults_of(page, axe) == []
    page.get_by_role("main").get_by_role("listitem").get_by_role("link").click()
    assert faults_of(page, axe) == []
    page.get_by_label("Accept it").check()
    page.get_by_label("What was changed, or why nothing was").fill("Loaded the register of May.")
    page.get_by_label("Show what was sent beside my answer").check()
    page.get_by_role("button", name="Answer for all to see").click()
    expect(page.get_by_role("alert")).to_contain_text("Answered")
    assert Correction.objects.get().answered_at is not None
