"""Yes, no or abstain: thresholds to be passed or reached, of three wholes, and a quorum."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.assemblies.counts.yes_no import SIMPLE_MAJORITY, Of, Threshold, Votes, count
from commonweal.basics.problems import Refused

HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)


@pytest.mark.parametrize(
    ("yes", "no", "abstain", "threshold", "carried"),
    [
        (6, 5, 0, SIMPLE_MAJORITY, True),
        (5, 5, 0, SIMPLE_MAJORITY, False),  # even: nothing is carried
        (2, 1, 90, SIMPLE_MAJORITY, True),  # those who abstain leave it to the others
        (0, 0, 9, SIMPLE_MAJORITY, False),
        (0, 0, 0, SIMPLE_MAJORITY, False),
        (6, 3, 0, Threshold(TWO_THIRDS, reaching=True), True),
        (6, 3, 0, Threshold(TWO_THIRDS), False),
        (7, 3, 1, Threshold(TWO_THIRDS, reaching=True), True),
        (7, 3, 1, Threshold(TWO_THIRDS, Of.CAST, reaching=True), False),  # 7 of 11
        (8, 3, 0, Threshold(TWO_THIRDS, Of.CAST, reaching=True), True),
        (50, 0, 0, Threshold(HALF, Of.ELECTORS), False),  # of 100
        (51, 0, 0, Threshold(HALF, Of.ELECTORS), True),
        (40, 45, 0, Threshold(Fraction(2, 5), Of.ELECTORS, reaching=True), False),  # reached, but more say no
        (9, 0, 0, Threshold(Fraction(1), reaching=True), True),
        (9, 1, 0, Threshold(Fraction(1), reaching=True), False),
    ],
)
def test_whether_a_proposal_is_carried(yes: int, no: int, abstain: int, threshold: Threshold, carried: bool) -> None:
    assert count(Votes(yes, no, abstain, electors=100), threshold).carried is carried


@pytest.mark.parametrize(("abstain", "quorate"), [(9, False), (10, True)])
def test_without_a_quorum_nothing_is_carried_and_abstaining_is_taking_part(abstain: int, quorate: bool) -> None:
    outcome = count(Votes(8, 2, abstain, electors=100), quorum=20)
    assert (outcome.quorate, outcome.carried, outcome.needed) == (quorate, quorate, 6)


@pytest.mark.parametrize("share", [Fraction(0), Fraction(1), Fraction(3, 2), Fraction(-1, 2)])
def test_a_share_that_nobody_could_pass_is_refused(share: Fraction) -> None:
    with pytest.raises(Refused, match="A threshold is a share"):
        Threshold(share)


@pytest.mark.parametrize(
    ("votes", "reason"), [((1, -1, 0, 9), "less than nought"), ((5, 4, 1, 9), "10 votes and only 9")]
)
def test_votes_that_cannot_be_are_refused(votes: tuple[int, int, int, int], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        Votes(*votes)


numbers = st.integers(0, 60)
thresholds = st.builds(
    Threshold,
    st.fractions(Fraction(1, 20), Fraction(19, 20), max_denominator=20),
    st.sampled_from(Of),
    st.booleans(),
)


@given(numbers, numbers, numbers, thresholds)
def test_needed_is_the_fewest_that_carry(yes: int, no: int, abstain: int, threshold: Threshold) -> None:
    votes = Votes(yes, no, abstain, electors=200)
    outcome = count(votes, threshold)
    share = Fraction(yes, whole) if (whole := votes.whole(threshold.of)) else Fraction(0)
    passed = share >= threshold.share if threshold.reaching else share > threshold.share
    assert outcome.carried is (yes >= outcome.needed) is (passed and yes > no)


@given(numbers, numbers, numbers, thresholds)
def test_one_more_yes_never_undoes_it(yes: int, no: int, abstain: int, threshold: Threshold) -> None:
    if count(Votes(yes, no, abstain, electors=200), threshold).carried:
        assert count(Votes(yes + 1, no, abstain, electors=200), threshold).carried
