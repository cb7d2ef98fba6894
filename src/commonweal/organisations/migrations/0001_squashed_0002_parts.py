from django.db import migrations, models

from commonweal.record.migrations._operations import CreateTogether


class Migration(migrations.Migration):
    replaces = [("organisations", "0001_initial"), ("organisations", "0002_parts")]

    initial = True

    dependencies = []

    operations = [
        CreateTogether(
            [
                migrations.CreateModel(
                    name="RegisterFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64)),
                        ("sample", models.BooleanField(default=False)),
                        ("register", models.CharField(max_length=80)),
                        ("part", models.CharField(blank=True, default="", max_length=20)),
                        ("title", models.CharField(max_length=200)),
                        ("file_name", models.CharField(max_length=255)),
                        ("licence", models.TextField()),
                        ("attribution", models.TextField(blank=True)),
                        ("facts", models.PositiveIntegerField()),
                        ("lake_file", models.CharField(max_length=80)),
                        ("loaded_at", models.DateTimeField()),
                        ("superseded", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("sha256", "sample"), name="a_register_file_is_held_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("superseded", False)),
                                fields=("register", "part", "sample"),
                                name="one_register_in_use",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
