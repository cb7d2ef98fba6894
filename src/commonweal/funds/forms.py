"""What people fill in about pots."""

import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from commonweal.assemblies.forms import Day, Neighbour
from commonweal.assemblies.models import Body, Decision, Member
from commonweal.basics.money import POUND
from commonweal.funds import authority
from commonweal.funds.actions.founding import LONGEST, Plan
from commonweal.funds.actions.moving import LONGEST_PURPOSE
from commonweal.funds.actions.posting import LONGEST_WORDS
from commonweal.funds.grants import LONGEST_NAME, LONGEST_NUMBER, Recipient
from commonweal.funds.models import Keeper
from commonweal.funds.policies import POLICIES
from commonweal.funds.sheets import MOST_BYTES
from commonweal.funds.statements import Statement, read_statement

AMOUNT: Final = re.compile(r"£?\s*(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{2}))?")
ROLES: Final = ((Keeper.Role.STEWARD.value, _("Steward")), (Keeper.Role.APPROVER.value, _("Approver")))
NO_NAMES: Final = _("Everyone can read it. Never write a person’s name.")


class Money(forms.CharField):
    """An amount as people write it, "2,500" or "£49.50"; its value is in pence."""

    def __init__(self, **told: Any) -> None:
        attrs = {"inputmode": "decimal", "width": "govuk-input--width-10"}
        super().__init__(max_length=30, widget=forms.TextInput(attrs=attrs), **told)

    def clean(self, value: Any) -> int | None:
        """The pence. Raises ValidationError for what is no amount, or one with a part of a penny."""
        written = super().clean(value)
        if not written:
            return None
        found = AMOUNT.fullmatch(written)
        if found is None:
            raise ValidationError(_("Write an amount such as 2,500 or 49.50."))
        return int(found[1].replace(",", "")) * POUND + int(found[2] or 0)


class Words(forms.CharField):
    """A few lines."""

    def __init__(self, **told: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), **told)


class OfTheBody(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among decisions of a body, by number and title."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number}: {obj.proposal.title}"


class FoundForm(forms.Form):
    """A pot, its holder, its source and its rules."""

    name = forms.CharField(label=_("Name of the pot"), max_length=LONGEST["name"])
    purpose = forms.CharField(
        label=_("What its money is for"), max_length=LONGEST["purpose"], help_text=_("So that anyone can tell")
    )
    source_kind = forms.ChoiceField(
        label=_("Where its money comes from"),
        choices=[("", _("Choose")), *((each.key, each.name) for each in POLICIES.values())],
        help_text=_("A pot has one kind of source. What each asks of you is told below."),
    )
    accountable = forms.CharField(
        label=_("Who holds the money in law"),
        max_length=LONGEST["accountable"],
        help_text=_("The council, the club or the society whose bank account it is in, under its full name"),
    )
    approvers = forms.IntegerField(
        label=_("How many people must approve a payment"),
        min_value=authority.FEWEST_APPROVERS,
        max_value=authority.MOST_APPROVERS,
        initial=authority.USUAL_APPROVERS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "width": "govuk-input--width-2"}),
        help_text=_("Besides the one who asks for it"),
    )
    spend_by = Day(
        label=_("To be spent by"), required=False, help_text=_("Where the agreement or the giver names a last day")
    )

    def plan(self) -> Plan:
        """What was chosen. Raises Refused for a pot that says too little."""
        return Plan(**self.cleaned_data)


class AppointForm(forms.Form):
    """Whom the body chose, for which role, by which decision."""

    member = Neighbour(label=_("Who"), queryset=Member.objects.none(), empty_label=_("Choose"))
    role = forms.ChoiceField(
        label=_("As what"),
        choices=[("", _("Choose")), *ROLES],
        help_text=_("A steward enters and asks for payments. An approver says yes to them."),
    )
    decision = OfTheBody(label=_("By which decision"), queryset=Decision.objects.none(), empty_label=_("Choose"))

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = body.members.filter(state=Member.State.ADMITTED, user__isnull=False).order_by("shown_name")
        held = body.decisions.filter(carried=True, superseded_by__isnull=True).select_related("proposal")
        self.fields["member"].queryset = members  # type: ignore[attr-defined]
        self.fields["decision"].queryset = held.order_by("-number")  # type: ignore[attr-defined]


class IncomeForm(forms.Form):
    """Money that came in."""

    pence = Money(label=_("How much, in pounds"))
    day = Day(label=_("On which day"), help_text=_("The day that the bank says"))
    words = Words(label=_("Where it came from"), max_length=LONGEST_WORDS, help_text=NO_NAMES)


class PromiseForm(forms.Form):
    """Money to be set apart under a decision."""

    pence = Money(label=_("How much, in pounds"))
    purpose = forms.CharField(label=_("What for"), max_length=LONGEST_PURPOSE, help_text=NO_NAMES)
    recipient = forms.CharField(
        label=_("Which organisation is to have it"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=_("Then it is published as a grant. Never a person’s name."),
    )
    number = forms.CharField(
        label=_("Its number in a public register"),
        required=False,
        max_length=LONGEST_NUMBER,
        help_text=_("Such as GB-COH-01234567 for a company or GB-CHC-1234567 for a charity"),
    )

    def to(self) -> Recipient | None:
        """Who is to have it. Raises Refused for a number without a name, or one that names no register."""
        name, number = self.cleaned_data["recipient"], self.cleaned_data["number"]
        return Recipient(name, number) if name or number else None


class PaymentForm(forms.Form):
    """A payment that is asked for."""

    pence = Money(label=_("How much, in pounds"))
    words = Words(
        label=_("What is paid"),
        max_length=LONGEST_WORDS,
        help_text=_("Such as the invoice and what it was for. Everyone can read it. Never write a person’s name."),
    )


class ReleaseForm(forms.Form):
    """Money of a promise that is not spent."""

    pence = Money(label=_("How much goes back, in pounds"))


class CorrectForm(forms.Form):
    """Why an entry is taken back."""

    words = Words(label=_("What was wrong"), max_length=LONGEST_WORDS, help_text=NO_NAMES)


class StatementForm(forms.Form):
    """A bank's statement."""

    file = forms.FileField(label=_("The statement, as CSV"), max_length=200)

    def read(self) -> Statement:
        """What the file says. Raises Refused for what is no statement."""
        sent: UploadedFile[Any] = self.cleaned_data["file"]
        return read_statement(sent.read(MOST_BYTES + 1), str(_("the statement")))


class CloseForm(forms.Form):
    """The last day of a period."""

    through = Day(label=_("Close the books up to"), help_text=_("That day included. It cannot be opened again."))
