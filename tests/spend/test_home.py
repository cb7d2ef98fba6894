"""The home area: what is named how, what is refused, and the ground that a region pack gives."""

from dataclasses import replace

import polars as pl
import pytest

from commonweal.basics.problems import Refused
from commonweal.places.packs import Pack, Region
from commonweal.spend.ground import Ground, ground
from commonweal.spend.home import Home

# Two districts of one shire, and one of the next; the pack holds only part of the second shire.
ABOVE = {
    "W11": ("D1", "C1", "R1"),
    "W12": ("D1", "C1", "R1"),
    "W21": ("D2", "C1", "R1"),
    "W22": ("D2", "C1", "R1"),
    "W31": ("D3", "C2", "R1"),
}
NAMES = {
    "W11": "Quayside",
    "W12": "Hill",
    "W21": "Hill",
    "W22": "Mossley",
    "W31": "Fellfoot",
    "D1": "Sandport",
    "D2": "Ternsea",
    "D3": "Fellfoot",
    "C1": "Sandshire",
    "C2": "Fellshire",
    "R1": "The North",
}
BAY = Ground("Sandport Bay", ABOVE, NAMES)


@pytest.mark.parametrize(
    ("asked", "within", "wards", "around"),
    [
        (None, None, "W11 W12 W21 W22 W31", ""),  # the whole region
        ("sandport bay", None, "W11 W12 W21 W22 W31", ""),
        ("Sandport", None, "W11 W12", "Sandport Bay"),
        ("D1", "Sandshire", "W11 W12", "Sandshire"),  # as Preston within Lancashire
        ("Quayside", "Sandport", "W11", "Sandport"),
        ("Hill, Ternsea", None, "W21", "Sandport Bay"),
        ("W12", None, "W12", "Sandport Bay"),
        ("Sandshire", None, "W11 W12 W21 W22", "Sandport Bay"),
        ("Fellfoot", None, "W31", "Sandport Bay"),  # a district goes before its ward of the same name
    ],
)
def test_a_home_area_by_name_or_code(asked: str | None, within: str | None, wards: str, around: str) -> None:
    home = Home.on(BAY, asked, within)
    assert home.wards == tuple(wards.split())
    assert home.around == around
    assert home.wider == "The North"


@pytest.mark.parametrize(
    ("asked", "within", "reason"),
    [
        ("Atlantis", None, "has no area called Atlantis"),
        ("Hill", None, r"Several areas are called Hill: Hill in Sandport \(W12\), Hill in Ternsea \(W21\)"),
        ("E10000016", None, "has no wards in Sandport Bay"),
        ("Sandport", "Ternsea", "Sandport does not lie in Ternsea"),
        ("Hill, Atlantis", None, "has no area called Hill, Atlantis"),
    ],
)
def test_what_is_refused_says_what_to_do(asked: str, within: str | None, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        Home.on(BAY, asked, within)


def test_a_region_without_wards_has_no_home() -> None:
    with pytest.raises(Refused, match="has no wards"):
        Home.on(replace(BAY, above={}))


def test_the_rings_have_names() -> None:
    labels = Home.on(BAY, "Sandport", "Sandshire").labels()
    assert list(labels.values())[:4] == ["Sandport", "Rest of Sandshire", "Rest of The North", "Rest of the UK"]


def test_a_pack_tells_the_county_and_the_region_of_its_wards() -> None:
    wards = pl.DataFrame(
        {
            "code": ["W11", "W31"],
            "name": ["Quayside", "Fellfoot"],
            "district": ["D1", None],
            "district_name": ["Sandport", None],
        }
    )
    postcodes = pl.DataFrame(
        {
            "postcode": ["L1 1AA", "L1 1AB", "CH5 1AA", "PR1 1AA"],
            "ward": ["W11", "W11", "W11", None],
            "county": ["E10000017", None, None, "E10000006"],
            "region": pl.Series([None] * 4, dtype=pl.String),
        }
    )
    region = Region("Sandport Bay", "sandport-bay", True, "", [], [], (1, 1), {}, [])
    land = ground(Pack(region, wards, pl.DataFrame(), postcodes))
    assert land.above == {"W11": ("D1", "E10000017", "E12000002"), "W31": (None, None, None)}
    assert Home.on(land, "Quayside", "Lancashire").around == "Lancashire"
