"""The pots of a body, wherever a page tells of the body."""

from typing import Any

from django import template

from commonweal.assemblies.models import Body, Claim, Decision
from commonweal.funds import queries
from commonweal.funds.models import Promise, SettledClaim

register = template.Library()


@register.inclusion_tag("funds/of_body.html")
def pots_of(body: Body) -> dict[str, Any]:
    """What each pot that a body governs holds. Nothing where it governs none."""
    return {"pots": [(pot, queries.held(pot)) for pot in queries.of_body(body)]}


@register.inclusion_tag("funds/moved_under.html")
def moved_under(decision: Decision) -> dict[str, Any]:
    """What was promised and paid under a decision, in whichever pots. Nothing where it moved none."""
    found = Promise.objects.filter(decision=decision).select_related("pot").order_by("pot", "number")
    return {"promises": list(found)}


@register.inclusion_tag("funds/settled.html")
def settled(claim: Claim) -> dict[str, Any]:
    """Whether a member's claim is paid, or waits in a payment. Nothing where no payment asks for it."""
    asked = SettledClaim.objects.filter(claim=claim).select_related("payment__pot", "payment__entry").first()
    return {"payment": asked.payment if asked else None}
