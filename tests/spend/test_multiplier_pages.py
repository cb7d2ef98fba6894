"""The multiplier worked by hand, its assumptions, and suppliers' answers, which editors alone see."""

import json
from fractions import Fraction

import pytest
from django.test import Client

from commonweal.record.models import Event
from commonweal.spend import queries
from commonweal.spend.models import SupplierSurvey
from commonweal.spend.wealth.multiplier import Money
from commonweal.spend.wealth.sectors import assumptions
from commonweal.spend.wealth.surveys import Survey
from commonweal.spend.wealth.telling import answered_of

from .linen import editor, linen, member, stranger, words

__all__ = ["editor", "linen", "member", "stranger"]
pytestmark = pytest.mark.django_db
TERN = "/multiplier/surveys/answers/?supplier=tern+laundry+ltd"
ANSWERS = {
    "year": "2024",
    "turnover": "£100,000",
    "pay": "50000",
    "pay_local": "100%",
    "purchases": "20000",
    "purchases_local": "50",
}


def test_what_each_pound_comes_to(linen: None, stranger: Client) -> None:
    said = words(stranger.get("/multiplier/"))
    assert "Each £1 comes to about £1.16 in Dunlin Coast: between £1.12 and £1.45." in said
    assert "No supplier of these payments has been asked yet" in said
    rows = json.loads(stranger.get("/multiplier/rounds.json").content)["rows"]
    assert [(row["low_pence"], row["central_pence"], row["high_pence"]) for row in rows] == [
        (400_000_00, 400_000_00, 400_000_00),
        (40_000_00, 47_058_82, 100_000_00),
        (8_364_00, 17_647_06, 79_500_00),
        (112, 116, 145),
    ]


def test_every_assumption_is_shown_with_its_bounds_its_source_and_whose_it_is(linen: None, stranger: Client) -> None:
    rows = json.loads(stranger.get("/multiplier/assumptions.json").content)["rows"]
    assert len(rows) == len(assumptions())
    assert {row["status"] for row in rows} == {"published", "our choice"}
    assert all(row["low"] <= row["central"] <= row["high"] and row["source"] for row in rows)
    assert "proves nothing either way" in words(stranger.get("/multiplier/"))


def test_every_table_can_be_taken_away(linen: None, stranger: Client) -> None:
    for table in ("rounds", "industries", "assumptions"):
        for ending in ("csv", "json", "parquet", "csv-metadata.json"):
            assert stranger.get(f"/multiplier/{table}.{ending}").status_code == 200, (table, ending)
    assert stranger.get("/multiplier/secrets.csv").status_code == 404


def test_an_answer_takes_the_place_of_an_assumption(linen: None, editor: Client, stranger: Client) -> None:
    editor.post(TERN, ANSWERS)
    said = words(stranger.get("/multiplier/"))
    # of each pound Tern receives it spends 50p on people here and 10p on firms here, whatever its industry does
    assert "Each £1 comes to about £1.18 in Dunlin Coast: between £1.16 and £1.43." in said
    assert "The answers of one supplier take the place of assumptions, for £40,000 of the money." in said
    changed = words(stranger.get("/what-if/?gap=cleaning-janitorial&percent=10"))
    assert "comes to £1.18 there now" in changed


def test_what_a_firm_answers_is_its_own_business(linen: None, editor: Client, stranger: Client, member: Client) -> None:
    editor.post(TERN, {**ANSWERS, "turnover": "123456", "pay": "65432"})
    for address in ("/multiplier/", "/gaps/cleaning-janitorial/", "/suppliers/GB-COH-09999901/"):
        assert "123456" not in stranger.get(address).content.decode().replace(",", "")
    told = str(list(Event.objects.values_list("body", flat=True)))
    assert "123456" not in told
    assert "tern" not in told.lower()
    for address in ("/multiplier/surveys/", TERN):
        assert member.get(address).status_code == 403
        assert stranger.get(address).status_code == 302
        assert editor.get(address).status_code == 200


def test_a_turnover_of_minus_one_is_refused_beside_its_field_and_nothing_typed_is_lost(
    linen: None, editor: Client
) -> None:
    answer = editor.post(TERN, {**ANSWERS, "turnover": "-1", "year": "1066", "pay_local": "120"})
    page = answer.content.decode()
    assert "Turnover is a year’s sales" in page or "Turnover is a year&#x27;s sales" in page
    for name in ("turnover", "year", "pay_local"):
        assert f'id="{name}-error"' in page
    assert 'value="-1"' in page
    assert 'value="50000"' in page
    assert not SupplierSurvey.objects.exists()


def test_nothing_typed_says_what_is_needed(linen: None, editor: Client) -> None:
    page = editor.post(TERN, {}).content.decode()
    for name in ("year", "turnover", "pay", "pay_local", "purchases_local"):
        assert f'id="{name}-error"' in page
    assert 'id="purchases-error"' not in page


def test_a_later_answer_takes_the_place_of_an_earlier_one(linen: None, editor: Client) -> None:
    editor.post(TERN, ANSWERS)
    editor.post(TERN, {**ANSWERS, "pay": "40000", "year": "2025"})
    [standing] = queries.survey_rows(sample=False)
    assert (standing.year, standing.answers["pay"]) == (2025, "40000")
    [earlier] = SupplierSurvey.objects.exclude(removed_at=None)
    assert (earlier.answers, earlier.salt) == ({}, "")


def test_answers_can_be_removed_for_good(linen: None, editor: Client, stranger: Client) -> None:
    editor.post(TERN, ANSWERS)
    [standing] = queries.survey_rows(sample=False)
    for _ in range(2):
        answer = editor.post(f"/multiplier/surveys/{standing.public_id}/removal/", follow=True)
    assert "removed already" in words(answer)
    assert SupplierSurvey.objects.get().answers == {}
    assert "about £1.16" in words(stranger.get("/multiplier/"))
    assert [event.kind for event in Event.objects.filter(kind__startswith="survey")] == [
        "survey-entered",
        "survey-removed",
    ]


def test_those_whose_answers_tell_most_come_first(linen: None, editor: Client) -> None:
    said = words(editor.get("/multiplier/surveys/"))
    assert "Tern Laundry Ltd paid £40,000" in said
    assert "Far Linen" not in said  # what is spent again elsewhere is not counted
    assert "Far Linen Ltd paid £200,000" in words(editor.get("/multiplier/surveys/?q=far"))
    assert "No named supplier is called “zz”." in words(editor.get("/multiplier/surveys/?q=zz"))


def test_only_a_named_supplier_can_answer(linen: None, editor: Client) -> None:
    for key in ("", "nobody", "person"):
        assert editor.get(f"/multiplier/surveys/answers/?supplier={key}").status_code == 404


def test_an_answer_speaks_for_one_body_once(linen: None) -> None:
    lake, selection = queries.lake(sample=False), queries.selection({}, sample=False)
    half = Fraction(1, 2)
    keys = ("tern laundry ltd", "GB-COH-09999901", "nobody")
    [found] = answered_of(lake, selection, [Survey(key, 100, 50, half, half) for key in keys])
    assert found.money == Money("S", 40_000_00, 0, 0)
