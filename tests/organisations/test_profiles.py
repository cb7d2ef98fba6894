"""What registers tell of an organisation, when they agree and when they do not."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from commonweal.organisations.facts import Fact, Register, table
from commonweal.organisations.industries import section_of, sections
from commonweal.organisations.profiles import Profiles, facts_of, profiles

COMPANIES = Register("companies", "A register of companies", "CC0 1.0", "Invented")
CHARITIES = Register("charities", "A register of charities", "CC0 1.0", "Invented")
TERN = "GB-COH-09999901"
TERN_CHARITY = "GB-CHC-9999901"


def facts(*said: tuple[Register, Fact]) -> pl.LazyFrame:
    tables = [table([fact], register) for register, fact in said]
    return pl.concat(tables).lazy()


def told(*said: tuple[Register, Fact], of: str = TERN) -> Profiles:
    return profiles(facts(*said), pl.Series([of]))


def office(found: Profiles) -> dict[str, Any]:
    (row,) = found.offices.to_dicts()
    return row


def test_one_register_tells_it_all() -> None:
    said = Fact(
        TERN,
        name="Tern Bakery Limited",
        owner="worker co-operative",
        postcode="L1 0AB",
        place="registered office",
        address="1 Quay Street, Sandport",
        sic="10710 47240",
        size="small",
        status="active",
    )
    row = office(told((COMPANIES, said)))
    assert (row["name"], row["postcode"], row["address"]) == (said.name, said.postcode, said.address)
    assert (row["owner"], row["sic"], row["size"], row["registers"]) == (said.owner, said.sic, said.size, "companies")


def test_a_charity_that_is_a_company_is_told_of_by_both_registers() -> None:
    row = office(
        told(
            (COMPANIES, Fact(TERN, name="Tern Trust Limited", postcode="L1 0AB", place="registered office")),
            (CHARITIES, Fact(TERN_CHARITY, name="The Tern Trust", owner="charity", same_as=TERN, postcode="M1 1AA")),
        )
    )
    assert (row["name"], row["owner"]) == ("Tern Trust Limited", "charity")
    assert row["postcode"] == "L1 0AB"  # where they disagree, the company's own register goes first
    assert row["registers"] == "charities, companies"


def test_a_former_name_and_a_former_office_do_not_stand_for_it() -> None:
    row = office(
        told(
            (COMPANIES, Fact(TERN, name="Old Tern Ltd", postcode="M1 1AA", valid_to=date(2019, 1, 1))),
            (COMPANIES, Fact(TERN, name="Tern Bakery Limited", postcode="L1 0AB")),
        )
    )
    assert (row["name"], row["postcode"]) == ("Tern Bakery Limited", "L1 0AB")


def test_an_address_stands_with_its_own_postcode() -> None:
    row = office(
        told(
            (COMPANIES, Fact(TERN, name="Tern", address="a line without a postcode")),
            (CHARITIES, Fact(TERN_CHARITY, name="Tern", same_as=TERN, postcode="L1 0AB", address="1 Quay Street")),
        )
    )
    assert (row["postcode"], row["address"]) == ("L1 0AB", "1 Quay Street")


def test_an_outlet_is_a_site_and_never_the_office() -> None:
    found = told(
        (COMPANIES, Fact(TERN, name="Tern Bakery Limited", postcode="M1 1AA", place="registered office")),
        (COMPANIES, Fact(TERN, name="Tern, Quayside", postcode="L1 0AB", place="outlet")),
        (COMPANIES, Fact(TERN, name="Tern, Pier", postcode="L1 0AD", place="outlet", valid_to=date(2018, 1, 1))),
    )
    assert office(found)["postcode"] == "M1 1AA"
    assert found.sites.select("name", "postcode").rows() == [("Tern, Quayside", "L1 0AB")]


def test_nobody_asked_after_is_nobody_told_of() -> None:
    found = told((COMPANIES, Fact(TERN, name="Tern Bakery Limited")), of="GB-COH-09999902")
    assert found.offices.is_empty()
    assert found.sites.is_empty()


def test_every_fact_of_one_organisation_what_is_in_force_first() -> None:
    said = facts(
        (COMPANIES, Fact(TERN, name="Old Tern Ltd", valid_to=date(2019, 1, 1))),
        (CHARITIES, Fact(TERN_CHARITY, name="The Tern Trust", same_as=TERN)),
        (COMPANIES, Fact(TERN, name="Tern Bakery Limited")),
        (COMPANIES, Fact("GB-COH-09999902", name="Gull Ltd")),
    )
    assert facts_of(said, TERN)["name"].to_list() == ["Tern Bakery Limited", "The Tern Trust", "Old Tern Ltd"]


@pytest.mark.parametrize(
    ("code", "section"), [("01110", "A"), ("62012", "J"), ("84110", "O"), ("99999", "U"), ("04000", None), ("", None)]
)
def test_the_section_of_a_code(code: str, section: str | None) -> None:
    assert section_of(code) == section


def test_a_body_is_in_the_section_of_its_first_code() -> None:
    codes = pl.DataFrame({"sic": ["62012 70100", None, "", "00000"]})
    assert codes.select(sections(pl.col("sic"))).to_series().to_list() == ["J", None, None, None]
