"""Numbers and dates as people read them.

Every filter turns None, and a name the template does not know, into "", so that `default` can say what is missing.
"""

from datetime import date
from fractions import Fraction

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commonweal.basics import money, shares

register = template.Library()


@register.filter
def pounds(pence: int | str | None) -> str:
    """Exact: 123450 gives "£1,234.50"."""
    return "" if pence is None or isinstance(pence, str) else money.exact(pence)


@register.filter
def pounds_short(pence: int | str | None) -> str:
    """Three figures to hold in mind: "£4.21 million"."""
    return "" if pence is None or isinstance(pence, str) else money.rounded(pence)


@register.filter
def count(number: int | str | None) -> str:
    """Whole numbers with commas: "12,300"."""
    return "" if number is None or isinstance(number, str) else f"{number:,}"


@register.filter
def percent(share: float | Fraction | str | None) -> str:
    """A share from 0 to 1 as "42%", or "4.2%" below ten; a trace is "less than 0.1%", never 0%."""
    if share is None or isinstance(share, str):
        return ""
    return _("less than 0.1%") if 0 < share < shares.TRACE else shares.per_cent(share)


@register.filter
def of_ten(share: float | Fraction | str | None) -> str:
    """A share from 0 to 1 as money in the hand: "£4.20 of every £10"."""
    if share is None or isinstance(share, str):
        return ""
    pence, _same = shares.of_ten(share, share)
    return _("%(part)s of every £10") % {"part": money.exact(pence)}


@register.filter
def day(value: date | str | None) -> str:
    """A date in words, "3 February 2021"; text is read as ISO."""
    return "" if not value else date_format(_as_date(value), "j F Y")


@register.filter
def month(value: date | str | None) -> str:
    """A month in words, "February 2021", from any day in it or from "2021-02"."""
    return "" if not value else date_format(_as_date(value), "F Y")


def _as_date(value: date | str) -> date:
    if isinstance(value, date):
        return value
    return date.fromisoformat(value if len(value) > len("2021-02") else f"{value}-01")
