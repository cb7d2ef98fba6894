"""The canonical form of an event: one form for one event, made again by any JSON library."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from commonweal.basics.problems import Refused
from commonweal.record.leaves import LARGEST, Leaf, canonical, check, moment

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
NAMES = some.text(some.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=8)
TEXTS = some.text(some.characters(exclude_characters="\0", exclude_categories=("Cs",)))
NUMBERS = some.integers(-LARGEST, LARGEST)
VALUES = some.recursive(
    some.none() | some.booleans() | NUMBERS | TEXTS,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(NAMES, inner, max_size=3),
    max_leaves=10,
)
BODIES = some.dictionaries(NAMES, VALUES, max_size=4)


def leaf(body: dict[str, Any]) -> Leaf:
    return Leaf(7, AT, "spend", "file-accepted", "0a1b", body)


def test_an_event_as_it_is_hashed() -> None:
    body = {"pence": -120, "file": "Zoë & Söhne\n", "sample": False, "replaces": None, "sums": [1, 2]}
    assert (
        canonical(leaf(body))
        == (
            '{"actor":"0a1b","at":"2026-11-22T09:30:00.000000Z","body":{"file":"Zoë & Söhne\\n","pence":-120,'
            '"replaces":null,"sample":false,"sums":[1,2]},"kind":"file-accepted","number":7,"room":"spend"}'
        ).encode()
    )


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (AT, "2026-11-22T09:30:00.000000Z"),
        (AT + timedelta(microseconds=1), "2026-11-22T09:30:00.000001Z"),
        (AT.astimezone(timezone(timedelta(hours=1))), "2026-11-22T09:30:00.000000Z"),
    ],
)
def test_moments_are_in_utc(at: datetime, told: str) -> None:
    assert moment(at) == told


def test_a_moment_without_a_time_zone_is_none() -> None:
    with pytest.raises(ValueError, match="time zone"):
        moment(AT.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"share": 0.5}, "“body.share” holds a float"),
        ({"on": date(2026, 11, 22)}, "“body.on” holds a date"),
        ({"vote": {"at": AT}}, "“body.vote.at” holds a datetime"),
        ({"raw": b"x"}, "“body.raw” holds a bytes"),
        ({"set": {1}}, "“body.set” holds a set"),
        ({"large": LARGEST + 1}, "beyond 9,007,199,254,740,991. Write it as text"),
        ({"text": "a\0b"}, "characters that cannot be kept"),
        ({"text": "\ud800"}, "characters that cannot be kept"),
        ({"naïve": 1}, "A name in “body” is not plain text"),
        ({1: 1}, "A name in “body” is not plain text"),
        ([], "list of names with values"),
    ],
)
def test_what_has_no_canonical_form_is_refused(body: Any, told: str) -> None:
    with pytest.raises(Refused, match=told.replace(".", r"\.")):
        check(body)


def test_a_well_of_lists_is_refused() -> None:
    body: Any = 1
    for _ in range(100_000):
        body = [body]
    with pytest.raises(Refused, match="more than 20 deep"):
        check({"well": body})


@given(BODIES)
def test_what_is_read_back_has_the_same_form(body: dict[str, Any]) -> None:
    written = canonical(leaf(body))
    read = json.loads(written)
    assert read["body"] == json.loads(json.dumps(body))
    assert canonical(leaf(read["body"])) == written


@given(BODIES)
def test_the_order_in_which_values_were_put_in_does_not_matter(body: dict[str, Any]) -> None:
    assert canonical(leaf(dict(reversed(body.items())))) == canonical(leaf(body))
