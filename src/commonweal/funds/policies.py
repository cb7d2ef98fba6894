"""Where the money of a pot comes from, and what that asks of whoever spends it: each policy with its date and source.

Who holds money is not always who decides on it. Where the law leaves a decision with the holder, a pot takes only
decisions of its assembly that the holder has accepted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from commonweal.basics.problems import Refused

CIL: Final = "Community Infrastructure Levy Regulations 2010 (SI 2010/948)"
CIL_SHARE: Final = Fraction(15, 100)  # reg. 59A(5)-(7), in force since 25 April 2013 (SI 2013/982)
CIL_SHARE_WITH_PLAN: Final = Fraction(25, 100)  # reg. 59A(3): where a neighbourhood plan is made; no cap
CIL_CAP: Final = 100_00  # pence a year for each existing council tax dwelling, reg. 59A(7); indexed


@dataclass(frozen=True, slots=True)
class Policy:
    """The rule of one kind of source.

    `since`: from which day it holds, None where that is for the pot's own papers to say. `holder_accepts`: the law
    leaves the decision with the accountable body. `spend_by`: the pot must name a last day to spend the money.
    """

    key: str
    name: str
    rule: str
    source: str
    since: date | None = None
    holder_accepts: bool = False
    spend_by: bool = False


_ALL: Final = (
    Policy(
        "cil-parish",
        "Community infrastructure levy, the share of a parish",
        "The council passes 15 % of the levy from new building to the parish, capped by its dwellings, or 25 % where "
        "a neighbourhood plan is made. It is for infrastructure, and for whatever else building makes needed.",
        f"{CIL}, reg. 59A-59C",
        date(2013, 4, 25),
    ),
    Policy(
        "cil-neighbourhood",
        "Community infrastructure levy, the share of a neighbourhood without a parish",
        "The council holds the same share, asks the people of the area what it should be spent on, and decides. So "
        "the assembly's decision needs the council's acceptance.",
        f"{CIL}, reg. 59F, and the planning practice guidance on the levy",
        date(2013, 4, 25),
        holder_accepts=True,
    ),
    Policy(
        "section-106",
        "Section 106, a developer's contribution",
        "The agreement says what the money is for and by when it must be spent; what is not spent by then may go back "
        "to whoever paid it. The council that signed it answers for it.",
        "Town and Country Planning Act 1990, section 106, and the agreement itself",
        date(1991, 10, 25),
        holder_accepts=True,
        spend_by=True,
    ),
    Policy(
        "strategic-investment",
        "Strategic investment fund of a combined authority",
        "The combined authority answers for it to those who gave it, and must accept what is decided.",
        "the authority's own assurance framework",
        holder_accepts=True,
    ),
    Policy(
        "pooled-reserves",
        "Pooled reserves of co-ops",
        "Co-ops put a part of their surplus together to found and help others, as Mondragón's Caja Laboral does.",
        "the members' own agreement",
    ),
    Policy(
        "gift", "Gifts", "Whoever gives may say what it is for; then it is for nothing else.", "the words of the giver"
    ),
    Policy(
        "membership-fees", "Membership fees", "What members pay, for what the members decide.", "the body's own rules"
    ),
    Policy(
        "community-shares",
        "Community shares",
        "Members can take their shares out again as the rules allow. Each member has one vote, however many shares "
        "they hold, and interest is no more than is needed to keep the money.",
        "Co-operative and Community Benefit Societies Act 2014, section 2, and the society's own rules",
        date(2014, 8, 1),
    ),
    Policy(
        "one-per-cent-of-procurement",
        "One per cent of what a council buys",
        "A council turns one pound in a hundred of its procurement into a fund for small groups of residents, as "
        "Knowsley did. The council holds it and must accept what is decided.",
        "our choice, after Knowsley's fund",
        holder_accepts=True,
    ),
)
POLICIES: Final[Mapping[str, Policy]] = {policy.key: policy for policy in _ALL}


@dataclass(frozen=True, slots=True)
class Cap:
    """What the capped share of a parish goes by: its existing council tax dwellings, and the index of building costs
    of the year and of the year in which the cap was set, the same index for both. Raises Refused for impossible ones.
    """

    dwellings: int
    index: Fraction = Fraction(1)
    index_then: Fraction = Fraction(1)

    def __post_init__(self) -> None:
        if self.dwellings < 0 or self.index <= 0 or self.index_then <= 0:
            raise Refused("A parish has nought dwellings or more, and an index is above nought.")

    def pence(self) -> int:
        """The most that goes to the parish in the year. A part of a penny is left out; our choice."""
        return int(CIL_CAP * self.dwellings * self.index / self.index_then)


def policy(key: str) -> Policy:
    """The policy of a kind of source. Raises Refused for a kind that is not known."""
    if key not in POLICIES:
        raise Refused(f"There is no kind of source called {key!r}. Choose one of: {', '.join(POLICIES)}.")
    return POLICIES[key]


def cil_share(receipts: int, *, made_plan: bool, before: int = 0, cap: Cap) -> int:
    """The neighbourhood share, in pence, of levy received in an area.

    `before`: pence of capped shares passed on earlier in the same year. Where part of the area has a made plan and part
    has not, ask once for each part. A part of a penny is left out; our choice. Raises Refused for minus amounts.
    """
    if receipts < 0 or before < 0:
        raise Refused("What was received and what was passed on are nought or more.")
    if made_plan:
        return int(receipts * CIL_SHARE_WITH_PLAN)
    return min(int(receipts * CIL_SHARE), max(0, cap.pence() - before))
