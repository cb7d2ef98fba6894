"""Who bears a name: bodies that two registers name alike, and the ways a council is written. All are invented."""

from datetime import date

import polars as pl
import pytest

from commonweal.organisations.facts import Fact, Register, table
from commonweal.organisations.matching import bearers, match

REGISTER = Register("companies", "A register", "a licence", "thanks")
MERGERS = Register("charity-mergers", "Mergers", "a licence", "thanks")
KNOWN_FROM_MERGERS = table(
    [
        Fact("GB-CHC-900010", "Turnstone Trust"),  # all that is known of it
        Fact("GB-CHC-900011", "Greenshank Friends"),
        Fact("GB-CHC-900020", "Pochard Fund", same_as="GB-CHC-900021", valid_to=date(2019, 4, 1)),
    ],
    MERGERS,
)
KNOWN = table(
    [
        Fact("GB-COH-01000001", "HEARTH AND HEDGE LIMITED", status="active"),
        Fact("GB-CHC-900001", "Hearth & Hedge Limited"),
        Fact("GB-SHPE-L0001", "Hearth and Hedge Ltd"),
        Fact("GB-COH-01000002", "AFTER THE TIDE", status="active"),
        Fact("GB-CHC-900002", "After The Tide"),
        Fact("GB-COH-01000003", "SALTMARSH TRADING LIMITED", status="active"),
        Fact("GB-CHC-900003", "Saltmarsh Trading"),  # with another legal form: not said to be the same
        Fact("GB-COH-01000004", "WRENBOROUGH FRIENDS", status="active"),
        Fact("GB-CHC-900004", "Wrenborough Friends"),
        Fact("GB-CHC-900005", "Wrenborough Friends"),  # two charities: which of them is the company?
        Fact("GB-COH-01000006", "OLD QUAY MISSION", status="dissolved"),
        Fact("GB-CHC-900006", "Old Quay Mission"),
        Fact("GB-COH-01000007", "FELLMOUTH ACADEMY", status="active"),
        Fact("GB-EDU-900007", "Fellmouth Academy", same_as="GB-COH-01000007"),
        Fact("GB-EDU-900008", "Fellmouth Academy", same_as="GB-COH-01000007"),
        Fact("GB-COH-01000009", "PINTAIL SCHOOL", status="active"),
        Fact("GB-COH-01000010", "TURNSTONE TRUST", status="active"),
        Fact("GB-COH-01000011", "GREENSHANK FRIENDS", status="active"),
        Fact("GB-CHC-900021", "Pochard Fund"),  # goes on under this number since
        Fact("GB-CHC-900011", "Friends of the Redshank"),  # its name now: the other was once its own
        Fact("GB-EDU-900009", "Pintail School"),  # a school of that name may be another's
    ],
    REGISTER,
)
TWINS = bearers(pl.concat([KNOWN, KNOWN_FROM_MERGERS]).lazy())
COUNCILS = bearers(
    table(
        [
            Fact("GB-LAE-WRB", "Wrenborough Metropolitan Borough Council"),
            Fact("GB-LAE-PTL", "London Borough of Pintail"),
            Fact("GB-LAE-FLM", "City of Fellmouth Council"),
            Fact("GB-LAE-TRN", "Tarnshire County Council"),
            Fact("GB-LAE-SLT", "Saltmarsh City Council", status="dissolved"),
            Fact("GB-LAE-SLU", "Saltmarsh County Council"),
            Fact("GB-LAE-STF", "Strenborough Borough Council"),
        ],
        REGISTER,
    ).lazy()
)


def found(payee: str, held: pl.DataFrame) -> tuple[str, str | None]:
    asked = pl.DataFrame({"payee": [payee], "company_number": [None], "charity_number": [None]})
    row = match(asked.cast(pl.String), held).found.row(0, named=True)
    return row["status"], row["org_id"]


@pytest.mark.parametrize(
    ("payee", "status", "org_id"),
    [
        ("Hearth and Hedge Ltd", "sure", "GB-COH-01000001"),  # a company, charity and landlord of one whole name
        ("After the Tide", "sure", "GB-COH-01000002"),
        ("Pochard Fund", "sure", "GB-CHC-900021"),
        ("Saltmarsh Trading Limited", "sure", "GB-COH-01000003"),
        (
            "Saltmarsh Trading",
            "review",
            "GB-CHC-900003",
        ),  # the charity's whole name, and the company's without its form
        ("Wrenborough Friends", "review", "GB-CHC-900004"),
        ("Old Quay Mission", "sure", "GB-CHC-900006"),  # the company of that name is no more
        ("Fellmouth Academy", "sure", "GB-COH-01000007"),  # both schools say they are that company
        ("Turnstone Trust", "sure", "GB-COH-01000010"),
        ("Friends of the Redshank", "sure", "GB-CHC-900011"),
        ("Pintail School", "review", "GB-COH-01000009"),
    ],
)
def test_one_body_in_two_registers_is_no_rival_of_itself(payee: str, status: str, org_id: str) -> None:
    assert found(payee, TWINS) == (status, org_id)


@pytest.mark.parametrize(
    ("payee", "org_id"),
    [
        ("Wrenborough Council", "GB-LAE-WRB"),
        ("Wrenborough MBC", "GB-LAE-WRB"),
        ("WRENBOROUGH BOROUGH COUNCIL", "GB-LAE-WRB"),
        ("Pintail Council", "GB-LAE-PTL"),
        ("LB of Pintail", "GB-LAE-PTL"),
        ("Fellmouth City Council", "GB-LAE-FLM"),
        ("Tarnshire Council", "GB-LAE-TRN"),
        ("Saltmarsh County Council", "GB-LAE-SLU"),
    ],
)
def test_a_council_is_known_by_the_ways_payers_write_it(payee: str, org_id: str) -> None:
    assert found(payee, COUNCILS) == ("sure", org_id)


@pytest.mark.parametrize("payee", ["Saltmarsh Council", "Tarnshire Town Council", "Tarnshire District Council"])
def test_a_way_that_may_mean_another_council_is_never_sure(payee: str) -> None:
    assert found(payee, COUNCILS)[0] != "sure"
