"""Suppliers placed: the office that registers give a sure match, in ward, district, county and region."""

from typing import Any

import polars as pl
import pytest

from commonweal.organisations.facts import Fact, Register, table
from commonweal.organisations.names import normalised
from commonweal.organisations.profiles import profiles
from commonweal.places.packs import Pack, Region
from commonweal.spend.placing import SUPPLIERS, Known, place

REGISTER = Register("sample-register", "A sample register", "CC0 1.0", "Invented")
TERN = "GB-COH-09999901"
HOME, NEAR, AWAY = "L1 0AB", "PR1 1AA", "EC1A 1BB"
NORTH_WEST, LONDON = "E12000002", "E12000007"

PACK = Pack(
    Region("Dunlin Coast", "dunlin-coast", False, "places 2", [2025], [2021], (1000, 1000), {}, []),
    wards=pl.DataFrame(
        {
            "code": ["Z1", "Z9"],
            "name": ["Quayside", "Hilltop"],
            "district": ["E06000001", "Z2"],
            "district_name": ["Sandport", "Fell"],
        }
    ),
    lsoas=pl.DataFrame({"code": ["N1"], "decile": [1]}),
    postcodes=pl.DataFrame(
        {"postcode": [HOME], "ward": ["Z1"], "lsoa": ["N1"], "county": [None], "region": [None]}
    ).cast({"county": pl.String, "region": pl.String}),
    beyond=pl.DataFrame(
        {"postcode": [NEAR], "district": ["E07000002"], "county": ["E10000001"], "region": [None]}
    ).cast({"region": pl.String}),
)


def payees(*names: str) -> pl.DataFrame:
    rows = [(normalised(name), name, 1) for name in names]
    return pl.DataFrame(rows, schema=["supplier_key", "payee", "payments"], orient="row")


def identified(name: str, org_id: str | None = TERN, status: str = "sure") -> pl.DataFrame:
    told = {
        "supplier_key": normalised(name),
        "org_id": org_id,
        "identifier": org_id,
        "name": "as registered",
        "probability": 0.99,
        "status": status,
        "evidence": "its whole name",
    }
    return pl.DataFrame([told], schema_overrides={"org_id": pl.String, "identifier": pl.String})


def placed(*said: Fact, pack: Pack | None = PACK, status: str = "sure") -> dict[str, Any]:
    known = Known(profiles(table(said, REGISTER).lazy(), pl.Series([TERN])), pack)
    (row,) = place(payees("Tern Bakery Ltd"), identified("Tern Bakery Ltd", status=status), known).to_dicts()
    return row


def office(postcode: str | None, **more: Any) -> Fact:
    return Fact(TERN, name="Tern Bakery Limited", postcode=postcode, place="registered office", **more)


@pytest.mark.parametrize(
    ("postcode", "area", "where"),
    [
        (HOME, "home", ("Quayside", "E06000001", None, NORTH_WEST)),
        (NEAR, "elsewhere", (None, "E07000002", "E10000001", NORTH_WEST)),  # as its postcode file says
        (AWAY, "elsewhere", (None, None, None, LONDON)),  # by the first half of the postcode
        (None, "unknown", (None, None, None, None)),
    ],
)
def test_a_supplier_is_where_the_register_has_its_office(
    postcode: str | None, area: str, where: tuple[str | None, ...]
) -> None:
    row = placed(office(postcode))
    assert (row["org_id"], row["registered_name"], row["area"]) == (TERN, "Tern Bakery Limited", area)
    assert (row["ward"], row["district_code"], row["county_code"], row["region_code"]) == where


def test_what_it_does_who_owns_it_and_how_poor_its_street_is() -> None:
    row = placed(office(HOME, sic="10710 47240", owner="worker co-operative", size="small"))
    assert (row["sic"], row["section"], row["owner"], row["size"]) == (
        "10710 47240",
        "C",
        "worker co-operative",
        "small",
    )
    assert (row["decile"], row["address_of"], row["registers"]) == (1, "registered office", "sample-register")


@pytest.mark.parametrize(
    ("governs", "area", "where"),
    [
        ("E06000001", "home", ("Sandport", None, NORTH_WEST)),
        ("E08000003", "elsewhere", (None, None, NORTH_WEST)),  # Manchester
        ("E09000033", "elsewhere", (None, None, LONDON)),  # Westminster
        ("E07000002", "elsewhere", (None, "E10000001", None)),  # the postcodes beyond the region tell its county
        ("Z2", "home", ("Fell", None, NORTH_WEST)),  # no code that the office gives, yet a district of the region held
        ("E10000017", "elsewhere", (None, "E10000017", NORTH_WEST)),  # a county may reach into the region or not
    ],
)
def test_a_council_without_an_address_is_where_it_governs(
    governs: str, area: str, where: tuple[str | None, ...]
) -> None:
    row = placed(Fact(TERN, name="Sandport Borough Council", governs=governs))
    assert (row["area"], row["ward"]) == (area, None)
    assert (row["district"], row["county_code"], row["region_code"]) == where


@pytest.mark.parametrize(
    ("fact", "country"),
    [(office(None, country="Netherlands"), "Netherlands"), (office("JE2 3AA"), "Crown dependency")],
)
def test_a_body_founded_abroad_is_overseas(fact: Fact, country: str) -> None:
    row = placed(fact)
    assert (row["country"], row["region_code"], row["area"]) == (country, None, "elsewhere")


def test_only_a_sure_match_brings_an_organisation_and_a_place() -> None:
    row = placed(office(HOME), status="review")
    assert (row["org_id"], row["registered_name"], row["ward"], row["area"]) == (None, None, None, "unknown")
    assert (row["status"], row["probability"], row["evidence"]) == ("review", 0.99, "its whole name")


def test_without_a_region_only_the_postcode_tells() -> None:
    row = placed(office(HOME), pack=None)
    assert (row["org_id"], row["area"], row["ward"], row["region_code"]) == (TERN, "elsewhere", None, NORTH_WEST)


def test_every_supplier_has_a_row_under_its_usual_name() -> None:
    rows = pl.concat([payees("KNOT", "Grebe"), payees("Knot").with_columns(payments=pl.lit(5, pl.Int64))])
    who = pl.concat([identified("Knot", None, "none"), identified("Grebe", None, "none")])
    told = place(rows, who, Known(profiles(table([], REGISTER).lazy(), pl.Series([], dtype=pl.String)), PACK))
    assert told["usual_name"].to_list() == ["Grebe", "Knot"]
    assert told.schema == SUPPLIERS
