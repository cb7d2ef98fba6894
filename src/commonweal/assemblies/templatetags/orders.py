"""Standing orders in words: what each rule is called, and what it says."""

from fractions import Fraction
from typing import Any, Final

from django import template
from django.utils.translation import gettext_lazy as _

from commonweal.assemblies import orders_changed
from commonweal.assemblies.counts.yes_no import Of
from commonweal.assemblies.standing_orders import StandingOrders
from commonweal.assemblies.templatetags.shares import as_said, of_whom

register = template.Library()

CALLED: Final = {
    "founders": _("How many must found it"),
    "quorum_share": _("Share of the members who must be present to decide"),
    "quorum_least": _("And never fewer people than"),
    "majority": _("The share that carries a vote"),
    "majority_of": _("What it is a share of"),
    "majority_reached": _("Whether reaching that share is enough"),
    "notice_days": _("Days of notice before a meeting"),
    "minimum_age": _("Least age of members"),
    "members_to_convene": _("Members who can call a meeting together"),
    "receipts": _("What a receipt shows"),
    "seconds": _("Seconds that a proposal needs"),
    "convenor_months": _("Months for which a convenor is elected"),
    "facilitator_opens": _("Whether who leads a meeting marks who is here and opens shows of hands"),
    "orders_majority": _("The share that is enough to change these rules"),
}
YES, NO = _("yes"), _("no")


@register.filter
def called(rule: str) -> str:
    """What a rule is called. One that has no words yet goes by its name."""
    return str(CALLED.get(rule, rule.replace("_", " ")))


@register.filter
def in_words(value: Any) -> str:
    """What a rule says: a share in words and of whom, yes or no, a number."""
    if isinstance(value, bool):
        return str(YES if value else NO)
    if isinstance(value, Fraction):
        return as_said(value) if value else str(NO)
    return of_whom(value) if isinstance(value, Of) else str(value)


@register.filter
def changed_from(after: StandingOrders, before: StandingOrders | None) -> list[orders_changed.Change]:
    """What is different from an earlier version; nothing where there is none."""
    return orders_changed.changes(before, after) if before else []
