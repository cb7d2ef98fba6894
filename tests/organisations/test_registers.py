"""What one row of each register says. The rows are invented; the layouts are the publishers'."""

from datetime import date
from typing import Any

import pytest

from commonweal.organisations import registers
from commonweal.organisations.facts import Fact
from commonweal.organisations.registers import (
    academy_trusts,
    charity_companies,
    charity_mergers,
    charity_names,
    coops_economy,
    coops_organisations,
    coops_outlets,
    federated_charities,
    government_register,
    housing_numbers,
    housing_providers,
    independent_schools,
    local_authorities,
    mutuals,
    organisation_companies,
    public_bodies,
)

COOP = {
    "CUK Organisation ID": "R9",
    "Registered Number": "525R",
    "Registrar": "FCA",
    "Registered Name": "Quay Workers Limited",
    "Trading Name": "Quay Bikes",
    "Registered Postcode": "L1 0AB",
    "Ownership Classification": "Workers",
    "Incorporation Date": "22/8/2002",
    "Dissolved Date": "",
    "Registered Status": "Live",
    "Registered Street": "Shed 2\nQuay Road",
    "Registered City": "Moleford",
    "SIC Code": "UKSIC07-3092",
}
MERGER = {
    "transferor_name": "Quay Relief Fund",
    "transferor_regno": "212345",
    "transferor_subno": "0",
    "transferee_name": "Harbour Relief",
    "transferee_regno": "1198765",
    "transferee_subno": "0",
    "date_property_transferred": "2019-04-01 00:00:00",
}
SCHOOL = {"URN": "123456", "EstablishmentName": "Quay School", "charity_number": "512345", "company_number": "01234567"}
LINK = {"org_id_a": "GB-MPR-525R", "org_id_b": "GB-COH-IP00525R", "org_name": "Quay Club", "relationship": "sameas"}


def test_academy_trusts() -> None:
    row = {"Type": "Academy Trust", "Entity": "Quay Academy", "Company Number": "7654321", "OSCAR CPID": "X1"}
    assert academy_trusts.understand(row).facts == [Fact("GB-COH-07654321", "Quay Academy", "academy trust")]


def test_other_names_of_charities() -> None:
    row = {"org_id": "GB-NIC-100123", "alternative_name": "The Quay", "set_as_primary": ""}
    assert charity_names.understand(row).facts == [Fact("GB-NIC-100123", "The Quay", "charity")]


def test_branches_of_charities() -> None:
    row = {"type": "Scouts", "reg_number": "NI100123", "name": "1st Quay Scouts"}
    assert federated_charities.understand(row).facts == [Fact("GB-NIC-100123", "1st Quay Scouts", "charity")]


def test_a_merged_charity_ends_and_another_goes_on() -> None:
    assert charity_mergers.understand(MERGER).facts == [
        Fact("GB-CHC-212345", "Quay Relief Fund", "charity", valid_to=date(2019, 4, 1), status="merged into another"),
        Fact("GB-CHC-1198765", "Harbour Relief", "charity"),
    ]


def test_a_charity_that_goes_on_under_its_own_name_is_the_same() -> None:
    before, after = charity_mergers.understand(MERGER | {"transferee_name": "QUAY RELIEF FUND"}).facts
    assert before.same_as == after.org_id
    assert before.status is None


def test_a_charity_linked_under_another_has_no_number_of_its_own() -> None:
    (only,) = charity_mergers.understand(MERGER | {"transferor_subno": "3"}).facts
    assert only.org_id == "GB-CHC-1198765"


def test_charities_that_are_companies() -> None:
    row = {"org_id_a": "GB-SC-SC012345", "org_id_b": "GB-COH-SC123456", "name": "QUAY AID"}
    fact = Fact("GB-SC-SC012345", "QUAY AID", "charity", same_as="GB-COH-SC123456")
    assert charity_companies.understand(row).facts == [fact]


