"""The cycle of a budget: its phases in order, when each may open, and the rules that hold from then on."""

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from commonweal.assemblies.balloting import cells, slates
from commonweal.assemblies.membership import BANDS
from commonweal.basics.problems import Refused
from commonweal.budgets.counting import COMPLETIONS, TITLES, UTILITIES, Way

MOST_LEAST_VOTES: Final = 1_000_000


class Phase(StrEnum):
    """What a budget is at. Each opens once, in this order."""

    IDEAS = "ideas"
    COSTING = "costing"
    SHORTLIST = "shortlist"
    BALLOT = "ballot"
    COUNT = "count"
    DELIVERY = "delivery"
    LEARNT = "learnt"


ORDER: Final = tuple(Phase)


BEFORE_THE_BALLOT: Final = (None, Phase.IDEAS, Phase.COSTING, Phase.SHORTLIST)
ANSWERING: Final = (Phase.COSTING, Phase.SHORTLIST)  # in which offices answer ideas


@dataclass(frozen=True, slots=True)
class Dates:
    """The first and the last day of a phase; None where none is told."""

    begins: date | None = None
    ends: date | None = None

    def __post_init__(self) -> None:
        if self.begins and self.ends and self.ends < self.begins:
            raise Refused("A phase ends on the day it begins, or later. Check both days.")


@dataclass(frozen=True, slots=True)
class Rules:
    """How a budget is voted on and counted: frozen when the ballot opens. Raises Refused for what cannot be held.

    `kind`: what a ballot says (balloting/slates.py). `most`: projects, points or places a ballot gives in each area.
    `breakdown`: what a ballot tells of its voter beside the area: nothing, or the age band (balloting/cells.py).
    """

    kind: str = slates.APPROVAL
    most: int = 0
    minimum_age: int = 16
    least_votes: int = 1  # so that what nobody wants is not funded because it fits
    rule: str = "equal-shares"
    utility: str = "cost"
    completion: str = "add1-greedy"
    breakdown: cells.Breakdown = ""

    def __post_init__(self) -> None:
        if self.kind not in slates.KINDS:
            raise Refused(f"Choose what a ballot says: {', '.join(slates.KINDS)}.")
        if self.minimum_age not in BANDS:
            raise Refused(f"Choose the least age of voters: {', '.join(map(str, BANDS))}.")
        if self.rule not in TITLES or self.utility not in UTILITIES or self.completion not in COMPLETIONS:
            raise Refused(f"Choose how to count: {', '.join(TITLES)}.")
        if self.breakdown not in cells.BESIDE_AN_AREA:
            raise Refused("Choose what a ballot tells of its voter beside the area: nothing, or the age band.")
        if not 0 <= self.least_votes <= MOST_LEAST_VOTES:
            raise Refused(f"The fewest votes are from 0 to {MOST_LEAST_VOTES:,}.")
        if self.kind in (slates.POINTS, slates.RANKED) and not 0 < self.most <= slates.MOST_CHOICES:
            raise Refused(f"Say how many points or places a ballot gives out: 1 to {slates.MOST_CHOICES}.")
        if not 0 <= self.most <= slates.MOST_CHOICES:
            raise Refused(
                f"A ballot names at most {slates.MOST_CHOICES} projects in an area. 0 is as many as one likes."
            )

    def way(self) -> Way:
        """As the rules of counting take it."""
        return Way(self.rule, self.utility, self.completion)  # type: ignore[arg-type]

    def told(self) -> dict[str, Any]:
        """As an event holds them."""
        return asdict(self)


def check_opening(phase: Phase, current: Phase | None, dates: Dates, current_ends: date | None, today: date) -> None:
    """Whether a phase may open today after the one that is open. Raises Refused."""
    due = ORDER[0] if current is None else ORDER[min(ORDER.index(current) + 1, len(ORDER) - 1)]
    if phase != due or phase == current:
        raise Refused(f"The next phase of this budget is: {due}. Nothing was changed.")
    if dates.begins and today < dates.begins:
        raise Refused(
            f"People were told that this begins on {dates.begins:%-d %B %Y}. Open it then, or set another day."
        )
    if current_ends and today <= current_ends:
        raise Refused(f"People were told that they have until {current_ends:%-d %B %Y}. Go on after that day.")


def within(dates: Dates, today: date) -> bool:
    """Whether a day lies within the days of a phase that is open."""
    return (dates.begins is None or dates.begins <= today) and (dates.ends is None or today <= dates.ends)


def area_of(postcode: str, ward: str, parts: tuple[tuple[str, ...], ...]) -> int | None:
    """The place of the area that somebody lives in; None where it is none of them.

    Each area is ward codes, or beginnings of postcodes such as `L8` and `L8 1`; the first that fits is theirs.
    """
    for place, codes in enumerate(parts):
        if any(ward == code or _begins(postcode, code) for code in codes):
            return place
    return None


def _begins(postcode: str, code: str) -> bool:
    """L8 begins L8 1AA and not L80 1AA."""
    outward, _, inward = code.partition(" ")
    there, _, rest = postcode.partition(" ")
    return there == outward and rest.startswith(inward)
