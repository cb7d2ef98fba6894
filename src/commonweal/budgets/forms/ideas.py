"""What people fill in about ideas: putting one forward, merging, hiding, answering, listing."""

import re
from typing import Any, Final

import numpy as np
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commonweal.assemblies import moderation
from commonweal.basics.problems import Refused
from commonweal.budgets import ideas, mapping
from commonweal.budgets.actions.costing import LONGEST_CHOICE, Answer
from commonweal.budgets.actions.locating import check_point, ground_of
from commonweal.budgets.actions.officers import LONGEST_OFFICE
from commonweal.budgets.models import Area, Budget, Idea
from commonweal.funds.forms import Money, Words
from commonweal.places import queries as places
from commonweal.places.grid import to_grid
from commonweal.places.postcodes import clean

METRES: Final = re.compile(r"(\d{4,6})\s*[,;]\s*(\d{4,7})")  # of the National Grid: what the map of the form writes
DEGREES: Final = re.compile(r"(-?\d{1,2}(?:\.\d{1,15})?)\s*[,;]\s*(-?\d{1,2}(?:\.\d{1,15})?)")
NO_PLACE: Final = _("Write a postcode of this region, or a point such as 53.4056, -2.9945.")


class AreaChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among the areas of a budget, with their money."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class Point(forms.CharField):
    """Where on the map: a postcode nearby, degrees, or metres of the National Grid, as its value is."""

    def clean(self, value: Any) -> tuple[int, int] | None:
        """The point. Raises ValidationError for a postcode that is not of this region, and for what is neither."""
        written = super().clean(value).strip()
        if not written:
            return None
        if found := METRES.fullmatch(written):
            return int(found[1]), int(found[2])
        if found := DEGREES.fullmatch(written):
            return _from_degrees(float(found[1]), float(found[2]))
        point = _of_postcode(clean(written))
        if point is None:
            raise ValidationError(NO_PLACE)
        return point


class IdeaForm(forms.Form):
    """An idea: what, and where."""

    title = forms.CharField(label=_("Your idea in a few words"), max_length=ideas.LONGEST_TITLE)
    words = forms.CharField(
        label=_("What should be done, and what it is good for"),
        max_length=ideas.LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Everyone can read it. Never write a person’s name."),
    )
    area = AreaChoice(label=_("For which area"), queryset=Area.objects.none(), empty_label=_("Choose"))
    place = forms.CharField(
        label=_("Where it is"),
        max_length=ideas.LONGEST_PLACE,
        required=False,
        help_text=_("Such as: the corner of Dock Street and Rope Walk"),
    )
    point = Point(
        label=_("A postcode nearby, for the map"),
        max_length=60,
        required=False,
        help_text=_("Not your own home’s. Or a point that a map gave you, such as 53.4056, -2.9945"),
    )

    def __init__(self, *given: Any, budget: Budget, **told: Any) -> None:
        super().__init__(*given, **told)
        self.for_budget = budget
        field = self.fields["area"]
        assert isinstance(field, AreaChoice)
        field.queryset = budget.areas.all()
        if budget.areas.count() == 1:
            field.initial = budget.areas.get()

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors:
            try:
                self.told()
            except Refused as refusal:
                self.add_error(None, refusal.plain)
        if not self.errors:
            try:
                check_point(told["area"], told["point"])
            except Refused as refusal:
                self.add_error("point", refusal.plain)
        return told

    def map(self) -> mapping.Map | None:
        """The ground of the budget, to point on; None where nobody knows it."""
        region, ground = places.in_view(), ground_of(self.for_budget)
        frame = mapping.frame(ground)
        return mapping.drawn(frame, (), ground, places.borders_within(region, frame)) if region and frame else None

    def told(self) -> ideas.Words:
        """What was written. Raises Refused."""
        told = self.cleaned_data
        return ideas.Words(told["title"], told["words"], told["place"], told["point"])


