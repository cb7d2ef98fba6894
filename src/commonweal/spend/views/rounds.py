"""The three rounds of the multiplier as a page shows them: tables, bars with bounds, and what a pound comes to."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from commonweal.basics.money import POUND, exact
from commonweal.basics.money import rounded as in_three_figures
from commonweal.basics.tables import Column, Provenance, Table
from commonweal.spend.views import tables
from commonweal.spend.views.asking import Asked
from commonweal.spend.views.assumed import industry
from commonweal.spend.views.gap_words import width
from commonweal.spend.wealth.multiplier import Money, Rounds
from commonweal.spend.wealth.ranges import Range

ENDS: Final = (("low", "At least"), ("central", "Likeliest"), ("high", "At most"))


def pound(lm3: Range) -> dict[str, str]:
    """What each pound comes to: "£1.40", and its bounds."""
    return {name: exact(round(getattr(lm3, name) * 100)) for name, _label in ENDS}


def bars(rounds: Rounds, here: str) -> list[dict[str, Any]]:
    """A bar a round: sure as far as the low end, hatched from there to the high, with a mark where it is likeliest."""
    spread = [(_names(here)[0], Range.exactly(rounds.first)), *zip(_names(here)[1:], _later(rounds), strict=True)]
    longest = max(float(each.high) for _name, each in spread) or 1
    return [
        {
            "label": name,
            "pence": int(each.central),
            "low": int(each.low),
            "high": int(each.high),
            "known": each.low == each.high,
            "width": width(max(0.0, float(each.low)), longest),
            "more": width(max(0.0, float(each.high - each.low)), longest),
            "mark": width(max(0.0, float(each.central)), longest),
        }
        for name, each in spread
    ]


def of_rounds(rounds: Rounds, asked: Asked) -> Table:
    """The rounds with their bounds, and what each pound comes to."""
    columns = (_WHAT, *(Column(f"{name}_pence", label, "money") for name, label in ENDS))
    rows = [{"what": what, **_ends(part)} for what, part in zip(_rows(asked.home.name), _parts(rounds), strict=True)]
    return _table("rounds", _("The three rounds"), columns, rows, _said("industries", asked))


def of_change(before: Rounds, after: Rounds, asked: Asked) -> Table:
    """The rounds before and after, each with its bounds: for a file."""
    rows = []
    for was, will_be in zip(of_rounds(before, asked).rows, of_rounds(after, asked).rows, strict=True):
        told = {f"{when}_{name}": row[name] for when, row in (("before", was), ("after", will_be)) for name in _PENCE}
        rows.append({"what": was["what"], **told})
    columns = [
        Column(f"{when}_{name}_pence", f"{label}, {end.lower()}", "money")
        for when, label in (("before", "Now"), ("after", "Then"))
        for name, end in ENDS
    ]
    said = _said("industry_months", asked)
    return _table("what-if", _("The three rounds, now and then"), (_WHAT, *columns), rows, said)


def told(rounds: Rounds, asked: Asked) -> Table:
    """The rounds for a page: in three figures, since no more is known."""
    rows = [{"what": what, **_told(part)} for what, part in zip(_rows(asked.home.name), _parts(rounds), strict=True)]
    columns = (_WHAT, Column("likeliest", _("Likeliest")), Column("between", _("Between")))
    return _table("rounds", _("The three rounds"), columns, rows, _said("industries", asked))


def change_told(before: Rounds, after: Rounds, asked: Asked) -> Table:
    """The rounds before and after for a page, with what comes on top."""
    rows = []
    for what, was, will_be in zip(_rows(asked.home.name), _parts(before), _parts(after), strict=True):
        added = more(was, will_be)
        on_top = rounded(added["central"]) if added["central"] else _("less than a penny") if was != will_be else "£0"
        rows.append({"what": what, "now": _in_words(was), "then": _in_words(will_be), "more": on_top})
    columns = (_WHAT, Column("now", _("Now")), Column("then", _("Then")), Column("more", _("More, likeliest")))
    return _table("what-if", _("The three rounds, now and then"), columns, rows, _said("industry_months", asked))


def of_industries(money: Iterable[Money], asked: Asked) -> Table:
    """The money by industry: what suppliers here received, what left, and what may do either."""
    rows = [
        {
            "industry": industry(each.section),
            "industry_url": tables.account_of(asked.selection, section=each.section) if each.section else "",
            "here_pence": each.here,
            "away_pence": each.away,
            "unknown_pence": each.unknown,
        }
        for each in sorted(money, key=lambda each: (-each.pence(), each.section or ""))
    ]
    columns = (
        Column("industry", "Industry", "link"),
        Column("here_pence", "To suppliers here", "money"),
        Column("away_pence", "To suppliers elsewhere", "money"),
        Column("unknown_pence", "To suppliers not placed yet", "money"),
    )
    return _table("industries", _("The money by industry"), columns, rows, _said("industries", asked))


def more(before: Range, after: Range) -> dict[str, int]:
    """How much more each end comes to, in pence."""
    return {name: int(getattr(after, name) - getattr(before, name)) for name, _label in ENDS}


def rounded(pence: int) -> str:
    """Three figures: under £100 to the penny, since what a pound comes to is told so."""
    return exact(pence) if abs(pence) < 100 * POUND else in_three_figures(pence)


def _names(here: str) -> tuple[str, str, str]:
    return (
        _("Round 1: spent, and open to influence"),
        _("Round 2: received by suppliers in %(here)s") % {"here": here},
        _("Round 3: spent again in %(here)s by those suppliers") % {"here": here},
    )


def _rows(here: str) -> tuple[str, ...]:
    return (*_names(here), _("Each £1 comes to"))


def _parts(rounds: Rounds) -> tuple[Range, ...]:
    """The rounds, and what a pound comes to, in pence."""
    return (Range.exactly(rounds.first), *_later(rounds), rounds.lm3() * 100)


def _told(part: Range) -> dict[str, str]:
    low, central, high = (rounded(round(end)) for end in (part.low, part.central, part.high))
    between = _("known exactly") if part.low == part.high else _("%(low)s and %(high)s") % {"low": low, "high": high}
    return {"likeliest": central, "between": between}


def _in_words(part: Range) -> str:
    low, central, high = (rounded(round(end)) for end in (part.low, part.central, part.high))
    if part.low == part.high:
        return central
    return _("%(central)s (%(low)s to %(high)s)") % {"central": central, "low": low, "high": high}


def _later(rounds: Rounds) -> tuple[Range, Range]:
    return rounds.second, rounds.third


def _ends(part: Range) -> Mapping[str, int]:
    return {f"{name}_pence": round(getattr(part, name)) for name, _label in ENDS}


def _said(definition: str, asked: Asked) -> Provenance:
    return tables.provenance(definition, asked.selection)


def _table(name: str, caption: str, columns: Iterable[Column], rows: list[Any], said: Provenance) -> Table:
    return Table(name, caption, tuple(columns), rows, provenance=said)


_WHAT: Final = Column("what", "What")
_PENCE: Final = tuple(f"{name}_pence" for name, _label in ENDS)
