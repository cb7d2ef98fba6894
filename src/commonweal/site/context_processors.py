"""What every page knows: the region in view, the ways around the site, whom to write to."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.places import queries as places


def region_in_view(request: HttpRequest) -> dict[str, Any]:
    """`region` is None while none is built; `region_slug` marks every page that shows the sample."""
    region = places.in_view()
    return {
        "region": region,
        "region_slug": "sample" if region and region.sample else region.slug if region else "",
        "navigation": _navigation(request.path),
        "contact": settings.COMMONWEAL_CONTACT,
        "source_url": settings.SOURCE_URL,
    }


def _navigation(path: str) -> list[dict[str, Any]]:
    entries = [
        ("home", _("Home")),
        ("payers", _("Payers")),
        ("suppliers", _("Suppliers")),
        ("categories", _("Categories")),
        ("coverage", _("Coverage")),
        ("imports", _("Imports")),
        ("search", _("Search")),
    ]
    return [{"label": label, "url": reverse(name), "current": _is_in(path, reverse(name))} for name, label in entries]


def _is_in(path: str, section: str) -> bool:
    return path == section if section == "/" else path.startswith(section)
