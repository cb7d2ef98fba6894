"""The security log: attempts that were refused because of who acted, or with what."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from commonweal.assemblies.models.bodies import Body


class RefusedAttempt(models.Model):
    """Somebody tried what was not theirs to do. Private to the body's convenors and the host."""

    body = models.ForeignKey(Body, null=True, on_delete=models.CASCADE, related_name="refused_attempts")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    attempt = models.CharField(max_length=20)  # authority.Attempt
    what = models.CharField(max_length=300)  # what they were told
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"refused attempt {self.pk}"
