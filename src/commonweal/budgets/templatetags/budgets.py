"""The budgets of a body, wherever a page tells of the body."""

from typing import Any

from django import template

from commonweal.assemblies.models import Body
from commonweal.budgets.models import Budget
from commonweal.budgets.views.naming import CALLED

register = template.Library()


@register.inclusion_tag("budgets/of_body.html")
def budgets_of(body: Body) -> dict[str, Any]:
    """Each budget that a body holds, and where it stands. Nothing where it holds none."""
    return {"budgets": [(each, CALLED.get(each.phase, "")) for each in Budget.objects.filter(body=body)]}
