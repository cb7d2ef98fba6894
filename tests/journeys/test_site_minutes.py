"""Journeys through a meeting that is open and its minutes: led on a phone, followed, written, agreed, printed."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from commonweal.assemblies.actions.meetings import Call, call_meeting, mark_present, open_meeting
from commonweal.assemblies.models import Body, Meeting, Member, Minutes
from commonweal.journeys.sample.assemblies.actions import CONVENOR, NEIGHBOUR
from tests.journeys.conftest import sign_in
from tests.journeys.test_site_every_page import faults_of

Axe = Callable[[Page], list[str]]
PHONE = {"width": 320, "height": 700}


@pytest.fixture
def open_now(sample: Path) -> Meeting:
    """A meeting of the sample's first assembly that is open, with enough people in the room to decide."""
    body = Body.objects.order_by("pk")[0]
    members = list(body.members.filter(state=Member.State.ADMITTED).order_by("pk"))
    convenor, now = members[0].user, timezone.now()
    assert convenor
    called = call_meeting(
        body=body, call=Call(now, "The library", "The bench\nThe bins"), by=convenor, now=now - timedelta(days=9)
    )
    meeting = open_meeting(meeting=called, by=convenor, now=now)
    for member in members[:10]:
        mark_present(meeting=meeting, member=member, by=convenor, now=now)
    return meeting


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


@pytest.mark.db
def test_an_open_meeting_and_its_minutes_on_a_phone(open_now: Meeting, site: str, page: Page) -> None:
    """The convenor leads through the agenda, writes, and agrees the last meeting's minutes; a stranger prints them."""
    earlier = Minutes.objects.get(meeting__body=open_now.body, state=Minutes.State.DRAFT)
    page.set_viewport_size(PHONE)
    sign_in(page, site, CONVENOR)
    page.goto(f"{site}{open_now.get_absolute_url()}run/")
    expect(page.get_by_text("10 of 26 members are here")).to_be_visible()
    press(page, "Begin with the first item")
    expect(page.locator("#live")).to_contain_text("The bins")  # what comes next
    page.goto(f"{site}{open_now.get_absolute_url()}minutes/")
    page.get_by_label("1. The bench").fill("Two of us ask the council.\n\nBy June.")
    page.get_by_role("button", name=re.compile("^Save.*The bench$")).click()
    expect(page.get_by_label("1. The bench")).to_have_value("Two of us ask the council.\n\nBy June.")
    page.goto(site + earlier.meeting.get_absolute_url() + "minutes/")
    press(page, "Agreed without objection")
    agreed = page.get_by_text(f"at meeting {open_now.number}, without objection")
    expect(agreed).to_be_visible()
    page.context.clear_cookies()
    page.reload()
    expect(agreed).to_be_visible()
    expect(page.get_by_role("heading", name="The record as it stood then")).to_be_visible()
    sheet = page.get_by_role("link", name="Print them (PDF)").get_attribute("href")
    answer = page.request.get(f"{site}{sheet}")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")


def test_a_neighbour_follows_an_open_meeting(open_now: Meeting, site: str, page: Page) -> None:
    """What a page shows of a meeting comes anew by itself, without a touch."""
    sign_in(page, site, NEIGHBOUR)
    page.goto(site + open_now.get_absolute_url())
    expect(page.get_by_text("10 of 26 members are here")).to_be_visible()
    late = open_now.body.members.filter(state=Member.State.ADMITTED).order_by("pk")[10]
    convenor = open_now.body.members.order_by("pk")[0].user
    assert convenor
    mark_present(meeting=open_now, member=late, by=convenor, now=timezone.now())
    expect(page.get_by_text("11 of 26 members are here")).to_be_visible(timeout=20_000)


def test_a_name_is_found_while_it_is_typed(open_now: Meeting, site: str, page: Page) -> None:
    late = open_now.body.members.filter(state=Member.State.ADMITTED).order_by("pk")[12].shown_name
    page.set_viewport_size(PHONE)
    sign_in(page, site, CONVENOR)
    page.goto(f"{site}{open_now.get_absolute_url()}room/")
    page.get_by_label("Find a name").press_sequentially(late)
    expect(page.get_by_role("button", name=re.compile("^(Here|Left)"))).to_have_count(1)
    page.get_by_role("button", name=re.compile(f"^Here.*{late}$")).click()
    expect(page.get_by_text("11 of 26 members are here")).to_be_visible()
    expect(page.get_by_label("Find a name")).to_have_value("")  # for the next one


def test_minutes_serve_everyone(open_now: Meeting, site: str, page: Page, axe: Axe) -> None:
    """Written, read as a draft, agreed, and on paper."""
    faults = []
    sign_in(page, site, CONVENOR)
    for number in (1, 2, open_now.number):
        page.goto(f"{site}{open_now.body.get_absolute_url()}meetings/{number}/minutes/")
        faults += [f"{page.url}: {fault}" for fault in faults_of(page, axe)]
    assert faults == []
