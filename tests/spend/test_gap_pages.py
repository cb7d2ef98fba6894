"""The list of gaps and one gap's story, on a small coast whose figures can be done by hand."""

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client
from django.utils.text import slugify

from commonweal.spend.actions.accounts import draw_account
from commonweal.spend.proclass import categories
from commonweal.spend.views.gap_words import SLUGS, coops_in_words, jobs_in_words
from commonweal.spend.wealth.coops import Coops
from commonweal.spend.wealth.ranges import Range

from .conftest import JUNE, NOW
from .linen import CATEGORY, SLUG, coast, editor, linen, member, stranger, words

__all__ = ["editor", "linen", "member", "stranger"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("low", "central", "high", "said"),
    [
        (9, 13, 22, "9 to 22 full-time jobs, likeliest 13"),
        (1000, 1200, 1500, "1,000 to 1,500 full-time jobs, likeliest 1,200"),
        (0, 1, 4, "up to 4 full-time jobs"),
        (0, 0, 1, "at most one full-time job"),
        (1, 1, 1, "one full-time job"),
        (2, 2, 2, "2 full-time jobs"),
        (0, 0, 0, "less than one full-time job"),
    ],
)
def test_jobs_in_words(low: int, central: int, high: int, said: str) -> None:
    exactly = [Range.exactly(each).low for each in (low, central, high)]
    assert jobs_in_words(Range(*exactly)) == said


@pytest.mark.parametrize(
    ("coops", "said"),
    [
        (Coops(7, 0, 0), "too little for a co-op of 8 people on its own"),
        (Coops(12, 1, 1), "enough for one co-op of 8 to 50 people"),
        (Coops(100, 2, 12), "enough for 2 to 12 co-ops of 8 to 50 people"),
    ],
)
def test_coops_in_words(coops: Coops, said: str) -> None:
    assert coops_in_words(coops) == said


def test_each_category_has_an_address_of_its_own() -> None:
    assert list(SLUGS.values()) == list(categories())
    assert all(slug == slugify(slug) for slug in SLUGS)


def test_the_list_says_what_leaves_how_often_and_what_it_would_pay(linen: None, stranger: Client) -> None:
    said = words(stranger.get("/gaps/"))
    assert f"1. {CATEGORY}" in said
    assert "£900,000 a year leaves, every month; perhaps £180,000 more." in said
    assert "One supplier here is paid for some of it." in said
    assert "the money would pay 9 to 22 full-time jobs, likeliest 13: enough for one co-op of 8 to 50 people." in said


def test_the_rank_is_explained_by_its_factors(linen: None, stranger: Client) -> None:
    said = words(stranger.get("/gaps/"))
    assert "Three things are multiplied, and come to £900,000:" in said
    assert "in 4 of 4 months held, each payer’s months counted, which is 100%" in said
    assert "one supplier, which counts as 100% (3 or fewer count in full: our choice)" in said


def test_what_was_not_looked_at_is_always_said(linen: None, bring_in: Any, stranger: Client) -> None:
    assert "£0.00: no category could be told" in words(stranger.get("/gaps/"))
    bring_in(JUNE, payer="Sandport Council")
    assert "£0.00: it is in no month that is held whole" in words(stranger.get("/gaps/"))


def test_a_gap_tells_its_story(linen: None, stranger: Client) -> None:
    said = words(stranger.get(f"/gaps/{SLUG}/"))
    assert "Bought by Harbour Hospital. £120,000 a year stays in Dunlin Coast. It ranks 1 of 1." in said
    assert "Exactly, by the year: leaves £900,000.00, may leave £180,000.00, stays £120,000.00." in said
    assert "Personal services, laundries among them 96 £300,000.00" in said
    assert "TERN LAUNDRY LIMITED" in said
    assert "£30,011.26 the real living wage in force since 1 May 2026" in said


def test_suppliers_elsewhere_are_counted_and_never_named(linen: None, stranger: Client) -> None:
    for address in (f"/gaps/{SLUG}/", f"/gaps/{SLUG}/holders.json", f"/gaps/{SLUG}/suppliers.json", "/gaps/"):
        said = stranger.get(address).content.decode()
        assert "Far Linen" not in said
        assert "Wader" not in said


