"""What people fill in about what a decision brings about."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from commonweal.assemblies.actions.acceptance import Reply
from commonweal.assemblies.counts.yes_no import Of
from commonweal.assemblies.decisions import MOST_PENCE, Disclosure, Terms
from commonweal.assemblies.forms import QUORUMS, Day, Neighbour
from commonweal.assemblies.membership import MINIMUM_AGES
from commonweal.assemblies.models import Body, Decision, Member
from commonweal.assemblies.models.meetings import LONGEST_TEXT
from commonweal.assemblies.models.terms import LONGEST_ANSWER
from commonweal.assemblies.standing_orders import MOST_MONTHS, MOST_NOTICE, MOST_SECONDS, StandingOrders
from commonweal.basics.money import POUND

MOST_TO_CONVENE: Final = 500  # of the form; our choice: beyond, nobody but a convenor could call a meeting
CARRYING: Final = (("1/2", _("Half")), ("2/3", _("Two thirds")), ("3/4", _("Three quarters")))
OFFERED: Final = {"quorum_share": QUORUMS, "majority": CARRYING, "orders_majority": CARRYING}
REACHED: Final = (("False", _("No, more must say yes")), ("True", _("Yes, it is enough")))
COUNTED: Final = (
    (Of.FOR_AND_AGAINST.value, _("Votes for or against")),
    (Of.CAST.value, _("Votes cast")),
    (Of.ELECTORS.value, _("All who have a vote")),
)
RECEIPTS: Final = (
    ("choices", _("The tracker, and what was chosen")),
    ("tracker only", _("The tracker alone, so that nobody can be made to show how they voted")),
)
ANSWERS: Final = (("yes", _("They accepted it")), ("no", _("They declined it")))


class Earlier(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among decisions, by number and title."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number}: {obj.proposal.title}"


class TermsForm(forms.Form):
    """From when, until when, how much, what for, whose place it takes, who must accept it."""

    begins_on = Day(label=_("It holds from"), required=False)
    ends_on = Day(label=_("Its last day"), required=False)
    pounds = forms.DecimalField(
        label=_("The most money it may move, in pounds"),
        decimal_places=2,
        min_value=Decimal("0.01"),
        max_value=Decimal(MOST_PENCE) / POUND,
        required=False,
        localize=False,
    )
    purpose = forms.CharField(label=_("What the money is for"), max_length=200, required=False)
    asks_of = forms.CharField(label=_("Who must accept it before anybody acts"), max_length=200, required=False)
    supersedes = Earlier(
        label=_("It takes the place of"),
        queryset=Decision.objects.none(),
        required=False,
        empty_label=_("None"),
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = Decision.objects.filter(body=body, carried=True, superseded_by__isnull=True).select_related("proposal")
        self.fields["supersedes"].queryset = held  # type: ignore[attr-defined]

    def terms(self) -> Terms:
        """What was said. Raises Refused for terms that could not be kept."""
        told = self.cleaned_data
        pence = int(told["pounds"] * POUND) if told["pounds"] is not None else None
        return Terms(told["begins_on"], told["ends_on"], pence, told["purpose"], told["asks_of"])


class NewOrdersForm(forms.Form):
    """The rules that a body can change, and why they should change: all but how many founded it, which is over."""

    reason = forms.CharField(label=_("Why they should change"), max_length=LONGEST_TEXT)
    quorum_share = forms.ChoiceField(label=_("Share of the members who must be present to decide"))
    quorum_least = forms.IntegerField(label=_("And never fewer people than"), min_value=3, max_value=500)
    majority = forms.ChoiceField(label=_("The share that carries a vote"))
    majority_reached = forms.TypedChoiceField(
        label=_("Whether reaching that share is enough"), choices=REACHED, coerce=lambda said: said == "True"
    )
    majority_of = forms.TypedChoiceField(label=_("What it is a share of"), choices=COUNTED, coerce=Of)
    orders_majority = forms.ChoiceField(label=_("The share that is enough to change these rules"))
    notice_days = forms.IntegerField(label=_("Days of notice before a meeting"), min_value=0, max_value=MOST_NOTICE)
    members_to_convene = forms.IntegerField(
        label=_("Members who can call a meeting together"), min_value=1, max_value=MOST_TO_CONVENE
    )
    seconds = forms.IntegerField(label=_("Seconds that a proposal needs"), min_value=0, max_value=MOST_SECONDS)
    convenor_months = forms.IntegerField(
        label=_("Months for which a convenor is elected"), min_value=1, max_value=MOST_MONTHS
    )
    receipts = forms.ChoiceField(label=_("What the receipt of a vote by ballot shows"), choices=RECEIPTS)
    minimum_age = forms.TypedChoiceField(
        label=_("Least age of members"), choices=[(age, str(age)) for age in MINIMUM_AGES], coerce=int
    )
    facilitator_opens = forms.TypedChoiceField(
        label=_("Who leads a meeting by turn marks who is here and opens shows of hands"),
        choices=[("False", _("No, a convenor does")), ("True", _("Yes, as convenors do"))],
        coerce=lambda said: said == "True",
    )

    def __init__(self, data: Any = None, *, held: StandingOrders) -> None:
        self.held, self.asked = held, [name for name in self.base_fields if name != "reason"]
        shown = {name: getattr(held, name) for name in self.asked}
        super().__init__(data, initial={name: str(value) for name, value in shown.items()})
        self.initial["majority_of"] = held.majority_of.value
        for name, offered in OFFERED.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = _with(getattr(held, name), offered)

    def orders(self) -> StandingOrders:
        """The orders with what was changed; every other rule stays. Raises Refused for rules that cannot be kept."""
        told = {name: self.cleaned_data[name] for name in self.asked}
        return replace(self.held, **told | {name: Fraction(told[name]) for name in OFFERED})


class InterestForm(forms.Form):
    """An interest of one's own, without a name."""

    text = forms.CharField(label=_("What ties you to it"), max_length=LONGEST_ANSWER)
    recuses = forms.BooleanField(label=_("I take no part in the vote"), required=False)

    def told(self) -> Disclosure:
        """What was said. Raises Refused where it is nothing."""
        return Disclosure(self.cleaned_data["text"], self.cleaned_data["recuses"])


