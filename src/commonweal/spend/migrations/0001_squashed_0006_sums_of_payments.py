import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from commonweal.record.migrations._operations import CreateTogether


class Migration(migrations.Migration):
    replaces = [
        ("spend", "0001_initial"),
        ("spend", "0002_who_suppliers_are"),
        ("spend", "0003_corrections"),
        ("spend", "0004_scenarios_and_surveys"),
        ("spend", "0005_kept_locks"),
        ("spend", "0006_sums_of_payments"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTogether(
            [
                migrations.CreateModel(
                    name="LockRules",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField()),
                        ("sample", models.BooleanField(default=False)),
                        ("rules", models.TextField()),
                        ("published", models.BooleanField(default=False)),
                        (
                            "kept_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("kept_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-version"],
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "sample"), name="one_set_of_locks_a_version"),
                            models.CheckConstraint(
                                condition=models.Q(("version__gte", 1)), name="versions_of_locks_begin_at_one"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Payer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.SlugField(max_length=120)),
                        ("name", models.CharField(max_length=255)),
                        ("sample", models.BooleanField(default=False)),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [models.UniqueConstraint(fields=("slug", "sample"), name="one_payer_a_slug")],
                    },
                ),
                migrations.CreateModel(
                    name="SpendFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                        ("sha256", models.CharField(max_length=64)),
                        ("sample", models.BooleanField(default=False)),
                        ("name", models.CharField(max_length=500)),
                        ("size", models.PositiveBigIntegerField()),
                        ("accepted_at", models.DateTimeField()),
                        (
                            "superseded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="supersedes",
                                to="spend.spendfile",
                            ),
                        ),
                        ("withdrawn", models.BooleanField(default=False)),
                        ("rows", models.PositiveIntegerField()),
                        ("payments", models.PositiveIntegerField()),
                        ("pence", models.BigIntegerField()),
                        ("amount_basis", models.CharField(max_length=10)),
                        ("date_from", models.DateField(null=True)),
                        ("date_to", models.DateField(null=True)),
                        ("shape", models.CharField(max_length=64)),
                        ("summary", models.JSONField()),
                        ("layout", models.JSONField()),
                        ("payments_file", models.CharField(max_length=80)),
                        ("set_aside_file", models.CharField(max_length=80)),
                        (
                            "payers",
                            models.ManyToManyField(related_name="files", through="spend.FilePayer", to="spend.payer"),
                        ),
                    ],
                    options={
                        "ordering": ["-accepted_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("sha256", "sample"), name="a_file_is_held_once"),
                            models.CheckConstraint(
                                condition=models.Q(("payments__lte", models.F("rows"))),
                                name="no_more_payments_than_rows",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("superseded_by", models.F("id")), _negated=True),
                                name="no_file_supersedes_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FilePayer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="file_payers",
                                to="spend.spendfile",
                            ),
                        ),
                        (
                            "payer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="file_payers",
                                to="spend.payer",
                            ),
                        ),
                        ("payments", models.PositiveIntegerField()),
                        ("pence", models.BigIntegerField()),
                        ("date_from", models.DateField(null=True)),
                        ("date_to", models.DateField(null=True)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("file", "payer"), name="a_payer_once_a_file")],
                    },
                ),
                migrations.CreateModel(
                    name="ColumnMapping",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "payer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="mappings", to="spend.payer"
                            ),
                        ),
                        ("shape", models.CharField(max_length=64)),
                        ("fields", models.JSONField()),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("payer", "shape"), name="one_mapping_a_payer_and_shape")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Overlap",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "earlier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="overlaps_after",
                                to="spend.spendfile",
                            ),
                        ),
                        (
                            "later",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="overlaps_before",
                                to="spend.spendfile",
                            ),
                        ),
                        ("payments", models.PositiveIntegerField()),
                        ("pence", models.BigIntegerField()),
                        ("rows_file", models.CharField(max_length=80)),
                        (
                            "decision",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("count-once", "Count Once"),
                                    ("both-stand", "Both Stand"),
                                ],
                                default="waiting",
                                max_length=12,
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("earlier", "later"), name="one_overlap_a_pair_of_files")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Account",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sample", models.BooleanField(unique=True)),
                        ("drawn_from", models.CharField(max_length=64)),
                        ("payments_file", models.CharField(blank=True, max_length=80)),
                        ("sums_file", models.CharField(blank=True, max_length=80)),
                        ("places_file", models.CharField(max_length=80)),
                        ("classes_file", models.CharField(blank=True, max_length=80)),
                        ("suppliers_placed", models.PositiveIntegerField()),
                        ("matches_file", models.CharField(blank=True, max_length=80)),
                        ("offers_file", models.CharField(blank=True, max_length=80)),
                        ("matched_with", models.CharField(blank=True, max_length=64)),
                        ("registered_here", models.JSONField(default=dict)),
                        ("matching", models.JSONField(default=dict)),
                        ("drawn_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Doubt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("supplier_key", models.CharField(max_length=500)),
                        ("sample", models.BooleanField(default=False)),
                        ("supplier", models.CharField(max_length=500)),
                        ("pence", models.BigIntegerField()),
                        ("payments", models.PositiveIntegerField()),
                        ("evidence", models.TextField()),
                        ("offers", models.JSONField()),
                        (
                            "held_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("held_until", models.DateTimeField(null=True)),
                    ],
                    options={
                        "ordering": ["-pence", "supplier_key"],
                        "indexes": [models.Index(fields=["-pence", "supplier_key", "sample"], name="doubts_by_sum")],
                        "constraints": [
                            models.UniqueConstraint(fields=("supplier_key", "sample"), name="one_doubt_a_supplier")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MatchDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("supplier_key", models.CharField(max_length=500)),
                        ("sample", models.BooleanField(default=False)),
                        ("supplier", models.CharField(max_length=500)),
                        ("org_id", models.CharField(blank=True, max_length=80)),
                        ("name", models.CharField(blank=True, max_length=500)),
                        ("evidence", models.TextField(blank=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField()),
                        (
                            "undone_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("undone_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "ordering": ["-decided_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("undone_at", None)),
                                fields=("supplier_key", "sample"),
                                name="one_standing_decision_a_supplier",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Correction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                        ("supplier_key", models.CharField(max_length=500)),
                        ("sample", models.BooleanField(default=False)),
                        ("supplier", models.CharField(max_length=500)),
                        (
                            "kind",
                            models.CharField(choices=[("correction", "Correction"), ("reply", "Reply")], max_length=10),
                        ),
                        ("wrong", models.TextField(blank=True)),
                        ("right", models.TextField(blank=True)),
                        ("source", models.TextField(blank=True)),
                        ("contact", models.CharField(blank=True, max_length=255)),
                        ("salt", models.CharField(max_length=64)),
                        ("sent_at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[("waiting", "Waiting"), ("accepted", "Accepted"), ("declined", "Declined")],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("answer", models.TextField(blank=True)),
                        ("words_shown", models.BooleanField(default=False)),
                        ("sender_confirmed", models.BooleanField(default=False)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "ordering": ["sent_at", "pk"],
                        "indexes": [models.Index(fields=["supplier_key", "sample"], name="corrections_by_supplier")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at", None), ("state", "waiting")),
                                    models.Q(
                                        models.Q(("state", "waiting"), _negated=True), ("answered_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="an_answer_has_a_date",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sender_confirmed", False), ("kind", "reply"), _connector="OR"),
                                name="only_a_reply_has_a_confirmed_sender",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Upload",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                        ("name", models.CharField(max_length=500)),
                        ("payer", models.CharField(blank=True, max_length=255)),
                        ("stored_as", models.CharField(max_length=80)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("uploaded_at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("reading", "Reading"),
                                    ("accepted", "Accepted"),
                                    ("held", "Held"),
                                    ("refused", "Refused"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("progress", models.PositiveSmallIntegerField(default=0)),
                        ("told", models.JSONField(default=list)),
                    ],
                    options={
                        "ordering": ["-uploaded_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("progress__lte", 100)), name="progress_is_a_percentage"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SavedScenario",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                        ("sample", models.BooleanField(default=False)),
                        ("name", models.CharField(max_length=120)),
                        ("link", models.TextField()),
                        ("chosen", models.JSONField(default=dict)),
                        (
                            "saved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("saved_at", models.DateTimeField()),
                        (
                            "removed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("removed_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "ordering": ["-saved_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="SupplierSurvey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                        ("supplier_key", models.CharField(max_length=500)),
                        ("sample", models.BooleanField(default=False)),
                        ("supplier", models.CharField(max_length=500)),
                        ("year", models.PositiveSmallIntegerField()),
                        ("answers", models.JSONField()),
                        ("salt", models.CharField(max_length=64)),
                        (
                            "entered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("entered_at", models.DateTimeField()),
                        (
                            "removed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("removed_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "ordering": ["-entered_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("removed_at", None)),
                                fields=("supplier_key", "sample"),
                                name="one_standing_survey_a_supplier",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
