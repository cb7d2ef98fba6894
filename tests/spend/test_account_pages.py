"""The pages of the account, on a small coast whose figures can be done by hand, as a stranger sees them."""

import csv
import html
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from commonweal.places.actions import count_residents
from commonweal.places.residents import read_residents
from commonweal.spend.views import account_tables, kept, share_words

from .conftest import JUNE, NOW
from .linen import linen, stranger, words

__all__ = ["linen", "stranger"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        ((0.42, 0.42), "£4.20 of every £10 stays in Sandport"),
        ((0.354, 0.4999), "Between £3.50 and £5.00 of every £10 stays in Sandport"),  # rounded outwards
        ((0.0004, 0.3), "At most £3.00 of every £10 stays in Sandport"),
        ((0.02, 0.99), "How much stays in Sandport cannot be told yet"),
        ((0.0, 0.0), "None of it stays in Sandport"),
        ((0.004, 0.004), "Less than 10p of every £10 stays in Sandport"),
        ((0.29, 0.29), "£2.90 of every £10 stays in Sandport"),
        ((0.07, 0.29), "Between £0.70 and £2.90 of every £10 stays in Sandport"),  # no dust of floating point
        (None, "No share can be told: less what was paid back, nothing was paid."),
    ],
)
def test_a_share_in_words(bounds: tuple[float, float] | None, said: str) -> None:
    assert share_words.stays(bounds, "Sandport") == said


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [(10, 25, "£1.00 to £2.50 of every £10"), (40, 40, "£4.00 of every £10"), (0, 5, "up to £0.50 of every £10")],
)
def test_a_part_of_every_ten_pounds(least: int, most: int, said: str) -> None:
    assert kept.of_ten(least, most, 100) == said


def test_what_is_not_known_is_not_put_into_pounds() -> None:
    assert kept.of_ten(0, 95, 100) == "not known yet"


def test_the_account_says_what_stays_with_its_bounds(linen: None, stranger: Client) -> None:
    said = words(stranger.get("/account/"))
    assert "Between £1.00 and £2.50 of every £10 stays in Dunlin Coast" in said
    assert "At least 10% and at most 25% of £400,000.00 that can be influenced" in said
    assert "Not placed yet £60,000 15%" in said
    assert "Rest of its region" not in said  # all of the region is home


def test_seen_from_a_district_the_region_around_it_is_told_too(linen: None, stranger: Client) -> None:
    said = words(stranger.get("/account/?home=Z08000002"))  # Fell: the laundry is in Sandport
    assert "At most £1.50 of every £10 stays in Fell" in said
    assert "Between £1.00 and £2.50 of every £10 stays in Dunlin Coast" in said
    assert "Rest of Dunlin Coast £40,000 10%" in said


def test_the_home_area_goes_along_to_pages_rows_and_files(linen: None, stranger: Client) -> None:
    page = stranger.get("/account/?home=Z08000002").content.decode()
    for address in ("/account/compare/", "/account/breakdown/industries/", "/account/locks/", "/multiplier/", "/gaps/"):
        assert (address not in page) or f"{address}?home=Z08000002" in page, address
    assert "/account/payments/?home=Z08000002&amp;ring=region" in page
    assert "/account/tables/where_it_went.csv?home=Z08000002" in page


def test_a_file_says_the_same_as_its_page(linen: None, stranger: Client) -> None:
    told = json.loads(stranger.get("/account/tables/where_it_went.json?home=Z08000002").content)
    assert {row["ring"]: row["pence"] for row in told["rows"]} == {
        "Fell": 0,
        "Rest of Dunlin Coast": 4_000_000,
        "Rest of North West": 0,
        "Rest of the UK": 28_000_000,
        "Overseas": 2_000_000,
        "Not placed yet": 6_000_000,
        "Redacted by the payer": 0,
    }
    rows = stranger.get("/account/tables/placed_rows.csv?home=Z08000002&ring=region").content.decode("utf-8-sig")
    assert {row["supplier"] for row in csv.DictReader(io.StringIO(rows))} == {"Tern Laundry Ltd"}


def test_rows_of_a_ring_are_those_behind_its_figure(linen: None, stranger: Client) -> None:
    said = words(stranger.get("/account/payments/?ring=overseas"))
    assert said.count("Linen Abroad BV") == 4
    assert "Far Linen" not in said


@pytest.mark.parametrize("definition", sorted(account_tables.OFFERED))
@pytest.mark.parametrize("ending", ["csv", "json", "parquet"])
def test_every_table_of_the_account_can_be_taken_away(
    linen: None, stranger: Client, definition: str, ending: str
) -> None:
    answer = stranger.get(f"/account/tables/{definition}.{ending}?home=Z08000001")
    assert (answer.status_code, answer.headers["Content-Disposition"]) == (
        200,
        f'attachment; filename="{definition}.{ending}"',
    )


