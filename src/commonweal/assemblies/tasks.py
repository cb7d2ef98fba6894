"""What the worker does for assemblies: it ends votes, sends letters, and erases what is no longer needed."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from commonweal.assemblies.actions import ending, letters, needs_over
from commonweal.assemblies.signals import work_waits


@task()
def look_after() -> None:
    """End votes whose time is over, tell members what is new, erase needs of meetings gone by; and come back in time.

    It asks to come back first: should something fail, the log says so and the rest is not forgotten.
    """
    now = timezone.now()
    _come_back(now)
    ending.end_due(now=now)
    needs_over.erase_needs(now=now)
    letters.make_due(now=now)
    letters.send_waiting(now=now)
    _come_back(now)


@receiver(work_waits)
def soon(**_told: Any) -> None:
    """Have the worker look after assemblies as soon as it can; asked twice before it came, it does so once."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=look_after.module_path)
    if not waiting.filter(run_after__lte=timezone.now()).exists():
        look_after.enqueue()


def _come_back(now: datetime) -> None:
    rooms = (ending.next_due(now=now), letters.next_due(now=now), needs_over.next_due(now=now))
    if due := [at for at in rooms if at is not None]:
        _at(min(due))


def _at(moment: datetime) -> None:
    """Come back then, unless that is asked for already; what waits for later is not needed any more."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=look_after.module_path)
    waiting.filter(run_after__gt=moment).delete()
    if not waiting.exists():
        look_after.using(run_after=moment).enqueue()