def test_the_very_payments_add_up_to_the_gap(linen: None, stranger: Client) -> None:
    for flow, sum_ in (("leaving", 300_000_00), ("possible", 60_000_00), ("staying", 40_000_00), ("", 400_000_00)):
        rows = json.loads(stranger.get(f"/gaps/{SLUG}/payments.json", {"flow": flow}).content)["rows"]
        assert sum(row["pence"] for row in rows) == sum_
    assert "Far Linen Ltd" in words(stranger.get(f"/gaps/{SLUG}/payments/?flow=leaving"))
    assert "Far Linen Ltd" not in words(stranger.get(f"/gaps/{SLUG}/payments/?flow=staying"))


def test_a_file_holds_every_column(linen: None, stranger: Client) -> None:
    [row] = csv.DictReader(io.StringIO(stranger.get("/gaps.csv").content.decode("utf-8-sig")))
    assert (row["proclass"], row["leaving_pounds"], row["possible_pounds"]) == (CATEGORY, "900000.00", "180000.00")
    assert (row["jobs_low"], row["jobs_high"], row["coops_most"]) == ("9", "22", "1")


def test_every_table_of_a_gap_can_be_taken_away(linen: None, stranger: Client) -> None:
    for table in ("holders", "industries", "months", "suppliers", "payments"):
        for ending in ("csv", "json", "parquet", "csv-metadata.json"):
            assert stranger.get(f"/gaps/{SLUG}/{table}.{ending}").status_code == 200, (table, ending)
    assert stranger.get(f"/gaps/{SLUG}/holders.exe").status_code == 404


def test_what_was_chosen_stays_in_every_address(linen: None, stranger: Client) -> None:
    chosen = "payers=harbour-hospital&home=Z08000002&month_from=2024-05"
    said = stranger.get(f"/gaps/?{chosen}").content.decode().replace("&amp;", "&")
    assert f"/gaps/{SLUG}/?{chosen}" in said
    assert f"/gaps.csv?{chosen}" in said
    assert '<option value="Z08000002" selected>' in said
    assert "Home: Fell in Dunlin Coast." in words(stranger.get(f"/gaps/?{chosen}"))


MISTAKES = {
    "home=Atlantis": "Dunlin Coast has no area called Atlantis.",
    "payers=nobody": "No payer is called nobody.",
    "month_from=2024-13": "That is no month.",
    "month_from=2024-06&month_to=2024-04": "The last month lies before the first.",
}


def test_what_cannot_be_is_said_in_plain_words(linen: None, stranger: Client) -> None:
    for address in ("/gaps/", f"/gaps/{SLUG}/", "/what-if/", "/multiplier/"):
        for asked, reason in MISTAKES.items():
            answer = stranger.get(f"{address}?{asked}")
            assert reason in words(answer), (address, asked)
            assert answer.status_code == 400
        assert stranger.get(f"{address}?home=%00&nonsense=1").status_code == 200


def test_there_is_no_such_category(linen: None, stranger: Client) -> None:
    answer = stranger.get("/gaps/moonshine/")
    assert answer.status_code == 404
    assert "There is no such category" in words(answer)
    assert "So there is no gap here." in words(stranger.get("/gaps/catering/"))
    assert stranger.get("/gaps/catering/holders.csv").status_code == 404
    assert stranger.get(f"/gaps/{SLUG}/payments/?flow=sideways").status_code == 404
    assert stranger.get("/gaps/moonshine/payments/").status_code == 404
    assert stranger.get("/gaps/catering/payments/").status_code == 200  # none, and says so


def test_an_empty_host_says_what_to_do(stranger: Client) -> None:
    for address in ("/gaps/", f"/gaps/{SLUG}/", "/what-if/", "/multiplier/"):
        assert "No payments are held yet" in words(stranger.get(address))
    assert stranger.get("/gaps.csv").status_code == 404


def test_without_a_region_nothing_is_near_or_far(bring_in: Any, stranger: Client) -> None:
    bring_in(JUNE)
    for address in ("/gaps/", f"/gaps/{SLUG}/", "/what-if/", "/multiplier/"):
        assert "No region is built on this host" in words(stranger.get(address))


def test_while_nothing_is_placed_no_money_is_said_to_leave(bring_in: Any, home: Any, stranger: Client) -> None:
    coast(home)
    bring_in(JUNE)
    draw_account(sample=False, by=None, now=NOW)
    said = words(stranger.get("/gaps/"))
    assert "No supplier is placed outside yet, so no money is sure to leave" in said
    assert "a year may leave; none is sure to." in said
