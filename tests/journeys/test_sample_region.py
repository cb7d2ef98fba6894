"""The sample's places through the builder that everyone's region is built by."""

from pathlib import Path

import polars as pl
import pytest

from commonweal.journeys.sample.residents import LARGEST, NOT_COUNTED, SMALLEST, YEARS
from commonweal.journeys.sample.write import SampleFiles, write
from commonweal.places.building import Built, Request, build
from commonweal.places.residents import EARLIER, PART, read_residents


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleFiles:
    return write(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def built(sample: SampleFiles, tmp_path_factory: pytest.TempPathFactory) -> Built:
    files = ([sample.wards], [sample.neighbourhoods], [sample.postcodes], [sample.deprivation])
    return build(Request("The sample", *files, regions=tmp_path_factory.mktemp("regions"), sample=True))


def table(built: Built, name: str) -> pl.DataFrame:
    return pl.read_parquet(Path(built.pack.folder) / f"{name}.parquet")


def test_a_pack_of_six_districts_and_sixty_wards_comes_of_it(built: Built) -> None:
    assert built.problems == []
    assert built.pack.region.sample
    counts = built.pack.region.counts
    assert (counts["districts"], counts["wards"]) == (6, 60)


def test_every_postcode_is_placed_by_the_ground_it_was_drawn_on_but_the_three_without_a_point(
    sample: SampleFiles, built: Built
) -> None:
    placed = dict(table(built, "postcodes").select("postcode", "ward").rows())
    drawn = {one.text: one.ward.code for one in sample.geography.postcodes[:-3]}
    assert placed == drawn
    assert (built.postcodes["inside"], built.postcodes["without_coordinates"]) == (len(drawn), 3)


def test_every_neighbourhood_has_its_decile(sample: SampleFiles, built: Built) -> None:
    deciles = dict(table(built, "lsoas").select("code", "decile").rows())
    assert deciles == {place.code: place.decile for place in sample.geography.neighbourhoods}


def test_the_residents_of_every_ward_but_the_newest_are_counted_once(sample: SampleFiles) -> None:
    counted = read_residents(sample.residents)
    assert counted.problems(counted.rows) == []
    assert counted.counts["ward"].to_list() == [ward.code for ward in sample.geography.wards[:-NOT_COUNTED]]
    assert counted.counts["residents"].is_between(SMALLEST, LARGEST).all()
    wards = counted.counts.height
    assert (counted.when, counted.set_aside) == (str(YEARS[-1]), {PART: 4 * wards, EARLIER: wards})
