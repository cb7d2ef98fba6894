"""The worker signs what is new, hour by hour, and never twice at once."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from commonweal.people.actions import open_account
from commonweal.record import tasks
from commonweal.record.models import Checkpoint

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def work() -> Callable[[], None]:
    """Has the worker do everything that is due."""
    told: dict[str, Any] = {"backend_name": "default", "interval": 0, "batch": True, "startup_delay": False}
    queues: dict[str, Any] = {"queue_names": ["default"], "excluded_queue_names": [], "max_tasks": None}
    return lambda: Worker(**told, **queues, worker_id="signing").run()


def waiting() -> int:
    return DBTaskResult.objects.filter(status=TaskResultStatus.READY).count()


def test_what_is_new_is_signed_and_the_worker_comes_again(work: Callable[[], None]) -> None:
    open_account(email="member@sample.example", by=None, now=NOW)
    tasks.keep_signing()
    work()
    assert Checkpoint.objects.get().size == 1
    assert waiting() == 1  # in an hour


def test_asking_twice_signs_once(work: Callable[[], None]) -> None:
    open_account(email="member@sample.example", by=None, now=NOW)
    tasks.keep_signing()
    tasks.keep_signing()
    assert waiting() == 1
    work()
    tasks.keep_signing()
    assert waiting() == 1


def test_before_the_first_event_there_is_nothing_to_sign(work: Callable[[], None]) -> None:
    tasks.keep_signing()
    work()
    assert not Checkpoint.objects.exists()
    assert waiting() == 1
