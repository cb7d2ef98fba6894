"""What a proposal or a decision brings about, and what came of it, wherever a page tells of one."""

from typing import Any

from django import template
from django.utils import timezone

from commonweal.assemblies.models import Decision, Orders, Proposal, Terms

register = template.Library()


@register.inclusion_tag("assemblies/brings.html")
def brings(proposal: Proposal) -> dict[str, Any]:
    """The terms of a proposal with the rules it changes, and the interests that were told."""
    terms = Terms.objects.select_related("supersedes__proposal", "supersedes__body").filter(proposal=proposal).first()
    held = _orders_before(proposal) if terms and terms.orders else None
    return {"terms": terms, "held": held.rules() if held else None, "interests": proposal.interests.order_by("pk")}


@register.inclusion_tag("assemblies/came_of_it.html")
def came_of_it(decision: Decision) -> dict[str, Any]:
    """From when or until when a decision holds, and what the accountable body that it asks answered."""
    terms = getattr(decision.proposal, "terms", None)
    answer, today = next(iter(decision.answers.all()), None), timezone.localdate()
    held = {"asks_of": "", "begins_on": None, "ends_on": None}
    told = {name: getattr(terms, name) for name in held} if terms and decision.carried else held
    return {**told, "decision": decision, "answer": answer, "today": today}


@register.simple_tag
def earlier_answers(decision: Decision) -> list[Any]:
    """What was answered before the answer that counts."""
    return list(decision.answers.all())[1:]


def _orders_before(proposal: Proposal) -> Orders | None:
    """The standing orders that a proposal would change, or did change."""
    adopted = proposal.body.orders.filter(adopted_at__isnull=False).order_by("version")
    brought = adopted.filter(by__proposal=proposal).first()
    return adopted.filter(version__lt=brought.version).last() if brought else adopted.last()
