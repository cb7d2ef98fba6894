"""The private address of a person's own calendar of meetings."""

import secrets
from datetime import datetime

from django.db import transaction

from commonweal.assemblies.models import CalendarAddress
from commonweal.people.models import User

LONG = 24  # random bytes: nobody guesses the address


@transaction.atomic
def new_address(*, by: User, now: datetime) -> CalendarAddress:
    """Give a person a private calendar address. An earlier one, which may have got out, works no more."""
    told = {"token": secrets.token_urlsafe(LONG), "made_at": now}
    address, _ = CalendarAddress.objects.update_or_create(user=by, defaults=told)
    return address


@transaction.atomic
def drop_address(*, by: User, now: datetime) -> None:
    """Take the private calendar address back; nothing answers there any more."""
    CalendarAddress.objects.filter(user=by).delete()
