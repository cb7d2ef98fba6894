"""The published registers taken together: which identifiers they join, and whom matching finds with them alone."""

from pathlib import Path

import polars as pl
import pytest

from commonweal.basics.problems import Refused
from commonweal.organisations import identifiers
from commonweal.organisations.matching import bearers, match
from commonweal.organisations.register_reading import files, read
from commonweal.organisations.same import organisations

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def published_facts(published: Path) -> pl.DataFrame:
    readings = []
    for path in files([published / "registers"]):
        try:
            readings.append(read(path).whole())
        except Refused:
            continue  # the list of lists
    return pl.concat(readings)


def test_no_group_of_identifiers_is_large(published_facts: pl.DataFrame) -> None:
    sizes = organisations(published_facts).group_by("organisation").len()["len"]
    assert sizes.max() <= 5  # a placeholder read as a number would join thousands


def test_sure_matches_agree_with_a_year_matched_by_others(published: Path, published_facts: pl.DataFrame) -> None:
    """Of the payees found for sure, nearly all are the company that others found. The few others differ in the list
    their identifier is from (a charity's old number, Wikidata), not in the organisation.
    """
    year = pl.read_csv(published / "matched" / "bolton-2019.csv", infer_schema=False)
    asked = year.select(
        pl.col("beneficiary_name").str.strip_chars().alias("payee"),
        pl.col("company_number").str.strip_chars().alias("theirs"),
    ).unique("payee", maintain_order=True)
    blind = asked.select("payee", *(pl.lit(None, pl.String).alias(f"{kind}_number") for kind in ("company", "charity")))
    found = match(blind, bearers(published_facts.lazy())).found.filter(pl.col("status") == "sure")
    compared = found.join(asked, on="payee").with_columns(
        pl.col("theirs").map_elements(identifiers.company, return_dtype=pl.String)
    )
    same = dict(organisations(published_facts).iter_rows())
    rows = compared.drop_nulls("theirs").to_dicts()
    agreeing = sum(same.get(row["theirs"], row["theirs"]) == row["org_id"] for row in rows)
    assert found.height >= 60
    assert agreeing / len(rows) >= 0.75
