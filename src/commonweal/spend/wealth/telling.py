"""The gaps, the multiplier and what-if, asked of the account for a selection of payments."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from commonweal.basics.problems import Refused
from commonweal.spend import account
from commonweal.spend.bases import Lake
from commonweal.spend.coverage import coverage
from commonweal.spend.proclass import usual_sections
from commonweal.spend.selection import Selection
from commonweal.spend.wealth.gaps import Gap, Gaps, Reckoning, gaps
from commonweal.spend.wealth.multiplier import Money, Rounds, rounds
from commonweal.spend.wealth.rhythm import Span
from commonweal.spend.wealth.scenarios import Effect, Scenario, effect


def reckoning(lake: Lake, selection: Selection, on: date, registered: Mapping[str, int]) -> Reckoning:
    """What a selection's gaps are worked out with.

    The months held are those of its payers as a whole: a month in which a payer bought nothing of a category counts.
    registered: how many organisations of each SIC division registers know in the region. on: the day whose wages hold.
    """
    months = Selection(
        payer=selection.payer,
        payers=selection.payers,
        month_from=selection.month_from,
        month_to=selection.month_to,
        month=selection.month,
    )
    held = coverage(account.ask(lake, "coverage", months), account.ask(lake, "periods", months))
    return Reckoning({each.payer_slug: Span.of(each) for each in held}, on, registered, usual_sections())


def gaps_of(lake: Lake, selection: Selection, by: Reckoning) -> Gaps:
    """The gaps of a selection, the widest first."""
    return gaps(account.ask(lake, "gap_months", selection), account.ask(lake, "gap_holders", selection), by)


def gap_of(lake: Lake, selection: Selection, proclass: str, by: Reckoning) -> Gap | None:
    """The gap of one category, or None where none of its money leaves."""
    found = gaps_of(lake, replace(selection, proclass=proclass), by)
    return next((each for each in found.ranked if each.proclass == proclass), None)


def money_of(lake: Lake, selection: Selection) -> list[Money]:
    """A selection's influenceable money by industry."""
    return [Money.of(row) for row in account.ask(lake, "industries", selection)]


def rounds_of(lake: Lake, selection: Selection) -> Rounds | None:
    """The local multiplier's three rounds of a selection, or None where there is no money to follow."""
    try:
        return rounds(money_of(lake, selection))
    except Refused:
        return None


def effect_of(lake: Lake, selection: Selection, asked: Scenario, by: Reckoning) -> Effect:
    """What a scenario would do to a selection. Raises Refused for a category in which no money leaves."""
    gap = gap_of(lake, selection, asked.proclass, by)
    if gap is None:
        raise Refused("No money leaves in this category, so there is none to bring home. Choose one from the gaps.")
    return effect(asked, gap, money_of(lake, selection), by)
