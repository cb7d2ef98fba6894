"""What people fill in about a meeting that is called."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commonweal.assemblies import agenda, taking_part
from commonweal.assemblies.actions.meetings import Call
from commonweal.assemblies.forms import TIMES, Day
from commonweal.assemblies.models import Proposal
from commonweal.assemblies.models.meetings import LONGEST_TEXT


class ItemForm(forms.Form):
    """An item for an agenda."""

    title = forms.CharField(label=_("What it is about"), max_length=agenda.LONGEST_TITLE)
    minutes = forms.IntegerField(
        label=_("Minutes it will take"), required=False, min_value=1, max_value=agenda.LONGEST_ITEM
    )
    proposal: Any = forms.ModelChoiceField(
        label=_("Proposal it is about"), required=False, queryset=Proposal.objects.none(), empty_label=_("None")
    )

    def __init__(self, *told: Any, proposals: Any, **named: Any) -> None:
        super().__init__(*told, **named)
        self.fields["proposal"].queryset = proposals  # type: ignore[attr-defined]
        self.fields["proposal"].label_from_instance = lambda each: each.title  # type: ignore[attr-defined]


class AskForm(forms.Form):
    """An item that a member asks for."""

    title = forms.CharField(label=_("What should we talk about?"), max_length=agenda.LONGEST_TITLE)


class ChangeForm(forms.Form):
    """Another time or place."""

    day = Day(label=_("Day"))
    time = forms.TimeField(label=_("Time"), input_formats=TIMES)
    place = forms.CharField(label=_("Where"), max_length=300)
    link = forms.URLField(label=_("Link to join from elsewhere"), required=False, max_length=500, assume_scheme="https")

    def call(self) -> Call:
        """What people are told from now on."""
        told = self.cleaned_data
        begins_at = timezone.make_aware(datetime.combine(told["day"], told["time"]))
        return Call(begins_at, told["place"], told.get("agenda", ""), told.get("link", ""))


class RequestForm(ChangeForm):
    """A meeting that a member asks for."""

    link = None  # type: ignore[assignment]
    agenda = forms.CharField(label=_("What it is about"), max_length=LONGEST_TEXT)


class NeedForm(forms.Form):
    """What a member needs at a meeting."""

    text = forms.CharField(label=_("What would help you to come?"), required=False, max_length=taking_part.LONGEST_NEED)
    children = forms.IntegerField(
        label=_("Children to be looked after"), min_value=0, max_value=taking_part.MOST_CHILDREN, initial=0
    )


class OfferForm(forms.Form):
    """What a meeting offers."""

    places = forms.IntegerField(
        label=_("Places for children"), min_value=0, max_value=taking_part.MOST_PLACES, initial=0
    )
    interpreters = forms.CharField(label=_("Interpreters"), required=False, max_length=200)
