"""Reviewing doubtful matches: the largest sum first, never two people on one, decided, undone, and standing."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from commonweal.basics.problems import Refused
from commonweal.organisations.actions import load_register
from commonweal.organisations.register_reading import read
from commonweal.people.actions import open_account
from commonweal.people.models import User
from commonweal.record.models import Event
from commonweal.spend import queries
from commonweal.spend.actions import accounts
from commonweal.spend.actions.accounts import draw_account
from commonweal.spend.actions.reviews import HELD_FOR, decide_match, take_doubt, undo_decision
from commonweal.spend.importing import Told
from commonweal.spend.models import Account, Doubt
from tests.laid import Laid

from .conftest import published

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
GULL, OTHER_GULL = "GB-COH-09999902", "GB-COH-09999903"
COMPANIES = {
    "09999901": "TERN BAKERY LIMITED",
    "09999902": "GULL FISHERIES LIMITED",
    "09999903": "GULL FISHERIES LTD",
    "09999904": "KNOT BUILDERS LIMITED",
    "09999905": "KNOT BUILDERS LTD",
}
SPENT = published(
    "03/06/2024,Tern Bakery Ltd,1200.00,Food,T1",
    "03/06/2024,Knot Builders Ltd,900.00,Works,T2",
    "14/06/2024,Gull Fisheries Ltd,5000.00,Food,T3",
    "28/06/2024,GULL FISHERIES LTD,640.00,Food,T4",
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewers() -> tuple[User, User]:
    """Two people who review at once."""
    first, second = (open_account(email=f"{name}@example.org", by=None, now=NOW) for name in ("first", "second"))
    return first, second


def load(companies: dict[str, str], folder: Path) -> None:
    """Load companies as Companies House publishes them."""
    path = folder / f"companies of {len(companies)}.csv"
    rows = [f"{name},{number},Active,United Kingdom" for number, name in companies.items()]
    path.write_text("\n".join(["CompanyName, CompanyNumber,CompanyStatus,CountryOfOrigin", *rows, ""]))
    load_register(reading=read(path), sample=False, by=None, now=NOW)


@pytest.fixture
def held(db: None, bring_in: Callable[..., Told], tmp_path: Path, laid: Laid) -> None:
    """Payments to three suppliers, two of which bear names that two companies bear."""
    laid("doubts", lambda: bring_all_in(bring_in, tmp_path))


def bring_all_in(bring_in: Callable[..., Told], folder: Path) -> None:
    load(COMPANIES, folder)
    bring_in(SPENT)
    draw_account(sample=False, by=None, now=NOW)


def waiting() -> list[str]:
    return [doubt.supplier for doubt in queries.doubts(sample=False)]


def drawn() -> dict[str, dict[str, Any]]:
    """The places file as drawn anew, by supplier."""
    account = draw_account(sample=False, by=None, now=NOW)
    places = pl.read_parquet(queries.lake_folder() / account.places_file)
    return {row["usual_name"]: row for row in places.iter_rows(named=True)}


def test_sure_matches_are_taken_and_doubtful_ones_wait_the_largest_sum_first(held: None) -> None:
    assert waiting() == ["GULL FISHERIES LTD", "Knot Builders Ltd"]
    assert drawn()["Tern Bakery Ltd"]["org_id"] == "GB-COH-09999901"
    told = Account.objects.get().matching
    assert {status: row["suppliers"] for status, row in told.items()} == {"sure": 1, "review": 2}
    assert told["review"]["pence"] == 654000


def test_a_reviewer_is_offered_the_organisations_it_may_be(held: None) -> None:
    doubt = queries.doubts(sample=False)[0]
    assert {offer["org_id"] for offer in doubt.offers} == {GULL, OTHER_GULL}
    assert (doubt.pence, doubt.payments) == (564000, 2)


def test_two_reviewers_never_hold_the_same_one(held: None, reviewers: tuple[User, User]) -> None:
    first, second = reviewers
    one, other = take_doubt(sample=False, by=first, now=NOW), take_doubt(sample=False, by=second, now=NOW)
    assert one
    assert other
    assert one.pk != other.pk
    assert take_doubt(sample=False, by=first, now=NOW) == one  # looking again is the same one
    third = open_account(email="third@example.org", by=None, now=NOW)
    assert take_doubt(sample=False, by=third, now=NOW) is None
    assert take_doubt(sample=False, by=third, now=NOW + HELD_FOR + timedelta(seconds=1)) == one  # the first left it


def test_passing_one_over_goes_on_to_the_next(held: None, reviewers: tuple[User, User]) -> None:
    first, _ = reviewers
    one = take_doubt(sample=False, by=first, now=NOW)
    other = take_doubt(sample=False, by=first, now=NOW, after=one)
    assert one
    assert other
    assert one.pk != other.pk
    assert take_doubt(sample=False, by=first, now=NOW, after=other) == one  # after the last, from the top again


def test_a_decision_stands_over_every_drawing_until_it_is_undone(held: None, reviewers: tuple[User, User]) -> None:
    first, second = reviewers
    doubt = queries.doubts(sample=False)[0]
    decision = decide_match(doubt=doubt, org_id=OTHER_GULL, by=first, now=NOW)
    assert waiting() == ["Knot Builders Ltd"]
    for _ in range(2):
        assert drawn()["GULL FISHERIES LTD"]["org_id"] == OTHER_GULL
    undo_decision(decision=decision, by=second, now=NOW)
    assert drawn()["GULL FISHERIES LTD"]["org_id"] is None
    assert waiting() == ["GULL FISHERIES LTD", "Knot Builders Ltd"]
    with pytest.raises(Refused, match="undone already"):
        undo_decision(decision=decision, by=second, now=NOW)


def test_none_of_those_suggested_is_a_decision_too(held: None, reviewers: tuple[User, User]) -> None:
    decide_match(doubt=queries.doubts(sample=False)[0], org_id=None, by=reviewers[0], now=NOW)
    assert drawn()["GULL FISHERIES LTD"]["status"] == "none"
    assert waiting() == ["Knot Builders Ltd"]


@pytest.mark.parametrize("written", ["09999901", "9999901", "GB-COH-09999901"])
def test_another_organisation_can_be_named_by_its_number(
    held: None, reviewers: tuple[User, User], written: str
) -> None:
    decide_match(doubt=queries.doubts(sample=False)[0], org_id=written, by=reviewers[0], now=NOW)
    assert drawn()["GULL FISHERIES LTD"]["registered_name"] == "TERN BAKERY LIMITED"


@pytest.mark.parametrize("written", ["12345678", "no number", "<script>"])
def test_a_number_that_no_register_holds_is_refused(held: None, reviewers: tuple[User, User], written: str) -> None:
    with pytest.raises(Refused, match="No register in use holds that number"):
        decide_match(doubt=queries.doubts(sample=False)[0], org_id=written, by=reviewers[0], now=NOW)
    assert len(waiting()) == 2


@pytest.mark.db
def test_the_second_of_two_decisions_is_refused(held: None, reviewers: tuple[User, User]) -> None:
    first, second = reviewers
    doubt = queries.doubts(sample=False)[0]
    decide_match(doubt=doubt, org_id=GULL, by=first, now=NOW)
    with pytest.raises(Refused, match="Someone else decided"):
        decide_match(doubt=doubt, org_id=OTHER_GULL, by=second, now=NOW)
    assert queries.decisions(sample=False).get().org_id == GULL


def test_the_record_tells_of_a_decision_without_the_supplier_s_name(held: None, reviewers: tuple[User, User]) -> None:
    decide_match(doubt=queries.doubts(sample=False)[0], org_id=GULL, by=reviewers[0], now=NOW)
    event = Event.objects.filter(kind="match-decided").get()
    assert event.body["organisation"] == GULL
    assert "gull" not in str(event.body).lower()


def test_payees_matched_before_are_not_matched_again_while_the_registers_stay(
    held: None, bring_in: Callable[..., Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def noting(payees: pl.DataFrame, bearers: pl.DataFrame) -> Any:
        asked.append(payees["payee"].to_list())
        return matched(payees, bearers)

    matched = accounts.matched
    monkeypatch.setattr(accounts, "matched", noting)
    drawn()
    bring_in(published("03/07/2024,Grebe Cleaning Ltd,12.00,Food,T9"), path="sandport-2024-07.csv")
    drawn()
    assert asked == [["Grebe Cleaning Ltd"]]


def test_a_doubt_is_gone_once_a_register_settles_it(held: None, tmp_path: Path) -> None:
    load(dict(list(COMPANIES.items())[:2]), tmp_path)
    assert drawn()["GULL FISHERIES LTD"]["org_id"] == GULL
    assert not Doubt.objects.filter(supplier="GULL FISHERIES LTD").exists()
