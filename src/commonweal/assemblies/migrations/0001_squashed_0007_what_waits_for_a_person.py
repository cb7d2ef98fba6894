import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from commonweal.record.migrations._operations import CreateTogether


class Migration(migrations.Migration):
    replaces = [
        ("assemblies", "0001_bodies_meetings_votes"),
        ("assemblies", "0002_meetings_made_whole"),
        ("assemblies", "0003_terms_of_decisions"),
        ("assemblies", "0004_votes_by_ballot"),
        ("assemblies", "0005_members_and_other_bodies"),
        ("assemblies", "0006_proposals_argued_and_amended"),
        ("assemblies", "0007_what_waits_for_a_person"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("record", "0001_squashed_0004_checkpoints_are_kept"),
    ]

    operations = [
        CreateTogether(
            [
                migrations.CreateModel(
                    name="Body",
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
                        ("sample", models.BooleanField(default=False)),
                        ("ward_code", models.CharField(blank=True, max_length=12)),
                        ("ward", models.CharField(blank=True, max_length=120)),
                        ("district", models.CharField(blank=True, max_length=120)),
                        ("rule", models.TextField(blank=True)),
                        (
                            "admits",
                            models.CharField(
                                choices=[("convenor", "Convenor"), ("member", "Member")],
                                default="convenor",
                                max_length=10,
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="assemblies.body",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("gathering", "Gathering"), ("founded", "Founded"), ("given up", "Given Up")],
                                default="gathering",
                                max_length=12,
                            ),
                        ),
                        ("begun_at", models.DateTimeField()),
                        ("founded_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(fields=("slug", "sample"), name="one_body_an_address"),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    models.Q(("ward_code", ""), _negated=True),
                                    models.Q(("state", "given up"), _negated=True),
                                ),
                                fields=("ward_code", "sample"),
                                name="one_assembly_a_ward",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("founded_at__isnull", False), ("state", "founded")),
                                    models.Q(
                                        models.Q(("state", "founded"), _negated=True), ("founded_at__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="a_founded_body_says_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ward_code", ""), _negated=True),
                                    models.Q(("rule", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_body_without_a_ward_says_who_may_belong",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Orders",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="orders", to="assemblies.body"
                            ),
                        ),
                        ("version", models.PositiveIntegerField()),
                        ("text", models.TextField()),
                        ("adopted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "by",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="brought",
                                to="assemblies.decision",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["version"],
                        "constraints": [models.UniqueConstraint(fields=("body", "version"), name="one_text_a_version")],
                    },
                ),
                migrations.CreateModel(
                    name="Member",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="assemblies.body",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="memberships",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("of_a_ward", models.BooleanField()),
                        ("legal_name", models.CharField(max_length=120)),
                        ("shown_name", models.CharField(max_length=120)),
                        ("postcode", models.CharField(blank=True, max_length=10)),
                        ("least_age", models.PositiveSmallIntegerField()),
                        ("age_seen", models.BooleanField(default=False)),
                        ("name_chosen", models.BooleanField(default=False)),
                        ("asked", models.BooleanField(default=False)),
                        ("founder", models.BooleanField(default=False)),
                        ("evidence", models.CharField(blank=True, max_length=30)),
                        (
                            "seen_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="assemblies.member",
                            ),
                        ),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("applied", "Applied"),
                                    ("admitted", "Admitted"),
                                    ("declined", "Declined"),
                                    ("left", "Left"),
                                ],
                                default="applied",
                                max_length=10,
                            ),
                        ),
                        ("since", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["shown_name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["applied", "admitted"])),
                                fields=("user", "body"),
                                name="a_person_belongs_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("of_a_ward", True), ("state__in", ["applied", "admitted"])),
                                fields=("user",),
                                name="one_person_one_ward_assembly",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "admitted"), _negated=True),
                                    models.Q(("evidence", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="nobody_is_admitted_without_evidence",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Office",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="offices",
                                to="assemblies.body",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="offices",
                                to="assemblies.member",
                            ),
                        ),
                        ("name", models.CharField(choices=[("convenor", "Convenor")], max_length=20)),
                        ("since", models.DateTimeField()),
                        ("until", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until__isnull", True)),
                                fields=("member", "name"),
                                name="an_office_is_held_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="meetings",
                                to="assemblies.body",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("begins_at", models.DateTimeField()),
                        ("place", models.CharField(max_length=300)),
                        ("link", models.URLField(blank=True, max_length=500)),
                        ("agenda", models.TextField(max_length=20000)),
                        ("access", models.TextField(blank=True, max_length=20000)),
                        (
                            "orders",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assemblies.orders"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("called", "Called"),
                                    ("open", "Open"),
                                    ("closed", "Closed"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="called",
                                max_length=10,
                            ),
                        ),
                        ("called_at", models.DateTimeField()),
                        (
                            "called_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="assemblies.member",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-begins_at"],
                        "constraints": [
                            models.UniqueConstraint(fields=("body", "number"), name="one_meeting_a_number"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_at__isnull", True),
                                    ("closed_at__gte", models.F("called_at")),
                                    _connector="OR",
                                ),
                                name="a_meeting_ends_after_it_is_called",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attendance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attendances",
                                to="assemblies.meeting",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attendances",
                                to="assemblies.member",
                            ),
                        ),
                        ("came_at", models.DateTimeField()),
                        ("left_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("meeting", "member"), name="nobody_is_present_twice")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Proposal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="proposals",
                                to="assemblies.body",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        ("text", models.TextField(max_length=20000)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="assemblies.member",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("seconding", "Seconding"),
                                    ("open", "Open"),
                                    ("in vote", "In Vote"),
                                    ("decided", "Decided"),
                                    ("withdrawn", "Withdrawn"),
                                    ("merged", "Merged"),
                                    ("split", "Split"),
                                    ("hidden", "Hidden"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("commitment", models.CharField(max_length=80)),
                    ],
                    options={
                        "ordering": ["-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("body", "number"), name="one_proposal_a_number")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Vote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="votes",
                                to="assemblies.proposal",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="votes",
                                to="assemblies.meeting",
                            ),
                        ),
                        (
                            "orders",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assemblies.orders"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("counting", "Counting"),
                                    ("closed", "Closed"),
                                    ("abandoned", "Abandoned"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("members", models.PositiveIntegerField()),
                        ("present", models.PositiveIntegerField()),
                        ("quorum", models.PositiveIntegerField()),
                        ("round", models.PositiveSmallIntegerField(default=1)),
                        ("hands_in", models.BooleanField(default=False)),
                        ("opened_at", models.DateTimeField()),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["opened_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")),
                                fields=("proposal",),
                                name="one_open_vote_a_proposal",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("hands_in", False), ("state", "open")),
                                fields=("meeting",),
                                name="one_open_vote_a_meeting",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HandCount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "vote",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="hand_counts",
                                to="assemblies.vote",
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField()),
                        (
                            "teller",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assemblies.member"
                            ),
                        ),
                        ("yes", models.PositiveIntegerField()),
                        ("no", models.PositiveIntegerField()),
                        ("abstain", models.PositiveIntegerField()),
                        ("counted_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("vote", "round", "teller"), name="a_teller_counts_once_a_round"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="assemblies.body",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "proposal",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decision",
                                to="assemblies.proposal",
                            ),
                        ),
                        (
                            "vote",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decision",
                                to="assemblies.vote",
                            ),
                        ),
                        (
                            "orders",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assemblies.orders"
                            ),
                        ),
                        ("carried", models.BooleanField()),
                        ("yes", models.PositiveIntegerField()),
                        ("no", models.PositiveIntegerField()),
                        ("abstain", models.PositiveIntegerField()),
                        ("elected", models.JSONField(default=list)),
                        ("decided_at", models.DateTimeField()),
                        (
                            "superseded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supersedes",
                                to="assemblies.decision",
                            ),
                        ),
                        ("event", models.PositiveBigIntegerField(unique=True)),
                    ],
                    options={
                        "ordering": ["-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("body", "number"), name="one_decision_a_number")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgendaItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="assemblies.meeting",
                            ),
                        ),
                        ("place", models.PositiveIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        ("minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "proposal",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="items",
                                to="assemblies.proposal",
                            ),
                        ),
                        ("begun_at", models.DateTimeField(blank=True, null=True)),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["place"],
                        "constraints": [
                            models.UniqueConstraint(fields=("meeting", "place"), name="one_item_a_place"),
                            models.UniqueConstraint(
                                condition=models.Q(("begun_at__isnull", False), ("done_at__isnull", True)),
                                fields=("meeting",),
                                name="one_item_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AskedItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="asked_items",
                                to="assemblies.body",
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
                        ("title", models.CharField(max_length=200)),
                        (
                            "state",
                            models.CharField(
                                choices=[("asked", "Asked"), ("taken", "Taken"), ("declined", "Declined")],
                                default="asked",
                                max_length=10,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        (
                            "item",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="asked",
                                to="assemblies.agendaitem",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["asked_at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="requests",
                                to="assemblies.body",
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
                        ("begins_at", models.DateTimeField()),
                        ("place", models.CharField(max_length=300)),
                        ("agenda", models.TextField(max_length=20000)),
                        ("needed", models.PositiveSmallIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Open"), ("called", "Called"), ("withdrawn", "Withdrawn")],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        (
                            "meeting",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="request",
                                to="assemblies.meeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-asked_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")),
                                fields=("body", "by"),
                                name="a_member_asks_for_one_meeting_at_a_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Joined",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="joined",
                                to="assemblies.meetingrequest",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assemblies.member"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("request", "member"), name="a_member_joins_a_request_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Change",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="assemblies.meeting",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("begins_at", models.DateTimeField()),
                        ("place", models.CharField(max_length=300)),
                        ("link", models.URLField(blank=True, max_length=500)),
                        ("told_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("meeting", "number"), name="one_change_a_number")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Box",
                    fields=[
                        (
                            "vote",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="box",
                                serialize=False,
                                to="assemblies.vote",
                            ),
                        ),
                        ("rule", models.CharField(default="yes-no", max_length=20)),
                        ("seats", models.PositiveSmallIntegerField(default=1)),
                        ("options", models.JSONField(default=list)),
                        ("commitment", models.CharField(blank=True, max_length=80)),
                        ("by_hands", models.BooleanField(default=False)),
                        ("by_paper", models.BooleanField(default=False)),
                        ("online", models.BooleanField(default=False)),
                        ("closes_at", models.DateTimeField(blank=True, null=True)),
                        ("breakdown", models.CharField(blank=True, max_length=12)),
                        ("roll_commitment", models.CharField(max_length=64)),
                        ("spoiled", models.PositiveIntegerField(default=0)),
                        ("lots", models.JSONField(default=list)),
                        (
                            "witness",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="assemblies.member",
                            ),
                        ),
                        ("withdrawn", models.JSONField(default=list)),
                        ("ballots", models.TextField(blank=True)),
                        ("roll", models.TextField(blank=True)),
                        ("event", models.PositiveBigIntegerField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("by_paper", True), ("online", True), _connector="OR"),
                                name="a_vote_by_ballot_takes_papers_or_is_online",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("by_hands", False), ("rule", "yes-no"), _connector="OR"),
                                name="hands_say_yes_or_no",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("breakdown__in", ("", "area", "age", "area and age"))),
                                name="a_breakdown_is_one_of_four",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Elector",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "vote",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="electors",
                                to="assemblies.vote",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="assemblies.member",
                            ),
                        ),
                        ("salt", models.BinaryField(max_length=16)),
                        ("line", models.CharField(max_length=64)),
                        ("cell", models.CharField(blank=True, max_length=60)),
                        ("struck", models.CharField(blank=True, max_length=10)),
                        ("held", models.BooleanField(default=False)),
                        (
                            "helped_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="assemblies.member",
                            ),
                        ),
                        ("code_hash", models.CharField(blank=True, max_length=64)),
                        (
                            "code_made_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="assemblies.member",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("vote", "member"), name="nobody_is_on_the_roll_twice"),
                            models.UniqueConstraint(fields=("vote", "line"), name="one_line_an_elector"),
                            models.UniqueConstraint(
                                condition=models.Q(("code_hash", ""), _negated=True),
                                fields=("code_hash",),
                                name="one_code_one_elector",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("struck__in", ["", "online", "code", "assisted", "paper", "hands"])
                                ),
                                name="an_elector_is_struck_through_one_channel",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("held", False), ("struck", ""), _connector="OR"),
                                name="who_may_be_entered_twice_waits",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Ballot",
                    fields=[
                        ("key", models.CharField(max_length=26, primary_key=True, serialize=False)),
                        (
                            "vote",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="ballots",
                                to="assemblies.vote",
                            ),
                        ),
                        ("choices", models.JSONField()),
                        ("cell", models.CharField(blank=True, max_length=60)),
                    ],
                ),
                migrations.CreateModel(
                    name="PaperBatch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "vote",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="batches",
                                to="assemblies.vote",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("papers", models.PositiveSmallIntegerField(default=0)),
                        ("invalid", models.PositiveSmallIntegerField(default=0)),
                        ("agreed", models.BooleanField(default=False)),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [models.UniqueConstraint(fields=("vote", "number"), name="one_pile_a_number")],
                    },
                ),
                migrations.CreateModel(
                    name="PaperEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="entries",
                                to="assemblies.paperbatch",
                            ),
                        ),
                        (
                            "clerk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assemblies.member"
                            ),
                        ),
                        ("text", models.TextField()),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("batch", "clerk"), name="a_clerk_reads_a_batch_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Draft",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to="assemblies.body"
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="drafts",
                                to="assemblies.member",
                            ),
                        ),
                        ("title", models.CharField(blank=True, max_length=200)),
                        ("text", models.TextField(blank=True, max_length=20000)),
                        ("changed_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-changed_at"],
                    },
                ),
                migrations.CreateModel(
                    name="Second",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="seconds",
                                to="assemblies.proposal",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="seconds",
                                to="assemblies.member",
                            ),
                        ),
                        ("given_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("proposal", "member"), name="a_member_seconds_a_proposal_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Amendment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="amendments",
                                to="assemblies.proposal",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("version", models.PositiveIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        ("text", models.TextField(max_length=20000)),
                        ("commitment", models.CharField(max_length=80)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="assemblies.member",
                            ),
                        ),
                        ("offered_at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("offered", "Offered"),
                                    ("put", "Put"),
                                    ("accepted", "Accepted"),
                                    ("carried", "Carried"),
                                    ("lost", "Lost"),
                                    ("withdrawn", "Withdrawn"),
                                    ("hidden", "Hidden"),
                                ],
                                default="offered",
                                max_length=10,
                            ),
                        ),
                        (
                            "motion",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="amendment",
                                to="assemblies.proposal",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("proposal", "number"), name="one_amendment_a_number"),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "put")),
                                fields=("proposal",),
                                name="one_amendment_of_a_proposal_in_a_vote",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Wording",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="wordings",
                                to="assemblies.proposal",
                            ),
                        ),
                        ("version", models.PositiveIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        ("text", models.TextField(max_length=20000)),
                        ("commitment", models.CharField(max_length=80)),
                        ("until", models.DateTimeField()),
                        (
                            "amendment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="replaced",
                                to="assemblies.amendment",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["version"],
                        "constraints": [
                            models.UniqueConstraint(fields=("proposal", "version"), name="one_wording_a_version")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Rearrangement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rearrangements",
                                to="assemblies.body",
                            ),
                        ),
                        ("kind", models.CharField(choices=[("merger", "Merger"), ("split", "Split")], max_length=10)),
                        (
                            "state",
                            models.CharField(
                                choices=[("waiting", "Waiting"), ("done", "Done"), ("withdrawn", "Withdrawn")],
                                default="waiting",
                                max_length=10,
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
                        ("reason", models.TextField(blank=True, max_length=20000)),
                        ("begun_at", models.DateTimeField()),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_at__gte", models.F("begun_at")), ("state", "done")),
                                    models.Q(models.Q(("state", "done"), _negated=True), ("done_at__isnull", True)),
                                    _connector="OR",
                                ),
                                name="a_rearrangement_that_is_done_says_when",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Source",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "rearrangement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sources",
                                to="assemblies.rearrangement",
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="became",
                                to="assemblies.proposal",
                            ),
                        ),
                        ("text", models.CharField(max_length=80)),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["proposal__number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("rearrangement", "proposal"), name="a_proposal_is_taken_up_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Result",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "rearrangement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="results",
                                to="assemblies.rearrangement",
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("text", models.TextField(max_length=20000)),
                        (
                            "proposal",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="came_of",
                                to="assemblies.proposal",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Comment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="comments",
                                to="assemblies.proposal",
                            ),
                        ),
                        (
                            "answers",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answered_by",
                                to="assemblies.comment",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="comments",
                                to="assemblies.member",
                            ),
                        ),
                        ("of_a_child", models.BooleanField()),
                        ("text", models.TextField(max_length=4000)),
                        ("salt", models.BinaryField()),
                        ("seal", models.CharField(max_length=64)),
                        (
                            "state",
                            models.CharField(
                                choices=[("shown", "Shown"), ("hidden", "Hidden"), ("erased", "Erased")],
                                default="shown",
                                max_length=10,
                            ),
                        ),
                        ("written_at", models.DateTimeField()),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "erased"), _negated=True),
                                    models.Q(("salt", b""), ("text", "")),
                                    _connector="OR",
                                ),
                                name="an_erased_comment_keeps_nothing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answers__isnull", True),
                                    models.Q(("answers", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_comment_answers_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Policy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="policies",
                                to="assemblies.body",
                            ),
                        ),
                        ("version", models.PositiveIntegerField()),
                        ("text", models.TextField(max_length=10000)),
                        ("commitment", models.CharField(max_length=80)),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assemblies.decision"
                            ),
                        ),
                        ("since", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-version"],
                        "constraints": [
                            models.UniqueConstraint(fields=("body", "version"), name="one_policy_a_version")
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
                        ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="hidings",
                                to="assemblies.body",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "proposal",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="hidings",
                                to="assemblies.proposal",
                            ),
                        ),
                        (
                            "amendment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="hidings",
                                to="assemblies.amendment",
                            ),
                        ),
                        (
                            "comment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="hidings",
                                to="assemblies.comment",
                            ),
                        ),
                        ("state_before", models.CharField(max_length=12)),
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
                        ("upheld", models.BooleanField(null=True)),
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assemblies.decision",
                            ),
                        ),
                        ("shown_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("body", "number"), name="one_hiding_a_number"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("amendment__isnull", True),
                                        ("comment__isnull", True),
                                        ("proposal__isnull", False),
                                    ),
                                    models.Q(
                                        ("amendment__isnull", False),
                                        ("comment__isnull", True),
                                        ("proposal__isnull", True),
                                    ),
                                    models.Q(
                                        ("amendment__isnull", True),
                                        ("comment__isnull", False),
                                        ("proposal__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="one_thing_is_hidden",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("shown_at__isnull", True)),
                                fields=("proposal",),
                                name="one_proposal_is_hidden_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("shown_at__isnull", True)),
                                fields=("amendment",),
                                name="one_amendment_is_hidden_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("shown_at__isnull", True)),
                                fields=("comment",),
                                name="one_comment_is_hidden_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_at__isnull", True), ("appealed_at__isnull", False), _connector="OR"
                                ),
                                name="an_answer_follows_an_appeal",
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
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reports",
                                to="assemblies.body",
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reports",
                                to="assemblies.proposal",
                            ),
                        ),
                        (
                            "amendment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reports",
                                to="assemblies.amendment",
                            ),
                        ),
                        (
                            "comment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reports",
                                to="assemblies.comment",
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("amendment__isnull", True),
                                        ("comment__isnull", True),
                                        ("proposal__isnull", False),
                                    ),
                                    models.Q(
                                        ("amendment__isnull", False),
                                        ("comment__isnull", True),
                                        ("proposal__isnull", True),
                                    ),
                                    models.Q(
                                        ("amendment__isnull", True),
                                        ("comment__isnull", False),
                                        ("proposal__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="one_thing_is_reported",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Code",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="codes",
                                to="assemblies.member",
                            ),
                        ),
                        ("kind", models.CharField(choices=[("posted", "Posted"), ("claim", "Claim")], max_length=10)),
                        ("digest", models.CharField(max_length=64, unique=True)),
                        ("made_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField()),
                        ("used_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("used_at__isnull", True)),
                                fields=("member", "kind"),
                                name="one_code_of_a_kind_waits",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("made_at"))),
                                name="a_code_holds_for_some_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CodeTry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        ("at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="ImportedRoll",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="imported_rolls",
                                to="assemblies.body",
                            ),
                        ),
                        ("source", models.CharField(max_length=300)),
                        (
                            "imported_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="assemblies.member",
                            ),
                        ),
                        ("imported_at", models.DateTimeField()),
                        ("delete_on", models.DateField()),
                        ("rows", models.PositiveIntegerField()),
                    ],
                    options={
                        "ordering": ["-imported_at"],
                    },
                ),
                migrations.CreateModel(
                    name="RollEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "roll",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="entries",
                                to="assemblies.importedroll",
                            ),
                        ),
                        ("exact", models.CharField(max_length=64)),
                        ("near", models.CharField(max_length=64)),
                        (
                            "member",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="roll_entry",
                                to="assemblies.member",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("roll", "exact"), name="nobody_is_on_a_roll_twice")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Likeness",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assemblies.member"
                            ),
                        ),
                        (
                            "later",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="likenesses",
                                to="assemblies.member",
                            ),
                        ),
                        ("found_at", models.DateTimeField()),
                        (
                            "answer",
                            models.CharField(
                                choices=[("open", "Open"), ("two people", "Two"), ("one person", "One")],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="assemblies.member",
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("earlier", "later"), name="a_likeness_is_looked_at_once"),
                            models.CheckConstraint(
                                condition=models.Q(("earlier__lt", models.F("later"))),
                                name="a_likeness_names_the_earlier_first",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnswerCount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answer_counts",
                                to="assemblies.body",
                            ),
                        ),
                        ("question", models.CharField(max_length=40)),
                        ("answer", models.CharField(max_length=40)),
                        ("number", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("body", "question", "answer"), name="one_count_an_answer")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ItemNote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "item",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="note",
                                to="assemblies.agendaitem",
                            ),
                        ),
                        ("text", models.TextField(blank=True, max_length=10000)),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("noted_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Minutes",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="minutes",
                                to="assemblies.meeting",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Draft"), ("agreed", "Agreed")], default="draft", max_length=10
                            ),
                        ),
                        ("drafted_at", models.DateTimeField()),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="assemblies.member",
                            ),
                        ),
                        ("draft", models.TextField(blank=True, max_length=200000)),
                        (
                            "proposal",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="minutes",
                                to="assemblies.proposal",
                            ),
                        ),
                        (
                            "agreed_in",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.RESTRICT,
                                related_name="agreed_minutes",
                                to="assemblies.meeting",
                            ),
                        ),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                        ("way", models.CharField(blank=True, max_length=20)),
                        ("commitment", models.CharField(blank=True, max_length=80)),
                        ("event", models.PositiveBigIntegerField(blank=True, null=True, unique=True)),
                        (
                            "checkpoint",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="record.checkpoint",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "minutes",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("agreed_at__isnull", True), ("event__isnull", True), ("state", "draft")),
                                    models.Q(
                                        ("agreed_at__isnull", False),
                                        ("draft", ""),
                                        ("event__isnull", False),
                                        ("state", "agreed"),
                                        models.Q(("commitment", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="agreed_minutes_are_frozen",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Unwanted",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="unwanted_notices",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("call", "call"), ("reminder", "reminder"), ("decision", "decision")],
                                max_length=10,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("user", "kind"), name="a_notice_is_unwanted_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notices",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("call", "call"), ("reminder", "reminder"), ("decision", "decision")],
                                max_length=10,
                            ),
                        ),
                        ("about", models.CharField(max_length=80)),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notices",
                                to="assemblies.meeting",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notices",
                                to="assemblies.decision",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("sending", "Sending"),
                                    ("sent", "Sent"),
                                    ("failed", "Failed"),
                                    ("not wanted", "Not Wanted"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        ("next_at", models.DateTimeField()),
                        ("made_at", models.DateTimeField()),
                        ("taken_at", models.DateTimeField(blank=True, null=True)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("fault", models.CharField(blank=True, max_length=80)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["state", "next_at"], name="notices_to_send")],
                        "constraints": [models.UniqueConstraint(fields=("user", "about"), name="nobody_is_told_twice")],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarAddress",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calendar_address",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("token", models.CharField(max_length=64, unique=True)),
                        ("made_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="WillingMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="willing",
                                to="assemblies.member",
                            ),
                        ),
                        (
                            "office",
                            models.CharField(
                                choices=[("facilitator", "facilitator"), ("minute-taker", "minute-taker")],
                                max_length=20,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("member", "office"), name="willing_is_said_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Turn",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="turns",
                                to="assemblies.meeting",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="turns",
                                to="assemblies.member",
                            ),
                        ),
                        (
                            "office",
                            models.CharField(
                                choices=[("facilitator", "facilitator"), ("minute-taker", "minute-taker")],
                                max_length=20,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("proposed", "Proposed"), ("accepted", "Accepted"), ("passed on", "Passed")],
                                default="proposed",
                                max_length=10,
                            ),
                        ),
                        ("since", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["proposed", "accepted"])),
                                fields=("meeting", "office"),
                                name="one_holder_an_office_of_a_meeting",
                            ),
                            models.UniqueConstraint(
                                fields=("meeting", "office", "member"), name="a_turn_comes_once_a_meeting"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Election",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                        (
                            "proposal",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="election",
                                to="assemblies.proposal",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="elections",
                                to="assemblies.member",
                            ),
                        ),
                        (
                            "instead_of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="assemblies.member",
                            ),
                        ),
                        (
                            "office",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="election",
                                to="assemblies.office",
                            ),
                        ),
                        ("months", models.PositiveSmallIntegerField()),
                        ("ends_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("office__isnull", True), ("ends_at__isnull", False), _connector="OR"
                                ),
                                name="an_elected_office_has_an_end",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RefusedAttempt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="refused_attempts",
                                to="assemblies.body",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("attempt", models.CharField(max_length=20)),
                        ("what", models.CharField(max_length=300)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Offer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="offer",
                                to="assemblies.meeting",
                            ),
                        ),
                        ("places", models.PositiveSmallIntegerField(default=0)),
                        ("interpreters", models.CharField(blank=True, max_length=200)),
                    ],
                ),
                migrations.CreateModel(
                    name="Need",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="needs",
                                to="assemblies.meeting",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="needs",
                                to="assemblies.member",
                            ),
                        ),
                        ("text", models.TextField(blank=True, max_length=2000)),
                        ("children", models.PositiveSmallIntegerField(default=0)),
                        ("told_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("meeting", "member"), name="needs_are_told_once_a_meeting")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Claim",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="claims",
                                to="assemblies.meeting",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="claims",
                                to="assemblies.member",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(choices=[("claimed", "Claimed"), ("declined", "Declined")], max_length=10),
                        ),
                        ("minutes", models.PositiveIntegerField(default=0)),
                        ("rate", models.PositiveIntegerField(default=0)),
                        ("rate_from", models.DateField(blank=True, null=True)),
                        ("pence", models.PositiveBigIntegerField(default=0)),
                        ("answered_at", models.DateTimeField()),
                        ("handed_over_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["answered_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "member"), name="one_claim_a_member_and_meeting"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("handed_over_at__isnull", True), ("pence", 0), ("state", "declined")),
                                    models.Q(("pence__gt", 0), ("rate_from__isnull", False), ("state", "claimed")),
                                    _connector="OR",
                                ),
                                name="a_claim_says_how_much_at_which_rate",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Terms",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "proposal",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="terms",
                                to="assemblies.proposal",
                            ),
                        ),
                        ("begins_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("pence", models.PositiveBigIntegerField(blank=True, null=True)),
                        ("purpose", models.CharField(blank=True, max_length=200)),
                        ("asks_of", models.CharField(blank=True, max_length=200)),
                        (
                            "supersedes",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assemblies.decision",
                            ),
                        ),
                        ("orders", models.TextField(blank=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("begins_on__isnull", True),
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("begins_on")),
                                    _connector="OR",
                                ),
                                name="terms_end_after_they_begin",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Interest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="interests",
                                to="assemblies.proposal",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="interests",
                                to="assemblies.member",
                            ),
                        ),
                        ("text", models.TextField(max_length=2000)),
                        ("commitment", models.CharField(max_length=80)),
                        ("recuses", models.BooleanField()),
                        ("told_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("proposal", "member"), name="an_interest_is_told_once_a_proposal"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Answer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="assemblies.decision",
                            ),
                        ),
                        ("accepted", models.BooleanField()),
                        ("by_whom", models.CharField(max_length=200)),
                        ("answered_on", models.DateField()),
                        ("reference", models.CharField(blank=True, max_length=200)),
                        ("link", models.URLField(blank=True, max_length=500)),
                        ("reason", models.TextField(blank=True, max_length=2000)),
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
                    ],
                    options={
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("accepted", True), models.Q(("reason", ""), _negated=True), _connector="OR"
                                ),
                                name="who_declines_a_decision_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("accepted", False),
                                    models.Q(("reference", ""), _negated=True),
                                    models.Q(("link", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="an_acceptance_can_be_looked_up",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
