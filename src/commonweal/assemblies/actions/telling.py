"""Having the worker tell members what is new, soon after the act that it is about."""

from django.db import transaction

from commonweal.assemblies import tasks
from commonweal.assemblies.models import Body


def tell_soon(body: Body) -> None:
    """Have letters sent once this act is kept. The sample's neighbours are invented: nobody writes to them."""
    if not body.sample:
        transaction.on_commit(tasks.soon)
