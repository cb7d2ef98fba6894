"""What is drawn of the payments after an import, and which of it answers a question: the fewest rows that tell it."""

from typing import Final, NamedTuple

from commonweal.spend.bases import HANDED_ON, Lake
from commonweal.spend.definitions import needed
from commonweal.spend.locking import published
from commonweal.spend.selection import Selection


class Sums(NamedTuple):
    """Payments added up, with all the columns of a payment: where to select them, and the columns that are empty."""

    relation: str
    empty: frozenset[str]


# Definitions that look at payments one by one, or by words that sums do not tell. All others add up, and take sums.
ONE_BY_ONE: Final = frozenset((
    *("published_payments", "counted_payments", "payments", "measured_payments", "selected_payments"),
    *("placed_payments", "sums", "kinds_of_payment", "lock_texts", "lock_suppliers", "named_suppliers"),
    *("rows", "placed_rows", "gap_payments", "purposes", "departments"),
))  # fmt: skip
TOGETHER: Final = "select * from read_parquet($drawn)"
WORDS: Final = frozenset(("purpose", "department"))
WHEN: Final = frozenset(("file", "month", "period_from", "period_to"))
WHO: Final = frozenset(
    ("category", "supplier_key", "supplier_id", "supplier", "usual_name", "org_id", "registered_name")
)
SUMS: Final = {  # those of fewer rows first
    "sums_in_all": Sums("select * from read_parquet($sums_in_all)", WORDS | WHEN),
    "sums_by_month": Sums("select * from read_parquet($sums_by_month)", WORDS | WHO),
    "sums": Sums("select * from read_parquet($sums)", WORDS),
}
BASES: Final = frozenset(("selected_payments", "measured_payments", *HANDED_ON))  # what sums stand under
CHOSEN_BY: Final = {"month_from": "month", "month_to": "month", "supplier": "supplier_key"}  # the rest by their names


def already_drawn(lake: Lake, name: str, selection: Selection) -> dict[str, str]:
    """The definitions that drawn files answer, for a question, each with what to select instead: payments.sql, unless
    locks of other words are asked for; and where the question adds up, the fewest sums that tell what it asks.
    """
    if not lake.drawn:
        return {}
    in_force = lake.locks or published()
    if (selection.locks or in_force).tested() != (lake.drawn_by or in_force).tested():
        return {"counted_payments": TOGETHER}
    asked = _columns(name, selection)
    telling = (sums.relation for each, sums in SUMS.items() if getattr(lake, each) and not asked & sums.empty)
    fewest = None if name in ONE_BY_ONE else next(telling, None)
    return {"payments": TOGETHER, **({"measured_payments": fewest} if fewest else {})}


def _columns(name: str, selection: Selection) -> set[str]:
    """The columns that a question names, in its definitions and in what it selects by."""
    chosen = {CHOSEN_BY.get(each, each) for each in selection.chosen()}
    return chosen.union(*(each.columns for each in needed(name, stopping=BASES - {name})))
