"""Predicates about roles, for each room's own permissions."""

from typing import Any

from django.http import HttpRequest
from rules.predicates import predicate

from commonweal.people.models import Role, User


def holds(room: str, name: str) -> Any:
    """A predicate: the person holds that role in that room."""

    @predicate(f"{room} {name}")  # type: ignore[untyped-decorator]
    def held(user: Any) -> bool:
        return bool(user.is_authenticated) and Role.objects.filter(user_id=user.pk, room=room, name=name).exists()

    return held


def signed_in(request: HttpRequest) -> User:
    """Who acts, on a page that only people with an account can reach."""
    assert isinstance(request.user, User)
    return request.user
