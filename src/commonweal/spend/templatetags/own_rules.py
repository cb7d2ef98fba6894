"""What a page says where its reader changed the locks in the address."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.template.context import Context

from commonweal.basics.problems import Refused
from commonweal.spend import queries
from commonweal.spend.locks.changes import ASKED, changed
from commonweal.spend.locks.queries import standing
from commonweal.spend.views.asking import seen_of
from commonweal.spend.views.rule_words import changes

register = template.Library()


@register.inclusion_tag("spend/own_rules.html", takes_context=True)
def own_rules(context: Context, passing: bool = False) -> dict[str, Any]:
    """The reader's own rules, with the address of the same page by the rules in force; nothing where there are none.

    passing: the locks decide no figure of this page, and only go along to those it leads to.
    """
    request = context.get("request")
    asked = seen_of(request.GET) if request is not None else {}
    if request is None or not any(name in asked for name in ASKED):
        return {}
    in_force = standing(sample=queries.sample_in_view()).locks
    try:
        locks = changed(in_force, asked)
    except Refused:  # the page says what is wrong with it
        return {}
    rest = [(name, each) for name, values in request.GET.lists() if name not in ASKED for each in values]
    return {
        "changes": changes(locks, in_force) if locks else [],
        "passing": passing,
        "back_url": f"{request.path}?{urlencode(rest)}" if rest else request.path,
    }
