"""A supplier's page: what it was paid, who it is as far as that is sure, how we know, and what was said of the page."""

from dataclasses import replace
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonweal.spend import queries
from commonweal.spend.permissions import REVIEW
from commonweal.spend.selection import Selection
from commonweal.spend.views import accounts, asking, identities, tables

ANSWERED: Final = 20  # corrections and replies shown, the latest first


def supplier(request: HttpRequest, key: str) -> HttpResponse:
    """What one supplier was paid, by whom and for what; and who it is.

    An organisation has one page for all the names it was paid under; each of them leads there.
    """
    rows = tables.of("suppliers", Selection(supplier=key)).rows
    if not rows:
        raise Http404
    own = rows[0]
    selection = replace(Selection(supplier=key), seen=tuple(asking.seen_of(request.GET).items()))
    if own["supplier_key"] != key:
        return redirect(reverse("supplier", args=[own["supplier_key"]]) + tables.seen_in(selection))
    who = identities.of(own) if own["supplier_kind"] == "named" else None
    return accounts.page(
        request,
        selection,
        title=own["supplier"],
        supplier=own,
        who=who,
        answered=_answered([key, *(who["keys"] if who else ())]),
        may_review=request.user.has_perm(REVIEW),
        template="spend/supplier.html",
    )


def _answered(keys: list[str]) -> Any:
    told = queries.corrections_answered(sample=queries.sample_in_view())
    return told.filter(supplier_key__in=keys)[:ANSWERED]
