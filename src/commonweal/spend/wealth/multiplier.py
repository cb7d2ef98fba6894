"""LM3, the local multiplier in three rounds: what a pound spent here comes to, once those who receive it spend again.

The method is the New Economics Foundation's ("The Money Trail", 2002). Round 1 is the money spent. Round 2 is what
suppliers in the place receive of it. Round 3 is what those spend again in the place, on staff who live there and on
suppliers there. LM3 = (round 1 + round 2 + round 3) / round 1: 1 where nothing stays, 3 where everything does. What
staff and further suppliers do with it would be later rounds, and is not counted.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from commonweal.basics.problems import Refused
from commonweal.spend.wealth.ranges import NOTHING, Range
from commonweal.spend.wealth.sectors import Sector, sector
from commonweal.spend.wealth.surveys import Survey


@dataclass(frozen=True, slots=True)
class Money:
    """Pence paid to one industry: to suppliers here, to suppliers elsewhere, and to suppliers not placed yet."""

    section: str | None  # letter of SIC 2007; None where the industry is not known
    here: int
    away: int
    unknown: int

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Money":
        """From a row of industries.sql."""
        return cls(row["section"], int(row["here"]), int(row["away"]), int(row["unknown"]))

    def pence(self) -> int:
        return self.here + self.away + self.unknown

    def stays(self, share: Fraction) -> Range:
        """What suppliers here receive: of money not placed, none at the least, all at the most, likeliest `share`."""
        return (Range(Fraction(0), share, Fraction(1)) * self.unknown + self.here).whole()


@dataclass(frozen=True, slots=True)
class Answered:
    """A supplier that answered a survey, and the money that it was paid."""

    money: Money
    survey: Survey


@dataclass(frozen=True, slots=True)
class Rounds:
    """The three rounds, in pence, and the multiplier."""

    first: int
    second: Range
    third: Range

    def lm3(self) -> Range:
        """Pounds for each pound of the first round."""
        return (self.second + self.third + self.first) / self.first


def rounds(
    money: Iterable[Money],
    answered: Iterable[Answered] = (),
    known: Mapping[str, Sector] | None = None,
    unplaced: Fraction | None = None,
) -> Rounds:
    """The rounds of a selection's influenceable money. `money` is all of it, that of suppliers who answered included.

    known: what is assumed of industries, if not `sectors.csv`. unplaced: of money that is not placed, the share that is
    likeliest to stay, if not that of placed money. Raises Refused where there is no money to follow.
    Rounds are summed from whole pence, so a group's figures add up to the total's.
    """
    money, answered = list(money), list(answered)
    first = sum(each.pence() for each in money)
    if first <= 0:
        raise Refused("There is no money to follow here: the payments, less the credits, come to nothing.")
    share = placed_share(money) if unplaced is None else unplaced
    second = sum((each.stays(share) for each in money), NOTHING)
    return Rounds(first, second, sum(_third_rounds(money, answered, share, known), NOTHING))


def placed_share(money: Iterable[Money]) -> Fraction:
    """Of the money that is placed, the share that stays: our likeliest guess for what is not placed. 0 if none is."""
    money = list(money)
    here, away = sum(each.here for each in money), sum(each.away for each in money)
    return min(max(Fraction(here, here + away), Fraction(0)), Fraction(1)) if here + away > 0 else Fraction(0)


def _third_rounds(
    money: list[Money], answered: list[Answered], share: Fraction, known: Mapping[str, Sector] | None
) -> Iterable[Range]:
    for each in _without(money, answered):
        yield (each.stays(share) * sector(each.section, known).spent_again()).whole()
    for asked in answered:
        again = asked.survey.spent_again(sector(asked.money.section, known))
        yield (asked.money.stays(share) * again).whole()


def _without(money: list[Money], answered: list[Answered]) -> list[Money]:
    """The money of each industry, less that of suppliers who spoke for themselves."""
    left: dict[str | None, list[int]] = defaultdict(lambda: [0, 0, 0])
    for each, sign in [(each, 1) for each in money] + [(each.money, -1) for each in answered]:
        for place, pence in enumerate((each.here, each.away, each.unknown)):
            left[each.section][place] += sign * pence
    return [Money(section, *pence) for section, pence in left.items()]
