"""The whole account of a selection: every table of it, each one definition, and the local multiplier."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from commonweal.spend import account
from commonweal.spend.bases import Lake
from commonweal.spend.coverage import Coverage, coverage, like_for_like
from commonweal.spend.selection import Selection

Rows = list[dict[str, Any]]

ACCOUNT: Final = (  # the definitions that make it, in the order in which it is told
    *("totals", "local_share", "where_it_went", "locks", "anchors", "shares_by_year", "change_over_time"),
    *("sectors", "proclass_categories", "owner_kinds", "sizes", "concentration", "deprived_reach"),
    "wards_per_resident",
)
ORDER: Final[Mapping[str, str]] = {  # what each table is ordered by; the rest by pence, the largest first
    "where_it_went": "rank",
    "locks": "rank",
    "shares_by_year": "year",
    "change_over_time": "year",
}
SINGLE: Final = ("totals", "local_share", "concentration", "deprived_reach")  # one row each


def whole_account(lake: Lake, selection: Selection) -> dict[str, Rows]:
    """Every table of the account, by the name of its definition."""
    asked = comparable(lake, selection)
    return {name: account.ask(lake, name, asked, _page(name)) for name in ACCOUNT}


def comparable(lake: Lake, selection: Selection) -> Selection:
    """The selection with the months that its payers may be compared over: those held of every one of them."""
    return replace(selection, compared=tuple(like_for_like(months_held(lake, selection, all_months=True))))


def months_held(lake: Lake, selection: Selection, all_months: bool = False) -> list[Coverage]:
    """Which months are held of a selection's payers as a whole, whatever else it is narrowed to.

    Of the months asked for; of all, where a comparison needs the years around them.
    """
    asked = Selection(payer=selection.payer, payers=selection.payers) if all_months else payers_of(selection)
    return coverage(account.ask(lake, "coverage", asked), account.ask(lake, "periods", asked))


def payers_of(selection: Selection) -> Selection:
    """The same payers over the same months, whatever else a selection is narrowed to."""
    payers = Selection(payer=selection.payer, payers=selection.payers)
    return replace(payers, month=selection.month, month_from=selection.month_from, month_to=selection.month_to)


def _page(name: str) -> account.Page | None:
    if name in SINGLE:
        return None
    order = ORDER.get(name, "pence")
    return account.Page(order, descending=order == "pence")
