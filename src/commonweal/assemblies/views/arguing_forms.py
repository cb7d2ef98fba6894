"""What people fill in when they argue about a proposal."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.assemblies import discussion, moderation
from commonweal.assemblies.models import Body, Decision, Proposal
from commonweal.assemblies.wordings import LONGEST_TEXT, LONGEST_TITLE, Wording

PARTS: Final = 4  # of a proposal that is split, on the page; the rule allows more
REASONS: Final = [
    ("", _("Choose a reason")),
    ("off topic", _("It is about something else")),
    ("names a private person", _("It names a private person")),
    ("insult", _("It insults somebody")),
    ("advertising", _("It advertises")),
    ("unlawful", _("It is against the law")),
]


class WordingForm(forms.Form):
    """A title and a text."""

    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)
    text = forms.CharField(label=_("What should be decided"), max_length=LONGEST_TEXT)

    def wording(self) -> Wording:
        """As the rules take it."""
        return Wording(self.cleaned_data["title"], self.cleaned_data["text"])


class DraftForm(forms.Form):
    """A proposal that need not be finished."""

    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE, required=False)
    text = forms.CharField(label=_("What should be decided"), max_length=LONGEST_TEXT, required=False)


class CommentForm(forms.Form):
    """What somebody says about a proposal."""

    text = forms.CharField(label=_("What you would like to say"), max_length=discussion.LONGEST_COMMENT)


class MergeForm(WordingForm):
    """The proposals that become one, and what it says. A convenor who made none of them gives a reason."""

    proposals = forms.ModelMultipleChoiceField(Proposal.objects.none(), label=_("Merge with"))
    reason = forms.CharField(label=_("Your reason, as a convenor"), max_length=moderation.LONGEST_NOTE, required=False)

    def __init__(self, *told: Any, others: Any, **more: Any) -> None:
        super().__init__(*told, **more)
        choice = self.fields["proposals"]
        assert isinstance(choice, forms.ModelMultipleChoiceField)
        choice.queryset = others


class SplitForm(forms.Form):
    """The texts that a proposal is split into: as many as are filled in."""

    reason = forms.CharField(label=_("Your reason, as a convenor"), max_length=moderation.LONGEST_NOTE, required=False)

    def __init__(self, *told: Any, **more: Any) -> None:
        super().__init__(*told, **more)
        for number in range(1, PARTS + 1):
            named = {"number": number}
            self.fields[f"title{number}"] = forms.CharField(
                label=_("Title of part %(number)s") % named, max_length=LONGEST_TITLE, required=False
            )
            self.fields[f"text{number}"] = forms.CharField(
                label=_("What part %(number)s should decide") % named, max_length=LONGEST_TEXT, required=False
            )

    def wordings(self) -> list[Wording]:
        """The parts that are filled in. Raises Refused for one with a title and no text, or the other way round."""
        told = [(self.cleaned_data[f"title{at}"], self.cleaned_data[f"text{at}"]) for at in range(1, PARTS + 1)]
        return [Wording(title, text) for title, text in told if title or text]

    def parts(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of each part."""
        return [(self[f"title{at}"], self[f"text{at}"]) for at in range(1, PARTS + 1)]


class ReasonForm(forms.Form):
    """For which reason a text should be hidden."""

    reason = forms.ChoiceField(label=_("Why"), choices=REASONS)


class ReportForm(ReasonForm):
    """What somebody points the convenors to."""

    note = forms.CharField(label=_("What they should know"), max_length=moderation.LONGEST_NOTE, required=False)


class AppealForm(forms.Form):
    """Why words should be shown again."""

    text = forms.CharField(label=_("Why it should be shown again"), max_length=moderation.LONGEST_NOTE)


class DecisionForm(forms.Form):
    """A decision of the assembly, by its number."""

    decision = forms.IntegerField(label=_("Number of the assembly’s decision"), required=False, min_value=1)

    def __init__(self, *told: Any, body: Body, needed: bool = False, **more: Any) -> None:
        super().__init__(*told, **more)
        self._body = body
        self.fields["decision"].required = needed

    def clean_decision(self) -> Decision | None:
        number = self.cleaned_data["decision"]
        found = self._body.decisions.filter(number=number).first() if number else None
        if number and found is None:
            raise forms.ValidationError(_("There is no decision of that number. Look it up under “All decisions”."))
        return found


class PolicyForm(DecisionForm):
    """A policy that the assembly has decided on."""

    text = forms.CharField(label=_("The policy, as it was decided"), max_length=moderation.LONGEST_POLICY)
    field_order = ["text", "decision"]
