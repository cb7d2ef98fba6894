"""Bodies that decide, their standing orders, and who belongs to them."""

import uuid
from hashlib import sha256
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from commonweal.assemblies import membership, standing_orders


class Body(models.Model):
    """People who decide together: the assembly of a ward, or another body with a membership rule of its own."""

    class State(models.TextChoices):
        GATHERING = "gathering"  # founders are being found; nothing can be decided yet
        FOUNDED = "founded"
        GIVEN_UP = "given up"  # its founders never came together

    class Admits(models.TextChoices):
        CONVENOR = "convenor"  # a convenor sees that somebody meets the rule
        MEMBER = "member"  # any member does

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    slug = models.SlugField(max_length=120)
    name = models.CharField(max_length=120)
    sample = models.BooleanField(default=False)
    ward_code = models.CharField(max_length=12, blank=True)  # empty for a body that is no ward's assembly
    ward = models.CharField(max_length=120, blank=True)
    district = models.CharField(max_length=120, blank=True)
    rule = models.TextField(blank=True)  # who may belong, in words, for a body that is no ward's assembly
    admits = models.CharField(max_length=10, choices=Admits.choices, default=Admits.CONVENOR)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    state = models.CharField(max_length=12, choices=State.choices, default=State.GATHERING)
    begun_at = models.DateTimeField()
    founded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["slug", "sample"], name="one_body_an_address"),
            models.UniqueConstraint(
                fields=["ward_code", "sample"],
                condition=~Q(ward_code="") & ~Q(state="given up"),
                name="one_assembly_a_ward",
            ),
            models.CheckConstraint(
                condition=Q(state="founded", founded_at__isnull=False)
                | (~Q(state="founded") & Q(founded_at__isnull=True)),
                name="a_founded_body_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(ward_code="") | ~Q(rule=""), name="a_body_without_a_ward_says_who_may_belong"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("assembly", args=[self.slug])


class Orders(models.Model):
    """One version of a body's standing orders, and since when it holds. A version is never changed, only followed."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="orders")
    version = models.PositiveIntegerField()
    text = models.TextField()  # StandingOrders.written()
    adopted_at = models.DateTimeField(null=True, blank=True)  # of the first version: at the founding
    by = models.OneToOneField(  # the decision that brought a later version
        "Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="brought"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["version"]
        constraints = [models.UniqueConstraint(fields=["body", "version"], name="one_text_a_version")]

    def __str__(self) -> str:
        return f"standing orders {self.version} of body {self.body_id}"

    def rules(self) -> standing_orders.StandingOrders:
        """The rules of this version."""
        return standing_orders.StandingOrders.read(self.text)

    def sha256(self) -> str:
        """The hash that events name this version by: of its text as adopted, whatever rules have come since."""
        return sha256(self.text.encode()).hexdigest()


class Member(models.Model):
    """Somebody who belongs to a body, wants to, or did. Legal name and postcode are private to its convenors."""

    class State(models.TextChoices):
        APPLIED = "applied"
        ADMITTED = "admitted"
        DECLINED = "declined"
        LEFT = "left"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="memberships"
    )
    of_a_ward = models.BooleanField()  # as its body: a person belongs to one ward's assembly at most
    legal_name = models.CharField(max_length=membership.LONGEST_NAME)
    shown_name = models.CharField(max_length=membership.LONGEST_NAME)
    postcode = models.CharField(max_length=10, blank=True)
    least_age = models.PositiveSmallIntegerField()  # of the age band
    age_seen = models.BooleanField(default=False)  # a convenor saw a paper; else it is the member's own word
    name_chosen = models.BooleanField(default=False)  # somebody below 18 chose to show their name to members
    asked = models.BooleanField(default=False)  # took part in equality monitoring; what they answered is kept nowhere
    founder = models.BooleanField(default=False)
    evidence = models.CharField(
        max_length=30, blank=True
    )  # how it was shown that they belong: membership.EVIDENCE, BY_ITS_RULE
    seen_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)  # a founder, to the standing orders
    state = models.CharField(max_length=10, choices=State.choices, default=State.APPLIED)
    since = models.DateTimeField()  # of the state

    class Meta:
        ordering: ClassVar[list[str]] = ["shown_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "body"], condition=Q(state__in=["applied", "admitted"]), name="a_person_belongs_once"
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(of_a_ward=True, state__in=["applied", "admitted"]),
                name="one_person_one_ward_assembly",
            ),
            models.CheckConstraint(
                condition=~Q(state="admitted") | ~Q(evidence=""), name="nobody_is_admitted_without_evidence"
            ),
        ]

    def __str__(self) -> str:
        return f"member {self.pk}"

    def name_for_members(self) -> str:
        """The name that other members see; empty for somebody below 18 who did not choose to show it."""
        return membership.name_for_members(self.shown_name, self.least_age, self.name_chosen)

    def applicant(self) -> membership.Applicant:
        """What they said of themselves."""
        return membership.Applicant(self.legal_name, self.shown_name, self.postcode, self.least_age)


class Office(models.Model):
    """A task that a member holds for a body, from when, and until when."""

    class Name(models.TextChoices):
        CONVENOR = "convenor"

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="offices")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="offices")
    name = models.CharField(max_length=20, choices=Name.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "name"], condition=Q(until__isnull=True), name="an_office_is_held_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} of body {self.body_id}"
