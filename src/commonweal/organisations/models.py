"""The register files this host holds. What they say lies in the lake; these rows are its manifest."""

from django.db import models


class RegisterFile(models.Model):
    """One published register, as read. The newest of a register, or of one of its parts, is the one in use."""

    sha256 = models.CharField(max_length=64)
    sample = models.BooleanField(default=False)
    register = models.CharField(max_length=80)  # its short name
    part = models.CharField(max_length=20, blank=True, default="")  # "2 of 7"; empty for a register in one file
    title = models.CharField(max_length=200)
    file_name = models.CharField(max_length=255)
    licence = models.TextField()
    attribution = models.TextField(blank=True)
    facts = models.PositiveIntegerField()
    lake_file = models.CharField(max_length=80)
    loaded_at = models.DateTimeField()
    superseded = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sha256", "sample"], name="a_register_file_is_held_once"),
            models.UniqueConstraint(
                fields=["register", "part", "sample"],
                condition=models.Q(superseded=False),
                name="one_register_in_use",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