def test_societies_and_others_that_are_companies() -> None:
    (society,) = mutuals.understand(LINK).facts
    assert society == Fact("GB-MPR-525R", "Quay Club", "mutual society", same_as="GB-COH-IP00525R")
    (school,) = organisation_companies.understand(LINK | {"org_id_a": "GB-EDU-123456"}).facts
    (surgery,) = organisation_companies.understand(LINK | {"org_id_a": "GB-NHS-Y01234"}).facts
    assert (school.owner, surgery.owner) == ("school", None)


def test_a_cooperative_by_its_two_names() -> None:
    registered, trading = coops_organisations.understand(COOP).facts
    assert registered == Fact(
        "GB-MPR-525R",
        "Quay Workers Limited",
        "worker co-operative",
        same_as="COOPS-UK-R9",
        postcode="L1 0AB",
        place="registered office",
        valid_from=date(2002, 8, 22),
        status="active",
        sic="30920",
        address="Shed 2, Quay Road, Moleford",
    )
    assert (trading.org_id, trading.name) == ("GB-MPR-525R", "Quay Bikes")


@pytest.mark.parametrize(
    ("registrar", "number", "org_id", "same_as"),
    [
        ("Companies House", "01234567", "GB-COH-01234567", "COOPS-UK-R9"),
        ("DETINI", "CU000012", "GB-MPR-12CU", "COOPS-UK-R9"),
        ("Unknown legal form", "", "COOPS-UK-R9", None),
        ("Legal Form is not defined", "SC123456", "COOPS-UK-R9", None),  # a company's or a charity's: not said
    ],
)
def test_a_cooperatives_number_is_its_registrars(registrar: str, number: str, org_id: str, same_as: str | None) -> None:
    fact, *_ = coops_organisations.understand(COOP | {"Registrar": registrar, "Registered Number": number}).facts
    assert (fact.org_id, fact.same_as) == (org_id, same_as)


def test_a_wrong_number_or_date_is_left_out_and_said() -> None:
    told = coops_organisations.understand(COOP | {"Registered Number": "x", "Dissolved Date": "8/22/2010"})
    assert [fact.org_id for fact in told.facts] == ["COOPS-UK-R9", "COOPS-UK-R9"]
    assert told.reasons == [
        "the number is none that FCA gives; it was left out",
        "Dissolved Date is no date in the order day, month, year; it was left out",
    ]


@pytest.mark.parametrize(
    ("published", "sic"),
    [("UKSIC07-64921", "64921"), ("UKSIC07-9499", "94990"), ("UKSIC07-351", None), ("UKSIC07-01", None), ("", None)],
)
def test_an_industry_has_five_digits_or_is_left_out(published: str, sic: str | None) -> None:
    told = coops_organisations.understand(COOP | {"SIC Code": published})
    assert told.facts[0].sic == sic
    assert bool(told.reasons) is bool(published and sic is None)


def test_an_outlet_has_its_own_place() -> None:
    row = {"CUK Organisation ID": "R9", "Registered Name": "Quay Ltd", "Outlet Name": "Quay Shop", "Postcode": "L2 2DE"}
    row |= {"Street": "Unit 4, 1 Quay Road", "City": "Moleford", "State/Province": ""}
    outlet, organisation = coops_outlets.understand(row).facts
    where = "Unit 4, 1 Quay Road, Moleford"
    assert outlet == Fact("COOPS-UK-R9", "Quay Shop", postcode="L2 2DE", place="outlet", address=where)
    assert organisation == Fact("COOPS-UK-R9", "Quay Ltd")


def test_a_placeholder_for_a_number_joins_nobody() -> None:
    assert not coops_organisations.understand(COOP | {"CUK Organisation ID": "N/a"}).facts


def test_the_cooperative_economy_gives_names() -> None:
    row = {"CUK Organisation ID": "R9", "Registered Name": "Quay Ltd", "Turnover": "12", "Year End Date": ""}
    assert coops_economy.understand(row).facts == [Fact("COOPS-UK-R9", "Quay Ltd")]


