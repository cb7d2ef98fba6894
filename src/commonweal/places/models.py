"""Which region this host serves. The region's geography itself is a pack of files; see packs.py."""

from django.db import models
from django.db.models import Q


class Region(models.Model):
    """A region whose pack is at hand. A host holds at most one sample region and one real one in view."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    sample = models.BooleanField(default=False)
    pack_sha256 = models.CharField(max_length=64)
    built_at = models.DateTimeField()
    in_view = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sample"], condition=Q(sample=True), name="one_sample_region"),
            models.UniqueConstraint(fields=["in_view"], condition=Q(in_view=True), name="one_region_in_view"),
        ]

    def __str__(self) -> str:
        return self.name
