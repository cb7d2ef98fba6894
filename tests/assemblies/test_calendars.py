"""Calendars as other programs read them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from commonweal.assemblies.calendars import Entry, calendar

AT = datetime(2026, 11, 29, 19, tzinfo=UTC)


def entry(**changed: object) -> Entry:
    told = {
        "identity": "7",
        "title": "Quayside assembly",
        "begins_at": AT,
        "minutes": 0,
        "place": "The hall, Dock Street",
        "about": "The laundry\nA bench; and a light",
        "address": "https://example.org/meetings/1/",
        "changed": 0,
        "told_at": AT - timedelta(days=9),
        "cancelled": False,
    }
    return Entry(**{**told, **changed})  # type: ignore[arg-type]


def lines(**changed: object) -> list[str]:
    return calendar("Quayside", [entry(**changed)]).decode().split("\r\n")


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({}, "UID:7@commonweal"),
        ({}, "DTSTART:20261129T190000Z"),
        ({}, "DTEND:20261129T210000Z"),  # two hours, where no item says how long it takes
        ({"minutes": 45}, "DTEND:20261129T194500Z"),
        ({}, "SEQUENCE:0"),
        ({"changed": 2}, "SEQUENCE:2"),
        ({}, "STATUS:CONFIRMED"),
        ({"cancelled": True}, "STATUS:CANCELLED"),
        ({}, r"LOCATION:The hall\, Dock Street"),
        ({}, r"DESCRIPTION:The laundry\nA bench\; and a light"),
        ({"title": "It\r\nSTATUS:CANCELLED"}, "STATUS:CONFIRMED"),  # nobody's title adds a line
    ],
)
def test_one_meeting_one_event(changed: dict[str, object], line: str) -> None:
    assert line in lines(**changed)
    assert len([each for each in lines(**changed) if each.startswith("STATUS:")]) == 1


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=300))
def test_long_and_strange_words_are_folded_and_come_back(words: str) -> None:
    made = calendar("Quayside", [entry(about=words, title=words)])
    assert max(len(line) for line in made.split(b"\r\n")) <= 75  # RFC 5545, 3.1
    [event] = Calendar.from_ical(made).walk("VEVENT")
    assert str(event["summary"]) == words
    assert str(event["description"]) == words
