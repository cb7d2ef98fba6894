"""Journeys through an assembly: a stranger reads, a convenor runs an evening, tellers count; most of it on a phone."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from commonweal.assemblies.actions.meetings import Call, call_meeting
from commonweal.assemblies.models import Body, Decision, Meeting, Member
from commonweal.journeys.sample.assemblies.actions import CONVENOR, NEIGHBOUR, TELLER
from commonweal.places import queries as places
from tests.journeys.conftest import sign_in
from tests.journeys.test_site_every_page import faults_of

Axe = Callable[[Page], list[str]]
PHONE = {"width": 320, "height": 700}


@pytest.fixture
def tonight(sample: Path) -> Meeting:
    """A meeting of the sample's first assembly that was called in good time and begins now."""
    body = Body.objects.order_by("pk")[0]
    convenor = body.members.order_by("pk")[0].user
    assert convenor
    begins, called = timezone.now(), timezone.now() - timedelta(days=9)
    return call_meeting(body=body, call=Call(begins, "The library", "The bench"), by=convenor, now=called)


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def count(teller: Page, site: str, meeting: Meeting, yes: int, answer: str) -> None:
    teller.goto(site + meeting.get_absolute_url())
    teller.get_by_role("link", name="I counted the hands").click()
    for label, number in (("Hands for", yes), ("Hands against", 1), ("Abstaining", 0)):
        teller.get_by_label(label).fill(str(number))
    press(teller, "This is my count")
    expect(teller.get_by_text(answer)).to_be_visible()


def test_a_stranger_finds_an_assembly_and_checks_a_decision(sample: Path, site: str, page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto(site)
    page.get_by_role("link", name="Assemblies").click()
    page.get_by_role("main").get_by_role("link", name=re.compile("assembly$")).first.click()
    page.get_by_role("link", name="Figures for a laundry of our own").click()
    expect(page.get_by_text("Carried: 16 for, 0 against, 3 abstaining")).to_be_visible()
    expect(page.get_by_text("worked out again from it the result is the same")).to_be_visible()
    page.get_by_role("link", name=re.compile("^event")).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.db
def test_an_evening_on_a_phone(tonight: Meeting, site: str, page: Page, browser_of: Callable[[str], Page]) -> None:
    """A convenor opens the meeting, marks who is here and puts a question; two tellers count, differ, and agree."""
    page.set_viewport_size(PHONE)
    sign_in(page, site, CONVENOR)
    page.goto(site + tonight.get_absolute_url())
    press(page, "Open the meeting")
    name = Member.objects.get(user__email=TELLER).shown_name
    page.get_by_role("button", name=re.compile(f"^Here.*{name}$")).click()
    for present in range(3, 9):
        page.get_by_role("button", name=re.compile("^Here")).first.click()
        expect(page.get_by_text(f"{present} of 26 members are here")).to_be_visible()
    expect(page.get_by_text("You can decide.")).to_be_visible()
    page.get_by_role("link", name="The meeting").click()
    press(page, "Vote on A bench and a light at the bus stop")
    teller = browser_of(TELLER)
    count(page, site, tonight, yes=7, answer="Your count is in")
    count(teller, site, tonight, yes=6, answer="You and the other teller counted differently")
    count(page, site, tonight, yes=7, answer="Your count is in")
    count(teller, site, tonight, yes=7, answer="Carried: 7 for, 1 against, 0 abstaining")
    expect(teller.get_by_text("who agreed at count 2")).to_be_visible()
    assert Decision.objects.latest("pk").carried


@pytest.fixture
def browser_of(browser: object, site: str, page: Page) -> Callable[[str], Page]:
    """Another window, in which somebody else is signed in."""

    def opened(email: str) -> Page:
        context = page.context.browser.new_context(viewport=PHONE, locale="en-GB")  # type: ignore[union-attr]
        other = context.new_page()
        sign_in(other, site, email)
        return other

    return opened


def test_the_keyboard_alone_makes_a_proposal(sample: Path, site: str, page: Page) -> None:
    sign_in(page, site, NEIGHBOUR)
    page.goto(site + Body.objects.order_by("pk")[0].get_absolute_url() + "proposals/new/")
    page.get_by_label("Title").focus()
    page.keyboard.type("A swing in the park")
    page.keyboard.press("Tab")
    page.keyboard.type("We ask for a swing.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="A swing in the park")).to_be_visible()


def test_it_works_without_javascript(tonight: Meeting, site: str, plain_page: Page) -> None:
    sign_in(plain_page, site, CONVENOR)
    plain_page.goto(site + tonight.get_absolute_url())
    press(plain_page, "Open the meeting")
    plain_page.get_by_role("button", name=re.compile("^Here")).first.click()
    expect(plain_page.get_by_text("2 of 26 members are here")).to_be_visible()


def test_every_page_of_an_assembly_serves_everyone(tonight: Meeting, site: str, page: Page, axe: Axe) -> None:
    faults = []
    body = tonight.body.get_absolute_url()
    gathering = Body.objects.get(state=Body.State.GATHERING, rule="").get_absolute_url()
    empty = "/assemblies/wards/" + _ward_without_one() + "/"
    seen = [
        "/assemblies/",
        empty,
        gathering,
        body,
        *(f"{body}{each}" for each in ("orders/", "decisions/", "decisions/1/", "proposals/13/")),
        "/assemblies/laundry-workers-branch/",
    ]
    behind = [
        *("me/", "me/questions/", "code/", "members/", "members/new/", "members/alike/", "members/rolls/"),
        *("orders/change/", "proposals/11/interest/", "decisions/1/answer/"),
        "proposals/new/",
        "meetings/new/",
        "waiting/",
        f"meetings/{tonight.number}/",
        f"meetings/{tonight.number}/room/",
        *(f"meetings/{tonight.number}/{each}/" for each in ("run", "agenda", "need", "offer", "minutes", "pay")),
        *("items/ask/", "meetings/ask/", "willing/", "convenors/", "meetings/1/minutes/"),
    ]
    for address in [*seen, f"{body}proposals/11/"]:
        page.goto(site + address)
        faults += [f"{address}: {fault}" for fault in faults_of(page, axe)]
    sign_in(page, site, CONVENOR)
    page.goto(site + tonight.get_absolute_url())
    press(page, "Open the meeting")
    for address in [*(f"{body}{each}" for each in behind), f"{empty}found/"]:
        page.goto(site + address)
        faults += [f"{address}: {fault}" for fault in faults_of(page, axe)]
    assert faults == []
    assert Member.objects.filter(body=tonight.body).count() == 30


def _ward_without_one() -> str:
    region = places.in_view()
    assert region
    taken = set(Body.objects.values_list("ward_code", flat=True))
    return next(code for code in places.pack_of(region).wards["code"].sort() if code not in taken)
