"""Keyed tokens in place of names."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.organisations.tokens import token

KEY = b"a key for tests only"


def test_a_token_is_short_and_says_nothing() -> None:
    assert re.fullmatch("person-[0-9a-f]{16}", token(KEY, "Anne Quillfeather"))


def test_it_never_changes_since_payments_already_stored_carry_it() -> None:
    assert token(KEY, "Anne Quillfeather") == "person-ed72fbb16c1fa098"


def test_every_spelling_of_a_name_has_one_token_and_every_host_its_own() -> None:
    assert token(KEY, "ANNE  QUILLFEATHER.") == token(KEY, "Anne Quillfeather")
    assert token(KEY, "Anne Quillfeather") != token(KEY, "Ann Quillfeather")
    assert token(KEY, "Anne Quillfeather") != token(b"the key of another host", "Anne Quillfeather")


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 16 bytes"):
        token(b"short", "Anne Quillfeather")


@given(st.binary(min_size=16, max_size=64), st.text(max_size=60))
def test_any_name_has_a_token(key: bytes, name: str) -> None:
    assert token(key, name) == token(key, name)