class OthersInterestForm(InterestForm):
    """What a member without an account told of themselves."""

    field_order = ("member", "text", "recuses")  # that of the page, which the list of what is wrong follows
    member = Neighbour(label=_("Who told it"), queryset=Member.objects.none(), empty_label=_("Choose"))
    text = forms.CharField(label=_("What ties them to it"), max_length=LONGEST_ANSWER)
    recuses = forms.BooleanField(label=_("They take no part in the vote"), required=False)

    def __init__(self, *args: Any, members: QuerySet[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What the accountable body answered."""

    accepted = forms.ChoiceField(label=_("What they answered"), choices=ANSWERS)
    by_whom = forms.CharField(label=_("Who answered"), max_length=200)
    answered_on = Day(label=_("On which day"))
    reference = forms.CharField(label=_("Reference"), max_length=200, required=False)
    link = forms.URLField(label=_("Link to it"), required=False, max_length=500, assume_scheme="https")
    reason = forms.CharField(label=_("The reason, if they declined"), required=False, max_length=LONGEST_ANSWER)

    def reply(self) -> Reply:
        """What was said. Raises Refused for an answer that nobody could look up."""
        told = dict(self.cleaned_data)
        return Reply(**told | {"accepted": told["accepted"] == "yes"})


def _with(held: Fraction, offered: Any) -> list[tuple[str, Any]]:
    """What is offered, and what holds today where that is another share."""
    shares = list(offered)
    return shares if any(value == str(held) for value, _label in shares) else [*shares, (str(held), str(held))]
