"""The gaps, the multiplier and what-if, asked of the account for a selection of payments."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from commonweal.basics.problems import Refused
from commonweal.spend import account
from commonweal.spend.bases import Lake
from commonweal.spend.proclass import usual_sections
from commonweal.spend.selection import Selection
from commonweal.spend.wealth.gaps import Gap, Gaps, Reckoning, gaps
from commonweal.spend.wealth.multiplier import Answered, Money, Rounds, rounds
from commonweal.spend.wealth.rhythm import Span
from commonweal.spend.wealth.scenarios import Effect, Scenario, effect
from commonweal.spend.wealth.surveys import Survey
from commonweal.spend.whole import months_held, payers_of


def reckoning(lake: Lake, selection: Selection, on: date, registered: Mapping[str, int]) -> Reckoning:
    """What a selection's gaps are worked out with.

    The months held are those of its payers as a whole: a month in which a payer bought nothing of a category counts.
    registered: how many organisations of each SIC division registers know in the region. on: the day whose wages hold.
    """
    spans = {each.payer_slug: Span.of(each) for each in months_held(lake, selection)}
    return Reckoning(spans, on, registered, usual_sections())


def gaps_of(lake: Lake, selection: Selection, by: Reckoning) -> Gaps:
    """The gaps of a selection, the widest first."""
    years = account.ask(lake, "gap_years", replace(selection, held=held_of(lake, selection, by.spans)))
    return gaps(years, account.ask(lake, "gap_holders", selection), by)


def held_of(lake: Lake, selection: Selection, spans: Mapping[str, Span]) -> tuple[tuple[str, str], ...]:
    """By payer, the months held and the periods that lie whole in these, as `Selection.held` takes them."""
    held = {payer: sorted(span.dated) for payer, span in spans.items()}
    for row in account.ask(lake, "periods", payers_of(selection)):
        payer, last = row["payer_slug"], row["period_to"] or row["period_from"]
        if payer in spans and spans[payer].holds({**row, "month": None}):
            held[payer].append(f"{row['period_from']}/{last}")
    return tuple((payer, f",{','.join(each)},") for payer, each in held.items())


def gap_of(lake: Lake, selection: Selection, proclass: str, by: Reckoning) -> Gap | None:
    """The gap of one category, or None where none of its money leaves."""
    # All are asked for: the page has the answer at hand already, since it lists them.
    return next((each for each in gaps_of(lake, selection, by).ranked if each.proclass == proclass), None)


def money_of(lake: Lake, selection: Selection, spans: Mapping[str, Span] | None = None) -> list[Money]:
    """A selection's influenceable money by industry; given the months held of each payer, only what lies in those."""
    if spans is None:
        return [Money.of(row) for row in account.ask(lake, "industries", selection)]
    rows = account.ask(lake, "industry_months", selection)
    lying = [Money.of(row) for row in rows if row["payer_slug"] in spans and spans[row["payer_slug"]].holds(row)]
    return _by_section(lying)


def answered_of(
    lake: Lake, selection: Selection, surveys: Iterable[Survey], spans: Mapping[str, Span] | None = None
) -> list[Answered]:
    """The money of a selection that suppliers with a survey were paid, each supplier once; those paid none left out.

    A survey speaks for the whole organisation: where the registers are sure of it, for all its spellings.
    """
    by_body = {_body(lake, survey.supplier): survey for survey in surveys}
    return [
        Answered(money, survey)
        for body, survey in by_body.items()
        for money in money_of(lake, replace(selection, supplier=body), spans)
        if money.pence()
    ]


def rounds_of(lake: Lake, selection: Selection, surveys: Iterable[Survey] = ()) -> Rounds | None:
    """The local multiplier's three rounds of a selection, or None where there is no money to follow."""
    try:
        return rounds(money_of(lake, selection), answered_of(lake, selection, surveys))
    except Refused:
        return None


def effect_of(
    lake: Lake, selection: Selection, asked: Scenario, by: Reckoning, surveys: Iterable[Survey] = ()
) -> Effect:
    """What a scenario would do to a selection, gap and rounds alike over the months held of each payer.

    Raises Refused for a category in which no money leaves.
    """
    gap = gap_of(lake, selection, asked.proclass, by)
    if gap is None:
        raise Refused("No money leaves in this category, so there is none to bring home. Choose one from the gaps.")
    answered = answered_of(lake, selection, surveys, by.spans)
    return effect(asked, gap, money_of(lake, selection, by.spans), by, answered)


def _by_section(each: Iterable[Money]) -> list[Money]:
    found: dict[str | None, Money] = {}
    for money in each:
        so_far = found.get(money.section, Money(money.section, 0, 0, 0))
        here, away, unknown = so_far.here + money.here, so_far.away + money.away, so_far.unknown + money.unknown
        found[money.section] = Money(money.section, here, away, unknown)
    return list(found.values())


def _body(lake: Lake, key: str) -> str:
    """The organisation that a supplier is where the registers are sure of one; else its key."""
    rows = account.ask(lake, "suppliers", Selection(supplier=key))
    return str(rows[0]["supplier_key"]) if rows else key
