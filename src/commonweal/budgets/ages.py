"""The age groups of a budget's own voters, from the published ballots alone: anyone comes to the same.

Ballots are published in cells of at least ten who tell their age, in each area apart (assemblies/balloting/cells.py).
A group here is a sum of such cells. So is whatever is left of it when another is taken away: no table that is made of
groups shows fewer.
"""

from collections.abc import Sequence
from typing import Final

from commonweal.assemblies.balloting import boxes, cells
from commonweal.budgets.pabulib.groups import Group
from commonweal.budgets.tallying import Frame, election_of

COLUMN: Final = "age"


def age_groups(frame: Frame, area: int, ballots: Sequence[boxes.Ballot]) -> tuple[Group, ...]:
    """The age groups among the voters of an area, those who tell no age last; none where no group is left apart.

    A group's name is as ballots are published: bands with `cells.TOGETHER` between; empty where no age is told.
    """
    found: dict[str, list[boxes.Ballot]] = {}
    for each in ballots:
        if area in frame.slate.open_to(each.cell):
            found.setdefault(cells.age_of(each.cell), []).append(each)
    # Few may be left who tell no age, in an area where nobody does: they are put to others here too.
    names = cells.merged_ages({name: len(cast) for name, cast in found.items()})
    together: dict[str, list[boxes.Ballot]] = {}
    for name, cast in found.items():
        together.setdefault(names[name], []).extend(cast)
    if together.keys() <= {cells.UNASKED}:
        return ()
    shown = sorted(together.items(), key=lambda pair: (not pair[0], pair[0]))
    return tuple(Group(COLUMN, name, election_of(frame, area, cast)) for name, cast in shown)
