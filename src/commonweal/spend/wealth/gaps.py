"""Gaps: what is bought again and again from elsewhere while few suppliers here hold any of it, the widest first.

A gap is a category of ProClass. It is ranked by its score, the product of three factors that are shown beside it: the
pounds a year that leave the region for sure, the share of months in which they are paid, and how few suppliers of the
region are paid in the category. Ties go to the larger sum that may leave, then to the alphabet.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Final

from commonweal.basics.living_wage import yearly_cost
from commonweal.spend.wealth.coops import Coops, coops
from commonweal.spend.wealth.holders import Holder, Share, holders, local_suppliers, pay_share, sums
from commonweal.spend.wealth.ranges import NOTHING, Range
from commonweal.spend.wealth.rhythm import Rhythm, Span, rhythm, yearly

Row = Mapping[str, Any]

FLOWS: Final = ("leaving", "possible", "staying")
FEW: Final = 3  # suppliers: our choice, the quotes that a buyer is commonly asked to get


@dataclass(frozen=True, slots=True)
class Factor:
    """One part of a score, and what it says."""

    name: str
    value: Fraction
    because: str


@dataclass(frozen=True, slots=True)
class Gap:
    """One category. Pence a year: `leaving` for sure, `possible` on top of that, `staying`.

    `left` is the pence that left for sure in all the months held, `local` the suppliers of the region paid in it,
    `registered` those that registers know here in the same industries. `jobs` are full-time years at the real living
    wage that the money would pay.
    """

    proclass: str
    leaving: int
    possible: int
    staying: int
    left: int
    rhythm: Rhythm
    payers: tuple[str, ...]
    holders: tuple[Holder, ...]
    divisions: tuple[Share, ...]
    sections: tuple[Share, ...]
    local: int
    registered: int
    jobs: Range
    coops: Coops
    factors: tuple[Factor, ...]

    def score(self) -> Fraction:
        """The product of the factors, in pence a year."""
        product = Fraction(1)
        for factor in self.factors:
            product *= factor.value
        return product

    def selections(self) -> tuple[dict[str, str], ...]:
        """The payments behind it, as choices for a selection: the whole category, then each ring that it goes to."""
        rings = dict.fromkeys(holder.ring for holder in self.holders if holder.flow != "staying")
        return ({"proclass": self.proclass}, *({"proclass": self.proclass, "ring": ring} for ring in rings))


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What gaps are worked out with: the months held of each payer, how many organisations of each SIC division
    registers know in the region, the section letter of each category, the day whose wages hold, and whether they are
    London's.
    """

    spans: Mapping[str, Span]
    on: date
    registered: Mapping[str, int] = field(default_factory=dict)
    industries: Mapping[str, str] = field(default_factory=dict)
    london: bool = False

    def job(self) -> int:
        """What a full-time year at the real living wage costs, in pence. ValueError for a day before the table."""
        return yearly_cost(self.on, london=self.london)


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps, the widest first, and what could not be looked at: pence without a category, and in no month held."""

    ranked: tuple[Gap, ...]
    uncategorised: int
    out_of_span: int


def gaps(years: Iterable[Row], held: Iterable[Row], by: Reckoning) -> Gaps:
    """The gaps of a selection, from its rows of gap_years.sql and gap_holders.sql.

    Raises ValueError for a day before the table of the real living wage.
    """
    paid: dict[str, list[Row]] = defaultdict(list)
    uncategorised = out_of_span = 0
    for row in years:
        if row["proclass"] is None:
            uncategorised += _pence(row)
        elif row["held"]:
            paid[row["proclass"]].append(row)
        else:
            out_of_span += _pence(row)
    holding: dict[str, list[Row]] = defaultdict(list)
    for row in held:
        holding[row["proclass"]].append(row)
    found = (gap(name, rows, holding[name], by) for name, rows in paid.items())
    leave = [each for each in found if each.leaving > 0 or each.possible > 0]
    return Gaps(tuple(sorted(leave, key=_rank)), uncategorised, out_of_span)


def gap(proclass: str, paid: list[Row], held: list[Row], by: Reckoning) -> Gap:
    """One category, from its rows of gap_years.sql that lie in the months held, and its rows of gap_holders.sql."""
    flows = _by_payer(paid)
    leaving, possible, staying = (
        yearly(((payer, pence[flow]) for payer, pence in flows.items()), by.spans) for flow in FLOWS
    )
    steady, local = rhythm(paid, by.spans), local_suppliers(held)
    divisions, sections = sums(held, "division"), sums(held, "section")
    jobs = _jobs(leaving, possible, pay_share(sections, by.industries.get(proclass)), by.job())
    return Gap(
        proclass,
        leaving,
        possible,
        staying,
        left=sum(pence["leaving"] for pence in flows.values()),
        rhythm=steady,
        payers=tuple(sorted({row["payer_slug"] for row in paid if row["leaves"]})),
        holders=holders(held),
        divisions=divisions,
        sections=sections,
        local=local,
        registered=sum(by.registered.get(each.name, 0) for each in divisions),
        jobs=jobs,
        coops=coops(jobs),
        factors=_factors(leaving, steady, local),
    )


def _by_payer(paid: Iterable[Row]) -> dict[str, dict[str, int]]:
    """What each payer paid in all, by where it went."""
    found: dict[str, dict[str, int]] = {}
    for row in paid:
        pence = found.setdefault(row["payer_slug"], dict.fromkeys(FLOWS, 0))
        for flow in FLOWS:
            pence[flow] += row[flow]
    return found


def _factors(leaving: int, steady: Rhythm, local: int) -> tuple[Factor, ...]:
    here = f"{local} supplier{' of the region is' if local == 1 else 's of the region are'} paid"
    months = f"paid in {steady.paid} of {steady.held} months held"
    return (
        Factor("pounds", Fraction(max(0, leaving)), "pence a year that leave the region for sure"),
        Factor("rhythm", steady.share(), f"{steady.name()}: {months}"),
        Factor("few here", min(Fraction(1), Fraction(FEW, max(1, local))), here),
    )


def _jobs(leaving: int, possible: int, pay: Range, job: int) -> Range:
    """Full-time years at the real living wage: what the industry spends on pay, divided by what a year costs.

    The low and central figures count only what is sure to leave; the high one what may leave as well.
    """
    certain, most = max(0, leaving), max(0, leaving) + max(0, possible)
    return Range(pay.low * certain, pay.central * certain, pay.high * most) / job if most else NOTHING


def _pence(row: Row) -> int:
    return int(row["leaving"]) + int(row["possible"]) + int(row["staying"])


def _rank(each: Gap) -> tuple[Fraction, int, str]:
    return -each.score(), -each.possible, each.proclass
