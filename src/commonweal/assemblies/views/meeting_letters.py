"""What letters on paper tell of a meeting: when and where it is, its agenda, and what would help people to come."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from commonweal.assemblies.models import Meeting
from commonweal.assemblies.views import paper_letters
from commonweal.assemblies.views.acting import Seen
from commonweal.assemblies.views.held import meeting_of
from commonweal.assemblies.views.members import for_convenors
from commonweal.assemblies.views.paper_letters import News


@never_cache
@for_convenors
def letters(request: HttpRequest, at: Seen, number: int) -> HttpResponse:
    """How many members have no e-mail address, and where their letters are."""
    sheet = reverse("meeting-letters-pdf", args=[at.body.slug, number])
    return paper_letters.asked(request, at, _news(meeting_of(at, number)), sheet)


@never_cache
@for_convenors
def typeset(request: HttpRequest, at: Seen, number: int) -> HttpResponse:
    """The letters as one PDF."""
    otherwise = reverse("meeting-letters", args=[at.body.slug, number])
    return paper_letters.typeset(request, at.body, _news(meeting_of(at, number)), f"letters-{number}", otherwise)


def _news(held: Meeting) -> News | None:
    """What is still to tell of it: nothing of a meeting that is over."""
    off = held.state == Meeting.State.CANCELLED
    if not (off or held.state == Meeting.State.CALLED) or held.begins_at <= timezone.now():
        return None
    if off:
        first = [_("Nobody needs to come. Whoever called the meeting has called it off.")]
        return News(_title(held), first, [], held.get_absolute_url(), _("The meeting"))
    come = [
        _("You need not say that you come."),
        _(
            "If something would help you to come, such as a lift, an interpreter or somebody who looks after a"
            " child, tell a convenor or whoever brings this letter."
        ),
    ]
    parts = [
        (_("Agenda"), [f"{at}. {item.title}" for at, item in enumerate(held.items.all(), 1)]),
        (_("Getting in and taking part"), [*([held.access] if held.access else []), *_offered(held)]),
        (_("If you come"), come),
    ]
    return News(_title(held), _where(held), parts, held.get_absolute_url(), _("The meeting"))


def _title(held: Meeting) -> str:
    facts = {"body": held.body.name, "when": _when(held)}
    if held.state == Meeting.State.CANCELLED:
        return _("%(body)s: the meeting on %(when)s is called off") % facts
    if held.changes.exists():
        return _("%(body)s: time or place changed, now %(when)s") % facts
    return _("%(body)s meets on %(when)s") % facts


def _where(held: Meeting) -> list[str]:
    link = [_("To join from elsewhere:") + f" {held.link}"] if held.link else []
    return [_when(held), held.place, *link]


def _offered(held: Meeting) -> list[str]:
    """What is offered so that people can come: places for children, interpreters."""
    offer = getattr(held, "offer", None)
    if offer is None:
        return []
    children = ngettext(
        "%(places)s child can be looked after during the meeting.",
        "%(places)s children can be looked after during the meeting.",
        offer.places,
    ) % {"places": offer.places}
    interpreters = _("Interpreters:") + f" {offer.interpreters}"
    return [*([children] if offer.places else []), *([interpreters] if offer.interpreters else [])]


def _when(held: Meeting) -> str:
    return date_format(timezone.localtime(held.begins_at), "l j F Y, H:i")
