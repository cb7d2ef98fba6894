"""The voters of an area that is everyone's, by the area that is their own, from the published ballots alone."""

from collections.abc import Sequence
from typing import Final

from commonweal.assemblies.balloting import boxes, cells
from commonweal.budgets.pabulib.groups import Group
from commonweal.budgets.tallying import Frame, election_of

COLUMN: Final = "area"


def own_areas(frame: Frame, area: int, ballots: Sequence[boxes.Ballot]) -> tuple[Group, ...]:
    """Those of each other area, as the areas stand on the ballot; without a name those who have none.

    Areas of fewer than ten voters are put together as `cells.merged` has it, last. None where the area is not
    everyone's, or no two groups stand apart.
    """
    parts = frame.slate.parts
    if not parts[area].whole:
        return ()
    found: dict[str, list[boxes.Ballot]] = {}
    for each in ballots:
        own = next((str(place) for place in frame.slate.open_to(each.cell) if place != area), cells.UNASKED)
        found.setdefault(own, []).append(each)
    together: dict[str, list[boxes.Ballot]] = {}
    for own, published in cells.merged({own: len(cast) for own, cast in found.items()}).items():
        together.setdefault(published, []).extend(found[own])
    if len(together) < 2:
        return ()
    named = {own: parts[int(own)].name if own.isdigit() else own for own in together}
    shown = sorted(together, key=lambda own: (own == cells.OTHERS, own == cells.UNASKED, len(own), own))
    return tuple(Group(COLUMN, named[own], election_of(frame, area, together[own])) for own in shown)
