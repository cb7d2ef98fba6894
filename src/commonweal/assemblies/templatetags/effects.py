"""What a proposal or a decision brings about, and what came of it, wherever a page tells of one."""

from typing import Any

from django import template

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
    """Whether the accountable body that a decision asks has answered, and how. Nothing where it asks nobody."""
    terms = getattr(decision.proposal, "terms", None)
    answer = next(iter(decision.answers.all()), None)
    return {"decision": decision, "asks_of": terms.asks_of if terms else "", "answer": answer}


@register.simple_tag
def earlier_answers(decision: Decision) -> list[Any]:
    """What was answered before the answer that counts."""
    return list(decision.answers.all())[1:]


def _orders_before(proposal: Proposal) -> Orders | None:
    """The standing orders that a proposal would change, or did change."""
    adopted = proposal.body.orders.filter(adopted_at__isnull=False).order_by("version")
    brought = adopted.filter(by__proposal=proposal).first()
    return adopted.filter(version__lt=brought.version).last() if brought else adopted.last()
