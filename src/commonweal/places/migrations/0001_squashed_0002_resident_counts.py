import django.db.models.deletion
from django.db import migrations, models

from commonweal.record.migrations._operations import CreateTogether


class Migration(migrations.Migration):
    replaces = [("places", "0001_initial"), ("places", "0002_resident_counts")]

    initial = True

    dependencies = []

    operations = [
        CreateTogether(
            [
                migrations.CreateModel(
                    name="Region",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.SlugField(max_length=80, unique=True)),
                        ("name", models.CharField(max_length=120)),
                        ("sample", models.BooleanField(default=False)),
                        ("pack_sha256", models.CharField(max_length=64)),
                        ("built_at", models.DateTimeField()),
                        ("in_view", models.BooleanField(default=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("sample", True)), fields=("sample",), name="one_sample_region"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("in_view", True)), fields=("in_view",), name="one_region_in_view"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResidentCounts",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "region",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="resident_counts",
                                to="places.region",
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64)),
                        ("file_name", models.CharField(max_length=255)),
                        ("size", models.PositiveBigIntegerField()),
                        ("kind", models.CharField(max_length=80)),
                        ("licence", models.TextField(blank=True)),
                        ("attribution", models.TextField(blank=True)),
                        ("when", models.CharField(blank=True, max_length=20)),
                        ("wards", models.PositiveIntegerField()),
                        ("people", models.PositiveBigIntegerField()),
                        ("lake_file", models.CharField(max_length=80)),
                        ("loaded_at", models.DateTimeField()),
                    ],
                ),
            ]
        ),
    ]
