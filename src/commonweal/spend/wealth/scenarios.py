"""What if a share of what leaves in one category stayed at home: the pounds, rounds and jobs that would come of it.

A scenario is a small value that fits in a link, so it can be kept and passed on. Only money that is sure to leave can
be brought home: what is not placed may be home already.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final

from commonweal.basics.living_wage import wage
from commonweal.basics.money import exact
from commonweal.basics.problems import Refused
from commonweal.spend.wealth.gaps import Gap, Reckoning
from commonweal.spend.wealth.holders import pay_share
from commonweal.spend.wealth.multiplier import Answered, Money, Rounds, placed_share, rounds
from commonweal.spend.wealth.ranges import Range
from commonweal.spend.wealth.sectors import ANY, assumptions

VERSION: Final = 1  # of what a link holds
LONGEST: Final = 100  # characters of a category's or an area's name
FINEST: Final = Decimal("0.01")  # of a per cent


@dataclass(frozen=True, slots=True)
class Scenario:
    """`percent` of what leaves in a ProClass category comes to `home`, an area's code; empty for the region."""

    proclass: str
    percent: Decimal
    home: str = ""

    def link(self) -> str:
        """As a short text that always reads the same for the same scenario."""
        told = {"class": self.proclass, "home": self.home, "percent": f"{self.percent.normalize():f}", "v": VERSION}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


@dataclass(frozen=True, slots=True)
class Assumed:
    """One thing that an effect takes for granted, said beside it."""

    what: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What a scenario would do. Pence: `a_year` and, in all the months held, `moved`; jobs in full-time years."""

    a_year: int
    moved: int
    before: Rounds
    after: Rounds
    jobs: Range
    assumed: tuple[Assumed, ...]


def scenario(proclass: str, percent: str, home: str = "") -> Scenario:
    """A scenario as typed. Raises Refused, in plain words, for a per cent that is none or a name that is too long."""
    try:
        share = Decimal(percent.strip().rstrip("%").strip())
    except InvalidOperation:
        share = Decimal("NaN")
    if not share.is_finite():
        raise Refused("Say how much should come home as a number from 0 to 100 per cent.")
    if not 0 <= share <= 100:
        raise Refused("From 0 to 100 per cent of what leaves can come home; no more can than leaves.")
    if share != share.quantize(FINEST):
        raise Refused("Give the per cent to two places at most.")
    if not proclass.strip() or len(proclass) > LONGEST or len(home) > LONGEST:
        raise Refused("Choose one of the categories and areas that are listed.")
    return Scenario(proclass.strip(), share.quantize(FINEST), home.strip())


def from_link(text: str) -> Scenario:
    """The scenario of a link. Raises Refused for a text that is not one."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        told = None
    fields = ("class", "home", "percent")
    if not isinstance(told, dict) or told.get("v") != VERSION or not all(isinstance(told.get(f), str) for f in fields):
        raise Refused("This link holds no scenario that we can read. Set it up again from the list of gaps.")
    return scenario(told["class"], told["percent"], told["home"])


def effect(
    asked: Scenario, gap: Gap, money: Iterable[Money], by: Reckoning, answered: Iterable[Answered] = ()
) -> Effect:
    """What a scenario would do to the gap of its category, and to the rounds of all the money of the selection.

    money, answered: as for the rounds, over the months that the gap was worked out for. Raises Refused where the gap is
    of another category or the selection has no money; ValueError for a day before the table of the real living wage.
    """
    if gap.proclass != asked.proclass:
        raise Refused("Choose a category in which money leaves.")
    share = Fraction(asked.percent) / 100
    a_year, moved = round(max(0, gap.leaving) * share), round(max(0, gap.left) * share)
    usual = by.industries.get(asked.proclass)
    pay, money, answered = pay_share(gap.sections, usual), list(money), list(answered)
    after = [*money, *_brought_home(_by_industry(gap, moved, usual))]
    return Effect(
        a_year,
        moved,
        before=rounds(money, answered),
        after=rounds(after, answered, unplaced=placed_share(money)),
        jobs=pay * a_year / by.job(),
        assumed=_assumed(pay, by),
    )


def _by_industry(gap: Gap, moved: int, usual: str | None) -> Mapping[str | None, int]:
    """The money that moves, by the industries it leaves to; what rounding leaves over goes with the largest."""
    paid = [each for each in gap.sections if each.pence > 0]
    whole = sum(each.pence for each in paid)
    if not whole:
        return {usual: moved}
    parts: dict[str | None, int] = {each.name: moved * each.pence // whole for each in paid}
    parts[paid[0].name] += moved - sum(parts.values())
    return parts


def _brought_home(moved: Mapping[str | None, int]) -> list[Money]:
    return [Money(section, pence, -pence, 0) for section, pence in moved.items()]


def _assumed(pay: Range, by: Reckoning) -> tuple[Assumed, ...]:
    local = [each for each in assumptions() if each.section == ANY and each.share.endswith("local")]
    names = {"pay_local": "Share of pay that goes to people here", "purchases_local": "Share of purchases made here"}
    day = wage(by.on).paid_from
    return (
        Assumed("Share of the money that pays wages", _percents(pay), "The industries the money goes to, as assumed"),
        *(Assumed(names[each.share], _percents(each.range), f"{each.status}: {each.source}") for each in local),
        Assumed(
            "Cost of a full-time job a year",
            exact(by.job()),
            f"Real living wage and on-costs, from {day.day} {day:%B %Y}",
        ),
    )


def _percents(share: Range) -> str:
    low, central, high = (f"{round(each * 100)} %" for each in (share.low, share.central, share.high))
    return f"{central} ({low} to {high})"
