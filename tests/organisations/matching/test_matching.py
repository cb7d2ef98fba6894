"""Payees met with registers. Payees, registers and numbers are invented."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.organisations.facts import Fact, Register, table
from commonweal.organisations.matching import Matching, bearers, match, offers, scoring

REGISTER = Register("companies", "A register", "a licence", "thanks")
HELD = table(
    [
        Fact("GB-COH-01234567", "QUAY RELIEF LTD", status="active"),
        Fact("GB-COH-01234567", "QUAYSIDE RELIEF LTD", valid_to=date(2010, 5, 1)),
        Fact("GB-CHC-212345", "Quay Relief", same_as="GB-COH-01234567"),
        Fact("GB-CHC-300001", "Harbour Lights"),
        Fact("GB-CHC-300002", "HARBOUR LIGHTS"),
        Fact("GB-COH-02000001", "OAKUM AND TOW LTD", status="dissolved"),
        Fact("GB-NIC-100001", "SPQ"),
        Fact("GB-COH-03000001", "BRINDLEFORD MASONRY LTD", status="active"),
        Fact("GB-COH-03000002", "PELLOWMERE GROUP LTD", status="active"),
        Fact("GB-COH-03000003", "TARNSIDE ROPEWORKS LTD", status="dissolved"),
        Fact("GB-COH-03000004", "TARNSIDE ROPEWORKS LTD", status="active"),
        Fact("GB-COH-03000005", "KESTRELBY JOINERY LLP", status="active"),
        Fact("GB-COH-03000006", "QXV LIMITED", status="active"),
        Fact("GB-COH-03000007", "WHELMA LTD", status="active"),
        Fact("GB-COH-03000008", "STAITHEBROOK RESIDENTIAL CARE HOME LTD", status="active"),
        Fact("GB-COH-03000009", "4 FELLBECK COURT MANAGEMENT COMPANY LTD", status="active"),
        Fact("GB-CHC-300004", "TARNSHIRE UNIVERSITY STUDENTS' UNION"),
        Fact("GB-CHC-400001", "Old Ring", same_as="GB-CHC-400002"),
        Fact("GB-CHC-400002", "Ring Of Friends", same_as="GB-CHC-400001"),
    ],
    REGISTER,
)
BEARERS = bearers(HELD.lazy())


def asked(*payees: tuple[str | None, str | None, str | None]) -> Matching:
    schema = dict.fromkeys(("payee", "company_number", "charity_number"), pl.String)
    return match(pl.DataFrame(payees, schema=schema, orient="row"), BEARERS)


@pytest.mark.parametrize(
    ("payee", "company", "charity", "status", "org_id"),
    [
        ("Quay Relief Limited", None, None, "sure", "GB-COH-01234567"),
        ("Quay Relief", None, None, "sure", "GB-COH-01234567"),
        ("Quay Relief Ltd", "1234567", None, "sure", "GB-COH-01234567"),  # its zero lost in a spreadsheet
        ("Somebody Else", "01234567", None, "review", "GB-COH-01234567"),  # the number's name is unlike
        ("Harbour Lights", None, None, "review", "GB-CHC-300001"),  # two bear it
        ("Harbour Lights", None, "300002", "sure", "GB-CHC-300002"),
        ("Harbour Lights", "01234567", "300002", "review", "GB-CHC-300002"),  # its numbers disagree
        ("Oakum & Tow Ltd", None, None, "review", "GB-COH-02000001"),  # dissolved
        ("SPQ", None, None, "review", "GB-NIC-100001"),  # initials are borne by many
        ("QXV", None, None, "review", "GB-COH-03000006"),  # also where the register adds a legal form
        ("QXV Ltd", None, None, "sure", "GB-COH-03000006"),  # the whole name, which no other company may bear
        ("Whalma Ltd", None, None, "review", "GB-COH-03000007"),  # so short a name may well be another's
        ("Brindelford Masonry Limited", None, None, "sure", "GB-COH-03000001"),
        ("rBindleford Masonry", None, None, "sure", "GB-COH-03000001"),  # a slip in the first letters
        ("MASONRY BRINDLEFORD LTD", None, None, "sure", "GB-COH-03000001"),
        ("Brindleford Masonry Ltd - Crosby", None, None, "sure", "GB-COH-03000001"),
        ("0012345 Brindleford Masonry Ltd DD", None, None, "sure", "GB-COH-03000001"),
        ("Brindleford Masonry Ltd T/A The Stone Yard", None, None, "sure", "GB-COH-03000001"),
        ("4 Fellbeck Court Management Company Ltd - Crosby", None, None, "sure", "GB-COH-03000009"),
        ("4 Fellbeck Court Management Company (North)", None, None, "review", "GB-COH-03000009"),  # no form ends it
        (
            "Staithebrook Residential Ca",
            None,
            None,
            "review",
            "GB-COH-03000008",
        ),  # what is left of a word is no word more
        ("TARNSHIRE UNIVERSITY", None, None, "review", "GB-CHC-300004"),  # twenty letters, and nothing is cut off
        ("Tarnside Ropeworks Ltd", None, None, "sure", "GB-COH-03000004"),  # not its dissolved twin
        ("Ring of Friends", None, None, "sure", "GB-CHC-400001"),  # two that each say they are the other
        ("Quayside Relief Ltd", None, None, "sure", "GB-COH-01234567"),  # a former name
        ("Brindleford Masonry Ltd", "03000002", None, "review", "GB-COH-03000002"),  # its number is another's
        ("Redacted", None, None, "none", None),
        ("person-0123456789abcdef", None, None, "none", None),
        ("Entirely Unheard Of", None, None, "none", None),
        ("", None, None, "none", None),
        (None, None, None, "none", None),
    ],
)
def test_who_was_paid(
    payee: str | None, company: str | None, charity: str | None, status: str, org_id: str | None
) -> None:
    found = asked((payee, company, charity)).found.row(0, named=True)
    assert (found["status"], found["org_id"]) == (status, org_id)
    assert (found["probability"] > 0) == (org_id is not None)


@pytest.mark.parametrize(
    "payee",
    ["Pellowmere Ltd", "Brindleford Masonry Holdings Ltd", "Brindleford Masonry 2 Ltd", "Kestrelby Joinery plc"],
)
def test_a_near_name_is_never_sure(payee: str) -> None:
    assert asked((payee, None, None)).found["status"].item() != "sure"


def test_candidates_are_for_review_the_best_first() -> None:
    matching = asked(("Brindleford Masonry", None, None), ("Harbour Lights", None, None))
    assert matching.found["status"].to_list() == ["sure", "review"]
    told = matching.candidates.select("row", "rank", "org_id").rows()
    assert told == [(1, 1, "GB-CHC-300001"), (1, 2, "GB-CHC-300002")]
    assert matching.candidates["evidence"][0] == "its whole name, but several organisations bear names as near"


def test_bearers_tell_what_is_present_and_what_stands() -> None:
    told = BEARERS.filter(pl.col("organisation") == "GB-COH-01234567").select("key", "org_id", "current").rows()
    assert told == [
        ("quay relief", "GB-CHC-212345", True),
        ("quay relief ltd", "GB-COH-01234567", True),
        ("quayside relief ltd", "GB-COH-01234567", False),
    ]
    fallen = BEARERS.filter(~pl.col("standing"))["org_id"].to_list()
    assert fallen == ["GB-COH-02000001", "GB-COH-03000003"]


payees = st.tuples(
    st.none()
    | st.sampled_from(["Quay Relief", "Harbor Lights", "Oakum", "Ltd", "& Co", "12345", "", "Ropewrks Tarnside"]),
    st.sampled_from([None, "01234567", "3000001", "x"]),
    st.sampled_from([None, "212345", "300001", "x"]),
)


@settings(deadline=None, max_examples=12)
@given(st.lists(payees, max_size=6))
def test_each_payee_is_answered_in_order_and_alike_alone(given_payees: list[tuple[str | None, ...]]) -> None:
    together = asked(*given_payees).found  # type: ignore[arg-type]
    alone = [asked(payee).found.row(0) for payee in given_payees]  # type: ignore[arg-type]
    assert together.rows() == alone
    assert together.select("payee", "company_number", "charity_number").rows() == given_payees


def test_without_registers_nobody_is_found() -> None:
    nobody = match(pl.DataFrame({"payee": ["Quay"], "company_number": ["1"], "charity_number": ["2"]}), BEARERS.clear())
    assert nobody.found["status"].to_list() == ["none"]
    assert nobody.candidates.is_empty()


def test_how_many_are_looked_at_together_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [(name, None, None) for name in (*HELD["name"], "rBindleford Masonry", "Ring Friends", "Nobody Known")]
    together = asked(*names)
    monkeypatch.setattr(scoring, "PAIRS_AT_A_TIME", 1)
    monkeypatch.setattr(offers, "PAYEES_AT_A_TIME", 1)
    apart = asked(*names)
    assert apart.found.equals(together.found)
    assert apart.candidates.equals(together.candidates)
