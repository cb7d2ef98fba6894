"""The rules of meetings: whose turn it is, what an agenda holds, what taking part is worth, what the minutes say."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.assemblies import agenda, minutes, notices, pay, taking_part
from commonweal.assemblies.meetings import check_change
from commonweal.assemblies.rotation import Willing, next_holder
from commonweal.assemblies.standing_orders import StandingOrders
from commonweal.basics.problems import Refused

EARLY, LATE = datetime(2026, 3, 1, 19, tzinfo=UTC), datetime(2026, 9, 1, 19, tzinfo=UTC)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("willing", "turn"),
    [
        ([], None),
        ([Willing(1, 2, LATE), Willing(2, 1, LATE)], 2),  # who held it less often
        ([Willing(1, 1, LATE), Willing(2, 1, EARLY)], 2),  # as often, and longer ago
        ([Willing(1, 1, EARLY), Willing(2)], 2),  # never comes first
        ([Willing(3), Willing(2)], 3),  # a tie: as the order given says
    ],
)
def test_whose_turn_it_is(willing: list[Willing], turn: int | None) -> None:
    assert next_holder(willing) == turn


@given(st.integers(1, 8), st.integers(0, 60))
def test_turns_go_round(people: int, meetings: int) -> None:
    held = {member: Willing(member) for member in range(people)}
    for at in range(meetings):
        turn = next_holder(list(held.values()))
        assert turn is not None
        held[turn] = Willing(turn, held[turn].times + 1, EARLY + timedelta(days=at))
    times = [each.times for each in held.values()]
    assert max(times) - min(times) <= 1


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1. The laundry\n2) A bench", ["The laundry", "A bench"]),
        ("- The laundry\n\n * A bench ", ["The laundry", "A bench"]),
        ("24 hours of buses", ["24 hours of buses"]),
        ("", []),
    ],
)
def test_items_one_a_line(text: str, items: list[str]) -> None:
    assert agenda.items_of(text) == items


@pytest.mark.parametrize(
    ("item", "up", "order"), [(2, True, [2, 1, 3]), (2, False, [1, 3, 2]), (1, True, [1, 2, 3]), (3, False, [1, 2, 3])]
)
def test_an_item_moves_one_place(item: int, up: bool, order: list[int]) -> None:
    assert agenda.moved([1, 2, 3], item, up) == order


@pytest.mark.parametrize(("title", "length"), [("  ", 10), ("x" * 201, 10), ("The laundry", 0), ("The laundry", 241)])
def test_items_that_are_refused(title: str, length: int) -> None:
    with pytest.raises(Refused):
        agenda.check_item(title, length)


@pytest.mark.parametrize(
    ("stay", "paid", "pence"),
    [
        (timedelta(hours=2), 120, 2690),  # £13.45 an hour, paid by everyone from May 2026
        (timedelta(minutes=1), 15, 336),  # a quarter begun: 336.25 pence
        (timedelta(minutes=30), 30, 673),  # 672.5 pence, the half rounded up
        (timedelta(hours=40), 720, 16140),  # a meeting that nobody closed
    ],
)
def test_time_at_the_real_living_wage(stay: timedelta, paid: int, pence: int) -> None:
    assert pay.pay(NOW, NOW + stay) == pay.Pay(paid, 1345, date(2026, 5, 1), pence)


def test_pay_that_is_refused() -> None:
    with pytest.raises(Refused, match="No time in the room"):
        pay.pay(NOW, NOW)
    with pytest.raises(Refused, match="once the meeting is closed"):
        pay.check_in_time(None, NOW)
    pay.check_in_time(NOW, NOW + timedelta(days=90))
    with pytest.raises(Refused, match="within 90 days"):
        pay.check_in_time(NOW, NOW + timedelta(days=90, seconds=1))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (8, 9, None),
        (8, 8, None),  # another place alone
        (6, 20, "too late to change"),
        (8, 6, "The earliest time is 28 November"),
    ],
)
def test_a_change_gives_the_notice_that_a_call_gives(before: int, after: int, said: str | None) -> None:
    told = NOW, NOW + timedelta(days=before), NOW + timedelta(days=after), StandingOrders()
    if said is None:
        return check_change(*told)
    with pytest.raises(Refused, match=said):
        check_change(*told)
    return None


def test_a_letter_that_fails_is_tried_again_and_then_given_up() -> None:
    later = [notices.tried_again_at(NOW, tries) for tries in range(1, notices.TRIES + 1)]
    assert later[-1] is None
    waits = [at for at in later if at is not None]
    assert waits == sorted(waits)
    assert len(waits) == notices.TRIES - 1


@pytest.mark.parametrize(("hours", "due"), [(25, False), (24, True), (1, True), (0, False), (-1, False)])
def test_when_people_are_reminded(hours: int, due: bool) -> None:
    assert notices.reminder_due(NOW + timedelta(hours=hours), NOW) is due


@pytest.mark.parametrize(("text", "children"), [("", 0), ("A ramp", -1), ("A ramp", 11), ("x" * 2001, 0)])
def test_needs_that_are_refused(text: str, children: int) -> None:
    with pytest.raises(Refused):
        taking_part.check_need(text, children)


def test_minutes_read_as_a_page_of_plain_text() -> None:
    held = minutes.Held("Quayside assembly", 3, date(2026, 11, 29), "The hall", 8, 26)
    items = [minutes.Noted("The laundry", "Three of us look into it."), minutes.Noted("Any other business", "")]
    assert minutes.written(
        held, items, [minutes.Decided(2, "A laundry", "carried, 5 for, 2 against, 1 abstaining")]
    ) == (
        "Quayside assembly: minutes of meeting 3\n29 November 2026, The hall\nPresent: 8 of 26 members\n\n"
        "1. The laundry\nThree of us look into it.\n\n2. Any other business\nNothing was noted.\n\n"
        "Decided\nDecision 2: A laundry: carried, 5 for, 2 against, 1 abstaining\n"
    )
    with pytest.raises(Refused, match="more than 200,000"):
        minutes.written(held, [minutes.Noted("It", "x" * 10_000)] * 21, [])


def test_minutes_are_taken_apart_for_the_eye() -> None:
    items = [minutes.Noted("The laundry", "Three of us look.\n\nBy June."), minutes.Noted("Any other business", "")]
    decided = [minutes.Decided(2, "A laundry", "carried, 5 for, 2 against, 1 abstaining")]
    held = minutes.Held("Quayside assembly", 3, date(2026, 11, 29), "The hall", 8, 26)
    head, pieces = minutes.parts(minutes.written(held, items, decided))
    assert head[0] == "Quayside assembly: minutes of meeting 3"
    assert [(each.heading, each.paragraphs) for each in pieces] == [
        ("1. The laundry", ("Three of us look.", "By June.")),
        ("2. Any other business", ("Nothing was noted.",)),
        ("Decided", ("Decision 2: A laundry: carried, 5 for, 2 against, 1 abstaining",)),
    ]


@given(st.lists(st.text(st.sampled_from("ab 12.\nD"), max_size=30), max_size=5))
def test_taken_apart_no_word_of_minutes_is_lost(notes: list[str]) -> None:
    held = minutes.Held("A", 1, date(2026, 11, 29), "B", 8, 8)
    text = minutes.written(held, [minutes.Noted(f"Item {len(note)}", note.strip()) for note in notes], [])
    head, pieces = minutes.parts(text)
    told = [*head, *(word for each in pieces for word in (each.heading, *each.paragraphs))]
    assert " ".join(told).split() == text.split()
