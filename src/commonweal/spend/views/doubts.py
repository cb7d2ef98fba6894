"""One doubt as its reviewer sees it: who was paid, by whom, for what, and the organisations it may be."""

from collections.abc import Iterator
from typing import Any, Final

from commonweal.spend import account, queries
from commonweal.spend.account import Page
from commonweal.spend.likeness import compared
from commonweal.spend.models import Doubt
from commonweal.spend.selection import Selection
from commonweal.spend.views import organisations, tables

PAYERS: Final = 4  # named; the others are counted
MOST_COUNTED: Final = 100  # payers: more are not counted, so that one question to the lake is enough
PAYMENTS: Final = 4  # shown, the largest first
SOON: Final = 40  # doubts whose organisations are looked up together: one look costs as much as forty


def in_words(doubt: Doubt) -> dict[str, Any]:
    """What the page says of a doubt."""
    selection = Selection(supplier=doubt.supplier_key)
    lake = queries.lake(sample=doubt.sample)
    payers = account.ask(lake, "payers", selection, Page("pence", limit=MOST_COUNTED))
    return {
        "number": doubt.pk,
        "supplier": doubt.supplier,
        "pence": doubt.pence,
        "payments": doubt.payments,
        "evidence": doubt.evidence,
        "payers": payers[:PAYERS],
        "more_payers": len(payers[PAYERS:]),
        "largest": account.ask(lake, "rows", selection, Page("pence", limit=PAYMENTS)),
        "payments_url": tables.payments_of(selection),
        "offers": _offers(doubt),
    }


def _offers(doubt: Doubt) -> list[dict[str, Any]]:
    wanted = [offer["org_id"] for offer in doubt.offers]
    known = organisations.told(wanted, sample=doubt.sample, soon=_soon(doubt))
    return [_offer(doubt, offer, known.get(offer["org_id"])) for offer in doubt.offers]


def _offer(doubt: Doubt, offer: dict[str, Any], told: Any) -> dict[str, Any]:
    ours, theirs = compared(doubt.supplier, offer["name"] or (told.name if told else "") or "")
    label, number = organisations.number(offer["identifier"] or offer["org_id"])
    return {
        **offer,
        "words": theirs,
        "lacking": [word.text for word in ours if word.alone],
        "label": label,
        "number": number,
        "likelihood": organisations.likelihood(offer["probability"]),
        "told": told,
    }


def _soon(doubt: Doubt) -> Iterator[str]:
    """The organisations offered for the doubts that come after this one."""
    following = queries.doubts(sample=doubt.sample).filter(pence__lte=doubt.pence).order_by("-pence", "supplier_key")
    for offers in following.values_list("offers", flat=True)[:SOON]:
        yield from (offer["org_id"] for offer in offers)
