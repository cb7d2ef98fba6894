"""Registers read by their published columns: what one row says of a charity, its names, and a mutual society."""

from datetime import date

import pytest

from commonweal.organisations.facts import Fact
from commonweal.organisations.registers import charity_other_names, charity_register, mutuals_register

CHARITY = {
    "registered_charity_number": "212345",
    "linked_charity_number": "0",
    "charity_name": "QUAY RELIEF",
    "charity_registration_status": "Registered",
    "date_of_registration": "1962-09-22T00:00:00",
    "date_of_removal": "",
    "charity_company_registration_number": "01234567",
    "charity_contact_address1": "C/O PATRICK QUILL",
    "charity_contact_address2": "2 QUAY ROAD",
    "charity_contact_address3": "MOLEFORD",
    "charity_contact_postcode": "L1 0AB",
}
NAME = {
    "date_of_extract": "2026-11-20T00:00:00",
    "registered_charity_number": "212345",
    "linked_charity_number": "0",
    "charity_name_type": "Working Name",
    "charity_name": "THE QUAY",
}
SOCIETY = {
    "Society Number": "525",
    "Society Suffix": "R",
    "Full Registation Number": "525R",
    "Society Name": "Quay Bakers Limited",
    "Registered As": "Co-operative Society",
    "Society Address": "2 Quay Road, Moleford, Merseyside, L1 0AB",
    "Registration Date": "22/08/2002",
    "Deregistration Date": "",
    "Society Status": "Registered",
}


def test_a_charity_and_its_company() -> None:
    told = charity_register.understand(CHARITY)
    assert told.reasons == []
    assert told.facts == [
        Fact(
            "GB-CHC-212345",
            "QUAY RELIEF",
            "charity",
            same_as="GB-COH-01234567",
            postcode="L1 0AB",
            place="registered office",
            valid_from=date(1962, 9, 22),
            status="active",
            address="2 QUAY ROAD, MOLEFORD",
        )
    ]


@pytest.mark.parametrize(
    ("column", "written", "told"),
    [
        ("charity_company_registration_number", "1234567", ("GB-COH-01234567", "active", 0)),  # published as a number
        ("charity_company_registration_number", "SC123456", ("GB-COH-SC123456", "active", 0)),
        ("charity_company_registration_number", "", (None, "active", 0)),
        ("charity_company_registration_number", "none", (None, "active", 1)),
        ("date_of_removal", "2020-01-02T00:00:00", ("GB-COH-01234567", "removed from the register", 0)),
        ("date_of_removal", "2/1/2020", ("GB-COH-01234567", "active", 1)),
        ("charity_registration_status", "Removed", ("GB-COH-01234567", "removed from the register", 0)),
        ("charity_registration_status", "Asleep", ("GB-COH-01234567", None, 1)),
        ("charity_insolvent", "True", ("GB-COH-01234567", "in liquidation", 0)),
        ("charity_in_administration", "true", ("GB-COH-01234567", "in administration", 0)),
    ],
)
def test_what_a_charitys_columns_tell(column: str, written: str, told: tuple[str | None, str | None, int]) -> None:
    found = charity_register.understand(CHARITY | {column: written})
    assert (found.facts[0].same_as, found.facts[0].status, len(found.reasons)) == told


@pytest.mark.parametrize("column", ["registered_charity_number", "charity_name", "linked_charity_number"])
def test_a_charity_without_a_number_of_its_own_or_a_name_is_set_aside(column: str) -> None:
    told = charity_register.understand(CHARITY | {column: "" if column != "linked_charity_number" else "3"})
    assert not told.facts
    assert told.reasons


def test_a_working_name_stands_beside_the_registered_one() -> None:
    assert charity_other_names.understand(NAME).facts == [Fact("GB-CHC-212345", "THE QUAY", "charity")]


def test_a_former_name_of_a_charity_has_ended() -> None:
    (fact,) = charity_other_names.understand(NAME | {"charity_name_type": "Previous Name"}).facts
    assert fact.valid_to == date(2026, 11, 20)
    for unclear in ({"charity_name_type": "Pet Name"}, {"charity_name_type": "Previous Name", "date_of_extract": ""}):
        assert not charity_other_names.understand(NAME | unclear).facts


def test_a_society() -> None:
    assert mutuals_register.understand(SOCIETY).facts == [
        Fact(
            "GB-MPR-525R",
            "Quay Bakers Limited",
            "co-operative or mutual",
            postcode="L1 0AB",
            place="registered office",
            valid_from=date(2002, 8, 22),
            status="active",
            address="2 Quay Road, Moleford, Merseyside",
        )
    ]


@pytest.mark.parametrize(
    ("changed", "org_id"),
    [
        ({"Full Registation Number": "", "Full Registration Number": "525R"}, "GB-MPR-525R"),
        ({"Full Registation Number": ""}, "GB-MPR-525R"),  # the bare number and its letter
        ({"Full Registation Number": "", "Society Suffix": ""}, "GB-MPR-525"),
        ({"Full Registation Number": "7001"}, "GB-MPR-7001"),
        ({"Full Registation Number": "IP000123"}, "GB-MPR-123IP"),
    ],
)
def test_a_societys_number(changed: dict[str, str], org_id: str) -> None:
    assert mutuals_register.understand(SOCIETY | changed).facts[0].org_id == org_id


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"Registered As": "Community Benefit Society"}, ("community co-operative", "active", None)),
        ({"Registered As": "Credit Union"}, ("credit union", "active", None)),
        ({"Registered As": "Working Men's Club"}, ("mutual society", "active", None)),
        ({"Society Status": "Deregistered"}, ("co-operative or mutual", "removed from the register", None)),
        ({"Deregistration Date": "1/2/2020"}, ("co-operative or mutual", "removed from the register", None)),
        (
            {"Standard Industrial Classification Code (SIC)": "10710 - Bread; 47240"},
            ("co-operative or mutual", "active", "10710 47240"),
        ),
    ],
)
def test_what_a_societys_columns_tell(changed: dict[str, str], told: tuple[str, str, str | None]) -> None:
    (fact,) = mutuals_register.understand(SOCIETY | changed).facts
    assert (fact.owner, fact.status, fact.sic) == told


def test_an_address_without_a_postcode_is_kept_whole() -> None:
    (fact,) = mutuals_register.understand(SOCIETY | {"Society Address": "2 Quay Road, Moleford"}).facts
    assert (fact.address, fact.postcode) == ("2 Quay Road, Moleford", None)
