"""The interface for other programs: what it answers, what it refuses, and how caches know an answer."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from commonweal.spend import queries
from commonweal.spend.api.asking import Paged
from commonweal.spend.tables import SHOWN
from tests.laid import Laid
from tests.spend.report.economy import PAID, bring_in, economy

HOSPITAL = 4 * 1950_00  # pence, over the four months
COUNCIL = 4 * 80_00


@pytest.fixture
def held(tmp_path: Path, db: None, laid: Laid) -> Path:
    laid("economy", lambda: economy(tmp_path))
    return tmp_path


@pytest.fixture
def empty(transactional_db: None) -> None:
    """A host that holds nothing at all."""


def ask(address: str, **headers: str) -> Any:
    return Client().get(f"/api/{address}", headers=headers)


def told(address: str) -> dict[str, Any]:
    response = ask(address)
    assert response.status_code == 200, response.content
    body: dict[str, Any] = json.loads(response.content)
    return body


ANSWERS = [
    ("tables/payers", "pence", [HOSPITAL, COUNCIL]),
    ("tables/payers?order=payer", "payer_slug", ["harbour-hospital", "sandport-council"]),
    ("tables/payers?payer=sandport-council", "pence", [COUNCIL]),
    ("tables/payers?payers=Harbour+Hospital,sandport-council", "pence", [HOSPITAL, COUNCIL]),
    ("tables/months?month_from=2024-05&month_to=2024-06", "month", ["2024-05", "2024-06"]),
    ("tables/anchors?ring=home", "pence", [4 * 100_00, 4 * 50_00]),
    ("tables/where_it_went?payer=harbour-hospital&limit=1", "pence", [4 * 100_00]),
    ("tables/where_it_went?home=Z05000002&limit=2", "pence", [0, 4 * 150_00]),
    ("tables/payers?limit=1&offset=1", "pence", [COUNCIL]),
    ("tables/local_share?payer=harbour-hospital", "share_at_least", [round(100 / 1950, 6)]),
    ("payers", "payer", ["Harbour Hospital", "Sandport Council"]),
]


def test_tables_answer_for_a_selection(held: Path) -> None:
    for address, column, cells in ANSWERS:
        assert [row[column] for row in told(address)["rows"]] == cells, address


def test_what_is_left_empty_takes_all(held: Path) -> None:
    everything = told("tables/payers")["rows"]
    for name in Paged.model_fields:
        if name not in ("limit", "offset"):
            assert told(f"tables/payers?{name}=")["rows"] == everything, name
    assert told("gaps?month_from=&home=&off=")["gaps"] == told("gaps")["gaps"]


def test_an_answer_says_where_it_comes_from_and_what_it_is_seen_from(held: Path) -> None:
    answer = told("tables/payers?limit=1")
    assert answer["definition"].startswith("payers.sql, version")
    assert answer["snapshot"]
    assert answer["attribution"]
    assert answer["licence"]
    assert "Dunlin" in answer["geography"]
    assert answer["home"]["name"] == "Dunlin"
    assert (answer["total_rows"], answer["next_offset"]) == (2, 1)


def test_rows_carry_what_the_downloads_carry_and_nothing_more(held: Path) -> None:
    bring_in(held, "Sandport Council", PERSONAL, "sandport-2024-08.csv")
    answer = told("tables/rows?limit=1000")
    assert set(answer["rows"][0]) == {column.name for column in SHOWN["rows"].columns}
    everything = json.dumps(answer)
    assert "Private persons (names withheld)" in everything
    assert "Dunnock" not in everything


PERSONAL = "Payment Date,Supplier Name,Net Amount,Purpose\n05/08/2024,Mrs A Dunnock,30.00,Mrs A Dunnock care\n"


def test_the_description_holds_every_table_with_its_columns(empty: None) -> None:
    described = told("openapi.json")
    for name, shown in SHOWN.items():
        assert f"/api/tables/{name}" in described["paths"]
        columns = described["components"]["schemas"][f"row_of_{name}"]["properties"]
        assert len(columns) >= len(shown.columns)
    assert all(set(each) == {"get"} for each in described["paths"].values())


def test_what_is_answered_fits_its_description(held: Path) -> None:
    schemas = told("openapi.json")["components"]["schemas"]
    for name in SHOWN:
        for row in told(f"tables/{name}?limit=5")["rows"]:
            described = schemas[f"row_of_{name}"]["properties"]
            assert set(row) <= set(described), name
            for key, cell in row.items():
                assert JSON_TYPES[type(cell)] in {each["type"] for each in described[key]["anyOf"]}, (name, key)


JSON_TYPES = {int: "integer", float: "number", str: "string", bool: "boolean", type(None): "null"}


def test_the_account_the_gaps_and_the_multiplier(held: Path) -> None:
    account = told("account")
    assert account["totals"]["pence"] == HOSPITAL + COUNCIL
    assert account["tables"]["where_it_went"]["rows"][0]["pence"] == 4 * 150_00
    assert account["multiplier"] == told("multiplier")["multiplier"]
    assert isinstance(account["multiplier"]["round_2_pence"]["low"], int)
    (laundry,) = [gap for gap in told("gaps")["gaps"] if gap["proclass"] == "Cleaning & Janitorial"]
    assert laundry["leaving_pence_a_year"] == 12 * 700_00
    effect = told("what-if?proclass=Cleaning+%26+Janitorial&percent=10")["effect"]
    assert effect["pence_a_year"] == 12 * 70_00


def test_a_definition_can_be_read_and_run(empty: None) -> None:
    assert "select" in told("definitions/local_share")["sql"]
    assert "rings" in told("definitions/local_share")["built_on"]
    assert {each["name"] for each in told("definitions")["definitions"]} >= set(SHOWN)


PROBLEMS = [
    ("tables/where_it_went?home=Atlantis", 400, "no area called Atlantis"),
    ("account?home=Z05000001&within=Z05000002", 400, "does not lie in"),
    ("tables/payers?payer=nobody", 400, "No payer is called nobody. Payers held: Harbour Hospital"),
    ("tables/rows?ward=E05999999", 400, "no ward of that code"),
    ("tables/payers?moth=2024-05", 400, "no parameter moth. There are: payer, payers, month_from"),
    ("what-if?proclass=Unicorns", 400, "No money leaves in this category"),
    ("tables/suppliers?ring=home", 400, "suppliers cannot be narrowed by ring"),
    ("tables/unicorns", 404, "/api/tables lists them"),
    ("definitions/unicorns", 404, "/api/definitions lists them"),
    ("unicorns", 404, "/api/openapi.json lists every address"),
    ("tables/payers?month=May", 422, "month is not written as it should be: write a month like 2024-04"),
    ("tables/payers?month_from=2024-06&month_to=2024-05", 422, "month_to lies before month_from"),
    ("tables/payers?limit=10001", 422, "limit is a whole number from 1 to 10,000"),
    ("tables/payers?offset=-1", 422, "offset is a whole number"),
    ("tables/payers?order=sic", 422, "order is a column of this table: payer"),
    ("tables/payers?ring=near", 422, "ring is one of 'home', 'region'"),
    ("tables/payers?section=AA", 422, "one letter from A to U"),
    ("what-if", 422, "proclass is missing"),
    ("what-if?proclass=Catering&percent=lots", 400, "as a number from 0 to 100 per cent"),
]


def test_what_cannot_be_answered_is_a_problem_in_plain_words(held: Path) -> None:
    for address, status, said in PROBLEMS:
        response = ask(address)
        assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json"), address
        problem = json.loads(response.content)
        assert problem["status"] == status
        assert said in problem["detail"], address
        assert response["Access-Control-Allow-Origin"] == "*"


def test_without_a_region_near_and_far_are_not_told(empty: None) -> None:
    assert ask("account").status_code == 400
    assert "No region is built" in json.loads(ask("tables/local_share").content)["detail"]


def test_a_host_that_holds_nothing_answers_with_no_rows(empty: None) -> None:
    assert told("tables/payers")["rows"] == []
    assert told("payers")["total_rows"] == 0


def test_a_cache_that_holds_the_answer_is_told_so(held: Path) -> None:
    for address in ("tables/payers", "tables/where_it_went", "multiplier", "definitions"):
        first = ask(address)
        assert first["Access-Control-Allow-Origin"] == "*"
        again = ask(address, if_none_match=first["ETag"])
        assert (again.status_code, again.content) == (304, b""), address


def test_another_question_or_another_file_is_another_answer(held: Path) -> None:
    first = ask("tables/payers")["ETag"]
    assert ask("tables/payers?limit=1")["ETag"] != first
    bring_in(held, "Sandport Council", PAID["Sandport Council"].format(month="08"), "sandport-2024-08.csv")
    assert ask("tables/payers", if_none_match=first).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(empty: None, method: str) -> None:
    for address in ("/api/tables/payers", "/api/unicorns"):
        response = getattr(Client(), method)(address)
        assert (response.status_code, response["Content-Type"]) == (405, "application/problem+json")
        assert response["Allow"] == "GET"
        assert "ask with GET" in json.loads(response.content)["detail"]


def test_a_fault_of_ours_is_told_without_what_was_asked(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_named: object) -> None:
        raise RuntimeError("Tern Bakery is in here")

    monkeypatch.setattr(queries, "selection", broken)
    response = Client(raise_request_exception=False).get("/api/tables/payers")
    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
    assert "The fault is ours" in json.loads(response.content)["detail"]
    assert b"Tern" not in response.content
    page = Client(raise_request_exception=False).get("/account/")
    assert (page.status_code, page["Content-Type"].split(";")[0]) == (500, "text/html")
