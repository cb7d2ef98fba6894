"""SQLite's writers wait in line: each has its turn in the order in which they came, and always gives it back."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connections

from commonweal.site.sqlite.base import DatabaseWrapper

Writer = Callable[..., DatabaseWrapper]
APART = 0.02  # seconds between two who come


@pytest.fixture
def writer(tmp_path: Path, django_db_blocker: Any) -> Iterator[Writer]:
    """Makes a connection of one writer, with so many seconds of patience, to a database that is this test's own."""
    settings = connections.configure_settings({"default": {"ENGINE": "commonweal.site.sqlite"}})["default"]

    def made(patience: float = 10.0) -> DatabaseWrapper:
        options = {"transaction_mode": "IMMEDIATE", "timeout": patience}
        return DatabaseWrapper({**settings, "NAME": tmp_path / "line.sqlite3", "OPTIONS": options})

    with django_db_blocker.unblock():
        yield made


def begin(connection: DatabaseWrapper) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def end(connection: DatabaseWrapper) -> None:
    connection.commit()
    connection.set_autocommit(True)


def test_who_came_first_writes_first(writer: Writer) -> None:
    turns: list[int] = []
    first = writer()
    begin(first)

    def wait(number: int) -> None:
        connection = writer()
        begin(connection)
        turns.append(number)
        end(connection)
        connection.close()

    waiting = [threading.Thread(target=wait, args=(number,)) for number in range(6)]
    for each in waiting:
        each.start()
        time.sleep(APART)
    assert turns == []
    end(first)
    for each in waiting:
        each.join()
    assert turns == list(range(6))
    first.close()


def test_who_waits_too_long_is_refused_and_holds_nobody_up(writer: Writer) -> None:
    hangs, waits, comes_later = writer(), writer(APART), writer()
    begin(hangs)
    with pytest.raises(OperationalError, match="locked"):
        begin(waits)
    end(hangs)
    begin(comes_later)
    end(comes_later)
    for each in (hangs, waits, comes_later):
        each.close()


def test_a_turn_is_given_back_where_a_transaction_cannot_begin(writer: Writer, tmp_path: Path) -> None:
    one, other, third = writer(APART), writer(), writer()
    with sqlite3.connect(tmp_path / "line.sqlite3") as takes_no_turn:
        takes_no_turn.execute("begin immediate")
        with pytest.raises(OperationalError, match="locked"):
            begin(one)
    takes_no_turn.close()
    begin(other)
    other.close()  # in the middle of it
    begin(third)
    end(third)
    third.close()
