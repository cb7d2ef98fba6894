"""A pot in Chromium from its founding to a payment: convenor, steward, two approvers, and what a stranger sees."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from commonweal.assemblies.decisions import Terms
from commonweal.assemblies.models import Meeting
from commonweal.cli.verify import looked_up, replays
from commonweal.record.actions.publishing import publish
from commonweal.record.verifying import verify
from commonweal.record.vouching import Kept
from tests.assemblies.conftest import user_of
from tests.assemblies.test_pages import browser as signed_in
from tests.journeys.test_site_every_page import on_phone_and_desk
from tests.spend.linen import coast

from .conftest import NEXT, decided

Axe = Callable[[Page], list[str]]
Window = Callable[[str], Page]


@pytest.fixture
def window(in_the_room: Meeting, browser: Browser, site: str) -> Iterator[Window]:
    """A window of Chromium in which a member is signed in. The convenor's has no JavaScript, and it all works there."""
    contexts: list[BrowserContext] = []

    def opened(name: str) -> Page:
        session = signed_in(user_of(in_the_room.body, name)).cookies["sessionid"].value
        context = browser.new_context(java_script_enabled=name != "Tern", locale="en-GB")
        context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def press(page: Page, label: str) -> None:
    page.get_by_role("main").get_by_role("button", name=label, exact=True).click()


def follow(page: Page, label: str) -> None:
    page.get_by_role("main").get_by_role("link", name=label, exact=True).first.click()


def found_it(page: Page, site: str, meeting: Meeting) -> None:
    """The convenor founds the pot under its decision and says who keeps it."""
    page.goto(f"{site}{meeting.body.get_absolute_url()}decisions/1/")
    follow(page, "Found a pot under this decision")
    page.get_by_label("Name of the pot").fill("Quayside pot")
    page.get_by_label("What its money is for").fill("What Quayside needs")
    page.get_by_label("Where its money comes from").select_option(label="Membership fees")
    page.get_by_label("Who holds the money in law").fill("Quayside club")
    press(page, "Found the pot")
    expect(page.get_by_text("A steward is missing. 2 more approvers are needed")).to_be_visible()
    for name, role in (("Grebe", "Steward"), ("Plover", "Approver"), ("Curlew", "Approver")):
        page.get_by_label("Who", exact=True).select_option(label=name)
        page.get_by_label("As what").select_option(label=role)
        page.get_by_label("By which decision").select_option(label="1: A pot")
        press(page, "Appoint")
        expect(page.get_by_text(f"{role}: {name}")).to_be_visible()


def money_moves(page: Page, site: str, look: Callable[[Page], None]) -> None:
    """The steward enters income, promises it under a decision, and asks for a payment."""
    page.goto(f"{site}/pots/quayside-pot/")
    follow(page, "Enter income")
    page.get_by_label("How much, in pounds").fill("1,000")
    page.get_by_label("On which day").fill("2026-11-30")
    page.get_by_label("Where it came from").fill("Fees of members")
    look(page)
    press(page, "Go on")
    look(page)
    press(page, "Enter it")
    follow(page, "Promise money")
    follow(page, "A laundry")
    page.get_by_label("Which organisation is to have it").fill("Tide Laundry Ltd")
    press(page, "Go on")
    expect(page.get_by_text("£600.00")).to_be_visible()  # free then
    press(page, "Promise it")
    follow(page, "A laundry")
    follow(page, "Ask for a payment")
    page.get_by_label("How much, in pounds").fill("250")
    page.get_by_label("What is paid").fill("Two machines")
    press(page, "Go on")
    press(page, "Ask for it")
    expect(page.get_by_text("The payment waits for approval.")).to_be_visible()


@pytest.mark.django_db(transaction=True)
def test_from_founding_to_payment(
    in_the_room: Meeting, window: Window, site: str, page: Page, axe: Axe, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    coast(home)
    monkeypatch.setattr(timezone, "now", lambda: NEXT + timedelta(hours=1))
    decided(in_the_room, "A pot")
    decided(in_the_room, "A laundry", Terms(pence=400_00, purpose="a laundry"))
    faults: list[str] = []

    def look(at: Page) -> None:
        faults.extend(f"{at.url}: {fault}" for fault in on_phone_and_desk(at, axe))

    convenor, steward = window("Tern"), window("Grebe")
    found_it(convenor, site, in_the_room)
    money_moves(steward, site, look)
    pot = f"{site}/pots/quayside-pot/"
    for name, said in (("Plover", "Waits for 1 more approval"), ("Curlew", "Paid on 30 November 2026")):
        approver = window(name)
        approver.goto(pot)
        follow(approver, "£250.00")
        look(approver)
        press(approver, "Approve £250.00")
        expect(approver.get_by_text(said)).to_be_visible()
    page.goto(pot)
    expect(page.get_by_text("£600.00 of £1,000.00 is free")).to_be_visible()
    look(page)
    for window_of, address in ((page, "promises/1/"), (page, "entries/3/"), (steward, "promise/"), (steward, "bank/")):
        window_of.goto(pot + address)
        look(window_of)
    assert faults == []
    publish(folder=home / "record", offers={}, by=None, now=NEXT + timedelta(hours=1))
    report = verify(home / "record", Kept(), replays(), looked_up())
    assert report.verified, report.problems
    assert report.replays["funds payment"] == {"same": 1, "different": 0, "withheld": 0}
