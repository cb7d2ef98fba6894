"""Whether money may move, and where it comes from: worked tables of the rules."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.assemblies.decisions import Act, Standing, Terms
from commonweal.basics.problems import Refused
from commonweal.funds.authority import (
    Rules,
    check_approver,
    check_decision,
    check_needed,
    check_promise,
    check_request,
    enough,
)
from commonweal.funds.policies import POLICIES, Cap, cil_share, policy

DECIDED = datetime(2026, 11, 29, 19, tzinfo=UTC)
COUNCIL = "Sandport Council"
TERMS = Terms(pence=250_000, purpose="a laundry")
DECISION = Standing("Decision 3 of Quayside assembly", True, DECIDED, TERMS)
FEES, LEVY = Rules(policy("membership-fees"), "Quayside club"), Rules(policy("cil-neighbourhood"), COUNCIL)


def act(pence: int = 100_000, purpose: str = "a laundry", days: int = 2) -> Act:
    at = DECIDED + timedelta(days=days)
    return Act(at, at.date(), pence, purpose)


@pytest.mark.parametrize(
    ("asked", "used", "said"),
    [
        (act(250_000), 0, None),
        (act(250_001), 0, "allows £2,500.00, and this is £2,500.01"),  # a penny over its decision
        (act(50_000), 200_000, None),
        (act(50_001), 200_000, "£2,000.00 of it is promised or paid, so £500.01 more is too much by £0.01"),
        (act(purpose="a bench"), 0, "is for a laundry, and not for a bench"),
        (act(days=-1), 0, "was taken later"),
    ],
)
def test_what_may_be_promised_under_a_decision(asked: Act, used: int, said: str | None) -> None:
    if said is None:
        check_promise(DECISION, asked, used, FEES)
        return
    with pytest.raises(Refused, match=said):
        check_promise(DECISION, asked, used, FEES)


@given(st.integers(1, 10**9), st.integers(0, 10**9), st.integers(1, 10**9))
def test_all_that_is_promised_stays_within_the_decision(allowed: int, used: int, asked: int) -> None:
    decision = replace(DECISION, terms=replace(TERMS, pence=allowed))
    try:
        check_promise(decision, act(asked), used, FEES)
    except Refused:
        assert used + asked > allowed
    else:
        assert used + asked <= allowed


@pytest.mark.parametrize(
    ("asks_of", "accepted", "said"),
    [
        ("", None, "Sandport Council holds this money and must by law decide on it with you"),
        ("Another Council", True, "name Sandport Council as who must accept it"),
        (COUNCIL, None, "waits for Sandport Council to accept it"),
        (COUNCIL, False, "was declined by Sandport Council"),
        ("sandport council", True, None),
    ],
)
def test_who_holds_the_money_is_not_who_decides(asks_of: str, accepted: bool | None, said: str | None) -> None:
    decision = replace(DECISION, terms=replace(TERMS, asks_of=asks_of), accepted=accepted)
    if said is None:
        check_decision(decision, act(), LEVY)
        return
    with pytest.raises(Refused, match=said):
        check_decision(decision, act(), LEVY)


def test_money_that_had_to_be_spent_by_a_day() -> None:
    rules = replace(FEES, spend_by=date(2026, 12, 1))
    check_decision(DECISION, act(days=2), rules)
    with pytest.raises(Refused, match=r"was to be spent by 1 December 2026\. Ask Quayside club"):
        check_decision(DECISION, act(days=3), rules)


@pytest.mark.parametrize(
    ("pence", "left", "waiting", "said"),
    [
        (100, 100, 0, None),
        (101, 100, 0, "£1.00 of this promise is left. £1.01 is too much by £0.01"),
        (41, 100, 60, "and payments of £0.60 wait for approval. £0.41 is too much by £0.01"),
    ],
)
def test_a_payment_fits_into_its_promise(pence: int, left: int, waiting: int, said: str | None) -> None:
    if said is None:
        check_request(pence, left, waiting)
        return
    with pytest.raises(Refused, match=said):
        check_request(pence, left, waiting)


@pytest.mark.parametrize(
    ("approver", "author", "approved", "said"),
    [
        (2, 1, [], None),
        (2, 1, [3], None),
        (1, 1, [], "Who asks for a payment does not approve it"),
        (2, 1, [2], "You approved this payment already"),
        (2, None, [], "no longer a member"),  # else an author who left and came back could approve their own
    ],
)
def test_who_may_approve(approver: int, author: int | None, approved: list[int], said: str | None) -> None:
    if said is None:
        check_approver(approver, author, approved)
        return
    with pytest.raises(Refused, match=said):
        check_approver(approver, author, approved)


def test_how_many_approve() -> None:
    assert [enough(approvals, 2) for approvals in (0, 1, 2, 3)] == [False, False, True, True]
    for approvers in (0, 21):
        with pytest.raises(Refused, match="from 1 to 20 approvers"):
            check_needed(approvers)


@pytest.mark.parametrize(
    ("receipts", "made_plan", "before", "dwellings", "share"),
    [
        (100_000_00, False, 0, 1_000, 15_000_00),
        (100_000_00, True, 0, 1_000, 25_000_00),
        (1_000_000_00, False, 0, 1_000, 100_000_00),  # capped at £100 a dwelling
        (1_000_000_00, False, 90_000_00, 1_000, 10_000_00),
        (1_000_000_00, False, 100_000_00, 1_000, 0),
        (1_000_000_00, True, 100_000_00, 1_000, 250_000_00),  # a made plan has no cap
        (1_000_000_00, False, 0, 0, 0),
        (99, False, 0, 1_000, 14),  # 14.85 pence
    ],
)
def test_the_neighbourhood_share_of_the_levy(
    receipts: int, made_plan: bool, before: int, dwellings: int, share: int
) -> None:
    assert cil_share(receipts, made_plan=made_plan, before=before, cap=Cap(dwellings)) == share


def test_the_cap_follows_the_index() -> None:
    assert Cap(1_000, index=Fraction(390), index_then=Fraction(224)).pence() == 17_410_714
    for wrong in ({"dwellings": -1}, {"dwellings": 1, "index": Fraction(0)}):
        with pytest.raises(Refused):
            Cap(**wrong)
    with pytest.raises(Refused):
        cil_share(-1, made_plan=True, cap=Cap(1))


def test_every_policy_says_where_it_stands() -> None:
    assert all(each.key == key and each.rule and each.source for key, each in POLICIES.items())
    with pytest.raises(Refused, match="Choose one of: cil-parish"):
        policy("a-wishing-well")
