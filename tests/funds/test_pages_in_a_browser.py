"""The pages of pots in Chromium: whole on a phone and on a desk, and nothing that axe finds."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from commonweal.funds.actions.paying import approve_payment, request_payment
from tests.journeys.test_site_every_page import on_phone_and_desk
from tests.spend.linen import coast

from .conftest import NEXT, Quayside


@pytest.mark.django_db(transaction=True)
def test_a_stranger_follows_a_pound_from_the_pot_to_its_decision(
    quayside: Quayside, home: Path, site: str, page: Page, axe: Callable[[Page], list[str]]
) -> None:
    coast(home)
    promise = quayside.promise()
    payment = request_payment(promise=promise, pence=250_00, words="Machines", by=quayside.steward, now=NEXT)
    for name in ("Plover", "Curlew"):
        payment = approve_payment(payment=payment, by=quayside.user(name), now=NEXT)
    page.goto(f"{site}/pots/")
    assert on_phone_and_desk(page, axe) == []
    page.get_by_role("link", name="Quayside pot").click()
    expect(page.get_by_text("£600.00 of £1,000.00 is free")).to_be_visible()
    assert on_phone_and_desk(page, axe) == []
    page.locator("#decisions").get_by_role("link", name="A laundry").click()
    expect(page.get_by_role("heading", name="A laundry")).to_be_visible()
