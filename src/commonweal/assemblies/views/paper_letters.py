"""Letters on paper for members without e-mail, whatever they tell: what those with e-mail are told, to be brought."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commonweal.assemblies import queries
from commonweal.assemblies.models import Body
from commonweal.assemblies.views.acting import Seen
from commonweal.basics import typesetting
from commonweal.basics.problems import Refused

TEMPLATE: Final = Path(__file__).parents[1] / "paper_letters.typ"
OPTIONAL: Final = frozenset(("postcode", "sample"))  # texts that a letter can do without


@dataclass(frozen=True, slots=True)
class News:
    """What letters tell: a title, lines, parts with a heading and lines each; and where all this stands on the site."""

    title: str
    first: list[str]
    parts: list[tuple[str, list[str]]]
    page: str  # an address without its host
    back: str  # the name of that page


def asked(request: HttpRequest, at: Seen, news: News | None, sheet: str) -> HttpResponse:
    """How many members have no e-mail address, and where their letters are. Without news there is nothing to tell."""
    context = {"at": at, "news": news, "people": queries.without_email(at.body).count(), "sheet": sheet}
    return render(request, "assemblies/paper_letters.html", context)


def typeset(request: HttpRequest, body: Body, news: News | None, name: str, otherwise: str) -> HttpResponse:
    """The letters as one PDF, a member after another by postcode, so that whoever brings them walks once.

    Where there is none to bring, and where they cannot be set, it leads to the page that says so, `otherwise`.
    """
    people = [{"name": each.legal_name, "postcode": each.postcode} for each in queries.without_email(body)]
    if not people or news is None:
        return redirect(otherwise)
    try:
        told = {**_around(body, news), "notice": _notice(request, news), "letters": people}
        content = typesetting.pdf(TEMPLATE, told, timezone.localdate(), OPTIONAL)
    except Refused as refusal:
        messages.error(request, refusal.plain)
        return redirect(otherwise)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{body.slug}-{name}.pdf"'
    return response


def _around(body: Body, news: News) -> dict[str, str]:
    """What stands on every letter round the notice."""
    return {
        "title": news.title,
        "body": body.name,
        "day": date_format(timezone.localdate(), "j F Y"),
        "by-hand": _("By hand. We keep no street and number."),
        "name-lost": _("Some letters of this name are in no font that we have. Write the name by hand."),
        "words-lost": _("Some letters are in no font that we have. The page on the site has all of them."),
        "sample": _("Invented: this is the sample region.") if body.sample else "",
        "page": _("Page {at}"),
        "language": translation.get_language().partition("-")[0],
    }


def _notice(request: HttpRequest, news: News) -> dict[str, object]:
    """What is told, alike for everyone, as in the letters by e-mail."""
    there = _("The same stands on this page, which anybody can open: %(page)s")
    return {
        "first": news.first,
        "parts": [{"heading": heading, "lines": lines} for heading, lines in news.parts if lines],
        "last": [
            there % {"page": request.build_absolute_uri(news.page)},
            _("To be told by e-mail instead, or not at all, tell a convenor or whoever brings this letter."),
        ],
    }
