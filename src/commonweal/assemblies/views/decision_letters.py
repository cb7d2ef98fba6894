"""What letters on paper tell of a decision: the outcome, and the text that was decided on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from commonweal.assemblies.views import paper_letters
from commonweal.assemblies.views.acting import Seen
from commonweal.assemblies.views.members import for_convenors
from commonweal.assemblies.views.paper_letters import News


@never_cache
@for_convenors
def letters(request: HttpRequest, at: Seen, number: int) -> HttpResponse:
    """How many members have no e-mail address, and where their letters are."""
    sheet = reverse("decision-letters-pdf", args=[at.body.slug, number])
    return paper_letters.asked(request, at, _news(at, number), sheet)


@never_cache
@for_convenors
def typeset(request: HttpRequest, at: Seen, number: int) -> HttpResponse:
    """The letters as one PDF."""
    otherwise = reverse("decision-letters", args=[at.body.slug, number])
    return paper_letters.typeset(request, at.body, _news(at, number), f"decision-{number}-letters", otherwise)


def _news(at: Seen, number: int) -> News:
    decision = get_object_or_404(at.body.decisions.select_related("proposal", "vote__box"), number=number)
    facts = {"body": at.body.name, "title": decision.proposal.title}
    outcome = render_to_string("assemblies/letters/outcome.txt", {"decision": decision}).strip()
    day = date_format(timezone.localdate(decision.decided_at), "j F Y")
    text = [each for each in decision.proposal.text.splitlines() if each.strip()]
    return News(
        _("%(body)s decided: %(title)s") % facts,
        [outcome, _("Decided on %(day)s") % {"day": day}],
        [(_("What was put to the vote"), text)],
        decision.get_absolute_url(),
        decision.proposal.title,
    )
