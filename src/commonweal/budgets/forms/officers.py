"""What a convenor or a steward fills in to name a costing officer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.basics.problems import Refused
from commonweal.budgets.actions.officers import LONGEST_OFFICE, Chosen


class OfficerForm(forms.Form):
    """Whom an office sends, and which office it is."""

    email = forms.EmailField(
        label=_("Their e-mail address"), help_text=_("At work. It is shown to nobody; they sign in with it.")
    )
    office = forms.CharField(
        label=_("The office that they answer for"),
        max_length=LONGEST_OFFICE,
        help_text=_("As everyone will read it below each answer. Never a person’s name."),
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors:
            try:
                self.chosen()
            except Refused as refusal:
                self.add_error("office", refusal.plain)
        return told

    def chosen(self) -> Chosen:
        """What was written. Raises Refused."""
        return Chosen(self.cleaned_data["email"], self.cleaned_data["office"])
