"""What if: the effect worked by hand, the address that is the scenario, and scenarios kept by an editor."""

from urllib.parse import urlencode

import pytest
from django.test import Client

from commonweal.record.models import Event
from commonweal.spend.models import SavedScenario
from commonweal.spend.wealth.scenarios import from_link, scenario

from .linen import CATEGORY, SLUG, editor, linen, member, stranger, words

__all__ = ["editor", "linen", "member", "stranger"]
pytestmark = pytest.mark.django_db
TEN = f"/what-if/?gap={SLUG}&percent=10"


def test_a_tenth_of_the_linen_brought_home(linen: None, stranger: Client) -> None:
    said = words(stranger.get(TEN))
    assert f"If 10% of {CATEGORY} came home" in said
    assert "£90,000 a year would be paid to suppliers in Dunlin Coast instead of leaving £90,000.00" in said
    assert "would receive £30,000 more, and spend about £11,500 of it again there (between £6,270 and £22,500)." in said
    assert "comes to £1.16 there now, and would come to £1.27 (between £1.21 and £1.58)." in said
    assert "it would pay 1 to 2 full-time jobs, likeliest 1: too little for a co-op of 8 people on its own." in said


def test_what_is_assumed_stands_beside_it_with_its_source(linen: None, stranger: Client) -> None:
    said = words(stranger.get(TEN))
    assert "Share of purchases made here 30 % (10 % to 60 %) our choice" in said
    assert "Cost of a full-time job a year £30,011.26 Real living wage and on-costs, from 1 May 2026" in said
    assert "a small company’s limit (Companies Act 2006, section 382)" in said


def test_nothing_moved_changes_nothing(linen: None, stranger: Client) -> None:
    said = words(stranger.get(f"/what-if/?gap={SLUG}&percent=0"))
    assert "£0.00 a year would be paid" in said
    assert "Nothing moves, so nothing would change." in said


@pytest.mark.parametrize("percent", ["-1", "100.5", "much", "1e999", "0.001", "NaN"])
def test_a_per_cent_that_cannot_be_is_said_beside_the_field_and_stays_typed(
    linen: None, stranger: Client, percent: str
) -> None:
    answer = stranger.get("/what-if/", {"gap": SLUG, "percent": percent})
    assert answer.status_code == 400
    assert 'id="percent-error"' in answer.content.decode()
    assert f'value="{percent}"' in answer.content.decode()


def test_a_category_that_leaves_nothing_or_is_none(linen: None, stranger: Client) -> None:
    assert "No money leaves in this category" in words(stranger.get("/what-if/?gap=catering&percent=10"))
    assert "Choose one of the categories" in words(stranger.get("/what-if/?gap=moonshine&percent=10"))
    assert stranger.get("/what-if.csv?gap=moonshine&percent=10").status_code == 400


def test_the_effect_can_be_taken_away(linen: None, stranger: Client) -> None:
    rows = stranger.get(f"/what-if.csv?gap={SLUG}&percent=10").content.decode("utf-8-sig").splitlines()
    assert rows[1].startswith('"Round 1: spent, and open to influence",400000.00')
    assert rows[2].split(",")[1:7] == ["40000.00", "47058.82", "100000.00", "70000.00", "77058.82", "130000.00"]


def test_a_link_that_was_passed_on_leads_to_the_plain_address(linen: None, stranger: Client) -> None:
    link = scenario(CATEGORY, "12.5", "Z08000001").link()
    answer = stranger.get("/what-if/", {"scenario": link, "payers": "harbour-hospital"})
    assert answer["Location"] == f"/what-if/?payers=harbour-hospital&home=Z08000001&gap={SLUG}&percent=12.5"
    assert "This link holds no scenario" in words(stranger.get("/what-if/?scenario=%7B", follow=True))


def test_an_editor_keeps_a_scenario_and_anyone_opens_it(linen: None, stranger: Client, editor: Client) -> None:
    asked = urlencode({"payers": "harbour-hospital", "home": "Z08000001", "gap": SLUG, "percent": "12.50"})
    editor.post(f"/what-if/kept/?{asked}", {"name": "Linen by the quay"})
    [saved] = SavedScenario.objects.all()
    assert (from_link(saved.link).proclass, saved.chosen) == (CATEGORY, {"payers": "harbour-hospital"})
    said = stranger.get("/what-if/").content.decode().replace("&amp;", "&")
    assert "Linen by the quay" in said
    address = f"/what-if/?payers=harbour-hospital&home=Z08000001&gap={SLUG}&percent=12.5"
    assert f'href="{address}"' in said
    assert "If 12.5% of" in words(stranger.get(address))


def test_a_removed_scenario_leaves_the_list_and_its_events_stay(linen: None, editor: Client) -> None:
    editor.post(f"/what-if/kept/?gap={SLUG}&percent=10", {"name": "Linen"})
    [saved] = SavedScenario.objects.all()
    for _ in range(2):
        answer = editor.post(f"/what-if/kept/{saved.public_id}/removal/", follow=True)
    assert "removed already" in words(answer)
    assert "Scenarios that were kept" not in words(answer)
    kinds = [event.kind for event in Event.objects.filter(kind__startswith="scenario")]
    assert kinds == ["scenario-saved", "scenario-removed"]
    assert "Linen" not in str(list(Event.objects.values_list("body", flat=True)))  # a name is free text


def test_a_scenario_needs_a_name_and_must_be_one(linen: None, editor: Client) -> None:
    for asked, name in ((f"gap={SLUG}&percent=10", " "), (f"gap={SLUG}&percent=500", "Linen"), ("gap=x", "Linen")):
        editor.post(f"/what-if/kept/?{asked}", {"name": name})
    assert not SavedScenario.objects.exists()


def test_only_an_editor_keeps_or_removes(linen: None, editor: Client, member: Client, stranger: Client) -> None:
    editor.post(f"/what-if/kept/?gap={SLUG}&percent=10", {"name": "Linen"})
    [saved] = SavedScenario.objects.all()
    for address in (f"/what-if/kept/?gap={SLUG}&percent=10", f"/what-if/kept/{saved.public_id}/removal/"):
        assert member.post(address, {"name": "Mine"}).status_code == 403
        assert stranger.post(address, {"name": "Mine"}).status_code == 302
    assert list(SavedScenario.objects.filter(removed_at=None)) == [saved]
    assert "Keep it" not in words(member.get(TEN))