CLOSER = [
    *("compare/", "flows/", "flows/?to=districts", "few-suppliers/", "wards/", "over-time/", "payments/", "locks/"),
    *(f"breakdown/{each}/" for each in ("industries", "industries-in-detail", "what-is-bought", "owners", "sizes")),
]


@pytest.mark.parametrize("address", CLOSER)
def test_every_page_copes_with_payments_but_no_region_and_with_nothing(
    bring_in: Callable[..., Any], stranger: Client, address: str
) -> None:
    assert "No payments are held yet" in words(stranger.get(f"/account/{address}"))
    bring_in(JUNE)
    assert "No region is built on this host" in words(stranger.get(f"/account/{address}"))


@pytest.mark.parametrize("address", CLOSER)
def test_every_page_tells_something_of_the_coast(linen: None, stranger: Client, address: str) -> None:
    answer = stranger.get(f"/account/{address}")
    assert answer.status_code == 200
    assert "Source:" in words(answer)


@pytest.mark.parametrize("address", ["breakdown/shoes/", "tables/suppliers.csv", "tables/sectors.exe", "tables/x.csv"])
def test_what_is_no_page_of_the_account_is_not_found(linen: None, stranger: Client, address: str) -> None:
    assert stranger.get(f"/account/{address}").status_code == 404


@pytest.mark.parametrize("asked", ["home=Nowhere", "payers=nobody", "month_from=2024-13", "within=Fell&home=Z05000001"])
def test_what_cannot_be_had_is_said_and_the_form_stays(linen: None, stranger: Client, asked: str) -> None:
    said = words(stranger.get(f"/account/?{asked}"))
    assert "There is a problem" in said
    assert "Home area" in said


def test_flows_go_to_districts_and_leave_nothing_out(linen: None, stranger: Client) -> None:
    said = words(stranger.get("/account/flows/?to=districts"))
    assert "Harbour Hospital £0.00" not in said
    for place in ("Sandport £40,000", "Rest of the UK £280,000", "Overseas £20,000", "Not placed yet £60,000"):
        assert place in said, place
    assert "Elsewhere in Dunlin Coast" not in said


def test_money_back_is_told_where_it_cannot_be_drawn(
    linen: None, bring_in: Callable[..., Any], stranger: Client
) -> None:
    rows = b"Payment Date,Supplier Name,Net Amount\r\n03/04/2024,Far Linen Ltd,-70.00\r\n"
    bring_in(rows, "quay.csv", payer="Quay Trust")
    said = words(stranger.get("/account/flows/"))
    assert "Not drawn: Quay Trust got more back than it paid, Rest of the UK: -£70.00." in said


def test_a_rule_switched_off_or_a_word_added_changes_the_shares_here_alone(linen: None, stranger: Client) -> None:
    locked = stranger.get("/account/locks/?add=taxes:suppliers:far+linen")
    said = words(locked)
    assert "Taxes: “far linen” added to “Words of the supplier’s name”" in said
    assert "As in force: Between £1.00 and £2.50 of every £10 stays in Dunlin Coast." in said
    assert (
        "As changed: Between £2.00 and £5.00 of every £10 stays in Dunlin Coast." in said
    )  # 10 to 25 of 50, not of 100
    assert "Locked £0.00 £200,000.00" in said
    assert "Between £1.00 and £2.50" in words(stranger.get("/account/"))


def test_what_the_form_of_rules_sends_becomes_a_short_address(linen: None, stranger: Client) -> None:
    page = stranger.get("/account/locks/").content.decode()
    ticked = [part.split('"')[0] for part in page.split('id="rule-')[1:] if " checked" in part.split(">")[0]]
    told = {
        "sent": "1",
        "ticked": [*ticked[1:], "redacted-payees"],
        "rule": "taxes",
        "kind": "subjects",
        "word": "linen",
    }
    answer = stranger.get("/account/locks/", told)
    assert answer.status_code == 302
    assert answer.headers["Location"] == (
        f"/account/locks/?off={ticked[0]}&on=redacted-payees&add=taxes%3Asubjects%3Alinen"
    )
    assert (
        stranger.get("/account/locks/", {**told, "ticked": ticked, "word": ""}).headers["Location"] == "/account/locks/"
    )


@pytest.mark.parametrize(
    "address", ["/account/?home=Atlantis", "/account/?month_from=2024-13", "/account/?payers=nobody"]
)
def test_an_account_of_what_there_is_not_says_so(linen: None, stranger: Client, address: str) -> None:
    answer = stranger.get(address)
    assert answer.status_code == 400
    assert "There is a problem" in words(answer)


