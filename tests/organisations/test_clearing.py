"""Names that clear a payee of being a private person."""

from datetime import date

import pytest

from commonweal.organisations.clearing import known_names
from commonweal.organisations.facts import Fact, Register, table


def clears(*facts: Fact, register: str = "mutuals-register") -> bool:
    return known_names(table(facts, Register(register, "A register", "a licence", "thanks")).lazy()) == {
        "patrick quill"
    }


@pytest.mark.parametrize(
    ("fact", "cleared"),
    [
        (Fact("GB-MPR-525R", "Patrick Quill"), True),
        (Fact("GB-MPR-525R", "Patrick Quill", place="registered office"), True),
        (Fact("GB-MPR-525R", "Patrick Quill", place="outlet"), False),  # a shop's name is often its keeper's
        (Fact("GB-MPR-525R", "Patrick Quill", valid_to=date(2019, 1, 1)), False),
        (Fact("GB-MPR-525R", "Patrick Quill", status="dissolved"), False),
        (Fact("GB-MPR-525R", "Patrick Quill", status="in liquidation"), True),
    ],
)
def test_a_name_clears_while_the_body_bears_it(fact: Fact, cleared: bool) -> None:
    assert clears(fact) is cleared


@pytest.mark.parametrize("register", ["companies-house", "charity-other-names", "charity-mergers", "charity-names"])
def test_registers_full_of_peoples_names_clear_nobody(register: str) -> None:
    assert not clears(Fact("GB-COH-01234567", "Patrick Quill"), register=register)


def test_a_name_that_two_bear_clears_nobody_and_one_with_two_numbers_does() -> None:
    society, charity = Fact("GB-MPR-525R", "Patrick Quill"), Fact("GB-CHC-212345", "Patrick Quill")
    assert not clears(society, charity)
    assert clears(society, charity, Fact("GB-CHC-212345", same_as="GB-MPR-525R"))
