"""What the worker does for published spend."""

from django.utils import timezone
from django_tasks import task

from commonweal.spend.actions.accounts import draw_account
from commonweal.spend.actions.uploads import interrupted_uploads, read_received
from commonweal.spend.models import Upload


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
