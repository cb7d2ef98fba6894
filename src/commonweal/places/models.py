"""Which region this host serves, and which counts of its residents are in use. The geography itself is a pack of files,
see packs.py; the counts lie in the lake, and their row is its manifest.
"""

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


class ResidentCounts(models.Model):
    """How many people live in each ward of a region, as one published file says. A later file takes its place."""

    region = models.OneToOneField(Region, on_delete=models.CASCADE, related_name="resident_counts")
    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()  # bytes
    kind = models.CharField(max_length=80)  # what kind of file it was: sources.TERMS
    licence = models.TextField(blank=True)
    attribution = models.TextField(blank=True)
    when = models.CharField(max_length=20, blank=True)  # "mid-2022", "2021"; empty where the file does not say
    wards = models.PositiveIntegerField()  # of the region, that have a count
    people = models.PositiveBigIntegerField()
    lake_file = models.CharField(max_length=80)
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.file_name
