import django.db.models.deletion
import django.db.models.expressions
import uuid
from django.db import migrations, models

from commonweal.funds.migrations._guards import BACK, THERE
from commonweal.record.migrations._operations import CreateTogether, RunOn


class Migration(migrations.Migration):
    replaces = [
        ("funds", "0001_pots"),
        ("funds", "0002_books_are_kept"),
        ("funds", "0003_forms_act_once"),
        ("funds", "0004_sample_books_can_be_removed"),
        ("funds", "0005_bank_statements_and_claims"),
        ("funds", "0006_developers_contributions"),
        ("funds", "0007_bank_lines_explained"),
    ]

    initial = True

    dependencies = [
        ("assemblies", "0001_squashed_0007_what_waits_for_a_person"),
    ]

    operations = [
        CreateTogether(
            [
                migrations.CreateModel(
                    name="Pot",
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
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="pots", to="assemblies.body"
                            ),
                        ),
                        ("accountable", models.CharField(max_length=200)),
                        ("purpose", models.CharField(max_length=200)),
                        ("source_kind", models.CharField(max_length=40)),
                        ("approvers", models.PositiveSmallIntegerField(default=2)),
                        ("spend_by", models.DateField(blank=True, null=True)),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pots_founded",
                                to="assemblies.decision",
                            ),
                        ),
                        ("founded_at", models.DateTimeField()),
                        ("closed_through", models.DateField(blank=True, null=True)),
                        ("sample", models.BooleanField(default=False)),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(fields=("slug", "sample"), name="one_pot_an_address"),
                            models.CheckConstraint(
                                condition=models.Q(("approvers__gte", 1)), name="a_payment_needs_an_approver"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Keeper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "pot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="keepers", to="funds.pot"
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assemblies.member"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(choices=[("steward", "Steward"), ("approver", "Approver")], max_length=10),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assemblies.decision"
                            ),
                        ),
                        ("since", models.DateTimeField()),
                        ("until", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until__isnull", True)),
                                fields=("pot", "member", "role"),
                                name="a_keeper_has_a_role_once",
                            )
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
                        (
                            "pot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="accounts", to="funds.pot"
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                choices=[
                                    ("free", "free"),
                                    ("promised", "promised"),
                                    ("paid", "paid"),
                                    ("source", "source"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("balance", models.BigIntegerField(default=0)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("pot", "name"), name="one_account_of_a_name_in_a_pot"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("balance__lte", 0), ("name", "source")),
                                    models.Q(models.Q(("name", "source"), _negated=True), ("balance__gte", 0)),
                                    _connector="OR",
                                ),
                                name="an_account_is_never_below_nought",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Promise",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "pot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="promises", to="funds.pot"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="promises",
                                to="assemblies.decision",
                            ),
                        ),
                        ("purpose", models.CharField(max_length=200)),
                        ("recipient", models.CharField(blank=True, max_length=200)),
                        ("recipient_number", models.CharField(blank=True, max_length=60)),
                        ("pence", models.PositiveBigIntegerField()),
                        ("released", models.PositiveBigIntegerField(default=0)),
                        ("left", models.BigIntegerField()),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("pot", "number"), name="one_promise_a_number"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left__gte", 0),
                                    (
                                        "left__lte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("pence"), "-", models.F("released")
                                        ),
                                    ),
                                ),
                                name="a_promise_pays_no_more_than_it_holds",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Entry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "pot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="funds.pot"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("income", "income"),
                                    ("promise", "promise"),
                                    ("release", "release"),
                                    ("payment", "payment"),
                                    ("income-corrected", "income-corrected"),
                                    ("payment-corrected", "payment-corrected"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("day", models.DateField()),
                        ("words", models.CharField(blank=True, max_length=80)),
                        (
                            "promise",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="funds.promise",
                            ),
                        ),
                        (
                            "corrects",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrected_by",
                                to="funds.entry",
                            ),
                        ),
                        ("event", models.PositiveBigIntegerField(unique=True)),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("pot", "number"), name="one_entry_a_number"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind__in", ["income", "income-corrected"]), ("promise__isnull", True)),
                                    models.Q(
                                        models.Q(("kind__in", ["income", "income-corrected"]), _negated=True),
                                        ("promise__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="only_income_moves_without_a_decision",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("corrects__isnull", False), ("kind__endswith", "-corrected")),
                                    models.Q(
                                        models.Q(("kind__endswith", "-corrected"), _negated=True),
                                        ("corrects__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_correction_names_what_it_corrects",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Posting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="postings", to="funds.entry"
                            ),
                        ),
                        (
                            "from_account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="funds.account"
                            ),
                        ),
                        (
                            "to_account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="funds.account"
                            ),
                        ),
                        ("pence", models.BigIntegerField()),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("pence__gt", 0)), name="a_posting_moves_money"),
                            models.CheckConstraint(
                                condition=models.Q(("from_account", models.F("to_account")), _negated=True),
                                name="a_posting_leads_from_one_account_to_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Payment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "pot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="payments", to="funds.pot"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "promise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="payments", to="funds.promise"
                            ),
                        ),
                        ("pence", models.PositiveBigIntegerField()),
                        ("words", models.CharField(max_length=80)),
                        (
                            "state",
                            models.CharField(
                                choices=[("waiting", "Waiting"), ("paid", "Paid"), ("withdrawn", "Withdrawn")],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="assemblies.member",
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        (
                            "entry",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payment",
                                to="funds.entry",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("pot", "number"), name="one_payment_a_number"),
                            models.CheckConstraint(
                                condition=models.Q(("pence__gt", 0)), name="a_payment_is_above_nought"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("entry__isnull", False), ("state", "paid")),
                                    models.Q(models.Q(("state", "paid"), _negated=True), ("entry__isnull", True)),
                                    _connector="OR",
                                ),
                                name="what_is_paid_stands_in_the_books",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Approval",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "payment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="approvals",
                                to="funds.payment",
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
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("payment", "member"), name="an_approver_approves_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SentForm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("form", models.UUIDField(unique=True)),
                        ("at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Statement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                        (
                            "pot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="statements", to="funds.pot"
                            ),
                        ),
                        ("brought_in_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-brought_in_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="BankLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "pot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="bank_lines", to="funds.pot"
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="funds.statement"
                            ),
                        ),
                        ("day", models.DateField()),
                        ("pence", models.BigIntegerField()),
                        ("words", models.CharField(blank=True, max_length=300)),
                        ("nth", models.PositiveIntegerField()),
                        ("balance", models.BigIntegerField(null=True)),
                    ],
                    options={
                        "ordering": ["day", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("pot", "day", "pence", "words", "nth"), name="the_same_bank_line_is_one"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("pence", 0), _negated=True), name="a_bank_line_moves_money"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Explanation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="explanations",
                                to="funds.bankline",
                            ),
                        ),
                        (
                            "entry",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="explanation",
                                to="funds.entry",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="SettledClaim",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "claim",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="settlement",
                                to="assemblies.claim",
                            ),
                        ),
                        (
                            "payment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="claims", to="funds.payment"
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Contribution",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("council", models.CharField(max_length=200)),
                        ("reference", models.CharField(max_length=120)),
                        ("contribution", models.CharField(max_length=120)),
                        ("status", models.CharField(max_length=20)),
                        ("pence", models.BigIntegerField()),
                        ("day", models.DateField(null=True)),
                        ("purpose", models.CharField(blank=True, max_length=120)),
                        ("organisation", models.CharField(blank=True, max_length=120)),
                        ("nth", models.PositiveIntegerField()),
                        ("sample", models.BooleanField(default=False)),
                        ("loaded_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["council", "-day", "pk"],
                        "indexes": [models.Index(fields=["sample", "council"], name="contributions_of_a_council")],
                    },
                ),
            ]
        ),
        RunOn(THERE, BACK),
    ]
