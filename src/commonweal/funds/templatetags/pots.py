"""The pots of a body, wherever a page tells of the body."""

from typing import Any

from django import template

from commonweal.assemblies.models import Body
from commonweal.funds import queries

register = template.Library()


@register.inclusion_tag("funds/of_body.html")
def pots_of(body: Body) -> dict[str, Any]:
    """What each pot that a body governs holds. Nothing where it governs none."""
    return {"pots": [(pot, queries.held(pot)) for pot in queries.of_body(body)]}
