"""The record on the site: what a stranger reads, keeps and checks."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from commonweal.people.models import User
from commonweal.record import notes, tree
from commonweal.record.actions import append
from commonweal.record.actions.checkpoints import make_checkpoint
from commonweal.record.models import Checkpoint, Event
from tests.record.test_checkpoints import act

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def stranger() -> Client:
    return Client()


def read(stranger: Client, address: str) -> str:
    answer = stranger.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def signed() -> Checkpoint:
    return make_checkpoint(by=None, now=NOW)


def test_before_the_first_act(stranger: Client) -> None:
    assert "Nothing is signed yet" in read(stranger, "/record/")
    assert json.loads(read(stranger, "/record/events.json")) == {"events": [], "events_in_all": 0, "next_page": None}


def test_the_page_and_the_footer_lead_to_it(stranger: Client) -> None:
    act(3)
    made = signed()
    page = read(stranger, "/record/")
    assert made.note.splitlines()[2] in page
    assert "On 22 November 2026 we signed the first 3 events" in page
    assert "Trial: done" in page
    assert all(f'href="/record/{number}/"' in page for number in (1, 2, 3))
    assert 'href="/record/"' in read(stranger, "/sources/")


def test_pages_of_events(stranger: Client) -> None:
    act(120)
    assert 'href="/record/120/"' in read(stranger, "/record/")
    assert 'href="/record/70/"' in read(stranger, "/record/?page=2")
    first = json.loads(read(stranger, "/record/events.json"))
    last = json.loads(read(stranger, "/record/events.json?page=3"))
    assert (first["events_in_all"], first["next_page"], last["next_page"]) == (120, 2, None)
    assert [each["number"] for each in first["events"]] == list(range(120, 70, -1))
    assert [each["number"] for each in last["events"]] == list(range(20, 0, -1))


def test_the_checkpoint_and_the_key_to_save(stranger: Client) -> None:
    act()
    made = signed()
    answer = stranger.get("/record/checkpoint.txt")
    assert (answer["Content-Type"], answer.content.decode()) == ("text/plain; charset=utf-8", made.note)
    assert notes.read(made.note).signed_by(notes.read_key(read(stranger, "/record/key.txt")))


@pytest.mark.parametrize("number", [1, 2, 7])
def test_an_event_with_its_proof(stranger: Client, number: int) -> None:
    act(7)
    made = signed()
    told = json.loads(read(stranger, f"/record/{number}.json"))
    proof = [bytes.fromhex(each) for each in told["proof"]]
    leaf = tree.leaf_hash(told["line"].encode())
    assert (told["event"]["number"], told["leaf_hash"], told["checkpoint"]) == (number, leaf.hex(), made.note)
    assert tree.included(leaf, told["index"], 7, proof, notes.read(told["checkpoint"]).checkpoint.root)
    page = read(stranger, f"/record/{number}/")
    assert all(each in page for each in (told["leaf_hash"], *told["proof"]))


def test_an_event_that_is_not_signed_yet(stranger: Client) -> None:
    act()
    assert json.loads(read(stranger, "/record/1.json"))["proof"] is None
    assert "waits for the next checkpoint" in read(stranger, "/record/1/")


def test_the_proof_that_nothing_was_rewritten(stranger: Client) -> None:
    act(3)
    kept = notes.read(signed().note).checkpoint
    act(4)
    signed()
    told = json.loads(read(stranger, "/record/consistency.json?from=3"))
    root = notes.read(told["checkpoint"]).checkpoint.root
    assert tree.consistent(3, kept.root, told["to"], root, [bytes.fromhex(each) for each in told["proof"]])


@pytest.mark.parametrize(
    "address",
    [
        "2/",
        "0/",
        "2.json",
        f"{'9' * 20}/",
        "?page=2",
        "?page=0",
        "?page=x",
        f"?page={'9' * 20}",
        "events.json?page=2",
        "consistency.json",
        "consistency.json?from=2",
        "consistency.json?from=-1",
    ],
)
def test_what_is_not_there(stranger: Client, address: str) -> None:
    act()
    signed()
    assert stranger.get(f"/record/{address}").status_code == 404


@pytest.mark.parametrize("address", ["checkpoint.txt", "key.txt", "consistency.json?from=1"])
def test_nothing_to_keep_before_the_first_checkpoint(stranger: Client, address: str) -> None:
    act()
    assert stranger.get(f"/record/{address}").status_code == 404


def test_nobody_is_named(stranger: Client) -> None:
    member = User.objects.create_user("member@sample.example")
    append("trial", "seen", {}, by=member, now=NOW + timedelta(days=1))
    signed()
    for address in ("/record/", "/record/1/", "/record/1.json", "/record/events.json"):
        assert "member@" not in read(stranger, address)


def test_what_others_wrote_cannot_run_in_a_page(stranger: Client) -> None:
    append("trial", "done", {"figure": "<script>alert(1)</script>"}, by=None, now=NOW)
    assert "<script>alert" not in read(stranger, "/record/1/")
    assert Event.objects.get().body["figure"].startswith("<script>")
