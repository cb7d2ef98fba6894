"""The voters of a Pabulib file by where they live, how old they are, and their sex, where the file says so."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from commonweal.budgets.elections import Election
from commonweal.budgets.pabulib.document import Budget
from commonweal.budgets.pabulib.reading import among
from commonweal.budgets.rules.outcomes import Outcome

COLUMNS: Final = ("neighborhood", "district", "age", "sex")
FEWEST: Final = 10  # voters of a group that is shown by itself; our choice, as for who takes part in an assembly
MOST_GROUPS: Final = 200  # of one column: beyond that it tells people apart, not groups; our choice
BANDS: Final = (16, 25, 35, 45, 55, 65, 75)  # ages at which a new band begins; our choice
OLDEST: Final = 130  # years: a larger number is a slip
UNTOLD: Final = ""  # the group of those of whom the file says nothing
FEW: Final = "*"  # the group of those who are too few to be shown by themselves


@dataclass(frozen=True, slots=True)
class Group:
    """Voters who have one cell in common, and their ballots."""

    column: str
    name: str
    election: Election

    @property
    def voters(self) -> int:
        return self.election.ballots.voters


def groups(budget: Budget) -> tuple[Group, ...]:
    """The groups of each column that tells at least two apart, in order of their names; the few and the untold last."""
    return tuple(group for column in COLUMNS for group in _of(budget, column))


def due(whole: Election, group: Group) -> Fraction:
    """A group's share of the budget: as large as its share of the voters."""
    return Fraction(whole.budget * group.voters, max(1, whole.ballots.voters))


def got(whole: Election, group: Group, outcome: Outcome) -> Fraction:
    """What winners brought a group: the cost of each is split equally among its supporters, by the points they gave.

    A winner without a supporter brings nobody anything. So measured, a rule that asks nobody to pay can stand beside
    one that does. Source: M. Lackner, J. Maly, S. Rey, "Fairness in long-term participatory budgeting", IJCAI 2021,
    where it is called a voter's share.
    """
    shares = (
        Fraction(whole.costs[place] * group.election.scores[place], whole.scores[place])
        for place in outcome.winners
        if whole.scores[place]
    )
    return sum(shares, Fraction(0))


def _of(budget: Budget, column: str) -> Iterator[Group]:
    rows: dict[str, list[int]] = {}
    for row, cell in enumerate(budget.text.sections["VOTES"].cells(column)):
        rows.setdefault(_band(cell) if column == "age" else cell, []).append(row)
    if len(rows) > MOST_GROUPS or rows.keys() <= {UNTOLD}:
        return
    few = sorted(row for name, found in rows.items() if name and len(found) < FEWEST for row in found)
    shown = {name: found for name, found in rows.items() if name and len(found) >= FEWEST}
    for name, found in (*sorted(shown.items()), (FEW, few), (UNTOLD, rows.get(UNTOLD, []))):
        if found:
            yield Group(column, name, among(budget, found))


def _band(cell: str) -> str:
    """The band of an age in years; a band that the file names stays as it is."""
    if not cell.isascii() or not cell.isdigit():
        return cell
    if not 0 < int(cell) <= OLDEST:
        return UNTOLD
    begins = max((band for band in BANDS if band <= int(cell)), default=0)
    if begins == BANDS[-1]:
        return f"{begins}+"
    return f"{begins}–{next(band for band in BANDS if band > begins) - 1}"
