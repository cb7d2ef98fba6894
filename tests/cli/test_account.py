"""`commonweal account` and `commonweal gaps`: a small economy, from published files to figures done by hand."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone

from commonweal.cli import main
from commonweal.people.models import User
from commonweal.spend.actions.surveys import Answers, enter_survey
from tests.laid import Laid
from tests.places.drawn import code_point, lsoa_features, ward_features, write_code_point, write_geojson

COMPANIES = """CompanyName, CompanyNumber,CompanyStatus,RegAddress.PostCode,SICCode.SicText_1,CountryOfOrigin
TERN LAUNDRY LIMITED,09999901,Active,L1 0AB,96010 - Washing of textiles,United Kingdom
NEAR LINEN LIMITED,09999902,Active,M1 1AA,96010 - Washing of textiles,United Kingdom
FAR LINEN LIMITED,09999903,Active,EC1A 1BB,96010 - Washing of textiles,United Kingdom
LINEN ABROAD BV,FC999904,Active,,96010 - Washing of textiles,NETHERLANDS
"""
HEADER = "Payment Date,Supplier Name,Net Amount,Purpose\n"
PAID = """03/{month}/2024,Tern Laundry Ltd,100.00,Theatre linen
10/{month}/2024,Near Linen Ltd,200.00,Theatre linen
17/{month}/2024,Far Linen Ltd,500.00,Theatre linen
24/{month}/2024,Linen Abroad BV,50.00,Theatre linen
25/{month}/2024,Whimbrel Scaffolding Ltd,150.00,Scaffold
26/{month}/2024,REDACTED,1000.00,Theatre linen
"""
MONTHS = ("04", "05", "06", "07")


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, words)))


def done(*words: str | Path) -> Result:
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture
def held(tmp_path: Path, transactional_db: None, laid: Laid) -> Path:
    """A region of four wards, a register of four laundries, and four months of a hospital's payments."""
    laid("a hospital's account", lambda: brought_in(tmp_path))
    return tmp_path


def brought_in(folder: Path) -> None:
    write_geojson(folder / "wards.geojson", ward_features())
    write_geojson(folder / "lsoas.geojson", lsoa_features())
    write_code_point(folder / "l.csv", [code_point("L1 0AB", 0.5, 0.5), code_point("L1 0AD", 1.5, 0.5)])
    paths = [folder / name for name in ("wards.geojson", "lsoas.geojson", "l.csv")]
    done("region", "build", "Dunlin", "--wards", paths[0], "--lsoas", paths[1], "--postcodes", paths[2])
    (folder / "companies.csv").write_text(COMPANIES)
    done("suppliers", "load", "companies-house", folder / "companies.csv")
    path = folder / "harbour-hospital.csv"
    path.write_text(HEADER + "".join(PAID.format(month=month) for month in MONTHS))
    done("spend", "import", path, "--payer", "Harbour Hospital")


