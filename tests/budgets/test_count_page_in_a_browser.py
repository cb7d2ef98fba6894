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
    page.get_by_text("<script>alert(1)</script>").first.click()
    expect(page.get_by_text("When its turn came, the budget had £0 left.")).to_be_visible()
    assert on_phone_and_desk(page, axe) == []
