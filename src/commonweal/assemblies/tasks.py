"""What the worker does for assemblies: it sends letters, and erases what is no longer needed."""

from datetime import datetime

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from commonweal.assemblies.actions import letters, needs_over


@task()
def look_after() -> None:
    """Tell members what is new, erase needs of meetings gone by, and come back when the next thing is due."""
    now = timezone.now()
    needs_over.erase_needs(now=now)
    letters.make_due(now=now)
    letters.send_waiting(now=now)
    due = [at for at in (letters.next_due(now=now), needs_over.next_due(now=now)) if at is not None]
    if due:
        _at(min(due))


def soon() -> None:
    """Have the worker look after assemblies as soon as it can; asked twice before it came, it does so once."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=look_after.module_path)
    if not waiting.filter(run_after__lte=timezone.now()).exists():
        look_after.enqueue()


def _at(moment: datetime) -> None:
    """Come back then, unless that is asked for already; what waits for later is not needed any more."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=look_after.module_path)
    waiting.filter(run_after__gt=moment).delete()
    if not waiting.exists():
        look_after.using(run_after=moment).enqueue()
