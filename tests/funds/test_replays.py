"""Balances worked out again from the events alone: the first that does not follow is named."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from django.db import connection

from commonweal.basics.problems import Refused
from commonweal.cli.verify import looked_up, replays
from commonweal.funds.actions.moving import close_period, correct_entry, release_promise
from commonweal.funds.actions.paying import approve_payment, request_payment
from commonweal.record.actions.publishing import publish
from commonweal.record.models import Event
from commonweal.record.replays import Folder, differences
from commonweal.record.verifying import verify
from commonweal.record.vouching import Kept

from .conftest import NEXT, Quayside

pytestmark = pytest.mark.django_db
Told = list[tuple[str, dict[str, Any]]]


@pytest.fixture
def told(quayside: Quayside) -> Told:
    """A story of every kind of entry, and a closed period, as events tell it."""
    promise = quayside.promise()
    payment = request_payment(promise=promise, pence=250_00, words="It", by=quayside.steward, now=NEXT)
    for name in ("Plover", "Curlew"):
        payment = approve_payment(payment=payment, by=quayside.user(name), now=NEXT)
    assert payment.entry
    correct_entry(entry=payment.entry, words="Paid twice", by=quayside.user("Avocet"), now=NEXT)
    release_promise(promise=promise, pence=400_00, by=quayside.steward, now=NEXT)
    correct_entry(entry=quayside.pot.entries.get(number=1), words="No", by=quayside.user("Avocet"), now=NEXT)
    close_period(pot=quayside.pot, through=NEXT.date().replace(day=1), by=quayside.steward, now=NEXT)
    quayside.income()
    return list(Event.objects.filter(room="funds").values_list("kind", "body"))


def first_bad(told: Told, folder: Any) -> tuple[int, str] | None:
    """The place of the first event that does not follow, and what is said of it; None where all follow."""
    past: dict[tuple[str, str], list[Any]] = {}
    for place, (kind, body) in enumerate(told):
        if ("funds", kind) in replays():
            try:
                how = differences(body, replays()["funds", kind](body, Folder(folder, past=past)))
            except Refused as refusal:
                how = [refusal.plain]
            if how:
                return place, how[0]
        if ("funds", kind) in looked_up():
            past.setdefault((kind, body["pot"]), []).append(body)
    return None


def place(told: Told, kind: str, which: int = 0) -> int:
    return [at for at, (each, _body) in enumerate(told) if each == kind][which]


def test_books_as_they_are_follow(told: Told, tmp_path: Any) -> None:
    assert {kind for kind, _ in told} >= {kind for room, kind in replays() if room == "funds"}
    assert first_bad(told, tmp_path) is None


def fewer_pence(body: dict[str, Any]) -> None:
    body["postings"][0][2] -= 1


def richer(body: dict[str, Any]) -> None:
    body["balances"]["free"] += 1


FORGERIES: list[tuple[str, int, Callable[[dict[str, Any]], object], str]] = [
    ("income", 0, richer, "balances is"),
    ("promise", 0, fewer_pence, "balances is"),
    ("payment", 0, richer, "balances is"),
    ("payment", 0, lambda body: body["postings"][0].__setitem__(0, "free"), "not those of the kind payment"),
    ("payment", 0, lambda body: body.update(entry=9), "entry is 9"),
    ("promise", 0, lambda body: body["postings"][0].__setitem__(2, 1_000_01), "The pot has £1,000.00 free"),
    ("promise", 0, lambda body: body["postings"].clear(), "not those of the kind promise"),
    ("payment-corrected", 0, lambda body: body.update(corrects=1), "does not take back"),
    ("payment-corrected", 0, fewer_pence, "does not take back"),
    ("income", 1, lambda body: body.update(day="2026-11-01"), "was closed before"),
]


@pytest.mark.parametrize(("kind", "which", "forge", "said"), FORGERIES)
def test_a_forged_entry_is_the_first_bad_one(
    told: Told, tmp_path: Any, kind: str, which: int, forge: Callable[[dict[str, Any]], object], said: str
) -> None:
    at, forged = place(told, kind, which), deepcopy(told)
    forge(forged[at][1])
    found = first_bad(forged, tmp_path)
    assert found
    assert found[0] == at
    assert said in found[1]


def test_a_second_correction_of_one_entry_is_found(told: Told, tmp_path: Any) -> None:
    at = place(told, "income-corrected")
    found = first_bad([*told[: at + 1], told[at]], tmp_path)
    assert found == (at + 1, "the entry that it names was corrected before")


def test_verify_works_the_balances_out_again(told: Told, tmp_path: Any) -> None:
    publish(folder=tmp_path / "record", offers={}, by=None, now=NEXT)
    report = verify(tmp_path / "record", Kept(), replays(), looked_up())
    assert report.verified, report.problems
    assert report.replays["funds payment"] == {"same": 1, "different": 0, "withheld": 0}


def test_verify_names_the_first_event_whose_balances_do_not_follow(told: Told, tmp_path: Any) -> None:
    """A host that keeps its books wrong, and signs them all the same."""
    promise = Event.objects.get(kind="promise")
    forged = {**promise.body, "balances": {**promise.body["balances"], "free": 700_00}}
    with connection.cursor() as cursor:
        cursor.execute("drop trigger record_event_is_never_changed")
    Event.objects.filter(pk=promise.pk).update(body=forged)
    publish(folder=tmp_path / "record", offers={}, by=None, now=NEXT)
    report = verify(tmp_path / "record", Kept(), replays(), looked_up())
    assert (report.verified, report.first_bad) == (False, promise.number)
