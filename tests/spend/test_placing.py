"""Suppliers placed: by what a register says exactly, never by resemblance."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from commonweal.organisations.facts import Fact, Register, table
from commonweal.organisations.names import normalised
from commonweal.places.packs import Pack
from commonweal.spend.placing import place

REGISTER = Register("sample-register", "A sample register", "CC0 1.0", "Invented")
HOME, AWAY = "L1 0AB", "M1 1AA"


def facts(*said: Fact) -> pl.DataFrame:
    return table(said, REGISTER)


def supplier(name: str, **more: Any) -> dict[str, Any]:
    numbers = {"company_number": None, "charity_number": None, "payments": 1}
    return {"supplier": name, "supplier_key": normalised(name), **numbers, **more}


@pytest.fixture
def pack(region: Any) -> Pack:
    wards = pl.DataFrame(
        {"code": ["Z1"], "name": ["Quayside"], "district": ["E06000001"], "district_name": ["Sandport"]}
    )
    postcodes = pl.DataFrame({"postcode": [HOME], "ward": ["Z1"], "lsoa": ["N1"]})
    lsoas = pl.DataFrame({"code": ["N1"], "decile": [1]})
    return Pack(region, wards, lsoas, postcodes, Path())


@pytest.fixture
def region() -> None:
    """The description of a pack, which placing does not read."""


def one(rows: pl.DataFrame) -> dict[str, Any]:
    [row] = rows.to_dicts()
    return row


@pytest.mark.parametrize(
    ("postcode", "area", "ward"),
    [(HOME, "home", "Quayside"), (AWAY, "elsewhere", None), (None, "unknown", None)],
)
def test_a_supplier_is_where_the_register_has_its_office(
    pack: Pack, postcode: str | None, area: str, ward: str | None
) -> None:
    said = facts(Fact("GB-COH-09999901", name="Tern Bakery Limited", postcode=postcode, place="registered office"))
    row = one(place([supplier("Tern Bakery Ltd")], said, pack))
    assert (row["org_id"], row["area"], row["ward"]) == ("GB-COH-09999901", area, ward)


@pytest.mark.parametrize(
    ("governs", "area", "district"),
    [("E06000001", "home", "Sandport"), ("E08000003", "elsewhere", None), ("E10000017", "unknown", None)],
)
def test_a_council_without_an_address_is_where_it_governs(
    pack: Pack, governs: str, area: str, district: str | None
) -> None:
    said = facts(Fact("GB-LAE-ZZZ", name="Sandport Borough Council", governs=governs))
    row = one(place([supplier("Sandport Borough Council")], said, pack))
    assert (row["area"], row["district"], row["ward"]) == (area, district, None)


def test_without_a_region_nobody_is_placed() -> None:
    said = facts(Fact("GB-COH-09999901", name="Tern Bakery Limited", postcode=HOME, place="registered office"))
    row = one(place([supplier("Tern Bakery Ltd")], said, None))
    assert (row["org_id"], row["area"], row["ward"]) == ("GB-COH-09999901", "unknown", None)


def test_a_name_borne_by_two_organisations_places_nobody(pack: Pack) -> None:
    said = facts(
        Fact("GB-COH-09999901", name="Tern Bakery Limited", postcode=HOME, place="registered office"),
        Fact("GB-COH-09999902", name="Tern Bakery Ltd", postcode=AWAY, place="registered office"),
    )
    assert one(place([supplier("Tern Bakery Ltd")], said, pack))["org_id"] is None


def test_spellings_that_lead_to_two_organisations_place_nobody(pack: Pack) -> None:
    said = facts(
        Fact("GB-COH-09999901", name="Knot Builders", postcode=HOME, place="registered office"),
        Fact("GB-COH-09999902", name="Knot Holdings", postcode=AWAY, place="registered office"),
    )
    rows = [supplier("Knot", company_number=number) for number in ("09999901", "09999902")]
    assert one(place(rows, said, pack))["org_id"] is None


def test_every_supplier_has_a_row_under_its_usual_name(pack: Pack) -> None:
    rows = [supplier("KNOT"), supplier("Knot", payments=5), supplier("Grebe")]
    placed = place(rows, facts(), pack)
    assert placed["usual_name"].to_list() == ["Grebe", "Knot"]
