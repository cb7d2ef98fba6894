"""What the pages of the account are asked: which payments, seen from which home area, and how to say so in words."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.organisations.industries import NAMES
from commonweal.spend.home import RINGS
from commonweal.spend.selection import CHOICES, LONGEST
from commonweal.spend.views import asking, tables
from commonweal.spend.views.asking import Asked

IN_THE_FORM: Final = ("payer", "payers", "month_from", "month_to")  # what the form says, so that no label has to
NARROWER: Final = tuple(name for name in CHOICES if name not in IN_THE_FORM)


def of(request: HttpRequest) -> Asked:
    """What an address asks of the account: payers, months and a home area, and anything that payments are chosen by."""
    return of_words(words_of(request))


def words_of(request: HttpRequest) -> dict[str, str]:
    """The parameters that pages of the account keep."""
    chosen = {name: request.GET.get(name, "")[:LONGEST].replace("\0", "\ufffd") for name in NARROWER}
    return {**asking.words_of(request.GET), **{name: value for name, value in chosen.items() if value}}


def of_payer(request: HttpRequest, slug: str) -> Asked:
    """A payer's account, in the months and from the home area that the address asks for."""
    words = {**asking.words_of(request.GET), "payers": slug}
    found = of_words(words)
    return replace(found, selection=replace(found.selection, payers=None, payer=slug))


def of_words(words: Mapping[str, str]) -> Asked:
    """As `of`, from the words of an address. A page about one file reads that file alone."""
    found = asking.of_words(words)
    return replace(found, lake=tables.lake_for(found.selection, sample=found.sample))


def address(name: str, asked: Asked, *args: str, **more: str) -> str:
    """The address of a page of the account that is asked the same, and more."""
    return reverse(name, args=args) + asked.query(**more)


def without(asked: Asked, *names: str) -> Asked:
    """The same, with some of its words left out of the addresses that it makes. What it selects stays."""
    return replace(asked, words={name: value for name, value in asked.words.items() if name not in names})


def labels(asked: Asked) -> dict[str, str]:
    """What each ring is called on the page, the nearest first; the rest of a region that is all home is left out."""
    if asked.selection.home is None:
        return {
            "uk": _("In the UK"),
            "overseas": _("Overseas"),
            "unknown": _("Not placed yet"),
            "redacted": _("Redacted"),
        }
    named = asked.home.labels()
    return {ring: named[ring] for ring in RINGS if ring != "region" or asked.home.around}


def narrowed(request: HttpRequest, asked: Asked) -> list[dict[str, str]]:
    """What payments are narrowed to besides payers and months, in words, each with the address without it."""
    chosen = dict(zip(asked.selection.chosen(), tables.chosen(request, asked.selection), strict=True))
    found = []
    for name, said in chosen.items():
        if name not in IN_THE_FORM:
            rest = {key: value for key, value in asked.words.items() if key != name}
            leave = f"{request.path}?{urlencode(rest)}" if rest else request.path
            found.append({**said, "value": _value(name, said["value"], asked), "without": leave})
    return found


def title(asked: Asked, form: Mapping[str, Any], chosen: list[dict[str, str]]) -> str:
    """What the page is about: the payers and all that it is narrowed to."""
    payers = [each["name"] for each in form["payers"] if each["chosen"]]
    first = [payers[0] if len(payers) == 1 else _("%(number)s payers") % {"number": len(payers)}] if payers else []
    return ", ".join([*first, *(each["value"] for each in chosen)]) or _("Everything in view")


def _value(name: str, value: str, asked: Asked) -> str:
    if name == "ring":
        return labels(asked).get(value, value)
    return NAMES.get(value, value) if name == "section" else value
