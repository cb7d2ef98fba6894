"""Where councils' areas lie, by their codes."""

from pathlib import Path

import polars as pl
import pytest

from commonweal.places.councils import region_of_council, regions_by_code
from commonweal.places.whereabouts import regions


@pytest.mark.parametrize(
    ("code", "region"),
    [
        ("E07000123", "E12000002"),  # Preston
        ("E08000003", "E12000002"),  # Manchester
        ("E08000035", "E12000003"),  # Leeds
        ("E10000017", "E12000002"),  # Lancashire
        ("E11000001", "E12000002"),  # Greater Manchester
        ("E09000001", "E12000007"),  # the City of London
        ("W06000015", "W92000004"),  # Cardiff
        ("S12000036", "S92000003"),  # Edinburgh
        ("E07999999", None),
        ("Z08000004", None),  # invented
        (None, None),
    ],
)
def test_the_region_of_a_council(code: str | None, region: str | None) -> None:
    codes = pl.DataFrame({"code": [code]}, schema={"code": pl.String})
    assert codes.select(region_of_council("code")).item() == region


def test_the_list_names_the_regions_that_postcodes_lie_in() -> None:
    assert set(regions_by_code().values()) == {each for each in regions().values() if each.startswith("E")}


def test_the_list_is_as_the_published_codes_have_it(published: Path) -> None:
    schema = {"LADCD": pl.String, "RGNCD": pl.String, "UTLACD": pl.String}
    codes = pl.read_csv(published / "places" / "local-authorities-to-regions.csv", schema_overrides=schema)
    districts = dict(codes.filter(pl.col("LADCD").str.starts_with("E")).select("LADCD", "RGNCD").iter_rows())
    counties = dict(codes.filter(pl.col("UTLACD").str.starts_with("E10")).select("UTLACD", "RGNCD").iter_rows())
    known = regions_by_code()
    for code, region in {**districts, **counties}.items():
        assert (code, known.get(code)) == (code, region)
    councils = {code for code in known if not code.startswith(("E10", "E11"))}
    assert councils <= districts.keys()