def told(*words: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(done(*words, "--json").stdout)
    return answer


def test_where_the_money_went_with_what_is_unknown_always_shown(held: Path) -> None:
    account = told("account")
    assert {row["ring"]: row["pence"] for row in account["where_it_went"]} == {
        "home": 4 * 100_00,
        "region": 0,
        "wider": 4 * 200_00,  # M1 lies in the North West, as the region does
        "uk": 4 * 500_00,
        "overseas": 4 * 50_00,
        "unknown": 4 * 150_00,
        "redacted": 4 * 1000_00,
    }
    assert account["totals"]["pence"] == 4 * 2000_00
    share = account["local_share"]
    assert share["share_at_least"] == pytest.approx(100 / 2000)
    assert share["share_at_most"] == pytest.approx((100 + 150 + 1000) / 2000)  # the unknown may all be home


def test_a_ward_as_home_leaves_its_region_around_it(held: Path) -> None:
    rings = {row["ring"]: row["pence"] for row in told("account", "--home", "Z05000002")["where_it_went"]}
    assert (rings["home"], rings["region"]) == (0, 4 * 100_00)


def test_a_span_of_months_and_a_payer(held: Path) -> None:
    account = told("account", "--payer", "harbour hospital", "--from", "2024-05", "--to", "2024-06")
    assert account["totals"]["pence"] == 2 * 2000_00


def test_the_three_rounds_lie_within_their_bounds(held: Path) -> None:
    lm3 = told("account")["multiplier"]["lm3"]
    assert 1 < lm3["low"] < lm3["central"] < lm3["high"] < 3


def test_what_a_supplier_answered_counts_here_as_on_the_site(held: Path) -> None:
    before = told("account")["multiplier"]["lm3"]
    typed = {"turnover": "100000", "pay": "60000", "pay_local": "100", "purchases": "0", "purchases_local": "0"}
    answers = Answers("GB-COH-09999901", "Tern Laundry Ltd", 2024, typed, False)
    enter_survey(answers=answers, by=User.objects.create(email="editor@sample.example"), now=timezone.now())
    after = told("account")["multiplier"]["lm3"]
    # At the least, only the laundry's 400 of 8,000 pounds stay, and of each of them 60p goes to people here.
    assert after["low"] == pytest.approx((8000 + 400 + 400 * 0.6) / 8000)
    assert after["low"] != before["low"]


def test_answers_say_whose_data_they_are_and_what_was_asked(held: Path) -> None:
    for verb in ("account", "gaps"):
        said = told(verb, "--payer", "Harbour Hospital", "--from", "2024-05")
        assert said["licence"].startswith("Open Government Licence")
        assert said["geography"].startswith("Dunlin, pack ")
        assert said["snapshot"]
        assert said["asked"] == {"payers": "harbour-hospital", "month_from": "2024-05"}
        assert said["home"]["name"] == "Dunlin"
        assert "Source: Spend published by the payers named" in done(verb).stdout


def test_the_gap_is_the_hospital_s_laundry(held: Path) -> None:
    gaps = told("gaps")
    (laundry,) = [gap for gap in gaps["gaps"] if gap["proclass"] == "Cleaning & Janitorial"]
    assert laundry["leaving_pence_a_year"] == 12 * (200_00 + 500_00 + 50_00)
    assert laundry["possible_pence_a_year"] == 0
    assert laundry["staying_pence_a_year"] == 12 * 100_00
    assert laundry["rhythm"]["name"] == "every month"
    assert (laundry["local_suppliers_paid"], laundry["registered_here"]) == (1, 1)
    assert gaps["uncategorised_pence"] == 4 * 1000_00  # what a redacted payee was paid for is withheld as well


def test_in_words(held: Path) -> None:
    said = done("account").stdout
    assert "Dunlin: £400.00" in said
    assert "Stays at home: from 5.0% to 62.5%" in said
    assert "1. Cleaning & Janitorial" in done("gaps").stdout
    assert (
        "No payment that is held matches. Choose other payers or months." in done("account", "--from", "2030-01").stdout
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["account", "--home", "Atlantis"], "no area called Atlantis"),
        (["account", "--payer", "Nobody"], "No payer is called Nobody. Payers held: Harbour Hospital."),
        (["gaps", "--home", "Z05000001", "--within", "Z05000002"], "does not lie in"),
        (["account", "--from", "2024-06", "--to", "2024-04"], "The last month lies before the first"),
    ],
)
def test_what_is_not_known_is_said_and_ends_with_1(held: Path, words: list[str], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 1
    assert said in result.output


def test_a_month_that_is_none_ends_with_2(transactional_db: None) -> None:
    result = run("account", "--from", "2024-13")
    assert result.exit_code == 2
    assert "write it like 2024-04" in result.output


def test_without_a_region_it_says_what_to_build(transactional_db: None) -> None:
    result = run("account")
    assert result.exit_code == 1
    assert "commonweal region build" in result.output
