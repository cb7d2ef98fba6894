"""What every page knows: the region in view, the ways around the site, whom to write to."""

from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.places import queries as places
from commonweal.spend.permissions import REVIEW
from commonweal.spend.views.asking import seen_of

SEEN_ALIKE: Final = ("account", "gaps", "payers", "suppliers", "coverage", "search")  # they go on as the page at hand


def region_in_view(request: HttpRequest) -> dict[str, Any]:
    """`region` is None while none is built; `region_slug` marks every page that shows the sample."""
    region = places.in_view()
    return {
        "region": region,
        "region_slug": "sample" if region and region.sample else region.slug if region else "",
        "address": _address(request),
        "navigation": _navigation(request),
        "seen_query": _seen_query(request),
        "contact": settings.COMMONWEAL_CONTACT,
        "source_url": settings.SOURCE_URL,
    }


def _address(request: HttpRequest) -> str:
    """Where the page stands, for who reads it on paper; nothing where it was asked for by a name that is not ours."""
    try:
        return request.build_absolute_uri()
    except DisallowedHost:
        return ""


def _navigation(request: HttpRequest) -> list[dict[str, Any]]:
    entries = [
        ("home", _("Home")),
        ("account", _("Account")),
        ("gaps", _("Gaps")),
        ("assemblies", _("Assemblies")),
        ("pots", _("Pots")),
        ("budgets", _("Budgets")),
        ("payers", _("Payers")),
        ("suppliers", _("Suppliers")),
        ("coverage", _("Coverage")),
        ("imports", _("Imports")),
        ("search", _("Search")),
    ]
    user = getattr(request, "user", None)  # a request that was refused early has none
    if user is not None and user.has_perm(REVIEW):
        entries.append(("review", _("Review")))
    sections = [(name, reverse(name), label) for name, label in entries]
    here = max((url for _name, url, _label in sections if _is_in(request.path, url)), key=len, default="")
    seen = _seen_query(request)
    return [
        {"label": label, "url": f"{url}{seen if name in SEEN_ALIKE else ''}", "current": url == here}
        for name, url, label in sections
    ]


def _seen_query(request: HttpRequest) -> str:
    """How the page at hand looks at payments, as a query: its home area, and the locks that its reader changed."""
    seen = seen_of(request.GET)
    return f"?{urlencode(seen)}" if seen else ""


def _is_in(path: str, section: str) -> bool:
    return path == section if section == "/" else path.startswith(section)
