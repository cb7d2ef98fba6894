"""People who sign in. An e-mail address is all we ask; there is no password to lose."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from rules.permissions import has_perm

from commonweal.people.managers import UserManager


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account, known to the site by an e-mail address that is never shown to others."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_an_email_address")]

    def __str__(self) -> str:
        return f"account {self.pk}"

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """What somebody may do is for the rules of each room to say.

        Nobody is given Django's own permissions; asking for them as well would cost every page two queries.
        """
        return self.is_active and (self.is_superuser or bool(has_perm(perm, self, obj)))


class Role(models.Model):
    """What a person may do in one room, from when, and by whose hand."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles")
    room = models.CharField(max_length=40)
    name = models.CharField(max_length=40)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "room", "name"], name="a_role_is_held_once")]

    def __str__(self) -> str:
        return f"{self.room} {self.name}"
