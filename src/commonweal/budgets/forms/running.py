"""What convenors fill in to run a budget: setting it up, its days, its rules, its ballot."""

import re
from datetime import datetime, time
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commonweal.assemblies.balloting import cells, slates
from commonweal.assemblies.forms import TIMES, Day
from commonweal.assemblies.membership import BANDS
from commonweal.assemblies.models import Body
from commonweal.basics.money import POUND
from commonweal.basics.problems import Refused
from commonweal.budgets.actions.balloting import Polling
from commonweal.budgets.actions.founding import LONGEST_NAME, LONGEST_WORDS, AreaPlan, Plan
from commonweal.budgets.cycle import MOST_LEAST_VOTES, Dates, Rules
from commonweal.budgets.models import Budget, Stage
from commonweal.funds.forms import AMOUNT
from commonweal.funds.models import Pot

EVENING: Final = time(20)
NOTHING, BY_AGE = "nothing", "age"
LONGEST_AREAS: Final = 20_000
SAYS: Final = {
    slates.APPROVAL: _("As many projects as the voter likes"),
    slates.KNAPSACK: _("Projects up to the money of the area"),
    slates.POINTS: _("Points, given to one project or several"),
    slates.RANKED: _("Projects in the order in which the voter wants them"),
}
WAYS: Final = {
    "shares": (("equal-shares", "cost", "add1-greedy"), _("Equal shares: everyone decides over the same money")),
    "votes": (("greedy", "cost", "none"), _("Most votes first")),
    "phragmen": (("phragmen", "cost", "none"), _("Phragmén’s rule")),
}


class FoundForm(forms.Form):
    """A budget: its name, its pot, and its areas."""

    name = forms.CharField(label=_("Name of the budget"), max_length=LONGEST_NAME)
    words = forms.CharField(
        label=_("What it is for"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    pot = forms.ModelChoiceField(
        label=_("The pot that it shares out"), queryset=Pot.objects.none(), empty_label=_("Choose")
    )
    areas = forms.CharField(
        label=_("Areas and their money"),
        max_length=LONGEST_AREAS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "One on each line: its name, its money, and who lives there: wards by their codes, or beginnings of "
            "postcodes. Leave the last part out for the area that is everyone’s. Such as: Quayside; 20,000; L1, L8 1"
        ),
    )

    def __init__(self, *given: Any, body: Body, **told: Any) -> None:
        super().__init__(*given, **told)
        field = self.fields["pot"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = body.pots.all()

    def clean_areas(self) -> tuple[AreaPlan, ...]:
        lines = [line for line in self.cleaned_data["areas"].splitlines() if line.strip()]
        return tuple(_area(line, number) for number, line in enumerate(lines, start=1))

    def clean(self) -> dict[str, Any]:
        return _refusing(self, super().clean(), self.plan)

    def plan(self) -> Plan:
        """What was written. Raises Refused."""
        told = self.cleaned_data
        return Plan(told["name"], told["words"], told["areas"])


class DatesForm(forms.Form):
    """When a phase begins and ends."""

    begins = Day(label=_("First day"), required=False)
    ends = Day(label=_("Last day"), required=False)

    def __init__(self, *given: Any, stage: Stage, **told: Any) -> None:
        super().__init__(*given, **told)
        self.initial = {"begins": stage.begins_on, "ends": stage.ends_on}

    def clean(self) -> dict[str, Any]:
        return _refusing(self, super().clean(), self.dates)

    def dates(self) -> Dates:
        """What was written. Raises Refused."""
        return Dates(self.cleaned_data["begins"], self.cleaned_data["ends"])


class RulesForm(forms.Form):
    """How a budget is voted on and counted."""

    kind = forms.ChoiceField(label=_("What a ballot says"), choices=[*SAYS.items()])
    most = forms.IntegerField(
        label=_("How many projects, points or places a ballot gives in each area"),
        min_value=0,
        max_value=slates.MOST_CHOICES,
        help_text=_("0 for as many as the voter likes; points and orders need a number"),
    )
    minimum_age = forms.ChoiceField(label=_("Least age of voters"), choices=[(each, each) for each in BANDS])
    least_votes = forms.IntegerField(
        label=_("Fewest votes that a winner needs"), min_value=0, max_value=MOST_LEAST_VOTES
    )
    breakdown = forms.ChoiceField(
        label=_("What each ballot tells of its voter, beside the area"),
        choices=[(NOTHING, _("Nothing")), (BY_AGE, _("The age band"))],
        help_text=_(
            "With the age band, the result tells what each age group got. Voters are told so before they vote. Age "
            "groups of fewer than ten are never shown."
        ),
    )
    way = forms.ChoiceField(label=_("How it is counted"), choices=[(key, label) for key, (_way, label) in WAYS.items()])

    def __init__(self, *given: Any, budget: Budget, **told: Any) -> None:
        held = budget.rules()
        way = next((key for key, (told_way, _l) in WAYS.items() if told_way[0] == held.rule), "shares")
        initial = {name: getattr(held, name) for name in ("kind", "most", "minimum_age", "least_votes")}
        super().__init__(*given, **told)
        self.initial = {**initial, "way": way, "breakdown": held.breakdown or NOTHING}

    def clean(self) -> dict[str, Any]:
        return _refusing(self, super().clean(), self.rules)

    def rules(self) -> Rules:
        """What was chosen. Raises Refused."""
        told = self.cleaned_data
        (rule, utility, completion), _label = WAYS[told["way"]]
        breakdown: cells.Breakdown = "age" if told["breakdown"] == BY_AGE else ""
        numbers = (told["most"], int(told["minimum_age"]), told["least_votes"])
        return Rules(told["kind"], *numbers, rule, utility, completion, breakdown)


class PollingForm(forms.Form):
    """Where people vote, and until when."""

    day = Day(label=_("Last day of voting"))
    time = forms.TimeField(label=_("Until"), required=False, input_formats=TIMES)
    where = forms.ChoiceField(
        label=_("How people can vote"),
        choices=[("both", _("Online and on paper")), ("online", _("Online")), ("paper", _("On paper"))],
    )

    def polling(self) -> Polling:
        """What was chosen."""
        told = self.cleaned_data
        closes_at = timezone.make_aware(datetime.combine(told["day"], told["time"] or EVENING))
        return Polling(closes_at, online=told["where"] != "paper", by_paper=told["where"] != "online")


def _area(line: str, number: int) -> AreaPlan:
    name, money, *rest = [part.strip() for part in line.split(";")] + ([""] if ";" not in line else [])
    found = AMOUNT.fullmatch(money)
    if found is None or len(rest) > 1:
        raise ValidationError(
            _("Line %(number)s: write a name, a semicolon, and an amount, such as Quayside; 20,000; L1, L8 1."),
            params={"number": number},
        )
    pence = int(found[1].replace(",", "")) * POUND + int(found[2] or 0)
    parts = tuple(" ".join(part.upper().split()) for part in re.split(",", rest[0]) if part.strip()) if rest else ()
    try:
        return AreaPlan(name, pence, parts)
    except Refused as refusal:
        raise ValidationError(refusal.plain) from None


def _refusing(form: forms.Form, told: dict[str, Any] | None, verb: Any) -> dict[str, Any]:
    """Say what a rule refuses above the form."""
    if not form.errors:
        try:
            verb()
        except Refused as refusal:
            form.add_error(None, refusal.plain)
    return told or {}
