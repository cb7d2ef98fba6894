"""Letters on paper for members without e-mail: what those with e-mail are told of a meeting, to print and bring."""

from pathlib import Path
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from commonweal.assemblies import queries
from commonweal.assemblies.models import Meeting
from commonweal.assemblies.views.acting import Seen
from commonweal.assemblies.views.held import meeting_of
from commonweal.assemblies.views.members import for_convenors
from commonweal.basics import typesetting
from commonweal.basics.problems import Refused

TEMPLATE: Final = Path(__file__).parents[1] / "meeting_letters.typ"
OPTIONAL: Final = frozenset(("postcode", "sample"))  # texts that a letter can do without


@never_cache
@for_convenors
def letters(request: HttpRequest, at: Seen, number: int) -> HttpResponse:
    """How many members have no e-mail address, and where their letters are."""
    held = meeting_of(at, number)
    context = {"at": at, "meeting": held, "people": queries.without_email(at.body).count(), "comes": _comes(held)}
    return render(request, "assemblies/meeting_letters.html", context)


@never_cache
@for_convenors
def typeset(request: HttpRequest, at: Seen, number: int) -> HttpResponse:
    """The letters as one PDF, a member after another by postcode, so that whoever brings them walks once."""
    held = meeting_of(at, number)
    people = [{"name": each.legal_name, "postcode": each.postcode} for each in queries.without_email(at.body)]
    if not people or not _comes(held):
        return redirect("meeting-letters", at.body.slug, number)
    try:
        told = {**_around(held), "notice": _notice(request, held), "letters": people}
        content = typesetting.pdf(TEMPLATE, told, timezone.localdate(), OPTIONAL)
    except Refused as refusal:
        messages.error(request, refusal.plain)
        return redirect("meeting-letters", at.body.slug, number)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{at.body.slug}-letters-{number}.pdf"'
    return response


def _comes(held: Meeting) -> bool:
    """Whether there is still something to tell of it."""
    return held.state in (Meeting.State.CALLED, Meeting.State.CANCELLED) and held.begins_at > timezone.now()


def _around(held: Meeting) -> dict[str, str]:
    """What stands on every letter round the notice."""
    facts = {"body": held.body.name, "when": _when(held)}
    if held.state == Meeting.State.CANCELLED:
        title = _("%(body)s: the meeting on %(when)s is called off") % facts
    elif held.changes.exists():
        title = _("%(body)s: time or place changed, now %(when)s") % facts
    else:
        title = _("%(body)s meets on %(when)s") % facts
    return {
        "title": title,
        "body": held.body.name,
        "day": date_format(timezone.localdate(), "j F Y"),
        "by-hand": _("By hand. We keep no street and number."),
        "name-lost": _("Some letters of this name are in no font that we have. Write the name by hand."),
        "words-lost": _("Some letters are in no font that we have. The page on the site has all of them."),
        "sample": _("Invented: this is the sample region.") if held.body.sample else "",
        "page": _("Page {at}"),
        "language": translation.get_language().partition("-")[0],
    }


def _notice(request: HttpRequest, held: Meeting) -> dict[str, Any]:
    """What is told, alike for everyone, as in the letters by e-mail."""
    off = held.state == Meeting.State.CANCELLED
    come = [
        _("You need not say that you come."),
        _(
            "If something would help you to come, such as a lift, an interpreter or somebody who looks after a"
            " child, tell a convenor or whoever brings this letter."
        ),
    ]
    page = request.build_absolute_uri(held.get_absolute_url())
    return {
        "first": [_("Nobody needs to come. Whoever called the meeting has called it off.")] if off else _where(held),
        "agenda-title": _("Agenda"),
        "agenda": [] if off else [f"{at}. {item.title}" for at, item in enumerate(held.items.all(), 1)],
        "access-title": _("Getting in and taking part"),
        "access": [] if off else [*([held.access] if held.access else []), *_offered(held)],
        "come-title": _("If you come"),
        "come": [] if off else come,
        "last": [
            _("The same stands on this page, which anybody can open: %(page)s") % {"page": page},
            _("To be told by e-mail instead, or not at all, tell a convenor or whoever brings this letter."),
        ],
    }


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
