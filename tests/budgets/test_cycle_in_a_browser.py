"""A budget voted on by an old phone without JavaScript, in Chromium."""

import time
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Page, expect

from commonweal.assemblies.models import Ballot, Box
from commonweal.budgets.models import Budget
from tests.journeys.conftest import plain_page as plain_page
from tests.journeys.conftest import sample as sample
from tests.journeys.conftest import sign_in

VOTED = "/budgets/first-tools-for-new-co-ops/"


def test_a_vote_without_javascript_takes_less_than_two_minutes(sample: Path, site: str, plain_page: Page) -> None:
    vote = Budget.objects.get(slug="first-tools-for-new-co-ops").vote
    assert vote is not None
    Box.objects.filter(vote=vote).update(closes_at=timezone.now() + timedelta(days=1))  # whenever the sample was made
    elector = vote.electors.filter(struck="", held=False, member__user__isnull=False).select_related("member__user")[0]
    assert elector.member is not None
    assert elector.member.user is not None
    plain_page.set_viewport_size({"width": 320, "height": 640})
    sign_in(plain_page, site, elector.member.user.email)
    before, begun = Ballot.objects.filter(vote=vote).count(), time.monotonic()
    plain_page.goto(site + VOTED)
    plain_page.get_by_role("link", name="Vote", exact=True).click()
    expect(plain_page.get_by_text("You have 5 points here.").first).to_be_visible()
    plain_page.get_by_label("Two cargo bikes for the delivery co-op").fill("3")
    plain_page.get_by_label("An oven for the cake kitchen").fill("2")
    plain_page.get_by_role("button", name="Check my ballot").click()
    expect(plain_page.get_by_text("An oven for the cake kitchen × 2")).to_be_visible()
    plain_page.get_by_role("button", name="Cast my ballot").click()
    expect(plain_page.get_by_role("heading", name="Your ballot is cast")).to_be_visible()
    assert time.monotonic() - begun < 30  # seconds of waiting for pages, which leaves ninety to read and choose
    assert Ballot.objects.filter(vote=vote).count() == before + 1
