"""Where on the map an idea may lie: in the area that it is put forward for."""

from typing import Final

from commonweal.basics.problems import Refused
from commonweal.budgets.models import Area, Budget
from commonweal.places import queries as places

REACH: Final = 2_000  # metres to the nearest postcode, from a farm or a beach; our choice
BORDER: Final = 100  # metres: nobody says where between two postcodes a border runs; our choice
ELSEWHERE: Final = "This point is not in {area}. Choose a point there, or the area that it is in."
NOT_HERE: Final = "This point is not in {region}. Choose a point there, or write a postcode nearby."


def check_point(area: Area, point: tuple[int, int] | None) -> None:
    """Raises Refused for a point outside the region, or nearer to other areas than to its own.

    A point lies where the postcodes around it lie. Without a region nobody knows where anything is.
    """
    region = places.in_view()
    if point is None or region is None:
        return
    around = (point[0] - REACH, point[1] - REACH, point[0] + REACH, point[1] + REACH)
    nearest = places.metres_to(point, places.points_within(region, around))
    if nearest > REACH:
        raise Refused(NOT_HERE.format(region=region.name))
    if not area.whole and places.metres_to(point, places.points_in(region, area.parts)) > nearest + BORDER:
        raise Refused(ELSEWHERE.format(area=area.name))


def ground_of(budget: Budget) -> list[tuple[int, int]]:
    """Where the postcodes of a budget's areas are; of its assembly's ward, or of the region, where all is one area."""
    region = places.in_view()
    if region is None:
        return []
    areas = list(budget.areas.all())
    if not any(each.whole for each in areas):
        return places.points_in(region, [code for each in areas for code in each.parts])
    ward = [budget.body.ward_code] if budget.body.ward_code and len(areas) == 1 else []
    return places.points_in(region, ward) or places.points_in(region)
