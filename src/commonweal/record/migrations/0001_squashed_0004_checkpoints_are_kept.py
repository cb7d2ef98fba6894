import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from commonweal.record.migrations._guards import BACK, THERE
from commonweal.record.migrations._operations import CreateTogether, RunOn


class Migration(migrations.Migration):
    replaces = [
        ("record", "0001_initial"),
        ("record", "0002_append_only"),
        ("record", "0003_checkpoints_and_texts"),
        ("record", "0004_checkpoints_are_kept"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTogether(
            [
                migrations.CreateModel(
                    name="Event",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveBigIntegerField(unique=True)),
                        ("at", models.DateTimeField()),
                        ("room", models.CharField(max_length=40)),
                        ("kind", models.CharField(max_length=40)),
                        ("body", models.JSONField()),
                        ("actor", models.UUIDField(default=uuid.uuid4, unique=True)),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)), name="events_are_numbered_from_one"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Actor",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "event",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="who", to="record.event"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Checkpoint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("size", models.PositiveBigIntegerField(unique=True)),
                        ("root", models.CharField(max_length=64)),
                        ("note", models.TextField()),
                        ("key", models.TextField()),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["size"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("size__gte", 1)), name="a_checkpoint_tells_of_an_event"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Block",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("level", models.PositiveSmallIntegerField()),
                        ("number", models.PositiveBigIntegerField()),
                        ("root", models.BinaryField()),
                        ("leaves", models.BinaryField(default=b"")),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("level", "number"), name="one_block_at_a_place")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CommittedText",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("commitment", models.CharField(max_length=80, unique=True)),
                        ("salt", models.BinaryField()),
                        ("text", models.TextField()),
                        ("erased_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("erased_at__isnull", True), models.Q(("salt", b""), ("text", "")), _connector="OR"
                                ),
                                name="an_erased_text_keeps_nothing",
                            )
                        ],
                    },
                ),
            ]
        ),
        RunOn(THERE, BACK),
    ]
