"""The page that counts an election in Chromium: on a small phone and on a desk, and nothing that axe finds."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.budgets.test_count_page import WARD
from tests.journeys.test_site_every_page import on_phone_and_desk


@pytest.mark.django_db(transaction=True)
def test_a_stranger_has_an_election_counted(
    site: str, page: Page, axe: Callable[[Page], list[str]], tmp_path: Path
) -> None:
    file = tmp_path / "ward.pb"
    file.write_text(WARD)
    page.goto(f"{site}/budgets/count/")
    assert on_phone_and_desk(page, axe) == []
    page.get_by_role("button", name="Count").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    assert on_phone_and_desk(page, axe) == []
    page.get_by_label("The election, as a Pabulib file").set_input_files(file)
    page.get_by_label("Tell the story of").select_option("votes")
    page.get_by_role("button", name="Count").click()
    lost = page.get_by_text("When its turn came, the budget had £0 left.")
    expect(lost).not_to_be_visible()
    page.emulate_media(media="print")
    expect(lost).to_be_visible()  # paper has all that is folded
    page.emulate_media(media="screen")
    page.get_by_label("Find a project by name").fill("SCRIPT")
    expect(page.get_by_text("Projects found: 1")).to_be_visible()
    expect(page.locator("summary").filter(has_text="Trees")).not_to_be_visible()
    page.locator("summary").filter(has_text="<script>alert(1)</script>").click()
    expect(lost).to_be_visible()
    assert on_phone_and_desk(page, axe) == []
