"""The rules of what is locked that a region keeps as its own, version by version."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class LockRules(models.Model):
    """One version of a region's locks. The latest version is in force; none is ever changed or removed.

    Going back to the rules that come with commonweal is a version too: `published`, with the rules of that day beside
    it, so that the history tells what the change was.
    """

    version = models.PositiveIntegerField()  # from 1, in the order they were kept
    sample = models.BooleanField(default=False)
    rules = models.TextField()  # as `Locks.written` gives them
    published = models.BooleanField(default=False)
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["version", "sample"], name="one_set_of_locks_a_version"),
            models.CheckConstraint(condition=Q(version__gte=1), name="versions_of_locks_begin_at_one"),
        ]

    def __str__(self) -> str:
        return f"locks, version {self.version}"
