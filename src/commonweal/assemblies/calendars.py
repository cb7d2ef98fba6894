"""A calendar of meetings that any calendar program can follow (RFC 5545): one entry a meeting, also once it changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from icalendar import Calendar, Event

PRODUCT: Final = "-//commonweal//meetings//EN"
USUALLY: Final = timedelta(hours=2)  # a meeting whose items say no time; our choice
REFRESHED: Final = timedelta(hours=6)  # how often a program should look again (RFC 7986); our choice


@dataclass(frozen=True, slots=True)
class Entry:
    """One meeting: `changed` counts what people were told since the call, `told_at` is when they were told last."""

    identity: str
    title: str
    begins_at: datetime
    minutes: int
    place: str
    about: str
    address: str
    changed: int
    told_at: datetime
    cancelled: bool


def calendar(name: str, entries: Iterable[Entry]) -> bytes:
    """The calendar as a file. Lines are folded and texts escaped as RFC 5545 asks."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", REFRESHED, parameters={"value": "DURATION"})
    for entry in entries:
        made.add_component(_event(entry))
    return bytes(made.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    begins = entry.begins_at.astimezone(UTC)
    event.add("uid", f"{entry.identity}@commonweal")
    event.add("dtstamp", entry.told_at.astimezone(UTC))
    event.add("last-modified", entry.told_at.astimezone(UTC))
    event.add("sequence", entry.changed)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("dtstart", begins)
    event.add("dtend", begins + (timedelta(minutes=entry.minutes) if entry.minutes else USUALLY))
    event.add("summary", entry.title)
    event.add("location", entry.place)
    event.add("description", entry.about)
    event.add("url", entry.address)
    return event
