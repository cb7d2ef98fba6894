import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from commonweal.record.migrations._operations import CreateTogether


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("assemblies", "0008_votes_on_projects"),
        ("funds", "0001_squashed_0007_bank_lines_explained"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTogether(
            [
                migrations.CreateModel(
                    name="Budget",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                        ("slug", models.SlugField(max_length=120)),
                        ("name", models.CharField(max_length=120)),
                        ("words", models.TextField(blank=True, max_length=2000)),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="budgets",
                                to="assemblies.body",
                            ),
                        ),
                        (
                            "pot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="budgets", to="funds.pot"
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="budgets",
                                to="assemblies.decision",
                            ),
                        ),
                        (
                            "phase",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("ideas", "ideas"),
                                    ("costing", "costing"),
                                    ("shortlist", "shortlist"),
                                    ("ballot", "ballot"),
                                    ("count", "count"),
                                    ("delivery", "delivery"),
                                    ("learnt", "learnt"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("kind", models.CharField(default="projects-approval", max_length=20)),
                        ("most", models.PositiveSmallIntegerField(default=0)),
                        ("minimum_age", models.PositiveSmallIntegerField(default=16)),
                        ("least_votes", models.PositiveIntegerField(default=1)),
                        ("rule", models.CharField(default="equal-shares", max_length=20)),
                        ("utility", models.CharField(default="cost", max_length=12)),
                        ("completion", models.CharField(default="add1-greedy", max_length=20)),
                        (
                            "vote",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="budget",
                                to="assemblies.vote",
                            ),
                        ),
                        ("counted_event", models.PositiveBigIntegerField(blank=True, null=True)),
                        ("sample", models.BooleanField(default=False)),
                        ("founded_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-founded_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("slug", "sample"), name="one_budget_an_address")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Area",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="areas", to="budgets.budget"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=120)),
                        ("pence", models.PositiveBigIntegerField()),
                        ("whole", models.BooleanField(default=False)),
                        ("parts", models.JSONField(blank=True, default=list)),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("budget", "number"), name="one_area_a_number"),
                            models.UniqueConstraint(
                                condition=models.Q(("whole", True)), fields=("budget",), name="one_area_is_everyones"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Stage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="stages", to="budgets.budget"
                            ),
                        ),
                        (
                            "phase",
                            models.CharField(
                                choices=[
                                    ("ideas", "ideas"),
                                    ("costing", "costing"),
                                    ("shortlist", "shortlist"),
                                    ("ballot", "ballot"),
                                    ("count", "count"),
                                    ("delivery", "delivery"),
                                    ("learnt", "learnt"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("begins_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("opened_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("rules", models.JSONField(blank=True, default=dict)),
                        ("event", models.PositiveBigIntegerField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("budget", "phase"), name="one_stage_a_phase"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_at__isnull", True), ("opened_at__isnull", False), _connector="OR"
                                ),
                                name="a_stage_opens_before_it_closes",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Idea",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                        (
                            "budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="ideas", to="budgets.budget"
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="ideas", to="budgets.area"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("title", models.CharField(max_length=120)),
                        ("words", models.TextField(max_length=4000)),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("easting", models.PositiveIntegerField(blank=True, null=True)),
                        ("northing", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("withdrawn", "Withdrawn"),
                                    ("hidden", "Hidden"),
                                    ("merged", "Merged"),
                                    ("left off", "Left Off"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged_from",
                                to="budgets.idea",
                            ),
                        ),
                        ("left_off", models.TextField(blank=True, max_length=2000)),
                        ("commitment", models.CharField(max_length=80)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("budget", "number"), name="one_idea_a_number"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("merged_into__isnull", False), ("state", "merged")),
                                    ("merged_into__isnull", True),
                                    _connector="OR",
                                ),
                                name="a_merged_idea_leads_on",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("easting__isnull", True), ("northing__isnull", True)),
                                    models.Q(("easting__isnull", False), ("northing__isnull", False)),
                                    _connector="OR",
                                ),
                                name="a_point_has_two_numbers",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Report",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "idea",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="reports", to="budgets.idea"
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("off topic", "It is about something else"),
                                    ("names a private person", "It names a private person"),
                                    ("insult", "It insults somebody"),
                                    ("advertising", "It advertises"),
                                    ("unlawful", "It is against the law"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("note", models.TextField(blank=True, max_length=2000)),
                        ("made_at", models.DateTimeField()),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Costing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "idea",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="costings", to="budgets.idea"
                            ),
                        ),
                        ("feasible", models.BooleanField()),
                        ("pence", models.PositiveBigIntegerField(blank=True, null=True)),
                        ("answer", models.TextField(max_length=2000)),
                        ("by_whom", models.CharField(max_length=200)),
                        (
                            "entered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="assemblies.member",
                            ),
                        ),
                        ("entered_at", models.DateTimeField()),
                        ("commitment", models.CharField(max_length=80)),
                    ],
                    options={
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("feasible", False), ("pence__gt", 0), _connector="OR"),
                                name="what_can_be_done_has_a_cost",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Hiding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "idea",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="hidings", to="budgets.idea"
                            ),
                        ),
                        ("state_before", models.CharField(max_length=10)),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("off topic", "It is about something else"),
                                    ("names a private person", "It names a private person"),
                                    ("insult", "It insults somebody"),
                                    ("advertising", "It advertises"),
                                    ("unlawful", "It is against the law"),
                                ],
                                max_length=30,
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="assemblies.member",
                            ),
                        ),
                        ("hidden_at", models.DateTimeField()),
                        ("appeal", models.TextField(blank=True, max_length=2000)),
                        ("appealed_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("shown_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("shown_at__isnull", True)),
                                fields=("idea",),
                                name="an_idea_is_hidden_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Project",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                        (
                            "budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="projects",
                                to="budgets.budget",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="projects", to="budgets.area"
                            ),
                        ),
                        (
                            "idea",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="project", to="budgets.idea"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=120)),
                        ("pence", models.PositiveBigIntegerField()),
                        ("one_of", models.CharField(blank=True, max_length=120)),
                        ("place", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("won", models.BooleanField(null=True)),
                        ("rank", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "fate",
                            models.CharField(
                                blank=True, choices=[("done", "Done"), ("not done", "Not Done")], max_length=10
                            ),
                        ),
                        ("why", models.TextField(blank=True, max_length=2000)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("budget", "number"), name="one_project_a_number"),
                            models.UniqueConstraint(
                                fields=("budget", "place"), name="one_project_a_place_on_the_ballot"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("pence__gt", 0)), name="a_project_costs_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("fate", ""), ("won", True), _connector="OR"),
                                name="only_a_winner_is_delivered",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Milestone",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="milestones",
                                to="budgets.project",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        ("due_on", models.DateField()),
                        ("pence", models.PositiveBigIntegerField()),
                        ("spent", models.PositiveBigIntegerField(blank=True, null=True)),
                        ("reached_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("project", "number"), name="one_milestone_a_number"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reached_on__isnull", True), ("spent__isnull", True)),
                                    models.Q(("reached_on__isnull", False), ("spent__isnull", False)),
                                    _connector="OR",
                                ),
                                name="a_milestone_reached_says_what_it_took",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Progress",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="progress",
                                to="budgets.project",
                            ),
                        ),
                        ("words", models.TextField(max_length=2000)),
                        ("commitment", models.CharField(max_length=80)),
                        ("told_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Photo",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "progress",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, related_name="photo", to="budgets.progress"
                            ),
                        ),
                        ("content", models.BinaryField()),
                        ("kind", models.CharField(max_length=20)),
                        ("shows", models.CharField(max_length=200)),
                        ("sha256", models.CharField(max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="Lesson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="lessons", to="budgets.budget"
                            ),
                        ),
                        ("words", models.TextField(max_length=4000)),
                        ("commitment", models.CharField(max_length=80)),
                        ("told_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
            ]
        )
    ]
