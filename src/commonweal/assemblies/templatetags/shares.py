"""Shares of people as one says them."""

from fractions import Fraction
from typing import Final

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.assemblies.counts.yes_no import Of

register = template.Library()

SAID: Final = {
    Fraction(1, 2): gettext_lazy("half"),
    Fraction(1, 3): gettext_lazy("a third"),
    Fraction(2, 3): gettext_lazy("two thirds"),
    Fraction(1, 4): gettext_lazy("a quarter"),
    Fraction(3, 4): gettext_lazy("three quarters"),
    Fraction(1, 5): gettext_lazy("one in five"),
    Fraction(1, 10): gettext_lazy("one in ten"),
    Fraction(1, 20): gettext_lazy("one in twenty"),
    Fraction(1): gettext_lazy("all"),
}
COUNTED: Final = {
    Of.FOR_AND_AGAINST: gettext_lazy("the votes for or against"),
    Of.CAST: gettext_lazy("the votes cast"),
    Of.ELECTORS: gettext_lazy("all who have a vote"),
}


@register.filter
def as_said(share: Fraction) -> str:
    """A share in words: half, two thirds, one in ten; any other as "7 of every 20"."""
    said = SAID.get(share)
    return (
        str(said) if said else _("%(part)d of every %(whole)d") % {"part": share.numerator, "whole": share.denominator}
    )


@register.filter
def of_whom(counted: Of) -> str:
    """What a majority is a share of, in words."""
    return str(COUNTED[counted])
