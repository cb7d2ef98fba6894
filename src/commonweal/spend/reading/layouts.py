"""A layout: which column of a table holds which field, by header and cells, or carried on from the page before."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from commonweal.spend.reading.arithmetic import by_arithmetic
from commonweal.spend.reading.columns import assign, settled
from commonweal.spend.reading.profiles import Profile, profiles
from commonweal.spend.reading.words import CONTRACTS, GRANTS, meanings, phrase, says

Mappings = Mapping[str, Mapping[str, str]]

MONEY: Final = ("net", "gross", "amount")  # in the order in which sums use them
DAYS: Final = ("payment_date", "invoice_date", "period")
WHO: Final = ("supplier", "supplier_number")
WHAT_FOR: Final = ("department", "purpose", "category", "transaction")
A_DAY_OF_PAYMENT: Final = 0.7  # how surely the header of a date says that it is the payment's
SURE_ENOUGH: Final = 1.4  # how surely the header names who, when and how much, added up
NO_AMOUNTS: Final = "no column holds amounts that were paid, so this is not a list of payments"
CONTRACTS_REGISTER: Final = (
    "this looks like a register of contracts, not a list of payments; look for the body's payments or spend file"
)
GRANTS_LIST: Final = (
    "this looks like a list of grants that were awarded, not of payments; look for the body's payments or spend file"
)
SIDE_BY_SIDE: Final = "two lists of payments stand side by side; put the second below the first and give the file again"
NO_PAYEE: Final = "it has amounts, but no columns say who was paid and when, so it cannot be read as a list of payments"
WINDOWS: Final = (200, 20, 5)  # records below a header to look at when the whole sheet speaks of several tables
CONTRACT_SIGNS: Final = 2  # headers of a contracts register, at the least
MOSTLY_FILLED: Final = 0.5  # a column that a further page must have too, if it says who or when
ALIKE: Final = 0.8  # share of a page's amounts that must read for it to carry on the page before


@dataclass(frozen=True)
class Layout:
    """Which column holds which field. `headers` are as published, None where a column has none."""

    headers: tuple[str | None, ...]
    fields: Mapping[str, int]
    profiles: tuple[Profile, ...]
    corrected: bool = False  # a person said which column is which

    def name(self, field: str) -> str:
        """The header of a field as published, or "column 7"."""
        at = self.fields[field]
        return self.headers[at] or f"column {at + 1}"

    @property
    def money(self) -> str | None:
        """The field whose amounts are summed: net before gross before unstated."""
        return next((field for field in MONEY if field in self.fields), None)

    @property
    def shape(self) -> str:
        """Equal for two layouts with the same headers in the same places."""
        return shape_of(self.headers, len(self.profiles))

    @property
    def is_headed(self) -> bool:
        return any(self.headers)


def shape_of(headers: Sequence[str | None], width: int) -> str:
    """The fingerprint of a header; of the bare width where there is none."""
    words = "\n".join(phrase(header) if header else "" for header in headers).rstrip("\n")
    return hashlib.sha256((words or f"{width} columns without a header").encode()).hexdigest()[:16]


def headed(headers: tuple[str | None, ...], body: pl.DataFrame, mappings: Mappings) -> Layout:
    """The layout of a table under a header: of all its records, or of the nearest where those say too little."""
    shape = shape_of(headers, body.width)
    if shape in mappings:
        return _corrected(headers, body, mappings[shape])
    found = _of(headers, body)
    for window in WINDOWS:
        if not found.money and window < body.height:
            found = _of(headers, body.head(window))
    return found


def unheaded(body: pl.DataFrame, mappings: Mappings) -> Layout:
    """The layout of a table without a header, from its cells alone."""
    return headed((None,) * body.width, body, mappings)


def carried(before: Layout, body: pl.DataFrame) -> Layout | None:
    """The layout of a page without a header that carries on the page before it, or None where it does not.

    Columns are matched in their order by what they hold, since a page may lack a column that is empty on it.
    """
    found = tuple(profiles(body))
    places = _matched(before.profiles, found)
    fields = {field: places[at] for field, at in before.fields.items() if at in places}
    headers: list[str | None] = [None] * len(found)
    for old, new in places.items():
        headers[new] = before.headers[old]
    layout = Layout(tuple(headers), fields, found, before.corrected)
    needed = {field for field, at in before.fields.items() if before.profiles[at].filled >= MOSTLY_FILLED}
    lacking = needed.intersection((*WHO[:1], *DAYS)) - fields.keys()  # a table of sums by supplier is no further page
    if lacking or layout.money is None or found[fields[layout.money]].amounts < ALIKE:
        return None
    return layout


def refusal(layout: Layout) -> str | None:
    """Why a table under this layout is not a list of payments, or None where it is one.

    Under a header, two of who, when and how much must be named by it; without one, the cells must show all three.
    """
    if layout.corrected:
        return None if layout.money else NO_AMOUNTS
    if _stands_twice(layout):
        return SIDE_BY_SIDE
    contracts = sum(says(header, CONTRACTS) for header in layout.headers if header)
    if contracts >= CONTRACT_SIGNS and not {"payment_date", "invoice_date"} & layout.fields.keys():
        return CONTRACTS_REGISTER
    if layout.money is None and any(says(header, GRANTS) for header in layout.headers if header):
        return GRANTS_LIST
    if layout.money is None:
        return NO_AMOUNTS
    groups = (WHO, DAYS, MONEY)
    if not layout.is_headed:
        return None if all(set(group) & layout.fields.keys() for group in groups) else NO_PAYEE
    named = [max((_said(layout, field) for field in group), default=0.0) for group in groups]
    if sum(surely > 0 for surely in named) < 2 or sum(named) < SURE_ENOUGH:
        return NO_PAYEE
    if not set(WHO) & layout.fields.keys():  # payments without payees are known by their day and what they were for
        described = set(WHAT_FOR) & layout.fields.keys()
        return None if described and named[1] >= A_DAY_OF_PAYMENT else NO_PAYEE
    return None


def _stands_twice(layout: Layout) -> bool:
    """Whether a second list stands beside the first: its rows would be read by half."""
    if layout.money is None or "supplier" not in layout.fields:
        return False
    names, amounts = (_same_header(layout, layout.fields[name]) for name in ("supplier", layout.money))
    if names is None or amounts is None:
        return False
    return layout.profiles[names].words >= MOSTLY_FILLED and layout.profiles[amounts].amounts >= MOSTLY_FILLED


def _same_header(layout: Layout, at: int) -> int | None:
    """Another column with the header of this one, if there is one that holds no field."""
    words, taken = phrase(layout.headers[at] or ""), layout.fields.values()
    same = (place for place, header in enumerate(layout.headers) if header and place not in taken)
    return next((place for place in same if phrase(layout.headers[place] or "") == words), None)


def _said(layout: Layout, field: str) -> float:
    """How surely the header names the field that the column was given."""
    at = layout.fields.get(field)
    header = layout.headers[at] if at is not None else None
    return meanings(header).get(field, 0.0) if header else 0.0


def _of(headers: tuple[str | None, ...], body: pl.DataFrame) -> Layout:
    found = tuple(profiles(body))
    headers = settled(headers, found)
    fields = by_arithmetic(body, found, assign(headers, found))
    return Layout(headers, fields, found)


def _corrected(headers: tuple[str | None, ...], body: pl.DataFrame, mapping: Mapping[str, str]) -> Layout:
    places = {field: int(column.removeprefix("c")) - 1 for field, column in mapping.items()}
    fields = {field: at for field, at in places.items() if 0 <= at < body.width}
    return Layout(headers, fields, tuple(profiles(body)), corrected=True)


def _matched(old: Sequence[Profile], new: Sequence[Profile]) -> dict[int, int]:
    """Old column -> new column, in order, as alike as can be: a longest common subsequence weighed by likeness."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + _likeness(old[i], new[j]))
    places, i, j = {}, 0, 0
    while i < len(old) and j < len(new):
        likeness = _likeness(old[i], new[j])
        if likeness > 0 and best[i][j] == best[i + 1][j + 1] + likeness:
            places[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return places


def _likeness(old: Profile, new: Profile) -> float:
    """From -1 to 1: how much alike two columns' contents are; two empty columns tell nothing."""
    if old.is_empty or new.is_empty:
        return 0.01 if old.is_empty and new.is_empty else -1.0
    kinds = (old.amounts, old.days, old.words, old.serials), (new.amounts, new.days, new.words, new.serials)
    apart = sum(abs(a - b) for a, b in zip(*kinds, strict=True)) / 2
    finer = abs(old.money - new.money) + abs(old.different - new.different) + abs(old.organisations - new.organisations)
    return 1.0 - 2 * apart - 0.2 * finer
