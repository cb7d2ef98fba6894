"""What is written about people: an account, a role."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from commonweal.basics.problems import Refused
from commonweal.people import roles
from commonweal.people.models import Role, User
from commonweal.record.actions import append


@transaction.atomic
def open_account(*, email: str, by: User | None, now: datetime) -> User:
    """The account of an e-mail address, opened if there is none; its address counts as verified by the host."""
    user: User | None = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = User.objects.create_user(email)
        append("people", "account-opened", {}, by=by, now=now)
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    return user


@transaction.atomic
def give_role(*, email: str, room: str, name: str, by: User | None, now: datetime) -> Role:
    """Give the account of an address a role in a room, opening the account if there is none.

    Giving it twice changes nothing. Raises Refused for a role there is not; then no account is opened either.
    """
    if not roles.exists(room, name):
        raise Refused(f"There is no role “{name}” in {room}. There are: {roles.in_words()}.")
    user = open_account(email=email, by=by, now=now)
    role, new = Role.objects.get_or_create(user=user, room=room, name=name, defaults={"given_at": now})
    if new:
        append("people", "role-given", {"room": room, "role": name}, by=by, now=now)
    return role


@transaction.atomic
def take_role(*, email: str, room: str, name: str, by: User | None, now: datetime) -> None:
    """Take a role back. Raises Refused where the account does not hold it."""
    taken, _ = Role.objects.filter(user__email__iexact=email, room=room, name=name).delete()
    if not taken:
        raise Refused(f"No account of that address holds the role “{name}” in {room}.")
    append("people", "role-taken", {"room": room, "role": name}, by=by, now=now)