def test_government_bodies() -> None:
    row = {"government-organisation": "D999", "name": "Quay Office", "start-date": "2001-02-03", "end-date": ""}
    fact = Fact("GB-GOR-D999", "Quay Office", "public body", valid_from=date(2001, 2, 3), status="active")
    assert government_register.understand(row).facts == [fact]


def test_local_authorities_by_official_name_only() -> None:
    row = {"local-authority-eng": "QUA", "name": "Quay", "official-name": "Quay Borough Council"}
    row |= {"start-date": "", "end-date": "2019-03-31"}
    (fact,) = local_authorities.understand(row).facts
    assert (fact.org_id, fact.name) == ("GB-LAE-QUA", "Quay Borough Council")
    assert (fact.valid_to, fact.status) == (date(2019, 3, 31), "converted or closed")


@pytest.mark.parametrize(
    ("organisation", "org_id", "owner"),
    [
        ("local-authority-eng:QUA", "GB-LAE-QUA", "local authority"),
        ("government-organisation:D999", "GB-GOR-D999", "public body"),
        ("waste-authority:Q99", "XI-WIKIDATA-Q99", "public body"),
        ("nonprofit:Q99", "XI-WIKIDATA-Q99", None),
    ],
)
def test_public_bodies(organisation: str, org_id: str, owner: str | None) -> None:
    row = {"organisation": organisation, "wikidata": "", "name": "Quay", "company": "01234567"}
    row |= {"statistical-geography": "E08000999", "start-date": "", "end-date": ""}
    (fact,) = public_bodies.understand(row).facts
    assert fact == Fact(org_id, "Quay", owner, same_as="GB-COH-01234567", governs="E08000999", status="active")


def test_independent_schools() -> None:
    assert independent_schools.understand(SCHOOL).facts == [
        Fact("GB-EDU-123456", "Quay School", "school"),
        Fact("GB-EDU-123456", same_as="GB-CHC-512345"),
        Fact("GB-EDU-123456", same_as="GB-COH-01234567"),
    ]
    closed = independent_schools.understand(SCHOOL | {"active": "False"}).facts[0]
    assert closed.status == "converted or closed"
    told = independent_schools.understand(SCHOOL | {"company_number": "12"})
    assert told.reasons == ["the company number is not one; it was left out"]


def test_housing_providers() -> None:
    row = {"organisation_name": "Quay Homes", "registration_number": "L9999", "registration_date": "20/07/1984"}
    told = housing_providers.understand(row | {"designation": "Non-profit", "corporate_form": "Registered society"})
    assert told.facts == [Fact("GB-SHPE-L9999", "Quay Homes", "housing provider", valid_from=date(1984, 7, 20))]
    numbers = {"RP Code": "L9999", "Company Number": "IP12345R", "Charity Number": "", "Org ID": "GB-COH-IP12345R"}
    assert housing_numbers.understand(numbers).facts == [Fact("GB-SHPE-L9999", same_as="GB-COH-IP12345R")]
    assert housing_numbers.understand(dict.fromkeys(numbers, "")).facts == ()


@pytest.mark.parametrize("loader", registers.ALL, ids=lambda loader: loader.ABOUT.slug)
def test_each_register_knows_its_own_columns_and_no_others(loader: Any) -> None:
    columns, first = loader.COLUMNS, {"source": getattr(loader, "SOURCE", "")}
    assert registers.recognised(columns, first) is loader
    assert registers.recognised(columns - {next(iter(columns))}, first) is not loader
    assert loader.ABOUT.licence
    assert loader.ABOUT.attribution
    assert not loader.understand(dict.fromkeys(columns, "")).facts
    assert loader.understand(dict.fromkeys(columns, "")).reasons


def test_no_two_registers_share_a_short_name() -> None:
    assert len({loader.ABOUT.slug for loader in registers.ALL}) == len(registers.ALL) == 20
