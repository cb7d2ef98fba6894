"""A stranger on an old phone reads the record, without JavaScript, and keeps a checkpoint."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import transaction
from playwright.sync_api import Browser, Page, expect

from commonweal.record.actions.checkpoints import make_checkpoint
from commonweal.record.notes import read
from tests.journeys.test_site_every_page import PHONE, on_phone_and_desk
from tests.record.test_checkpoints import act

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def signed(transactional_db: None) -> None:

    with transaction.atomic():
        act(60)
    make_checkpoint(by=None, now=NOW)


@pytest.mark.parametrize("address", ["/record/", "/record/?page=2", "/record/60/", "/record/1/"])
def test_it_serves_everyone(
    signed: None, site: str, page: Page, axe: Callable[[Page], list[str]], address: str
) -> None:
    page.goto(site + address)
    assert on_phone_and_desk(page, axe) == []


def test_from_the_footer_to_a_checkpoint_kept(signed: None, site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en-GB", viewport=PHONE)
    phone = context.new_page()
    phone.goto(f"{site}/sources/")
    phone.get_by_role("link", name="The public record").click()
    with phone.expect_download() as saving:
        phone.get_by_role("link", name="Save the checkpoint").click()
    assert read(saving.value.path().read_text()).checkpoint.size == 60
    phone.get_by_role("link", name="57", exact=True).click()
    expect(phone.get_by_role("heading", name="Event 57 of the record")).to_be_visible()
    phone.get_by_role("link", name="The one before").click()
    expect(phone.get_by_role("heading", name="Event 56 of the record")).to_be_visible()
    context.close()
