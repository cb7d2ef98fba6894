"""The sample's registers through the loaders of the real ones: every row understood, nothing left out."""

import csv
from pathlib import Path

import pytest

from commonweal.journeys.sample.registers import CHARITIES, COOPERATIVES
from commonweal.journeys.sample.write import SampleFiles, write
from commonweal.organisations.facts import Fact
from commonweal.organisations.registers import charity_companies, coops_organisations, recognised


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleFiles:
    return write(tmp_path_factory.mktemp("sample"))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("name", "loader"), [(COOPERATIVES, coops_organisations), (CHARITIES, charity_companies)])
def test_each_is_recognised_and_every_row_is_understood(sample: SampleFiles, name: str, loader: object) -> None:
    cells = rows(sample.registers[name])
    assert recognised(frozenset(cells[0]), cells[0]) is loader
    for row in cells:
        understood = recognised(frozenset(row), row).understand(row)  # type: ignore[union-attr]
        assert not understood.reasons
        assert understood.facts


def test_a_co_operative_is_found_by_its_number_at_its_postcode(sample: SampleFiles) -> None:
    facts: list[Fact] = [
        fact for row in rows(sample.registers[COOPERATIVES]) for fact in coops_organisations.understand(row).facts
    ]
    known = {
        (f"GB-MPR-{one.company}" if one.company.endswith("R") else f"GB-COH-{one.company}"): one
        for one in sample.suppliers
    }
    assert all(known[fact.org_id].postcode == fact.postcode for fact in facts)
    assert all(known[fact.org_id].name == fact.name for fact in facts)
