"""What is taken for granted, as tables: each assumption with its bounds, its source, and whether it is published."""

from collections.abc import Iterable
from typing import Final

from django.utils.formats import date_format

from commonweal.basics.living_wage import wage
from commonweal.basics.money import exact
from commonweal.basics.tables import Column, Provenance, Table
from commonweal.organisations.industries import NAMES
from commonweal.spend.wealth.coops import FEWEST_WORKERS, MOST_WORKERS
from commonweal.spend.wealth.gaps import Gap, Reckoning
from commonweal.spend.wealth.scenarios import Assumed
from commonweal.spend.wealth.sectors import ANY, Assumption, assumptions

OURS: Final = "our choice"
SHARES: Final = {
    "pay": "Share of turnover that goes on pay",
    "purchases": "Share of turnover spent on supplies from the UK",
    "pay_local": "Share of pay that goes to people who live here",
    "purchases_local": "Share of purchases made here",
}
ANY_INDUSTRY: Final = "Any other industry, or one not known"
EVERY_INDUSTRY: Final = "Every industry"
COLUMNS: Final = (
    Column("industry", "Industry"),
    Column("what", "What is assumed"),
    Column("low", "At least", "share"),
    Column("central", "Likeliest", "share"),
    Column("high", "At most", "share"),
    Column("status", "Published or ours"),
    Column("source", "Source"),
)


def of_industries(letters: Iterable[str] | None = None) -> Table:
    """Every assumption of these sections of SIC 2007 and of all industries; of every section where none are named."""
    wanted = None if letters is None else {*letters, ANY}
    found = [each for each in assumptions() if wanted is None or each.section in wanted]
    return _table("assumptions", "What is assumed of industries", found)


def of_jobs(gap: Gap, by: Reckoning) -> dict[str, object]:
    """What the jobs and co-ops of a gap rest on: the pay of its industries, what a job costs, how large a co-op is."""
    sections = [each.name for each in gap.sections if each.pence > 0] or [by.industries.get(gap.proclass, ANY)]
    known = {each.section for each in assumptions() if each.share == "pay"}
    letters = {letter if letter in known else ANY for letter in sections}
    pay = [each for each in assumptions() if each.share == "pay" and each.section in letters]
    return {"pay": _table("pay", "What is assumed of pay", pay), "others": of_a_job(by)}


def of_a_job(by: Reckoning) -> list[Assumed]:
    """What a job costs, and how large a co-op is."""
    since = date_format(wage(by.on).paid_from, "j F Y")
    return [
        Assumed(
            "What a full-time job costs its employer in a year",
            exact(by.job()),
            f"the real living wage in force since {since} (Living Wage Foundation), with the employer’s national "
            "insurance and the least pension (HMRC, DWP)",
        ),
        Assumed(
            "The fewest people in a co-op",
            str(FEWEST_WORKERS),
            "our choice: a team that can cover its holidays and its sickness, and still meet",
        ),
        Assumed(
            "The most people in a co-op",
            str(MOST_WORKERS),
            "a small company’s limit (Companies Act 2006, section 382); founding a sister beyond it is our choice",
        ),
    ]


def industry(section: str | None) -> str:
    """A section of SIC 2007 in words."""
    return NAMES.get(section or "", "Industry not known")


def _table(name: str, caption: str, found: Iterable[Assumption]) -> Table:
    rows = [
        {
            "industry": _of(each),
            "what": SHARES[each.share],
            "low": float(each.range.low),
            "central": float(each.range.central),
            "high": float(each.range.high),
            "status": each.status,
            "source": each.source,
        }
        for each in found
    ]
    said = Provenance("Assumptions of commonweal, each with its source beside it", "AGPL-3.0-or-later")
    return Table(name, caption, COLUMNS, rows, provenance=said)


def _of(each: Assumption) -> str:
    if each.section == ANY:
        return EVERY_INDUSTRY if each.share.endswith("local") else ANY_INDUSTRY
    return NAMES[each.section]
