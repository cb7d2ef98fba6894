"""What the worker does for the record: it signs what is new, hour by hour."""

from datetime import timedelta
from typing import Final

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from commonweal.record import queries
from commonweal.record.actions.checkpoints import make_checkpoint

EVERY: Final = timedelta(hours=1)  # our choice: what a stranger finds unsigned is never older


@task()
def sign_record() -> None:
    """Sign what is new, and come again. Fails, for the log to show, where it must not sign."""
    _come_again()
    if queries.size():
        make_checkpoint(by=None, now=timezone.now())


def keep_signing() -> None:
    """Have the worker sign now and every hour from here on. Asking twice changes nothing."""
    if not _waiting():
        sign_record.enqueue()


def _come_again() -> None:
    if not _waiting():
        sign_record.using(run_after=timezone.now() + EVERY).enqueue()


def _waiting() -> bool:
    return DBTaskResult.objects.filter(task_path=sign_record.module_path, status=TaskResultStatus.READY).exists()
