"""Two registers that say different things of one body: a supplier's page tells both, each with its source."""

from dataclasses import replace
from datetime import date

import pytest

from commonweal.organisations.facts import Fact
from commonweal.organisations.profiles import facts_of
from commonweal.spend.registered import around, otherwise_of, told_of
from tests.spend.test_placing import AWAY, HOME, PACK
from tests.spend.test_supplier_pages import OFFICE, TERN, TERN_CHARITY, facts

IN_TOWN = [("address", f"9 Quay Street, {HOME}")]


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (Fact(TERN_CHARITY, same_as=TERN, postcode=HOME, address="9 Quay Street"), IN_TOWN),
        (Fact(TERN_CHARITY, same_as=TERN, postcode=AWAY, address="One Far St"), []),  # one office, written two ways
        (Fact(TERN_CHARITY, same_as=TERN, owner="charity"), [("owner", "charity")]),
        (Fact(TERN_CHARITY, same_as=TERN, status="in liquidation"), [("status", "in liquidation")]),
        (Fact(TERN_CHARITY, same_as=TERN, postcode=HOME, valid_to=date(2012, 5, 3)), []),  # it has moved since
        (Fact(TERN_CHARITY, same_as=TERN, postcode=HOME, status="removed from the register"), []),
        (Fact(TERN_CHARITY, same_as=TERN, postcode=HOME, place="outlet"), []),  # a site is no office
    ],
)
def test_where_registers_disagree_both_are_told(other: Fact, said: list[tuple[str, str]]) -> None:
    near = around(facts(replace(OFFICE, owner="worker co-operative"), other), [TERN])
    told = told_of(near, [TERN], PACK)[TERN]
    found = otherwise_of(told, facts_of(near.lazy(), TERN).to_dicts())
    assert [(each.about, each.value) for each in found] == said
    assert {each.register for each in found} <= {"charities"}


def test_of_a_body_that_may_be_a_private_person_no_other_address_is_told_either() -> None:
    said = Fact(TERN, name="Mrs Agnes Trellis", postcode=AWAY, address="3 Far Street", place="registered office")
    near = around(facts(said, Fact(TERN_CHARITY, same_as=TERN, postcode=HOME, address="9 Quay Street")), [TERN])
    assert otherwise_of(told_of(near, [TERN], PACK)[TERN], near.to_dicts()) == []
