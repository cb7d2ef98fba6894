"""The category of a payment: told by plain words or a plain industry, or not told at all."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.spend.proclass import FOUND, OUTSIDE, categories, classify, meaning, rules, usual_sections
from commonweal.spend.wealth.sectors import sectors

COLUMNS = ("purpose", "category", "sic", "supplier", "department")


def of(**said: str) -> tuple[str | None, str | None]:
    """The category of one payment, and the evidence."""
    [row] = classify(
        pl.DataFrame([{**dict.fromkeys(COLUMNS), **said}], schema=dict.fromkeys(COLUMNS, pl.String))
    ).rows()
    return row


@pytest.mark.parametrize(
    ("words", "proclass"),
    [
        ("Laundry and Linen", "Cleaning & Janitorial"),
        ("Building Cleaning Contract (External)", "Cleaning & Janitorial"),
        ("street cleansing", "Environmental Services"),
        ("REFUSE COLLECTION", "Environmental Services"),
        ("Vehicle Insurance", "Financial Services"),  # the last of two, as in English
        ("Vehicle Repairs", "Vehicle Management"),  # the longer phrase takes the place of the shorter one
        ("catering equipment", "Catering"),
        ("School Meals", "Catering"),
        ("School Transport", "Passenger Transport"),
        ("Home Care - Private Contractor", "Social Community Care Supplies & Services - Adult"),
        ("Fostering allowances", "Social Community Care Supplies & Services - Children"),
        ("Utilities - Electricity", "Utilities"),
        ("Grounds Maintenance", "Horticultural"),
        ("Highways maintenance", "Works - Construction, Repair & Maintenance"),
        ("Café provisions & food", "Catering"),
        ("utilities.gas.gas.service", "Utilities"),  # ProClass itself, as some payers write it
        ("works - construction, repair & maint.buildings.lifts", "Works - Construction, Repair & Maintenance"),
        ("Agency staff", "Human Resources"),
        ("Employee training course costs", "Human Resources"),
        ("Building materials for direct delivery", "Building Construction Materials"),
        ("Counsel's fees", "Legal Services"),
    ],
)
def test_words_tell_a_category(words: str, proclass: str) -> None:
    assert of(category=words)[0] == proclass
    assert of(purpose=words.upper())[0] == proclass


@pytest.mark.parametrize(
    "words",
    [
        "Supplies and Services",
        "Third Party Payments",
        "Miscellaneous",
        "Capital",
        "Equipment",
        "Premises",
        "12/2024",
        "",
    ],
)
def test_words_that_could_mean_anything_tell_none(words: str) -> None:
    assert of(category=words) == (None, None)


@pytest.mark.parametrize("words", ["Income Tax PAYE", "National Insurance", "Precepts", "Salaries", "Recharges"])
def test_pay_and_taxes_are_outside_and_say_so(words: str) -> None:
    proclass, evidence = of(category=words, sic="81210")
    assert proclass is None
    assert evidence
    assert evidence.startswith("outside ProClass: the payer's category says")


@pytest.mark.parametrize(
    ("sic", "proclass"),
    [
        ("81210", "Cleaning & Janitorial"),
        ("81300", "Horticultural"),
        ("81100", "Facilities & Management Services"),
        ("96010", "Cleaning & Janitorial"),  # laundries
        ("96030", "Cemetery & Crematorium"),
        ("87300 81210", "Social Community Care Supplies & Services - Adult"),  # the first code is the main one
        ("43999", "Works - Construction, Repair & Maintenance"),
        ("70100", None),  # head offices do anything
        ("82990", None),
        ("99999", None),
    ],
)
def test_an_industry_tells_where_words_do_not(sic: str, proclass: str | None) -> None:
    assert of(category="Supplies and Services", sic=sic)[0] == proclass


@pytest.mark.parametrize(
    ("said", "proclass", "evidence"),
    [
        ({"purpose": "Linen hire", "category": "Hospitality"}, "Cleaning & Janitorial", "the purpose says “linen”"),
        (
            {"purpose": "Invoice 12", "category": "Laundry"},
            "Cleaning & Janitorial",
            "the payer's category says “laundr…”",
        ),
        ({"category": "Laundry", "sic": "62020"}, "Cleaning & Janitorial", "the payer's category says “laundr…”"),
        (
            {"category": "Hire", "sic": "62020"},
            "Information Communication Technology",
            "the supplier's industry is 62020",
        ),
        ({"category": "Hire"}, "Vehicle Management", "the payer's category says “hire”"),  # for want of better
        (
            {"supplier": "Tern Scaffolding Ltd"},
            "Works - Construction, Repair & Maintenance",
            "the supplier's name says “scaffold…”",
        ),
        (
            {"sic": "62020", "supplier": "Tern Catering"},
            "Information Communication Technology",
            "the supplier's industry is 62020",
        ),
        ({"department": "Cemeteries"}, "Cemetery & Crematorium", "the department says “cemeter…”"),
        ({"supplier": "Tern Laundry Ltd"}, "Cleaning & Janitorial", "the supplier's name says “laundr…”"),
        ({"category": "Hire", "department": "Cemeteries"}, "Vehicle Management", "the payer's category says “hire”"),
        ({"department": "Works"}, None, None),  # a weak word of a department says nothing
        ({"supplier": "Tern Works"}, None, None),
    ],
)
def test_the_plainest_text_decides_and_the_evidence_says_which(
    said: dict[str, str], proclass: str | None, evidence: str | None
) -> None:
    assert of(**said) == (proclass, evidence)


def test_what_stands_aside_is_only_read_for_want_of_better() -> None:
    assert of(purpose="Nursing placements (other agencies)")[0] == "Social Community Care Supplies & Services - Adult"
    assert of(purpose="Services to keep the buildings clean")[0] == "Cleaning & Janitorial"
    assert (
        of(purpose="Services to keep the buildings clean", category="Security")[0] == "Facilities & Management Services"
    )


def test_the_rules_are_whole() -> None:
    assert len(categories()) == 32
    assert set(usual_sections().values()) <= set(sectors())
    assert {*rules().industries.values()} <= {*categories()}
    assert all(code.isdecimal() and len(code) <= 5 for code in rules().industries)
    found = {told.proclass for told in rules().phrases.values()}
    assert found | {told.proclass for each in rules().open_ended.values() for told in each.values()} == {
        *categories(),
        OUTSIDE,
    }


@pytest.mark.parametrize("proclass", categories())
def test_every_category_is_found_by_its_own_name(proclass: str) -> None:
    assert of(category=proclass)[0] == proclass


text = st.one_of(
    st.none(), st.text(max_size=30), st.sampled_from(["Linen hire", "Gas", "Income tax", "Works", "Hire of van"])
)
frames = st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS, text)), max_size=8)


@given(frames)
def test_rows_are_told_alone_and_in_order(rows: list[dict[str, Any]]) -> None:
    schema = dict.fromkeys(COLUMNS, pl.String)
    together = classify(pl.DataFrame(rows, schema=schema))
    assert together.schema == pl.Schema(FOUND)
    assert together.rows() == [classify(pl.DataFrame([row], schema=schema)).row(0) for row in rows]


@given(frames)
def test_a_category_always_has_evidence_and_is_one_of_the_list(rows: list[dict[str, Any]]) -> None:
    for proclass, evidence in classify(pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String))).rows():
        assert proclass is None or (proclass in categories() and evidence)


def test_columns_may_be_missing() -> None:
    assert classify(pl.DataFrame({"category": ["Gas", None]})).rows() == [
        ("Utilities", "the payer's category says “gas”"),
        (None, None),
    ]
    assert classify(pl.DataFrame({"sic": ["35110"]}))["proclass"].to_list() == ["Utilities"]


@given(st.text(max_size=60))
def test_any_text_is_read(words: str) -> None:
    found = meaning(words)
    assert found is None or found == meaning(words.upper()) or not words.isascii()
