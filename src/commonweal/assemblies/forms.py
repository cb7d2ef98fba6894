"""What people fill in about assemblies."""

from datetime import date, datetime
from datetime import time as time_of_day
from fractions import Fraction
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commonweal.assemblies.actions.meetings import Call
from commonweal.assemblies.actions.opening import Plan
from commonweal.assemblies.balloting.questions import MOST_OPTIONS, YES_NO, Question, ranked_rule
from commonweal.assemblies.counts import approval
from commonweal.assemblies.counts.ballots import plain
from commonweal.assemblies.hands import Hands
from commonweal.assemblies.membership import BANDS, BY_ITS_RULE, EVIDENCE, LONGEST_NAME, MINIMUM_AGES, Applicant
from commonweal.assemblies.models.meetings import LONGEST_TEXT
from commonweal.assemblies.standing_orders import MOST_SECONDS, StandingOrders
from commonweal.basics.problems import Refused
from commonweal.places.postcodes import clean

DAYS: Final = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y")  # what browsers send, and what people type where they send text
TIMES: Final = ("%H:%M", "%H:%M:%S", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p")
RANKED_BALLOT: Final = "ranked"  # counted by the rule that fits the number of seats
EVENING: Final = time_of_day(20)  # when a vote ends on its last day, where nobody says otherwise
# The shares offered, so that nobody has to think in fractions; a body can adopt any other later, by decision.
QUORUMS: Final = (
    ("0", _("No share, only the number below")),
    ("1/20", _("One in twenty")),
    ("1/10", _("One in ten")),
    ("1/5", _("One in five")),
)
MAJORITIES: Final = (
    ("1/2", _("More than half of those for or against")),
    ("2/3", _("More than two thirds of those for or against")),
)


class Day(forms.DateField):
    """A day, in the browser's own field for one."""

    def __init__(self, **told: Any) -> None:
        attrs = {"width": "govuk-input--width-10"}
        widget = forms.DateInput(attrs=attrs)
        widget.input_type = "date"
        super().__init__(input_formats=DAYS, widget=widget, **told)

    def prepare_value(self, value: Any) -> Any:
        """As a browser's field for a day takes it, whatever the reader's language."""
        return value.isoformat() if isinstance(value, date) else value


class Neighbour(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among members, by the name that others see."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.shown_name)


class ApplicantForm(forms.Form):
    """Who wants to belong. The form never asks for a birth date."""

    legal_name = forms.CharField(label=_("Your full name"), max_length=LONGEST_NAME)
    shown_name = forms.CharField(label=_("The name that other members see"), max_length=LONGEST_NAME)
    postcode = forms.CharField(label=_("Your postcode"), max_length=20)
    least_age = forms.TypedChoiceField(
        label=_("Your age"), choices=[("", _("Choose")), *BANDS.items()], coerce=int
    )  # nobody's is chosen for them

    def clean_postcode(self) -> str:
        written = clean(self.cleaned_data["postcode"])
        if written is None:
            raise forms.ValidationError(_("That is no postcode. Write it like L1 0AB."))
        return written

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors:
            _refusing(self, lambda: Applicant(**{name: told[name] for name in self._asked}))
        return told

    _asked = ("legal_name", "shown_name", "postcode", "least_age")

    def applicant(self) -> Applicant:
        """What was said, as the rules take it."""
        return Applicant(**{name: self.cleaned_data[name] for name in self._asked})


class OrdersForm(forms.Form):
    """The standing orders that founders are asked to agree to."""

    founders = forms.IntegerField(label=_("How many must found it"), min_value=3, max_value=200)
    quorum_share = forms.ChoiceField(label=_("Share of the members who must be present to decide"), choices=QUORUMS)
    quorum_least = forms.IntegerField(label=_("And never fewer people than"), min_value=3, max_value=500)
    majority = forms.ChoiceField(label=_("What carries a vote"), choices=MAJORITIES)
    seconds = forms.IntegerField(
        label=_("Seconds that a proposal needs"), min_value=0, max_value=MOST_SECONDS, required=False
    )
    notice_days = forms.IntegerField(label=_("Days of notice before a meeting"), min_value=0, max_value=90)
    minimum_age = forms.TypedChoiceField(
        label=_("Least age of members"), choices=[(age, str(age)) for age in MINIMUM_AGES], coerce=int
    )

    def orders(self) -> StandingOrders:
        """What was chosen, and the defaults for all that is not asked here. Raises Refused."""
        told = {name: value for name, value in self.cleaned_data.items() if value is not None}
        told |= {name: Fraction(told[name]) for name in ("quorum_share", "majority")}
        return StandingOrders(**told)


class ProofForm(forms.Form):
    """How somebody's residence was shown."""

    evidence = forms.ChoiceField(choices=[(each, each) for each in (*EVIDENCE, BY_ITS_RULE)])


class CallForm(forms.Form):
    """A meeting: when, where, about what."""

    day = Day(label=_("Day"))
    time = forms.TimeField(label=_("Time"), input_formats=TIMES)
    place = forms.CharField(label=_("Where"), max_length=300)
    link = forms.URLField(label=_("Link to join from elsewhere"), required=False, max_length=500, assume_scheme="https")
    agenda = forms.CharField(label=_("What it is about"), max_length=LONGEST_TEXT)
    access = forms.CharField(label=_("Getting in and taking part"), required=False, max_length=LONGEST_TEXT)

    def call(self) -> Call:
        """What people are told."""
        told = self.cleaned_data
        begins_at = timezone.make_aware(datetime.combine(told["day"], told["time"]))
        return Call(begins_at, told["place"], told["agenda"], told["link"], told["access"])


class ProposalForm(forms.Form):
    """What should be decided."""

    title = forms.CharField(label=_("Title"), max_length=200)
    text = forms.CharField(label=_("What should be decided"), max_length=LONGEST_TEXT)


class HandsForm(forms.Form):
    """What a teller counted."""

    yes = forms.IntegerField(label=_("Hands for"), min_value=0, max_value=100_000)
    no = forms.IntegerField(label=_("Hands against"), min_value=0, max_value=100_000)
    abstain = forms.IntegerField(label=_("Abstaining"), min_value=0, max_value=100_000)
    counting = forms.IntegerField(required=False)  # the round that the page asked to count

    def hands(self) -> Hands:
        """What was counted."""
        return Hands(*(self.cleaned_data[name] for name in ("yes", "no", "abstain")))


class BoxForm(forms.Form):
    """How a vote by ballot is held."""

    asks = forms.ChoiceField(
        label=_("What people are asked"),
        choices=[
            (YES_NO, _("Yes or no")),
            (approval.NAME, _("Which options they approve of")),
            (RANKED_BALLOT, _("Options in the order in which they want them")),
        ],
    )
    options = forms.CharField(label=_("Options"), required=False, max_length=LONGEST_TEXT)
    seats = forms.IntegerField(label=_("How many are chosen"), min_value=1, max_value=MOST_OPTIONS, initial=1)
    online = forms.BooleanField(label=_("Online"), required=False, initial=True)
    by_paper = forms.BooleanField(label=_("On paper"), required=False)
    by_hands = forms.BooleanField(label=_("By hands, in a meeting"), required=False)
    day = Day(label=_("Last day"), required=False)
    time = forms.TimeField(label=_("Until"), required=False, input_formats=TIMES)
    breakdown = forms.ChoiceField(
        label=_("What each ballot tells of its voter"),
        required=False,
        choices=[
            ("", _("Nothing")),
            ("area", _("The first half of the postcode")),
            ("age", _("The age band")),
            ("area and age", _("The first half of the postcode, and the age band")),
        ],
    )

    @property
    def ways(self) -> list[forms.BoundField]:
        """The fields that say how people can vote."""
        return [self[name] for name in ("online", "by_paper", "by_hands")]

    def plan(self) -> Plan:
        """What was chosen. Raises Refused for what cannot be asked."""
        told = self.cleaned_data
        options = tuple(line for line in map(plain, told["options"].splitlines()) if line)
        rule = ranked_rule(told["seats"]) if told["asks"] == RANKED_BALLOT else told["asks"]
        question = Question(YES_NO) if rule == YES_NO else Question(rule, options, told["seats"])
        closes_at = None
        if told["day"]:
            closes_at = timezone.make_aware(datetime.combine(told["day"], told["time"] or EVENING))
        channels = {name: told[name] for name in ("online", "by_paper", "by_hands")}
        return Plan(question, closes_at=closes_at, breakdown=told["breakdown"], **channels)


def _refusing(form: forms.Form, check: Any) -> None:
    """Say what a rule refuses where a person sees it: above the form."""
    try:
        check()
    except Refused as refusal:
        form.add_error(None, refusal.plain)