@pytest.mark.parametrize("add", ["taxes:subjects:a*", "nothing:subjects:levy", "taxes:owners:x", "taxes", ":::"])
def test_a_word_that_cannot_be_is_refused_or_passed_over(linen: None, stranger: Client, add: str) -> None:
    answer = stranger.get("/account/locks/", {"add": add})
    assert answer.status_code == (400 if add.endswith("a*") else 200)
    assert "What your change does" not in words(answer)


def test_the_home_page_tells_kept_leaked_and_could_be_kept(linen: None, stranger: Client) -> None:
    said = words(stranger.get("/"))
    assert "Kept £1.00 to £2.50 of every £10" in said
    assert "£40,000.00 to £100,000.00 of £400,000.00 that can be influenced" in said
    assert "Leaked £7.50 to £9.00 of every £10" in said
    assert "Could be kept £900,000 to £1.08 million" in said  # £75,000 a month, and £15,000 that may leave
    assert "Most of the money is not placed yet" not in said


def test_the_home_page_says_first_where_little_is_placed(
    linen: None, bring_in: Callable[..., Any], stranger: Client
) -> None:
    rows = b"Payment Date,Supplier Name,Net Amount\r\n03/04/2024,Wader Whitewash Ltd,900000.00\r\n"
    bring_in(rows, "quay.csv", payer="Quay Trust")
    for address in ("/", "/account/"):
        said = words(stranger.get(address))
        assert "is not placed yet: £960,000 of £1.30 million." in said, address
        assert "Which registers are in use" in said


def counted(path: Path, *rows: str) -> None:
    """Bring in the residents of the coast's wards."""
    path.write_text("\n".join(["DATE,GEOGRAPHY_CODE,OBS_VALUE", *rows, ""]))
    count_residents(reading=read_residents(path), sample=False, by=None, now=NOW)


def test_pounds_for_each_resident_once_a_file_says_how_many_there_are(
    linen: None, stranger: Client, tmp_path: Path
) -> None:
    before = stranger.get("/account/wards/")
    assert "No count of residents is held on this host" in words(before)
    tag = stranger.get("/api/tables/wards_per_resident")["ETag"]
    counted(tmp_path / "nomis.csv", "2022,Z05000001,8000", "2022,Z05000002,100")
    said = words(stranger.get("/account/wards/"))
    assert "Quayside Sandport £40,000.00 8,000 £5.00" in said
    assert "Residents: nomis.csv, 2022. Open Government Licence v3.0. Source: Office for National Statistics" in said
    assert "it is not known what was paid" not in said
    again = stranger.get("/api/tables/wards_per_resident", headers={"if-none-match": tag})
    assert [row["pence_per_resident_pence"] for row in again.json()["rows"]] == [500]


def test_a_ward_without_a_count_is_named_with_the_reason(linen: None, stranger: Client, tmp_path: Path) -> None:
    counted(tmp_path / "nomis.csv", "2022,Z05000002,100")
    said = words(stranger.get("/account/wards/"))
    assert "In one ward it is not known what was paid for each resident: Quayside. The counts we hold have no" in said
    assert "Quayside Sandport £40,000.00 not known not known" in said
    [row] = csv.DictReader(
        io.StringIO(stranger.get("/account/tables/wards_per_resident.csv").content.decode("utf-8-sig"))
    )
    assert (row["pence_per_resident_pounds"], row["reason"][:24]) == ("", "the counts held give non")


@pytest.mark.parametrize("sort", ["ward", "-pence", "residents", "-pence_per_resident"])
def test_wards_are_ordered_as_asked(linen: None, stranger: Client, tmp_path: Path, sort: str) -> None:
    counted(tmp_path / "nomis.csv", "2022,Z05000001,8000")
    page = stranger.get(f"/account/wards/?sort={sort}").content.decode()
    assert page.count('aria-sort="descending"' if sort[0] == "-" else 'aria-sort="ascending"') == 1


def test_wards_are_not_ordered_by_what_is_no_column(linen: None, stranger: Client) -> None:
    assert stranger.get("/account/wards/?sort=secrets").status_code == 404


def test_an_account_leads_to_its_own_report(linen: None, stranger: Client) -> None:
    page = stranger.get("/account/?payer=harbour-hospital&home=Z08000002").content.decode()
    address = re.search(r'href="(/report/[^"]*)"', page)
    assert address
    told = stranger.get(html.unescape(address[1]))
    said = words(told)
    assert "Harbour Hospital" in said
    assert "Home is Fell" in said
    page = told.content.decode()
    assert page.index('id="in-this-report"') < page.index("cw-chart")  # its parts are told before a phone scrolls
    tables = page.count("<table")
    assert page.count('<details class="cw-fold cw-fold--narrow">') == tables > 5  # each a press away there
    assert page.count('href="#in-this-report"') == page.count("<section aria-labelledby")
