"""A form that is sent twice, by an impatient finger or a browser's reload, does what it asks for once."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction

from commonweal.assemblies.authority import sent_before
from commonweal.funds.models import SentForm

Done = TypeVar("Done")


@transaction.atomic
def once(*, form: UUID, verb: Callable[[], Done], now: datetime) -> Done:
    """Do what the form of that number asks for. Raises Refused where the same form did it before.

    Where the act itself is refused nothing is kept, and the form can be sent anew.
    """
    try:
        with transaction.atomic():
            SentForm.objects.create(form=form, at=now)
    except IntegrityError:
        raise sent_before("What this form asks for is done already.") from None
    return verb()
