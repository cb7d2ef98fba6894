"""Suppliers found in registers by what is exactly equal. Suppliers and registers are invented."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.basics.problems import Refused
from commonweal.organisations import exact, identifiers
from commonweal.organisations.facts import FACTS, Fact, Register, table
from commonweal.organisations.names import normalised
from commonweal.organisations.register_reading import files, read
from commonweal.organisations.same import organisations

REGISTER = Register("register", "A register", "a licence", "thanks")
OFFICE = "registered office"
FACTS_HELD = table(
    [
        Fact("GB-CHC-212345", "Quay Relief", "charity", same_as="GB-COH-01234567"),
        Fact("GB-COH-01234567", "QUAY RELIEF LTD", postcode="L1 0AB", place="registered office"),
        Fact("GB-MPR-525R", "Mole Workers Limited", "worker co-operative", same_as="COOPS-UK-R9"),
        Fact(
            "GB-MPR-525R", "Mole Bikes", "worker co-operative", same_as="COOPS-UK-R9", postcode="M1 1AA", place=OFFICE
        ),
        Fact("COOPS-UK-R9", "Mole Bikes Corner Shop", postcode="PR1 2AB", place="outlet"),
        Fact("GB-CHC-300001", "Harbour Lights", "charity"),
        Fact("GB-CHC-300002", "HARBOUR LIGHTS", "charity"),
        Fact("GB-LAE-SPT", "Sandport City Council", "local authority", valid_to=date(2020, 3, 31)),
        Fact("GB-LAE-SPT", "Sandport Council", "local authority", governs="E08000999"),
        Fact("GB-NIC-100001", "SPQ", "charity"),
    ],
    REGISTER,
)


def found(supplier: str, company: str | None = None, charity: str | None = None) -> exact.Matches:
    row = (supplier, normalised(supplier), company, charity)
    return exact.match(pl.DataFrame([row], schema=dict.fromkeys(exact.SUPPLIERS, pl.String), orient="row"), FACTS_HELD)


@pytest.mark.parametrize(
    ("supplier", "company", "charity", "told"),
    [
        ("Anything", "1234567", None, ("company number", "GB-COH-01234567", "QUAY RELIEF LTD", "L1 0AB", "charity")),
        ("Anything", None, "212345", ("charity number", "GB-COH-01234567", "Quay Relief", "L1 0AB", "charity")),
        ("QUAY RELIEF", None, None, ("name", "GB-COH-01234567", "Quay Relief", "L1 0AB", "charity")),
        ("Mole Bikes", None, None, ("name", "GB-MPR-525R", "Mole Bikes", "M1 1AA", "worker co-operative")),
        (
            "Mole Bikes Corner Shop",
            None,
            None,
            ("name", "GB-MPR-525R", "Mole Bikes Corner Shop", "PR1 2AB", "worker co-operative"),
        ),
        ("Sandport City Council", None, None, ("name", "GB-LAE-SPT", "Sandport City Council", None, "local authority")),
    ],
)
def test_found_with_the_evidence(
    supplier: str, company: str | None, charity: str | None, told: tuple[str | None, ...]
) -> None:
    matches = found(supplier, company, charity)
    assert matches.matched.select("evidence", "org_id", "name", "postcode", "kind").row(0) == told
    assert matches.matched["registers"].to_list() == ["register"]
    assert matches.ambiguous.is_empty()


def test_a_public_body_is_placed_by_the_area_it_governs() -> None:
    assert found("Sandport City Council").matched["governs"].to_list() == ["E08000999"]
    assert found("Mole Bikes").matched["governs"].to_list() == [None]


@pytest.mark.parametrize(
    ("supplier", "company", "charity", "reason"),
    [
        ("Harbour Lights", None, None, "several organisations bear this name"),
        ("Harbour Lights", "01234567", "300001", "its company number and its charity number belong to different"),
    ],
)
def test_what_could_be_two_is_reported_and_not_matched(
    supplier: str, company: str | None, charity: str | None, reason: str
) -> None:
    matches = found(supplier, company, charity)
    assert matches.matched.is_empty()
    assert matches.ambiguous["reason"].item().startswith(reason)


@pytest.mark.parametrize("supplier", ["Quay Relief Group", "SPQ", "", "Mole"])
def test_what_is_not_equal_is_not_found(supplier: str) -> None:
    matches = found(supplier)
    assert matches.matched.is_empty()
    assert matches.ambiguous.is_empty()


def test_a_number_tells_which_of_two_bearers_of_a_name_it_is() -> None:
    assert found("Harbour Lights", charity="300002").matched["org_id"].to_list() == ["GB-CHC-300002"]


def test_a_number_that_no_register_holds_proves_nothing() -> None:
    assert found("Quay Relief", company="07654321").matched["evidence"].to_list() == ["name"]
    assert found("Somebody", company="07654321").matched.is_empty()


suppliers = st.tuples(
    st.sampled_from(["Quay Relief", "Harbour Lights", "Mole Bikes", "SPQ", "Somebody", ""]),
    st.sampled_from([None, "01234567", "07654321", "x"]),
    st.sampled_from([None, "212345", "300001", "x"]),
)


@given(st.lists(suppliers, max_size=8))
def test_each_supplier_is_told_once_at_most_and_in_order(asked: list[tuple[str, str | None, str | None]]) -> None:
    rows = [(name, normalised(name) or None, company, charity) for name, company, charity in asked]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(exact.SUPPLIERS, pl.String), orient="row")
    matches = exact.match(frame, FACTS_HELD)
    assert len(matches.matched) + len(matches.ambiguous) <= len(asked)
    alone = [exact.match(frame[number], FACTS_HELD) for number in range(len(rows))]
    for told in ("matched", "ambiguous"):
        one_by_one = [row for matches_of_one in alone for row in getattr(matches_of_one, told).rows()]
        assert getattr(matches, told).rows() == one_by_one


def test_without_registers_nothing_is_found() -> None:
    frame = pl.DataFrame([("Quay", "quay", "1", "2")], schema=dict.fromkeys(exact.SUPPLIERS, pl.String), orient="row")
    assert exact.match(frame, pl.DataFrame(schema=FACTS)).matched.is_empty()


def test_names_that_no_person_bears() -> None:
    known = exact.known_names(FACTS_HELD)
    assert {"quay relief", "mole bikes", "sandport council"} <= known
    assert "harbour lights" not in known  # two bear it
    assert "mole bikes corner shop" not in known  # a shop may be called after its owner
    assert "sandport city council" not in known  # no longer in force


@pytest.fixture(scope="module")
def published_facts(published: Path) -> pl.DataFrame:
    readings = []
    for path in files([published / "registers"]):
        try:
            readings.append(read(path).whole())
        except Refused:
            continue  # the list of lists
    return pl.concat(readings)


@pytest.mark.real
def test_exact_names_agree_with_a_year_matched_by_others(published: Path, published_facts: pl.DataFrame) -> None:
    """Of the names found, how many are the company that others found. The few others differ in the list their
    identifier is from (a charity's old number, Wikidata), not in the organisation.
    """
    year = pl.read_csv(published / "matched" / "bolton-2019.csv", infer_schema=False)
    asked = year.select(
        pl.col("beneficiary_name").str.strip_chars().alias("supplier"),
        pl.col("company_number").str.strip_chars().alias("theirs"),
    ).unique("supplier")
    keys = asked["supplier"].map_elements(normalised, return_dtype=pl.String)
    unnumbered = asked.with_columns(
        supplier_key=keys, company_number=pl.lit(None, pl.String), charity_number=pl.lit(None, pl.String)
    )
    matched = exact.match(unnumbered, published_facts).matched.join(asked, on="supplier")
    theirs = pl.col("theirs").map_elements(identifiers.company, return_dtype=pl.String).alias("org_id_theirs")
    compared = matched.with_columns(theirs).drop_nulls("org_id_theirs")
    same = dict(organisations(published_facts).iter_rows())
    agreeing = sum(same.get(row["org_id_theirs"], row["org_id_theirs"]) == row["org_id"] for row in compared.to_dicts())
    assert len(matched) >= 60
    assert agreeing / len(compared) >= 0.75


@pytest.mark.real
def test_no_published_group_of_identifiers_is_large(published_facts: pl.DataFrame) -> None:
    sizes = organisations(published_facts).group_by("organisation").len()["len"]
    assert sizes.max() <= 5  # a placeholder read as a number would join thousands