class MergeForm(IdeaForm):
    """Ideas to be merged, and the words of the one that takes their place."""

    numbers = forms.CharField(
        label=_("The numbers of the ideas"), max_length=200, help_text=_("With commas between, such as 3, 8, 12")
    )

    def __init__(self, *given: Any, budget: Budget, **told: Any) -> None:
        super().__init__(*given, budget=budget, **told)
        self.budget = budget
        self.order_fields(["numbers"])

    def clean_numbers(self) -> list[Idea]:
        written = [each.strip() for each in self.cleaned_data["numbers"].split(",") if each.strip()]
        if not all(each.isascii() and each.isdigit() and len(each) < 7 for each in written):
            raise ValidationError(_("Write the numbers of ideas with commas between, such as 3, 8, 12."))
        found = {idea.number: idea for idea in self.budget.ideas.filter(number__in=map(int, written))}
        if missing := [each for each in written if int(each) not in found]:
            raise ValidationError(_("There is no idea %(number)s."), params={"number": missing[0]})
        return list(found.values())


class HideForm(forms.Form):
    """Why an idea is hidden."""

    reason = forms.ChoiceField(
        label=_("Reason"), choices=[("", _("Choose")), *((key, _(words)) for key, words in moderation.REASONS.items())]
    )


class ReportForm(HideForm):
    """Why an idea should be looked at."""

    note = forms.CharField(
        label=_("What the convenors should know"),
        max_length=moderation.LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SayForm(forms.Form):
    """A few words, public or not as the page says."""

    words = Words(label=_("Your words"), max_length=ideas.LONGEST_ANSWER)


class CostingForm(forms.Form):
    """What an office answers to an idea."""

    feasible = forms.ChoiceField(
        label=_("Can it be done?"), choices=[("", _("Choose")), ("yes", _("Yes")), ("no", _("No"))]
    )
    pence = Money(
        label=_("What it costs, in pounds"),
        help_text=_("As you expect it. Leave it empty where it cannot be done."),
        error_messages={"required": _("Say what it costs. Leave it empty only where it cannot be done.")},
    )
    words = Words(
        label=_("The answer"),
        max_length=ideas.LONGEST_ANSWER,
        help_text=_("How it would be done, what the cost is made of, or why it cannot be done"),
    )
    by_whom = forms.CharField(
        label=_("Which office answers"), max_length=LONGEST_OFFICE, help_text=_("An office. Never a person’s name.")
    )

    def __init__(self, *given: Any, **told: Any) -> None:
        super().__init__(*given, **told)
        if self.data.get("feasible") == "no":
            self.fields["pence"].required = False

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors:
            try:
                self.answer()
            except Refused as refusal:
                self.add_error("pence", refusal.plain)
        return told

    def answer(self) -> Answer:
        """What was written. Raises Refused for half an answer."""
        told = self.cleaned_data
        return Answer(told["feasible"] == "yes", told["pence"], told["words"], told["by_whom"])


class ShortlistForm(forms.Form):
    """Putting an idea onto the ballot."""

    one_of = forms.CharField(
        label=_("A choice that it is one of"),
        max_length=LONGEST_CHOICE,
        required=False,
        help_text=_(
            "Only where one at most of several projects can win, such as two plans for one site. Write the same "
            "words for each of them, such as: the old library"
        ),
    )


def _from_degrees(latitude: float, longitude: float) -> tuple[int, int]:
    east, north = to_grid(np.array([longitude]), np.array([latitude]))
    if not (np.isfinite(east[0]) and np.isfinite(north[0]) and east[0] >= 0 and north[0] >= 0):
        raise ValidationError(NO_PLACE)
    return round(float(east[0])), round(float(north[0]))


def _of_postcode(postcode: str | None) -> tuple[int, int] | None:
    region = places.in_view()
    if postcode is None or region is None:
        return None
    return places.points_of(region, [postcode]).get(postcode)
