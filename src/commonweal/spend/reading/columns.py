"""Which column holds which field: what its header says and what its cells show, weighed together.

A header that says one thing over cells that show another loses: a "Supplier ID" full of names is the supplier.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from commonweal.spend.reading.profiles import Profile
from commonweal.spend.reading.result import FIELDS
from commonweal.spend.reading.words import DEBIT, NO_SIGN, NOT_MONEY, NOT_PAID, meanings, says

Evidence = float | None  # added to what the header says; None: the cells rule the field out

# The weights below were chosen on the layouts at hand; what matters is their order, not their size.
MOSTLY: Final = 0.5  # share of the cells
SOME: Final = 0.2  # share of figures without which a column holds no amounts, whatever its header says
ENOUGH: Final = 0.55  # the least score at which a column is given to a field
ENOUGH_UNNAMED: Final = 0.3  # the same in a table without a header, where only the cells can speak
LEAST_LIKELY: Final = 0.2  # for a supplier in such a table that no better column claims
STANDS_OUT: Final = 0.02  # over the next likely one
EMPTY_COUNTS: Final = -0.4  # an empty column may keep its name where nothing better has it
PAYERS: Final = 40  # more bodies than this in one file are suppliers
NEARLY_ALL: Final = 0.95  # of the cells that should be years
KINDS: Final = 0.8  # share of cells that say capital or revenue and nothing else
A_FAMILY: Final = 0.6  # how surely `header_words.txt` takes a departmental family for the payer
A_SIGN: Final = 0.9  # how surely the words "DR/CR" do
DAYS: Final = ("payment_date", "invoice_date")
FAMILIES: Final = 3  # more departmental families than this are departments


def assign(headers: Sequence[str | None], profiles: Sequence[Profile]) -> dict[str, int]:
    """Field -> column, each column once, the surest first. `headers` are None where there is none."""
    headless = not any(headers)
    scored = sorted(
        (
            (score, -at, field)
            for at, profile in enumerate(profiles)
            for field, score in _scores(headers[at], profile, headless).items()
        ),
        reverse=True,
    )
    bare = all(profile.is_empty for profile in profiles)  # a header with nothing under it: only its words can speak
    least = ENOUGH_UNNAMED if headless or bare else ENOUGH
    chosen: dict[str, int] = {}
    for score, negative, field in scored:
        if score >= least and _free(field, -negative, chosen):
            chosen[field] = -negative
    if headless and "supplier" not in chosen and "amount" in chosen:
        chosen |= _likeliest_supplier(scored, chosen)
    if "credit" in chosen and not _beside_debits(headers, chosen):
        del chosen["credit"]
    if "year" in chosen and "period" not in chosen:
        chosen["period"] = chosen.pop("year")
    return {field: chosen[field] for field in FIELDS if field in chosen}


def _beside_debits(headers: Sequence[str | None], chosen: Mapping[str, int]) -> bool:
    """Whether the amounts are a column of debits: only then do credits beside them tell what was paid back."""
    header = headers[chosen["amount"]] if "amount" in chosen else None
    return bool(header and says(header, DEBIT))


def _likeliest_supplier(scored: Sequence[tuple[float, int, str]], chosen: Mapping[str, int]) -> dict[str, int]:
    """The column most like names of suppliers, where it stands out from the next: the best a bare table can give."""
    free = [(score, -at) for score, at, field in scored if field == "supplier" and -at not in chosen.values()]
    if not free or free[0][0] < LEAST_LIKELY or (free[1:] and free[0][0] - free[1][0] < STANDS_OUT):
        return {}
    return {"supplier": free[0][1]}


def settled(headers: Sequence[str | None], profiles: Sequence[Profile]) -> tuple[str | None, ...]:
    """Headers moved from an empty column to the nameless one beside it: merged cells and PDFs leave them astray."""
    moved = list(headers)
    for at, profile in enumerate(profiles):
        if moved[at] is None or not profile.is_empty:
            continue
        for beside in (at + 1, at - 1):
            free = 0 <= beside < len(moved) and headers[beside] is None and moved[beside] is None
            if free and not profiles[beside].is_empty:
                moved[at], moved[beside] = None, moved[at]
                break
    return tuple(moved)


def _free(field: str, at: int, chosen: Mapping[str, int]) -> bool:
    """Whether field and column are free. An unstated amount is wanted only where neither net nor gross is known."""
    stated = field == "amount" and {"net", "gross"} & chosen.keys()
    return not stated and field not in chosen and at not in chosen.values()


def _scores(header: str | None, profile: Profile, headless: bool) -> dict[str, float]:
    said = meanings(header) if header else {}
    if profile.is_empty:
        return {field: surely + EMPTY_COUNTS for field, surely in said.items()}
    if profile.periods >= MOSTLY > profile.days and (named := [said[day] for day in DAYS if day in said]):
        said = {"period": max(named), **said}  # a payment date that says no more than the month
    scores = {}
    for field in FIELDS:
        shown = EVIDENCE[field](profile)
        if headless and shown is not None and field in SHOWN_ALONE:
            scores[field] = SHOWN_ALONE[field](profile, shown)
        elif shown is not None and (field in said or field in SHOWN_BY_CELLS):
            scores[field] = said.get(field, 0.0) + shown
    for section, field in ((NOT_MONEY, "amount"), (NOT_PAID, "payment_date")):
        if header and says(header, section):
            scores.pop(field, None)
    if "sign" in scores and not _is_sign(header, said, profile):
        scores.pop("sign")
    if said.get("payer") == A_FAMILY and profile.distinct > FAMILIES:
        scores.pop("payer", None)
    return scores


def _is_sign(header: str | None, said: Mapping[str, float], profile: Profile) -> bool:
    """Whether a column of marks gives the sign of amounts: its header says so, or its cells can mean little else."""
    if header and says(header, NO_SIGN):
        return False
    named = said.get("sign", 0.0) >= A_SIGN
    return named or (profile.sure_signs > 0 and "capital_or_revenue" not in said) or profile.sure_signs >= MOSTLY


def _money(profile: Profile) -> Evidence:
    figures = profile.amounts + profile.lost
    if figures < SOME:
        return None
    identifies = profile.whole == 1 and profile.different > 0.95
    mixed = figures < MOSTLY * (1 - profile.nothing)
    return 0.6 * profile.money - (0.3 if identifies else 0.0) - (0.2 if mixed else 0.0)


def _vat(profile: Profile) -> Evidence:
    return 0.2 if profile.amounts >= MOSTLY or profile.distinct <= 3 else None


def _day(profile: Profile) -> Evidence:
    if profile.days >= MOSTLY:
        return 0.6
    if profile.serials + profile.days >= 0.9:
        return 0.1
    if profile.days >= SOME and profile.days > profile.periods:  # headings and totals stand among the days
        return 0.3
    return 0.0 if max(profile.lost_days, profile.serials + profile.days) >= MOSTLY else None


def _period(profile: Profile) -> Evidence:
    if profile.periods >= MOSTLY:
        return 0.2
    return 0.0 if profile.money < MOSTLY else None


def _supplier(profile: Profile) -> Evidence:
    if profile.words < 0.3 or profile.links > 0.1 or profile.days > 0.3 or profile.amounts > MOSTLY:
        return None
    companies = 0.3 * min(1.0, 2.5 * profile.companies)
    return companies + 0.1 * profile.organisations + 0.2 * min(1.0, 4 * profile.different)


def _payer(profile: Profile) -> Evidence:
    few = profile.distinct <= PAYERS or profile.different < 0.01
    if profile.words < MOSTLY or profile.links > 0.1 or profile.days > 0.1 or not few:
        return None
    return 0.1


def _identifier(profile: Profile) -> Evidence:
    names = profile.words - profile.nothing > MOSTLY and profile.codes < MOSTLY
    return None if names or profile.days > MOSTLY else 0.2 * profile.codes


def _reference(profile: Profile) -> Evidence:
    if profile.days > MOSTLY or profile.money > MOSTLY:
        return None
    return 0.3 * profile.codes + 0.2 * profile.different


def _label(profile: Profile) -> Evidence:
    if profile.days > MOSTLY or profile.money > MOSTLY or profile.links > MOSTLY or profile.kinds >= KINDS:
        return None
    return 0.3 * profile.words


def _day_alone(profile: Profile, shown: float) -> float:
    """Without a header: the date column that varies most; serial numbers and lost days only where nothing else is."""
    if profile.days < MOSTLY:
        shown = 0.35 if profile.recent >= 0.95 else 0.32 if profile.lost_days >= MOSTLY else 0.0
    return shown + 0.05 * min(1.0, profile.distinct / 50)


def _supplier_alone(profile: Profile, shown: float) -> float:
    return shown if profile.distinct > 1 else 0.0


def _payer_alone(profile: Profile, shown: float) -> float:
    return 0.35 if profile.distinct == 1 and profile.companies == 1 else 0.0


def _period_alone(profile: Profile, shown: float) -> float:
    return 0.31 if profile.periods >= 0.95 else 0.0


def _line(profile: Profile) -> Evidence:
    return 0.2 if profile.whole >= MOSTLY and profile.length <= 6 else None


def _sign(profile: Profile) -> Evidence:
    return 1.5 if profile.signs == 1 else None  # hardly anything else looks so, whatever its header says


def _year(profile: Profile) -> Evidence:
    return 0.2 if profile.years >= NEARLY_ALL else None


def _kind(profile: Profile) -> Evidence:
    return 0.6 if profile.kinds >= KINDS else None


EVIDENCE: Final[Mapping[str, Callable[[Profile], Evidence]]] = {
    "payer": _payer,
    "supplier": _supplier,
    "supplier_number": _identifier,
    "company_number": _identifier,
    "charity_number": _identifier,
    "net": _money,
    "vat": _vat,
    "gross": _money,
    "amount": _money,
    "credit": _money,
    "sign": _sign,
    "invoice_date": _day,
    "payment_date": _day,
    "period": _period,
    "year": _year,
    "purpose": _label,
    "department": _label,
    "category": _label,
    "capital_or_revenue": _kind,
    "transaction": _reference,
    "line": _line,
    "contract": _label,
}
SHOWN_ALONE: Final[Mapping[str, Callable[[Profile, float], float]]] = {
    "payer": _payer_alone,
    "supplier": _supplier_alone,
    "payment_date": _day_alone,
    "period": _period_alone,
}
SHOWN_BY_CELLS: Final = frozenset(
    {"supplier", "amount", "payment_date", "capital_or_revenue", "sign"}
)  # without any header
