"""Joining points to areas: inside, on the edge, just beyond, and far away."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from commonweal.places.joining import NEAREST_M, NOWHERE, Ground, join, lay_out
from tests.places.drawn import CORNER, PLACES, SIDE, area, square, wards

EXACT = Ground([code for code, _, _ in PLACES], np.array([square(column, row) for _, column, row in PLACES]))


def joined(column: float, row: float, ground: Ground = EXACT) -> tuple[str | None, bool]:
    found = join(np.array([CORNER + column * SIDE]), np.array([CORNER + row * SIDE]), ground)
    place = found.areas[0]
    return (None if place == NOWHERE else ground.codes[place]), bool(found.inside[0])


@pytest.mark.parametrize(
    ("column", "row", "ward", "inside"),
    [
        (0.5, 0.5, "Z05000001", True),
        (1.5, 1.5, "Z05000004", True),
        (1.0, 0.5, "Z05000001", True),  # on the edge of two: the first code
        (1.0, 1.0, "Z05000001", True),  # the corner of all four
        (1.5, 1.0, "Z05000002", True),
        (0.0, 0.0, "Z05000001", True),  # on the region's own edge
        (-0.2, 0.5, "Z05000001", False),  # 200 metres out at sea
        (-0.25, 0.5, "Z05000001", False),  # 250 metres: the last that is placed
        (-0.251, 0.5, None, False),
        (-0.1, 1.0, "Z05000001", False),  # as near to two: the first code
        (2.2, 1.6, "Z05000004", False),
        (50, 50, None, False),
    ],
)
def test_where_a_point_belongs(column: float, row: float, ward: str | None, inside: bool) -> None:
    assert joined(column, row) == (ward, inside)


def test_where_generalised_outlines_overlap_the_first_code_has_it() -> None:
    overlapping = Ground(["Z05000001", "Z05000002"], np.array([square(0, 0, 1.1), square(1, 0)]))
    assert joined(1.05, 0.5, overlapping) == ("Z05000001", True)


def test_in_a_sliver_between_two_outlines_the_nearer_has_it() -> None:
    torn = Ground(["Z05000001", "Z05000002"], np.array([square(0, 0, 0.9), square(1, 0)]))
    assert joined(0.98, 0.5, torn) == ("Z05000002", False)


def test_areas_are_laid_out_by_code_whatever_their_order() -> None:
    assert lay_out(wards()[::-1]).codes == EXACT.codes
    laid = lay_out([area("Z05000009", square(3, 3))])
    assert laid.bounds == pytest.approx((343000, 343000, 344000, 344000), abs=0.001)


def test_no_points_are_no_trouble() -> None:
    assert len(join(np.array([]), np.array([]), EXACT).areas) == 0


@given(st.lists(st.tuples(st.floats(-0.6, 2.6), st.floats(-0.6, 2.6)), max_size=30))
def test_all_at_once_is_as_one_by_one_and_as_plain_geometry_says(points: list[tuple[float, float]]) -> None:
    eastings = np.array([CORNER + round(x * SIDE) for x, _ in points], dtype=float)
    northings = np.array([CORNER + round(y * SIDE) for _, y in points], dtype=float)
    found = join(eastings, northings, EXACT)
    for place, inside, x, y in zip(found.areas, found.inside, eastings, northings, strict=True):
        distances = np.round(shapely.distance(EXACT.outlines, Point(x, y)), 3)
        nearest = int(np.argmin(distances))  # the first of equals
        assert place == (nearest if distances[nearest] <= NEAREST_M else NOWHERE)
        assert inside == (distances[nearest] == 0)
