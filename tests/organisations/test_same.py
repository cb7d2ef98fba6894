"""Which identifiers belong to one organisation."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.organisations.same import organisations


def standing(*links: tuple[str, str | None]) -> dict[str, str]:
    """For each identifier the one that stands for its organisation."""
    named = {**dict.fromkeys(("org_id", "same_as", "status"), pl.String), "valid_to": pl.Date}
    facts = pl.DataFrame([(*link, None, None) for link in links], schema=named, orient="row")
    return dict(organisations(facts).iter_rows())


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([("GB-CHC-1", None)], {"GB-CHC-1": "GB-CHC-1"}),
        ([("GB-CHC-1", "GB-COH-2")], {"GB-CHC-1": "GB-COH-2", "GB-COH-2": "GB-COH-2"}),
        (
            [("GB-MPR-1R", "GB-COH-IP1R"), ("GB-SHPE-L1", "GB-COH-IP1R"), ("GB-MPR-1R", "COOPS-UK-R1")],
            dict.fromkeys(["GB-MPR-1R", "GB-COH-IP1R", "GB-SHPE-L1", "COOPS-UK-R1"], "GB-COH-IP1R"),
        ),
        ([("GB-CHC-1", "GB-CHC-2")], dict.fromkeys(["GB-CHC-1", "GB-CHC-2"], "GB-CHC-1")),  # goes on under its name
    ],
)
def test_links_join(links: list[tuple[str, str | None]], expected: dict[str, str]) -> None:
    assert standing(*links) == expected


def test_the_schools_of_a_chain_are_not_one_organisation() -> None:
    chain = [("GB-EDU-1", "GB-COH-9"), ("GB-EDU-2", "GB-COH-9")]
    assert len(set(standing(*chain).values())) == 3
    assert len(set(standing(*chain, ("GB-CHC-5", "GB-COH-9")).values())) == 3  # a charity that is the company still is


def test_where_registers_disagree_no_link_is_followed() -> None:
    """Unless one of the two is only a society's number as Companies House writes it."""
    assert len(set(standing(("GB-CHC-1", "GB-COH-08"), ("GB-CHC-1", "GB-COH-09")).values())) == 3
    assert len(set(standing(("GB-MPR-1", "GB-COH-RS000001"), ("GB-MPR-1", "GB-COH-00000009")).values())) == 1


def test_links_that_run_in_a_ring_end() -> None:
    ring = standing(
        ("GB-CHC-1", "GB-CHC-2"), ("GB-CHC-2", "GB-CHC-3"), ("GB-CHC-3", "GB-CHC-1"), ("GB-CHC-3", "GB-CHC-3")
    )
    assert set(ring.values()) == {"GB-CHC-1"}


identifiers = st.sampled_from([f"GB-{code}-{number}" for code in ("COH", "CHC", "MPR") for number in range(4)])


@given(st.lists(st.tuples(identifiers, st.none() | identifiers), max_size=12))
def test_every_identifier_stands_somewhere_and_order_never_matters(links: list[tuple[str, str | None]]) -> None:
    found = standing(*links)
    assert set(found) == {identifier for link in links for identifier in link if identifier}
    assert all(found[leader] == leader for leader in found.values())
    assert standing(*reversed(links)) == found
