"""Identifiers, written the one way; nothing is guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.organisations import identifiers


@pytest.mark.parametrize(
    ("written", "identifier"),
    [
        ("01234567", "GB-COH-01234567"),
        (" 01234567 ", "GB-COH-01234567"),
        ("1234567", "GB-COH-01234567"),  # seven figures: a spreadsheet ate the zero
        ("sc123456", "GB-COH-SC123456"),
        ("OC 312345", "GB-COH-OC312345"),
        ("IP12345R", "GB-COH-IP12345R"),
        ("SP1234RS", "GB-COH-SP1234RS"),
        ("R0000123", "GB-COH-R0000123"),
        ("RS001234", "GB-COH-RS001234"),
        ("123456", None),  # six figures may as well be a charity's
        ("12345", None),
        ("00000000", None),
        ("123456789", None),
        ("XX123456", None),
        ("SC12345", None),
        ("GB123456789", None),
        ("Not yet available", None),
        ("N/A", None),
        ("", None),
    ],
)
def test_companies(written: str, identifier: str | None) -> None:
    assert identifiers.company(written) == identifier


@pytest.mark.parametrize(
    ("written", "identifier"),
    [
        ("1234567", "GB-CHC-1234567"),
        ("212345", "GB-CHC-212345"),
        ("SC012345", "GB-SC-SC012345"),
        ("NI100123", "GB-NIC-100123"),
        ("NIC 100123", "GB-NIC-100123"),
        ("0123456", None),
        ("12345", None),
        ("12345678", None),
        ("exempt", None),
        ("", None),
    ],
)
def test_charities(written: str, identifier: str | None) -> None:
    assert identifiers.charity(written) == identifier


@pytest.mark.parametrize(
    ("written", "identifier"),
    [
        ("525R", "GB-MPR-525R"),
        ("1234RS", "GB-MPR-1234RS"),
        ("7123CBS", "GB-MPR-7123"),  # since the FCA's new register
        ("7123CS", "GB-MPR-7123"),
        ("1234CS", "GB-MPR-1234CS"),  # an older society's letters stay: 1234 is another society
        ("IP000123", "GB-MPR-123IP"),
        ("CU000012", "GB-MPR-12CU"),
        ("000123", None),
        ("", None),
    ],
)
def test_mutual_societies(written: str, identifier: str | None) -> None:
    assert identifiers.mutual(written) == identifier


@pytest.mark.parametrize(
    ("written", "identifier"),
    [
        (" GB-EDU-123456", "GB-EDU-123456"),
        ("GB-NIEDU-123-4567", "GB-NIEDU-123-4567"),
        ("GB-NIC-", None),
        ("EDU-123456", None),
        ("", None),
    ],
)
def test_identifiers_that_name_their_list(written: str, identifier: str | None) -> None:
    assert identifiers.written_in_full(written) == identifier


@given(st.text(max_size=12) | st.from_regex(r"\A[A-Z]{0,2}[0-9]{3,8}[A-Z]{0,3}\Z"))
def test_an_identifier_read_again_is_the_same(written: str) -> None:
    for reads, register in ((identifiers.company, "GB-COH-"), (identifiers.mutual, "GB-MPR-")):
        found = reads(written)
        assert found is None or reads(found.removeprefix(register)) == found
        assert found is None or identifiers.written_in_full(found) == found


@given(st.text(max_size=12))
def test_a_company_number_always_has_eight_characters(written: str) -> None:
    found = identifiers.company(written)
    assert found is None or len(found) == len("GB-COH-") + 8
