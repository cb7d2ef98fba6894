"""A supplier's page: what it was paid, who it is as far as that is sure, how we know, and what was said of the page."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse

from commonweal.spend import queries
from commonweal.spend.permissions import REVIEW
from commonweal.spend.selection import Selection
from commonweal.spend.views import accounts, identities, tables

ANSWERED: Final = 20  # corrections and replies shown, the latest first


def supplier(request: HttpRequest, key: str) -> HttpResponse:
    """What one supplier was paid, by whom and for what; and who it is. An organisation's identifier serves as a key."""
    rows = tables.of("suppliers", Selection(supplier=key)).rows
    if not rows:
        raise Http404
    own = next((row for row in rows if row["supplier_key"] == key), rows[0])
    named = own["supplier_kind"] == "named"
    return accounts.page(
        request,
        Selection(supplier=key),
        title=own["supplier"],
        supplier=own,
        who=identities.of(own) if named else None,
        answered=_answered([row["supplier_key"] for row in rows]),
        may_review=request.user.has_perm(REVIEW),
        template="spend/supplier.html",
    )


def _answered(keys: list[str]) -> Any:
    told = queries.corrections_answered(sample=queries.sample_in_view())
    return told.filter(supplier_key__in=keys)[:ANSWERED]
