"""What people fill in about members: who they are to a convenor, codes, rolls, names, questions nobody need answer."""

from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from commonweal.assemblies.actions.bodies import Charter
from commonweal.assemblies.actions.members import HOW
from commonweal.assemblies.forms import ApplicantForm
from commonweal.assemblies.imported_rolls import MOST_BYTES, Reading, read
from commonweal.assemblies.membership import LONGEST_NAME, Applicant
from commonweal.assemblies.models import Body
from commonweal.assemblies.models.meetings import LONGEST_TEXT
from commonweal.assemblies.monitoring import QUESTIONS

LONGEST_CODE: Final = 40  # characters: a code with whatever people put between its signs
CONFIRMED: Final = (("", _("Not yet")), *((each, each) for each in HOW))
ASKED: Final = {
    "age": _("How old are you?"),
    "sex": _("How do you describe yourself?"),
    "disability": _("Are you disabled?"),
    "background": _("What is your background?"),
    "housing": _("How do you live?"),
}


class EnteredForm(ApplicantForm):
    """Somebody whom a convenor enters, and whether they confirmed it."""

    confirmed = forms.ChoiceField(label=_("They confirmed it"), choices=CONFIRMED, required=False)


class OutsiderForm(ApplicantForm):
    """Who wants to belong to a body that is no ward's: a postcode is not asked."""

    postcode = None  # type: ignore[assignment]

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["postcode"] = ""
        return super().clean()

    def applicant(self) -> Applicant:
        """What was said, as the rules take it."""
        return Applicant(**{name: self.cleaned_data.get(name, "") for name in self._asked})


class CodeForm(forms.Form):
    """A code from a letter."""

    code = forms.CharField(label=_("The code"), max_length=LONGEST_CODE)


class AddressForm(forms.Form):
    """Where a letter goes. It is printed and kept nowhere."""

    address = forms.CharField(label=_("Street and house"), max_length=300)


class RollForm(forms.Form):
    """A list of residents, and who gave it."""

    file = forms.FileField(label=_("The list, as CSV"), max_length=200)
    source = forms.CharField(label=_("Who gave it to you, and why they may"), max_length=300)

    def reading(self) -> Reading:
        """What the file says. Raises Refused for what is no roll."""
        sent: UploadedFile[Any] = self.cleaned_data["file"]
        return read(sent.read(MOST_BYTES + 1), str(_("the list")))


class NameForm(forms.Form):
    """The name that others see."""

    shown_name = forms.CharField(label=_("The name that other members see"), max_length=LONGEST_NAME)
    chosen = forms.BooleanField(label=_("Other members may see it"), required=False)


class MovingForm(forms.Form):
    """Where somebody lives now."""

    postcode = ApplicantForm.base_fields["postcode"]
    clean_postcode = ApplicantForm.clean_postcode


class CharterForm(forms.Form):
    """What a body is called, who may belong, who admits, and what it is a part of."""

    name = forms.CharField(label=_("What it is called"), max_length=100)
    rule = forms.CharField(label=_("Who may belong"), max_length=LONGEST_TEXT)
    admits = forms.ChoiceField(
        label=_("Who sees that somebody may belong"),
        choices=((Body.Admits.CONVENOR, _("A convenor")), (Body.Admits.MEMBER, _("Any member"))),
    )
    parent = forms.ModelChoiceField(
        label=_("It is a part of"),
        queryset=Body.objects.none(),
        required=False,
        empty_label=_("None"),
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )

    def __init__(self, *args: Any, sample: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sample = sample
        founded = Body.objects.filter(sample=sample, state=Body.State.FOUNDED)
        self.fields["parent"].queryset = founded  # type: ignore[attr-defined]

    def charter(self) -> Charter:
        """What was said. Raises Refused where the name or the rule says too little."""
        return Charter(**self.cleaned_data, sample=self.sample)


class MonitoringForm(forms.Form):
    """Questions that nobody need answer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, answers in QUESTIONS.items():
            offered = [("", _("I would rather not say")), *((each, each) for each in answers)]
            self.fields[name] = forms.ChoiceField(label=ASKED[name], choices=offered, required=False)
