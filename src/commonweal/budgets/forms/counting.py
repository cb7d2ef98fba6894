"""What people fill in to have an election of projects counted."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.budgets.counting import Way

LARGEST_UPLOAD: Final = 10 * 2**20  # bytes: some 300,000 ballots; our choice, so that an answer comes at once
MOST_LEAST_VOTES: Final = 10**9
MOST_EXCLUSIVE: Final = 10_000  # characters

WAYS: Final = {
    "shares-add1": (Way("equal-shares", "cost", "add1"), _("Equal shares, then more for everyone")),
    "shares": (Way("equal-shares"), _("Equal shares alone")),
    "shares-each": (Way("equal-shares", "cardinality"), _("Equal shares, each project worth the same")),
    "votes": (Way("greedy"), _("Most votes first")),
    "votes-money": (Way("greedy", "cardinality"), _("Most votes for the money first")),
    "phragmen": (Way("phragmen"), _("Phragmén’s rule")),
}


class ElectionForm(forms.Form):
    """A Pabulib file, the rule whose story is told, and what is asked of winners besides money."""

    sent = forms.FileField(
        error_messages={
            "required": _("Choose a file"),
            "empty": _("The file is empty. Choose one that holds an election"),
        }
    )
    way = forms.ChoiceField(choices=[(name, label) for name, (_way, label) in WAYS.items()], required=False)
    least_votes = forms.IntegerField(
        min_value=0,
        max_value=MOST_LEAST_VOTES,
        required=False,
        error_messages={
            "invalid": _("Write the fewest votes as a whole number, such as 50, or leave it empty"),
            "min_value": _("The fewest votes are zero or more"),
            "max_value": _("The fewest votes are more than anybody could have"),
        },
    )
    exclusive = forms.CharField(
        max_length=MOST_EXCLUSIVE,
        required=False,
        error_messages={
            "max_length": _("Shorten what excludes one another, or use the command “commonweal budget compare”")
        },
    )

    def clean_sent(self) -> Any:
        file = self.cleaned_data["sent"]
        if file.size > LARGEST_UPLOAD:
            raise forms.ValidationError(
                _("The file is larger than %(limit)s MB. Use the command “commonweal budget compare” for it"),
                params={"limit": LARGEST_UPLOAD // 2**20},
            )
        return file

    def clean_exclusive(self) -> list[list[str]]:
        """Groups of ids, one a line."""
        lines = (line.split(",") for line in self.cleaned_data["exclusive"].splitlines())
        groups = [[each.strip() for each in line if each.strip()] for line in lines]
        return [group for group in groups if group]

    def chosen(self) -> Way:
        """The rule whose story is told."""
        way, _label = WAYS[self.cleaned_data["way"] or next(iter(WAYS))]
        return way
