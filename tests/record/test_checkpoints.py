"""Checkpoints: signed over every event so far, never over others, with a key that is made once."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record import notes, queries, tree
from commonweal.record.actions import append
from commonweal.record.actions.checkpoints import make_checkpoint, replace_key
from commonweal.record.models import Actor, Block, Checkpoint, Event

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def act(many: int = 1) -> None:
    for _ in range(many):
        append("trial", "done", {"figure": 1}, by=None, now=NOW)


def checkpoint() -> Checkpoint:
    return make_checkpoint(by=None, now=NOW)


def plainly() -> bytes:
    """The root over all events, worked out with nothing kept."""
    stack = tree.Stack()
    for _, line in queries.written_events(1, queries.size()):
        stack.add(tree.leaf_hash(line))
    return stack.root()


def test_a_checkpoint_says_how_many_events_and_which() -> None:
    act(3)
    made = checkpoint()
    note = notes.read(made.note)
    assert note.checkpoint == notes.Checkpoint(note.checkpoint.origin, 3, plainly())
    assert note.signed_by(notes.read_key(made.key))
    assert note.checkpoint.origin.startswith("commonweal/record/")


def test_where_nothing_is_new_the_last_one_is_returned() -> None:
    act()
    assert checkpoint() == checkpoint()
    assert Checkpoint.objects.count() == 1


def test_there_is_nothing_to_sign_before_the_first_act() -> None:
    with pytest.raises(Refused, match="nothing to sign"):
        checkpoint()


@pytest.mark.db
def test_blocks_change_no_root_and_no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "BLOCK_BITS", 2)
    monkeypatch.setattr(queries, "BLOCK", 4)
    for size in range(1, 40):
        act()
        if size % 3:
            continue  # so that several events, and several blocks, come at once
        assert checkpoint().root == plainly().hex()
    held, leaves = queries.Tree(), [tree.leaf_hash(line) for _, line in queries.written_events(1, 39)]
    assert Block.objects.filter(level=2).count() == 2
    for index in range(39):
        assert tree.inclusion(index, 39, held.full) == tree.inclusion(index, 39, tree.full_of(leaves))


def test_the_real_size_of_blocks() -> None:
    act(queries.BLOCK + 1)
    assert checkpoint().root == plainly().hex()
    assert Block.objects.count() == 1


@pytest.mark.db
@pytest.mark.parametrize("size", [1, 3])
def test_the_database_refuses_a_checkpoint_that_is_not_larger(size: int) -> None:
    act(3)
    made = checkpoint()
    with pytest.raises(DatabaseError), transaction.atomic():
        Checkpoint.objects.create(size=size, root=made.root, note=made.note, key=made.key, made_at=NOW)


@pytest.mark.db
@pytest.mark.parametrize(
    "attack", ["update record_checkpoint set note = 'other'", "delete from record_checkpoint"], ids=["change", "remove"]
)
def test_the_database_refuses_to_change_or_remove_a_checkpoint(attack: str) -> None:
    act()
    checkpoint()
    with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)


def alter(number: int) -> None:
    """Change an event past the guard, as the owner of the database can."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("drop trigger record_event_is_never_changed")
        else:
            cursor.execute("alter table record_event disable trigger record_event_is_kept")
    Event.objects.filter(number=number).update(kind="forged")


@pytest.mark.db
def test_nothing_is_signed_over_events_that_were_changed_after_they_were_signed() -> None:
    act(3)
    checkpoint()
    alter(2)
    act()
    with pytest.raises(Refused, match="not those that the last checkpoint signed"):
        checkpoint()


@pytest.mark.db
def test_erasing_an_account_changes_no_leaf() -> None:
    member = User.objects.create_user("member@sample.example")
    append("trial", "seen", {}, by=member, now=NOW)
    before = plainly()
    member.delete()
    assert not Actor.objects.exists()
    assert plainly() == before
    assert checkpoint().root == before.hex()


def test_the_key_is_the_hosts_alone(home: Path) -> None:
    act()
    checkpoint()
    key = home / "keys" / "record"
    assert key.stat().st_mode & 0o777 == 0o600
    assert len(key.read_bytes()) == 32
    assert [path.name for path in key.parent.iterdir()] == ["record"]


@pytest.mark.parametrize(
    ("content", "told"),
    [(None, "is not in COMMONWEAL_HOME/keys"), (b"short", "cannot be read"), (bytes(32), "is not the key that signed")],
)
def test_a_key_that_is_lost_spoiled_or_another(home: Path, content: bytes | None, told: str) -> None:
    act()
    checkpoint()
    act()
    key = home / "keys" / "record"
    key.unlink() if content is None else key.write_bytes(content)
    with pytest.raises(Refused, match=told):
        checkpoint()


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_key_that_the_host_may_not_read(home: Path) -> None:
    act()
    checkpoint()
    act()
    (home / "keys" / "record").chmod(0)
    with pytest.raises(Refused, match="cannot be read"):
        checkpoint()


@pytest.mark.django_db(transaction=True)
def test_a_new_key_is_told_in_the_record(home: Path) -> None:
    with transaction.atomic():
        act()
    first = checkpoint()
    (home / "keys" / "record").unlink()
    key = replace_key(by=None, now=NOW)
    second = checkpoint()
    assert Event.objects.get(number=2).body == {"former": first.key, "key": key}
    assert second.key == key != first.key
    was, now = (notes.read(each.note).checkpoint for each in (first, second))
    assert was.origin == now.origin
    assert [path.name for path in (home / "keys").iterdir()] == ["record"]


def test_no_key_is_replaced_before_it_signed() -> None:
    with pytest.raises(Refused, match="no key has to be replaced"):
        replace_key(by=None, now=NOW)
