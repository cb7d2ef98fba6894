"""The sample's registers through the loaders of the real ones: every row understood, nothing left out."""

import csv
from pathlib import Path

import polars as pl
import pytest

from commonweal.journeys.sample.registers import BODIES, CHARITIES, COMPANIES, COOPERATIVES, OUTLETS
from commonweal.journeys.sample.trades import trades
from commonweal.journeys.sample.write import SampleFiles, write
from commonweal.organisations.facts import DISSOLVED, Fact
from commonweal.organisations.register_reading import read
from commonweal.organisations.registers import (
    charity_companies,
    coops_organisations,
    coops_outlets,
    public_bodies,
    recognised,
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleFiles:
    return write(tmp_path_factory.mktemp("sample"))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("name", "loader"),
    [
        (COOPERATIVES, coops_organisations),
        (OUTLETS, coops_outlets),
        (CHARITIES, charity_companies),
        (BODIES, public_bodies),
    ],
)
def test_each_is_recognised_and_every_row_is_understood(sample: SampleFiles, name: str, loader: object) -> None:
    cells = rows(sample.registers[name])
    assert recognised(frozenset(cells[0]), cells[0]) is loader
    for row in cells:
        understood = recognised(frozenset(row), row).understand(row)  # type: ignore[union-attr]
        assert not understood.reasons
        assert understood.facts


def test_a_co_operative_is_found_by_its_number_and_nearly_always_at_its_postcode(sample: SampleFiles) -> None:
    facts: list[Fact] = [
        fact for row in rows(sample.registers[COOPERATIVES]) for fact in coops_organisations.understand(row).facts
    ]
    known = {
        (f"GB-MPR-{one.company}" if one.company.endswith("R") else f"GB-COH-{one.company}"): one
        for one in sample.suppliers
    }
    moved = {fact.org_id for fact in facts if known[fact.org_id].postcode != fact.postcode}
    assert len(moved) < 0.1 * len(facts)
    assert all(known[fact.org_id].name == fact.name for fact in facts)


def test_the_companies_are_read_whole_with_the_doubts_that_a_real_register_holds(sample: SampleFiles) -> None:
    reading = read(sample.registers[COMPANIES], "companies-house")
    facts = reading.whole()
    assert not reading.counts.set_aside
    assert not reading.counts.left_out
    told = facts.group_by("key").agg(pl.col("org_id").n_unique().alias("bearers"), pl.col("status").n_unique())
    assert (told["bearers"] > 1).sum() >= 10  # namesakes and dissolved twins
    assert (
        facts.filter(pl.col("valid_to").is_not_null(), pl.col("status").ne_missing(DISSOLVED)).height >= 5
    )  # former names
    assert facts["country"].drop_nulls().n_unique() >= 3
    assert set(facts["sic"].drop_nulls()) <= {trade.sic for trade in trades().values()}
