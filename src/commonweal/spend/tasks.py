"""What the worker does for published spend."""

from datetime import timedelta
from typing import Final

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from commonweal.spend import queries
from commonweal.spend.actions.accounts import draw_account
from commonweal.spend.actions.uploads import interrupted_uploads, read_received
from commonweal.spend.models import Upload

GATHERED_FOR: Final = timedelta(seconds=20)  # decisions before the account is drawn once for all of them; our choice


@task()
def read_upload(upload_id: int) -> None:
    """Read one upload, then place the suppliers it brought."""
    upload = read_received(upload=Upload.objects.get(pk=upload_id), now=timezone.now())
    if upload.state == Upload.State.ACCEPTED:
        draw_account(sample=False, by=upload.by, now=timezone.now())


def read_interrupted() -> int:
    """Ask again for what a stopped worker left half-read; returns how many. Only while no worker runs."""
    uploads = interrupted_uploads()
    for upload in uploads:
        read_upload.enqueue(upload.pk)
    return len(uploads)


@task()
def draw_after_review(sample: bool) -> None:
    """Draw the account anew, after reviewers decided who suppliers are."""
    draw_account(sample=sample, by=None, now=timezone.now())


def draw_where_due() -> None:
    """Ask for each account that is yet to be drawn: what an earlier version drew by its definitions answers no more."""
    for sample in (False, True):
        if queries.lake(sample=sample).to_draw:
            ask_to_draw(sample=sample)


def ask_to_draw(*, sample: bool) -> None:
    """Have the worker draw the account soon, once for all that is decided until then."""
    wanted = {"task_path": draw_after_review.module_path, "args_kwargs__kwargs": {"sample": sample}}
    if not DBTaskResult.objects.filter(status=TaskResultStatus.READY, **wanted).exists():
        draw_after_review.using(run_after=timezone.now() + GATHERED_FOR).enqueue(sample=sample)
