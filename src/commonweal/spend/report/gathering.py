"""Gathers a report: asks the account for a selection and puts what it answers into words, charts and tables."""

from collections.abc import Sequence
from typing import Final

from commonweal.basics.problems import Refused
from commonweal.basics.shares import too_wide
from commonweal.spend.bases import Lake
from commonweal.spend.coverage import Coverage
from commonweal.spend.definitions import VERSION
from commonweal.spend.home import NO_REGION, Home
from commonweal.spend.report import charts, method, sections, wealth, words
from commonweal.spend.report.sections import Told
from commonweal.spend.report.values import Basis, Chart, Report, Section
from commonweal.spend.selection import Selection
from commonweal.spend.wealth.gaps import Gaps
from commonweal.spend.wealth.multiplier import Rounds
from commonweal.spend.wealth.telling import gaps_of, reckoning, rounds_of
from commonweal.spend.whole import months_held, whole_account

OWN_RULES: Final = "Seen with its reader's own rules of what is locked, not those of the site: {}."
TITLE: Final = "Where the public pound goes"


def report(lake: Lake, selection: Selection, basis: Basis) -> Report:
    """The report of a selection. Raises Refused without a home area: then nothing can be told near or far."""
    home = selection.home
    if home is None:
        raise Refused(NO_REGION)
    told = Told(whole_account(lake, selection), home)
    rounds = rounds_of(lake, selection, basis.surveys)
    found = gaps_of(lake, selection, reckoning(lake, selection, basis.made, basis.registered))
    held = months_held(lake, selection)
    return Report(
        title=TITLE,
        who=_who(basis, held),
        period=_period(selection, held),
        home=_home(home),
        headline=_headline(told),
        findings=tuple(_findings(told, rounds, found, basis.own_rules)),
        overview=_overview(told),
        sections=_sections(told, basis, (rounds, found, held)),
        credits=basis.credits,
        basis=basis,
        version=VERSION,
    )


def _sections(told: Told, basis: Basis, of: tuple[Rounds | None, Gaps, list[Coverage]]) -> tuple[Section, ...]:
    rounds, found, held = of
    how = (method.matching(basis), method.covered(held), method.bounds(), method.made_from(basis))
    if not _paid(told):
        return how
    parts = (sections.where, sections.locked, sections.payers, sections.bought, sections.owners)
    more = (sections.concentration, sections.reach, sections.change)
    return (
        *(part(told) for part in (*parts, *more)),
        wealth.multiplier(rounds, told.home, len(basis.surveys)),
        wealth.widest(found, told.home),
        *how,
    )


def _overview(told: Told) -> tuple[Chart, ...]:
    if not _paid(told):
        return ()
    payers = charts.bounds(told.tables["anchors"], "payer", "Of what each can influence, the share that stays at home")
    whole = charts.whole(told.near(), told.home.labels())
    return (whole, payers) if payers.bars else (whole,)


def _headline(told: Told) -> str:
    share = told.one("local_share")
    if not _paid(told):
        return "There is no payment to tell of."
    stays = words.of_ten(share["share_at_least"], share["share_at_most"])
    if stays == words.NOT_TOLD:
        return "What stays cannot be told: what can be influenced, less the credits, comes to nothing."
    if too_wide(share["share_at_least"], share["share_at_most"]):
        return f"How much of what can be influenced stays in {told.home.name} cannot be told yet."
    return f"{stays} of every £10 that can be influenced stays in {told.home.name}."


def _findings(told: Told, rounds: Rounds | None, found: Gaps, own_rules: Sequence[str]) -> list[str]:
    """What matters most, a sentence each, the figures rounded; the sections behind them have them in full."""
    totals = told.one("totals")
    if not _paid(told):
        return ["Choose other payers or months, or bring files in: commonweal spend import."]
    share, said = told.one("local_share"), [OWN_RULES.format(". ".join(own_rules))] if own_rules else []
    said.append(
        f"{words.pounds(totals['pence'])} was paid in {words.counted(totals['payments'], 'payment', 'payments')} to "
        f"{words.counted(totals['suppliers'], 'named supplier', 'named suppliers')}."
    )
    if share["locked"]:
        said.append(f"{words.pounds(share['locked'])} of it is locked: no choice of the payer can move it.")
    if told.home.around:
        near = words.between(share["near_at_least"], share["near_at_most"])
        stays = f"{near.removeprefix('from ')} of what can be influenced stays"
        said.append(f"In {told.home.around} as a whole, {stays}.")
    if share["unknown"]:
        said.append(
            f"{words.pounds(share['unknown'])} went to suppliers that are not placed yet. That is "
            f"why there are two bounds."
        )
    if rounds:
        said.append(wealth.in_pounds(rounds))
    if found.ranked and found.ranked[0].leaving > 0:
        gap = found.ranked[0]
        said.append(
            f"The widest gap is {gap.proclass}: {words.pounds(gap.leaving)} a year leaves, {_often(gap.rhythm.name())}."
        )
    return said


def _often(name: str) -> str:
    return {
        "most months": "in most months",
        "quarterly": "about every quarter",
        "yearly": "about once a year",
        "once": "so far in one month only",
        "too early to tell": "though it is too early to tell how often",
    }.get(name, name)


def _who(basis: Basis, held: list[Coverage]) -> str:
    if basis.asked:
        return words.listed(basis.asked)
    if len(held) == 1:
        return held[0].payer
    return words.counted(len(held), "payer", "payers") if held else "no payer"


def _period(selection: Selection, held: list[Coverage]) -> str:
    if selection.month:
        return words.month(selection.month)
    if selection.month_from or selection.month_to:
        return words.period(selection.month_from, selection.month_to)
    months = [month.month for each in held for month in each.months]
    return words.period(min(months), max(months)) if months else "no month"


def _home(home: Home) -> str:
    return f"{home.name}, within {home.around}" if home.around else home.name


def _paid(told: Told) -> bool:
    return bool(told.one("totals").get("payments"))
