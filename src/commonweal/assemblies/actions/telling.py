"""Having the worker come soon after an act: to tell members what is new, or to end a vote when its time is over."""

from django.db import transaction

from commonweal.assemblies.models import Body
from commonweal.assemblies.signals import work_waits


def tell_soon(body: Body) -> None:
    """Have letters sent once this act is kept. The sample's neighbours are invented: nobody writes to them."""
    if not body.sample:
        work_soon()


def work_soon() -> None:
    """Have the worker look after assemblies once this act is kept."""
    transaction.on_commit(lambda: work_waits.send(sender=None))
