"""What is filled in while a project is delivered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.assemblies.forms import Day
from commonweal.basics.problems import Refused
from commonweal.budgets import ideas, photos
from commonweal.budgets.actions.delivery import LONGEST_TITLE, Picture, Step
from commonweal.funds.forms import Money, Words


class MilestoneForm(forms.Form):
    """A step: what, until when, for how much."""

    title = forms.CharField(label=_("What will be there"), max_length=LONGEST_TITLE)
    due_on = Day(label=_("By which day"))
    pence = Money(label=_("What it takes of the money, in pounds"))

    def step(self) -> Step:
        """What was written. Raises Refused."""
        return Step(**self.cleaned_data)


class ReachedForm(forms.Form):
    """A step that was reached."""

    day = Day(label=_("Reached on"))
    spent = Money(label=_("What it took of the money, in pounds"))


class ProgressForm(forms.Form):
    """How a project is going, with a photo where there is one."""

    words = Words(label=_("How it is going"), max_length=ideas.LONGEST_ANSWER)
    photo = forms.FileField(
        label=_("A photo"), required=False, help_text=_("JPEG or PNG, up to 2 MB. What a phone adds is taken out.")
    )
    shows = forms.CharField(label=_("What the photo shows"), max_length=LONGEST_TITLE, required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors:
            try:
                self.picture()
            except Refused as refusal:
                self.add_error("photo", refusal.plain)
        return told

    def picture(self) -> Picture | None:
        """The photo that was sent. Raises Refused for one that is none, is too large, or says not what it shows."""
        sent = self.cleaned_data["photo"]
        if not sent:
            return None
        if sent.size > photos.LARGEST:
            raise Refused(photos.TOO_LARGE)
        sent.seek(0)
        content = sent.read()
        photos.cleaned(content)
        return Picture(content, self.cleaned_data["shows"])


class FinishForm(forms.Form):
    """Whether a project is done, and how or why not."""

    done = forms.ChoiceField(
        label=_("Is it done?"),
        choices=[("", _("Choose")), ("yes", _("It is done")), ("no", _("It will not be done"))],
    )
    why = Words(label=_("What there is now, or why it was not done"), max_length=ideas.LONGEST_ANSWER)


class LessonForm(forms.Form):
    """What was learnt."""

    words = forms.CharField(
        label=_("What was learnt"), max_length=ideas.LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 6})
    )
