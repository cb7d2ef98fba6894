"""The rules of arguing about a proposal, as tables: seconds, differences, comments, reasons."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.assemblies import discussion, moderation, seconding, wordings
from commonweal.assemblies.standing_orders import StandingOrders
from commonweal.assemblies.wordings import Kind, Wording, differences
from commonweal.basics.problems import Refused

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
MARKS = {Kind.KEPT: "{}", Kind.ADDED: "+{}+", Kind.TAKEN: "-{}-"}


@pytest.mark.parametrize(
    ("former", "changed", "shown"),
    [
        ("Buy the shop.", "Buy the shop.", "Buy the shop."),
        ("Buy the shop.", "Rent the shop.", "-Buy-+Rent+ the shop."),
        ("Buy the shop.", "Buy the shop now.", "Buy the shop+ now+."),
        ("Buy the old shop.", "Buy the shop.", "Buy the -old -shop."),
        ("Ask the mayor", "Tell every councillor", "-Ask the mayor-+Tell every councillor+"),  # one change, not three
        ("One.\nTwo.", "One.\n\nTwo.", "One.-\n-+\n\n+Two."),
        ("don't", "do", "-don't-+do+"),  # words are whole
        ("", "New", "+New+"),
    ],
)
def test_what_a_reader_sees_of_a_change(former: str, changed: str, shown: str) -> None:
    said = "".join(MARKS[run.kind].format(run.text) for run in differences(former, changed))
    assert said == shown


TEXTS = st.text(st.sampled_from("ab c\n.'é\t "), max_size=60)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_the_difference(former: str, changed: str) -> None:
    runs = differences(former, changed)
    assert "".join(run.text for run in runs if run.kind is not Kind.ADDED) == former
    assert "".join(run.text for run in runs if run.kind is not Kind.TAKEN) == changed


@given(TEXTS)
def test_a_text_that_stays_has_no_difference(text: str) -> None:
    assert {run.kind for run in differences(text, text)} <= {Kind.KEPT}


def test_a_change_in_a_long_text_is_still_told_word_by_word() -> None:
    lines = [f"Paragraph {number} says what it says." for number in range(500)]
    changed = [*lines[:250], lines[250].replace("says what", "means what"), *lines[251:]]
    changes = [run for run in differences("\n".join(lines), "\n".join(changed)) if run.kind is not Kind.KEPT]
    assert [(run.kind, run.text) for run in changes] == [(Kind.TAKEN, "says"), (Kind.ADDED, "means")]


@pytest.mark.parametrize(
    ("title", "text", "said"),
    [
        ("", "Do it.", "Write what should be decided"),
        ("It", " \n ", "Write what should be decided"),
        ("x" * 201, "Do it.", "A title has at most 200"),
        ("It", "x" * 20_001, "a text 20,000"),
    ],
)
def test_a_wording_that_is_none(title: str, text: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        Wording(title, text)


def test_a_wording_is_what_was_written_without_what_surrounds_it() -> None:
    assert Wording(" A laundry \n", "\tWash here. ").whole == "A laundry\n\nWash here."


@pytest.mark.parametrize(
    ("seconds", "author", "carried"),
    [
        ([{2, 3}, {3, 4}], 1, {2, 3, 4}),  # who seconded both counts once
        ([{2}, {1}], 1, {2}),  # nobody seconds a proposal of their own
        ([set(), set()], 1, set()),
        ([{2}, {3}], None, {2, 3}),  # whoever made it has left
    ],
)
def test_whose_support_a_merger_keeps(seconds: list[set[int]], author: int | None, carried: set[int]) -> None:
    assert seconding.after_a_merger(seconds, author) == carried


def test_a_split_keeps_everyone_s_support_for_each_part() -> None:
    assert seconding.after_a_split({2, 3}) == {2, 3}


@pytest.mark.parametrize(
    ("seconds", "needed", "enough"), [(0, 0, True), (0, 1, False), (1, 1, True), (2, 3, False), (4, 3, True)]
)
def test_when_there_are_seconds_enough(seconds: int, needed: int, enough: bool) -> None:
    assert seconding.enough(seconds, needed) == enough


@pytest.mark.parametrize(
    ("check", "said"),
    [
        (lambda: seconding.check(1, 1, ()), "This proposal is yours"),
        (lambda: seconding.check(2, 1, {2, 3}), "Once is enough"),
        (lambda: discussion.check("  "), "Write what you would like to say"),
        (lambda: discussion.check("x" * 4001), "4,001 characters"),
        (lambda: discussion.check_editable(NOON, NOON + timedelta(minutes=15)), "for 15 minutes"),
        (lambda: moderation.check_reason("I disagree"), "Choose one of the reasons"),
        (lambda: moderation.check_appeal(2, 2), "another convenor decides"),
        (lambda: replace(StandingOrders(), seconds=-1), "between 0 and 100 seconds"),
        (lambda: replace(StandingOrders(), seconds=101), "between 0 and 100 seconds"),
    ],
)
def test_what_is_refused_and_why(check: Callable[[], None], said: str) -> None:
    with pytest.raises(Refused, match=said):
        check()


def test_what_is_just_allowed() -> None:
    discussion.check_editable(NOON, NOON + timedelta(minutes=15, microseconds=-1))
    seconding.check(3, 1, {2})
    moderation.check_appeal(2, 1)
    assert discussion.check("x" * 4000 + "\n")
    for reason in moderation.REASONS:
        moderation.check_reason(reason)


def test_orders_that_say_nothing_of_seconds_ask_for_none() -> None:
    assert StandingOrders.read('{"founders": 8}').seconds == 0
    assert StandingOrders().seconds == 1


def test_a_seal_tells_nothing_without_its_salt() -> None:
    one, other = bytes(32), bytes([1] * 32)
    assert discussion.seal(one, "I agree.") != discussion.seal(other, "I agree.")
    assert len(discussion.seal(one, "")) == 64
    with pytest.raises(ValueError, match="32 bytes"):
        discussion.seal(b"", "I agree.")


def test_long_texts_are_compared_line_by_line_at_most() -> None:
    former, changed = "a b " * wordings.MOST_WORDS, "b a " * wordings.MOST_WORDS
    assert [run.kind for run in differences(former, changed)] == [Kind.TAKEN, Kind.ADDED]
