"""The voters of an area that is everyone's, by the area that is their own, from the published ballots alone."""

from collections.abc import Sequence
from typing import Final

from commonweal.assemblies.balloting import boxes
from commonweal.budgets.pabulib.groups import Group
from commonweal.budgets.tallying import Frame, election_of

COLUMN: Final = "area"


def own_areas(frame: Frame, area: int, ballots: Sequence[boxes.Ballot]) -> tuple[Group, ...]:
    """Those of each other area, as the areas stand on the ballot; last, without a name, those who have none.

    None where the area is not everyone's, or no other has voters: nothing would stand beside anything.
    """
    parts = frame.slate.parts
    if not parts[area].whole:
        return ()
    found: dict[int | None, list[boxes.Ballot]] = {}
    for each in ballots:
        own = next((place for place in frame.slate.open_to(each.cell) if place != area), None)
        found.setdefault(own, []).append(each)
    if found.keys() <= {None}:
        return ()
    places = sorted(found, key=lambda own: (own is None, own))
    return tuple(
        Group(COLUMN, "" if own is None else parts[own].name, election_of(frame, area, found[own])) for own in places
    )
